"""Personal tokens: what a person gives a program instead of login and password.

A token is made on the person's own page, is shown once and kept as a digest. It opens what
the person may see and do, never more, less when it is for reading alone; until the day that was
chosen, until it is revoked, and no longer when the person has another password or is stopped.
(Databeskyttelsesforordningen art. 32)
"""

import re
import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent

#: "last used" is written at most so often: reading must seldom write
USED_STEP = timedelta(minutes=5)
#: RFC 6750, section 2.1; the name of the entry and the secret
_TOKEN = re.compile(r"esdh_([0-9a-f]{16})_([A-Za-z0-9_-]{43})", re.ASCII)


class Scope(StrEnum):
    """What a token is for."""

    READ = "read"
    WRITE = "write"


class PersonalToken(Persistent):
    """What is kept of a token.

    :param title: what its person calls it.
    :param credential: names the password that the person had when it was made.
    :param digest: of the secret.
    """

    used_at: datetime | None = None

    def __init__(
        self,
        login: str,
        title: str,
        scope: Scope,
        *,
        made_at: datetime,
        expires_at: datetime,
        credential: str,
        digest: str,
    ) -> None:
        """Note whose it is and what it opens."""
        self.login = login
        self.title = title
        self.scope = scope.value
        self.made_at = made_at
        self.expires_at = expires_at
        self.credential = credential
        self.digest = digest

    def is_alive(self, now: datetime) -> bool:
        """Tell whether its day has not come."""
        return now < self.expires_at

    def note_use(self, now: datetime) -> None:
        """Note that it was used, unless that was noted a moment ago."""
        if self.used_at is None or now - self.used_at >= USED_STEP:
            self.used_at = now

    def _p_resolveConflict(  # noqa: N802 (the name is ZODB's)
        self, _old: Mapping[str, Any], saved: Mapping[str, Any], new: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Let two requests at once both note that it was used."""
        return {**saved, "used_at": max(saved["used_at"], new["used_at"])}


class PersonalTokens(Persistent):
    """All personal tokens, and by login which are whose."""

    def __init__(self) -> None:
        """Start empty."""
        self._entries = OOBTree()
        self._by_login = OOBTree()

    def add(self, entry: PersonalToken, name: str) -> None:
        """Keep a token."""
        self._entries[name] = entry
        self._by_login[entry.login] = (*self._by_login.get(entry.login, ()), name)

    def get(self, name: str) -> PersonalToken | None:
        """Return the token called ``name``."""
        return self._entries.get(name)

    def of(self, login: str) -> Iterator[tuple[str, PersonalToken]]:
        """Yield name and token of all that ``login`` has, the latest first."""
        for name in reversed(self._by_login.get(login, ())):
            entry = self._entries.get(name)
            if entry is not None:
                yield name, entry

    def revoke(self, name: str) -> None:
        """Forget a token."""
        entry = self._entries.pop(name, None)
        if entry is not None:
            kept = tuple(each for each in self._by_login.get(entry.login, ()) if each != name)
            self._by_login[entry.login] = kept

    def revoke_all(self, login: str) -> None:
        """Forget every token of ``login``."""
        for name in self._by_login.pop(login, ()):
            self._entries.pop(name, None)


def personal_tokens_of(root: Any) -> PersonalTokens:
    """Return all personal tokens, made on first use in a graph from before it."""
    kept = getattr(root, "personal_tokens", None)
    if kept is None:
        kept = root.personal_tokens = PersonalTokens()
    return kept


def new_secret() -> tuple[str, str, str]:
    """Return a new token as its person is shown it, the name of its entry, and the digest that is kept."""
    name, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
    return f"esdh_{name}_{secret}", name, digest_of(secret)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret; no slow hash, for it is 256 random bits."""
    return sha256(secret.encode()).hexdigest()


def personal_token(root: Any, sent: str) -> PersonalToken | None:
    """Find the entry of what a program sent, whether it still opens anything or not.

    :param sent: what came after ``Bearer``.
    """
    match, tokens = _TOKEN.fullmatch(sent), getattr(root, "personal_tokens", None)
    entry = tokens.get(match[1]) if match and tokens is not None else None
    if entry is None or match is None or not secrets.compare_digest(entry.digest, digest_of(match[2])):
        return None
    return entry
