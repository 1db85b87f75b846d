"""Sessions: a signed cookie, and on the server who is logged in by it.

The cookie holds the CSRF token, messages for the next page and the name of an entry in
:class:`Logins`. The entry says who is logged in, since when and seen when; without it
the cookie opens nothing, so that logging out ends a session for whoever has a copy of
its cookie. The key that signs the cookies is made when the data folder is.
"""

import os
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from pyramid.config import Configurator
from pyramid.csrf import SessionCSRFStoragePolicy
from pyramid.request import Request
from pyramid.session import JSONSerializer, SignedCookieSessionFactory

from .events import SessionOpened

ENTRY_KEY = "entry"
SINCE_KEY = "since"
#: "last seen" is written at most so often: reading a page must seldom write
SEEN_STEP = timedelta(minutes=5)
_KEY_LENGTH = 64
_SWEEP_AT_MOST = 20


class Login(Persistent):
    """Somebody who is logged in with one browser."""

    def __init__(self, login: str, since: datetime) -> None:
        """Note who and when."""
        self.login = login
        self.since = since
        self.seen = since

    def _p_resolveConflict(  # noqa: N802 (the name is ZODB's)
        self, _old: Mapping[str, Any], saved: Mapping[str, Any], new: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Let two pages that are opened at once both note that the person was seen."""
        return {**saved, "seen": max(saved["seen"], new["seen"])}


class Logins(Persistent):
    """Everyone who is logged in, by a name that begins with the moment of logging in."""

    def __init__(self) -> None:
        """Start empty."""
        self._entries = OOBTree()

    def get(self, name: str) -> Login | None:
        """Return the entry called ``name``."""
        return self._entries.get(name)

    def add(self, login: str, now: datetime, oldest_kept: datetime) -> str:
        """Note that ``login`` is logged in, forget some that ended, and return the entry's name."""
        for name in list(self._entries.keys(max=_stamp(oldest_kept)))[:_SWEEP_AT_MOST]:
            del self._entries[name]
        name = f"{_stamp(now)}.{secrets.token_urlsafe(16)}"
        self._entries[name] = Login(login, now)
        return name

    def end(self, name: str) -> None:
        """Forget the entry called ``name``."""
        self._entries.pop(name, None)


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"


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


def session_login(request: Request) -> str | None:
    """Return the login the session belongs to, unless it was ended or has lasted too long.

    A session without a request ends after the idle limit, or up to five minutes earlier.
    """
    entry = _entry(request)
    if entry is None:
        return None
    settings, now = request.registry.esdh_settings, request.clock.now()
    if now - entry.since > timedelta(hours=settings.session_absolute_hours):
        return None
    if now - entry.seen > timedelta(minutes=settings.session_idle_minutes):
        return None
    if now - entry.seen >= SEEN_STEP:
        entry.seen = now
    return entry.login


def _entry(request: Request) -> Login | None:
    name = request.session.get(ENTRY_KEY)
    # An error can come before there is a root.
    logins = getattr(getattr(request, "root", None), "logins", None)
    return logins.get(name) if name and logins is not None else None


def open_session(request: Request, login: str) -> None:
    """Log ``login`` in, in a new session with a new CSRF token; an old one ends."""
    close_session(request)
    root, now = request.root, request.clock.now()
    if getattr(root, "logins", None) is None:
        root.logins = Logins()
    oldest_kept = now - timedelta(hours=request.registry.esdh_settings.session_absolute_hours)
    request.session[ENTRY_KEY] = root.logins.add(login, now, oldest_kept)
    request.session[SINCE_KEY] = now.isoformat()
    request.session.new_csrf_token()
    request.registry.notify(SessionOpened(request, login))


def close_session(request: Request) -> None:
    """Log out, here and for every copy of the cookie."""
    logins = getattr(request.root, "logins", None)
    if logins is not None:
        logins.end(request.session.get(ENTRY_KEY, ""))
    request.session.invalidate()


def includeme(config: Configurator) -> None:
    """Install the session factory and make CSRF tokens required by default."""
    settings = config.registry.esdh_settings
    config.set_session_factory(
        SignedCookieSessionFactory(
            session_key(settings.data),
            serializer=JSONSerializer(),
            cookie_name="esdh",
            httponly=True,
            secure=settings.secure_cookies,
            samesite="Lax",
            # Of the form somebody logs in with, say; who is logged in is limited above.
            timeout=settings.session_absolute_hours * 3600,
            reissue_time=60,
        )
    )
    config.set_csrf_storage_policy(SessionCSRFStoragePolicy())
    config.set_default_csrf_options(require_csrf=True)
