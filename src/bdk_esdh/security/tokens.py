"""Tokens of programs: random, kept as a digest, with the limits of a session.

A program logs in once and sends the token in a header with each request. The token names
an entry and holds a secret; the entry holds the secret's digest alone, so that a copy of
the database opens nothing. It ends like a session: after the idle or the absolute limit,
when its person logs it out, is deactivated or removed, or has another password.

The JSON face honours nothing else, least of all the cookie of a browser: another site
can make a browser send a cookie and cannot make it send a header.
"""

import hmac
import re
import secrets
from datetime import datetime
from hashlib import sha256
from typing import Any

from pyramid.request import Request

from ..kernel.faces import face_of
from ..kernel.records import Face
from .logins import Login, Logins
from .personal_tokens import PersonalToken, personal_token
from .sessions import SEEN_STEP, cookies_entry, limits_of, session_login

#: RFC 6750, section 2.1; the name of the entry, a colon, the secret
_HEADER = re.compile(r"bearer +([A-Za-z0-9._-]{20,60}):([A-Za-z0-9_-]{43})", re.IGNORECASE | re.ASCII)
_PERSONAL = re.compile(r"bearer +(esdh_\S{60})", re.IGNORECASE | re.ASCII)
_PROGRAM = "API"


class Token(Login):
    """A program that is logged in as somebody (databeskyttelsesforordningen art. 32).

    :param digest: of the secret.
    """

    digest = ""

    def __init__(self, login: str, since: datetime, *, digest: str, credential: str, network: str) -> None:
        """Note who, when and by which secret."""
        super().__init__(login, since, credential=credential, browser=_PROGRAM, network=network)
        self.digest = digest


class Tokens(Logins):
    """Every program that is logged in."""


def tokens_of(root: Any) -> Tokens:
    """Return the programs that are logged in, made on first use in a graph from before it."""
    tokens = getattr(root, "tokens", None)
    if tokens is None:
        tokens = root.tokens = Tokens()
    return tokens


def open_token(request: Request, login: str, *, credential: str, network: str = "") -> str:
    """Log a program in as ``login`` and return its token, which is shown this once.

    :param credential: names the password that opened it (``logins.credential_of``).
    """
    now, secret = request.clock.now(), secrets.token_urlsafe(32)
    entry = Token(login, now, digest=_digest(secret), credential=credential, network=network)
    name = tokens_of(request.root).add(entry, now - limits_of(request.registry.esdh_settings).absolute)
    return f"{name}:{secret}"


def close_token(request: Request) -> None:
    """Log the program out that makes ``request``."""
    match = _HEADER.fullmatch(request.headers.get("Authorization", ""))
    if match and token_entry(request) is not None:
        tokens_of(request.root).end(match[1])


def token_entry(request: Request) -> Token | None:
    """Return the entry of the request's token, whether it still opens anything or not."""
    match = _HEADER.fullmatch(request.headers.get("Authorization", ""))
    # An error can come before there is a root.
    tokens = getattr(getattr(request, "root", None), "tokens", None)
    entry = tokens.get(match[1]) if match and tokens is not None else None
    if not isinstance(entry, Token) or match is None:
        return None
    return entry if hmac.compare_digest(entry.digest, _digest(match[2])) else None


def personal_entry(request: Request) -> PersonalToken | None:
    """Return the entry of the personal token that came with the request, alive or not."""
    match = _PERSONAL.fullmatch(request.headers.get("Authorization", ""))
    return personal_token(getattr(request, "root", None), match[1]) if match else None


def token_login(request: Request) -> str | None:
    """Return the login the request's token belongs to, unless it was ended or has lasted too long."""
    personal, now = personal_entry(request), request.clock.now()
    if personal is not None:
        if not personal.is_alive(now):
            return None
        personal.note_use(now)
        return personal.login
    entry = token_entry(request)
    if entry is None or not entry.is_alive(now, limits_of(request.registry.esdh_settings)):
        return None
    if now - entry.seen >= SEEN_STEP:
        entry.seen = now
    return entry.login


def opened_by(request: Request) -> Login | PersonalToken | None:
    """Return the entry under which whoever makes ``request`` is logged in: of a token or of a cookie."""
    if face_of(request) is not Face.API:
        return cookies_entry(request)
    return token_entry(request) or personal_entry(request)


def login_of(request: Request) -> str | None:
    """Return the login of whoever makes ``request``: by token for programs, by cookie for browsers."""
    return token_login(request) if face_of(request) is Face.API else session_login(request)


def _digest(secret: str) -> str:
    # No slow hash: the secret is 256 random bits, of which nobody tries a noticeable part.
    return sha256(secret.encode()).hexdigest()
