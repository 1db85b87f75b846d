"""Sessions: a signed cookie, and on the server who is logged in by it.

The cookie holds the CSRF token, messages for the next page and the name of an entry in
:class:`~bdk_esdh.security.logins.Logins`. The entry says who is logged in, since when and
seen when; without it the cookie opens nothing, so that logging out ends a session for
whoever has a copy of its cookie. The key that signs the cookies is made when the data
folder is.
"""

import os
import secrets
from datetime import timedelta
from pathlib import Path

from pyramid.config import Configurator
from pyramid.csrf import SessionCSRFStoragePolicy
from pyramid.request import Request
from pyramid.session import JSONSerializer, SignedCookieSessionFactory

from ..kernel.settings import Settings
from .addresses import rough_network
from .browsers import browser_of
from .events import SessionOpened
from .logins import Limits, Login, logins_of

ENTRY_KEY = "entry"
#: "last seen" is written at most so often: reading a page must seldom write
SEEN_STEP = timedelta(minutes=5)
_KEY_LENGTH = 64


def session_key(data: Path) -> str:
    """Return the key sessions are signed with, making it on first use.

    :param data: the data folder; the key lies there, readable by its owner alone.
    :raises ValueError: when the file is there and holds no key: cookies signed with
        half a key could be forged.
    """
    path = data / "session.key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        _write_key(path)
    key = path.read_text().strip()
    if len(key) < _KEY_LENGTH:
        raise ValueError(f"{path} holds no key; remove it and a new one is made, which logs everybody out")
    return key


def _write_key(path: Path) -> None:
    """Put a new key at ``path`` whole, unless another process was first."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    try:
        draft.write_text(secrets.token_hex(_KEY_LENGTH // 2))
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def limits_of(settings: Settings) -> Limits:
    """Return how long sessions last here."""
    return Limits(
        idle=timedelta(minutes=settings.session_idle_minutes),
        absolute=timedelta(hours=settings.session_absolute_hours),
    )


def cookies_entry(request: Request) -> Login | None:
    """Return the entry that the request's cookie points to, whether it still opens anything or not."""
    name = entry_name(request)
    # An error can come before there is a root.
    logins = getattr(getattr(request, "root", None), "logins", None)
    return logins.get(name) if name and logins is not None else None


def session_login(request: Request) -> str | None:
    """Return the login the session belongs to, unless it was ended or has lasted too long.

    A session without a request ends after the idle limit, or up to five minutes earlier.
    """
    entry, now = cookies_entry(request), request.clock.now()
    if entry is None or not entry.is_alive(now, limits_of(request.registry.esdh_settings)):
        return None
    if now - entry.seen >= SEEN_STEP:
        entry.seen = now
    return entry.login


def entry_name(request: Request) -> str:
    """Return the name of the entry that the request's cookie points to, there or not."""
    return str(request.session.get(ENTRY_KEY, ""))


def open_session(request: Request, login: str, *, credential: str) -> None:
    """Log ``login`` in, in a new session with a new CSRF token; an old one ends.

    :param credential: names the password that opened it (``logins.credential_of``).
    """
    close_session(request)
    now = request.clock.now()
    browser, system = browser_of(request.user_agent)
    entry = Login(
        login,
        now,
        credential=credential,
        browser=browser,
        system=system,
        network=rough_network(request),
    )
    oldest_kept = now - limits_of(request.registry.esdh_settings).absolute
    request.session[ENTRY_KEY] = logins_of(request.root).add(entry, oldest_kept)
    request.session.new_csrf_token()
    request.registry.notify(SessionOpened(request, login))


def close_session(request: Request) -> None:
    """Log out, here and for every copy of the cookie."""
    logins = getattr(request.root, "logins", None)
    if logins is not None:
        logins.end(entry_name(request))
    request.session.invalidate()


def cookie_name(settings: Settings) -> str:
    """Return what the cookie is called.

    With the prefix a browser takes it only over HTTPS, from this very host and for all of
    it: a neighbour under the same domain cannot plant one (RFC 6265bis, 4.1.3.2).
    """
    return "__Host-esdh" if settings.secure_cookies else "esdh"


def includeme(config: Configurator) -> None:
    """Install the session factory and make CSRF tokens required by default."""
    settings = config.registry.esdh_settings
    config.registry.form_key = session_key(settings.data)
    config.set_session_factory(
        SignedCookieSessionFactory(
            session_key(settings.data),
            serializer=JSONSerializer(),
            cookie_name=cookie_name(settings),
            httponly=True,
            secure=settings.secure_cookies,
            # Not Strict: a link to a case in a mail would lead to the login page. What writes has its token.
            samesite="Lax",
            # Of the form somebody logs in with, say; who is logged in is limited above.
            timeout=settings.session_absolute_hours * 3600,
            reissue_time=60,
        )
    )
    config.set_csrf_storage_policy(SessionCSRFStoragePolicy())
    config.set_default_csrf_options(require_csrf=True)
