"""Sessions: a signed cookie, an idle limit and an absolute one.

The session holds who is logged in and since when, the CSRF token and messages
for the next page; nothing about cases. Its key is made when the data folder is.
"""

import secrets
from datetime import datetime, timedelta
from pathlib import Path

from pyramid.config import Configurator
from pyramid.csrf import SessionCSRFStoragePolicy
from pyramid.request import Request
from pyramid.session import JSONSerializer, SignedCookieSessionFactory

LOGIN_KEY = "login"
SINCE_KEY = "since"


def session_key(data: Path) -> str:
    """Return the key sessions are signed with, making it on first use.

    :param data: the data folder; the key lies there, readable by its owner alone.
    """
    path = data / "session.key"
    try:
        return path.read_text()
    except FileNotFoundError:
        data.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
        return path.read_text()


def session_login(request: Request) -> str | None:
    """Return the login the session belongs to, unless it has lasted too long."""
    login = request.session.get(LOGIN_KEY)
    since = request.session.get(SINCE_KEY)
    if not login or not since:
        return None
    limit = timedelta(hours=request.registry.esdh_settings.session_absolute_hours)
    if request.clock.now() - datetime.fromisoformat(since) > limit:
        return None
    return login


def open_session(request: Request, login: str) -> None:
    """Log ``login`` in, in a new session with a new CSRF token."""
    request.session.invalidate()
    request.session[LOGIN_KEY] = login
    request.session[SINCE_KEY] = request.clock.now().isoformat()
    request.session.new_csrf_token()


def close_session(request: Request) -> None:
    """Log out."""
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
            timeout=settings.session_idle_minutes * 60,
            reissue_time=60,
        )
    )
    config.set_csrf_storage_policy(SessionCSRFStoragePolicy())
    config.set_default_csrf_options(require_csrf=True)
