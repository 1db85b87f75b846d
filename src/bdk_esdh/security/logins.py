"""Who is logged in, kept on the server: what a session's cookie points to.

Entries lie by a name that begins with the moment of logging in, so that old ones are
found by their beginning; a second index by login lists one person's without going through
everybody's. Opening a page reads the entry alone.

Access ends when it should: databeskyttelsesforordningen art. 32, stk. 1, litra b.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent

#: servers' clocks may differ by so much; what is further in the future was made by a wrong clock
CLOCK_TOLERANCE = timedelta(minutes=5)
#: the oldest session of somebody with more ends
MOST_PER_PERSON = 20
_NETWORKS_KEPT = 5
_SWEEP_AT_MOST = 20


@dataclass(frozen=True)
class Limits:
    """How long a session lasts."""

    idle: timedelta
    absolute: timedelta


class Login(Persistent):
    """Somebody who is logged in with one browser.

    :param credential: names the password it was opened with, so that a new one ends it.
    :param browser: and ``system``: their names, ``network`` the rough network.
    """

    credential = ""
    browser = ""
    system = ""
    network = ""

    def __init__(
        self,
        login: str,
        since: datetime,
        *,
        credential: str = "",
        browser: str = "",
        system: str = "",
        network: str = "",
    ) -> None:
        """Note who and when."""
        self.login = login
        self.since = since
        self.seen = since
        self.credential = credential
        self.browser = browser
        self.system = system
        self.network = network

    def is_alive(self, now: datetime, limits: Limits) -> bool:
        """Tell whether it still opens anything.

        One from the future, made before a clock was set back, would otherwise last until
        the clock has come there again.
        """
        if max(self.since, self.seen) - now > CLOCK_TOLERANCE:
            return False
        return now - self.since <= limits.absolute and now - self.seen <= limits.idle

    def _p_resolveConflict(  # noqa: N802 (the name is ZODB's)
        self, _old: Mapping[str, Any], saved: Mapping[str, Any], new: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Let two pages that are opened at once both note that the person was seen."""
        return {**saved, "seen": max(saved["seen"], new["seen"])}


class PersonsLogins(Persistent):
    """What is kept of one person's logging in.

    :param open: names of the entries, the oldest first.
    :param last_at: when the person last logged in.
    :param networks: rough networks the person lately came from, the latest first.
    """

    last_at: datetime | None = None

    def __init__(self) -> None:
        """Start with nothing."""
        self.open: tuple[str, ...] = ()
        self.networks: tuple[str, ...] = ()


class Logins(Persistent):
    """Everyone who is logged in."""

    #: made on first use in a graph from before it
    _by_login: OOBTree | None = None

    def __init__(self) -> None:
        """Start empty."""
        self._entries = OOBTree()
        self._by_login = OOBTree()

    def get(self, name: str) -> Login | None:
        """Return the entry called ``name``."""
        return self._entries.get(name)

    def add(self, entry: Login, oldest_kept: datetime) -> str:
        """Keep an entry, forget some that ended, and return its name."""
        self._sweep(oldest_kept, entry.since + timedelta(days=1))
        name = f"{_stamp(entry.since)}.{secrets.token_urlsafe(16)}"
        persons = self._persons(entry.login)
        still_open = [each for each in persons.open if each in self._entries]
        while len(still_open) >= MOST_PER_PERSON:
            del self._entries[still_open.pop(0)]
        self._entries[name] = entry
        persons.open = (*still_open, name)
        persons.last_at = entry.since
        if entry.network:
            others = [each for each in persons.networks if each != entry.network]
            persons.networks = (entry.network, *others)[:_NETWORKS_KEPT]
        return name

    def _sweep(self, oldest_kept: datetime, newest_kept: datetime) -> None:
        over = list(self._entries.keys(max=_stamp(oldest_kept)))[:_SWEEP_AT_MOST]
        impossible = list(self._entries.keys(min=_stamp(newest_kept)))[:_SWEEP_AT_MOST]
        for name in over + impossible:
            del self._entries[name]

    def end(self, name: str) -> None:
        """Forget the entry called ``name``."""
        self._entries.pop(name, None)

    def end_all(self, login: str, *, but: str = "") -> int:
        """Forget every entry of ``login``, perhaps but one; say how many there were."""
        persons = self._persons(login)
        ended = [name for name in persons.open if name != but and self._entries.pop(name, None)]
        # Written in any case: somebody who logs in at this moment in another process is then in conflict.
        persons.open = tuple(name for name in persons.open if name == but)
        return len(ended)

    def of(self, login: str) -> dict[str, Login]:
        """Return the entries of ``login`` by name, the latest first."""
        history = self.history(login)
        names = reversed(history.open) if history else ()
        found = ((name, self._entries.get(name)) for name in names)
        return {name: entry for name, entry in found if entry is not None}

    def history(self, login: str) -> PersonsLogins | None:
        """Return what is kept of one person's logging in, if there was any."""
        return self._by_login.get(login) if self._by_login is not None else None

    def _persons(self, login: str) -> PersonsLogins:
        if self._by_login is None:
            self._by_login = OOBTree()
        persons: PersonsLogins | None = self._by_login.get(login)
        if persons is None:
            persons = self._by_login[login] = PersonsLogins()
        return persons


def credential_of(password_hash: str) -> str:
    """Name a password by its hash, for what has to end when there is another."""
    return sha256(password_hash.encode()).hexdigest()[:16]


def handle_of(name: str) -> str:
    """Return what a page may call an entry: its own name is half of what opens a session."""
    return sha256(name.encode()).hexdigest()[:16]


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"


def logins_of(root: Any) -> Logins:
    """Return who is logged in, made on first use in a graph from before it."""
    logins = getattr(root, "logins", None)
    if logins is None:
        logins = root.logins = Logins()
    return logins
