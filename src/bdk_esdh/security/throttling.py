"""How often a password may be tried: pauses that grow, for an account and for an address.

An account is only slowed, and not for those who come from where its owner was let in
lately: whoever tries an account on purpose must not lock its owner out. An address is
shut out while its pause lasts. An attempt counts a quarter *before* the password is
checked, in a transaction of its own, so that a hundred at once do not all get in, and one
when it was in vain. One that is refused by a pause costs nothing and prolongs nothing.

What is kept is a number under a digest: neither the login nor what somebody typed in its
place can be read back. Two generations bound it; the older one is dropped whole.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from persistent import Persistent

from .logins import CLOCK_TOLERANCE

#: a generation ends after so long, or when it holds so many
_GENERATION = timedelta(hours=2)
_MOST_KEPT = 5_000
#: what an attempt counts before it is known how it ends, and more when it was in vain
PENDING, IN_VAIN = 0.25, 0.75


@dataclass(frozen=True)
class Limit:
    """How patient we are.

    :param free: attempts in vain that cost nothing.
    :param forgotten_each: after so long one of them is forgotten.
    """

    free: int
    first_pause: timedelta
    longest_pause: timedelta
    forgotten_each: timedelta

    def pause(self, failures: float) -> timedelta:
        """Return how long to wait after so many attempts in vain."""
        over = int(failures + 0.5) - self.free
        if over < 0:
            return timedelta(0)
        return min(self.first_pause * 2 ** min(over, 20), self.longest_pause)


ACCOUNT = Limit(5, timedelta(seconds=5), timedelta(minutes=1), timedelta(minutes=3))
#: a town hall is one address: many people mistype there on a Monday morning
ADDRESS = Limit(30, timedelta(seconds=30), timedelta(minutes=15), timedelta(minutes=1))


class Attempts(Persistent):
    """Attempts in vain, by digest of an account or address."""

    def __init__(self, now: datetime) -> None:
        """Start empty."""
        self._begin(now, OOBTree())

    def _begin(self, now: datetime, older: OOBTree) -> None:
        self._older = older
        self._newer = OOBTree()
        self._count = Length()
        self._since = now

    def wait(self, key: str, limit: Limit, now: datetime) -> timedelta:
        """Return how long ``key`` has to wait; zero or less when it need not."""
        failures, last = self._stand(key, limit, now)
        return last + limit.pause(failures) - now

    def count(self, key: str, limit: Limit, now: datetime, weight: float = 1.0) -> None:
        """Count an attempt, or part of one."""
        if now - self._since > _GENERATION or self._count() >= _MOST_KEPT or self._since > now:
            self._begin(now, self._newer)
        failures, _last = self._stand(key, limit, now)
        if key not in self._newer:
            self._count.change(1)
        self._newer[key] = (failures + weight, now)

    def take_back(self, key: str, limit: Limit, now: datetime, weight: float) -> None:
        """Undo the counting of part of an attempt: it was not in vain."""
        failures, last = self._stand(key, limit, now)
        if failures:
            self._newer[key] = (max(0.0, failures - weight), last)

    def forget(self, key: str) -> None:
        """Forget every attempt of ``key``."""
        for kept in (self._newer, self._older):
            kept.pop(key, None)

    def _stand(self, key: str, limit: Limit, now: datetime) -> tuple[float, datetime]:
        failures, last = self._newer.get(key) or self._older.get(key) or (0.0, now)
        if last - now > CLOCK_TOLERANCE:
            # The clock was set back: a pause of minutes must not become one of months.
            return 0.0, now
        return max(0.0, failures - (now - last) / limit.forgotten_each), last


def attempts_of(root: Any, now: datetime) -> Attempts:
    """Return the attempts kept in the graph, made on first use."""
    kept = getattr(root, "login_attempts", None)
    if kept is None:
        kept = root.login_attempts = Attempts(now)
    return kept


def account_key(login: str) -> str:
    """Return the digest under which attempts on ``login`` are counted, whether it exists or not."""
    return _digest(f"account:{login}")


def address_key(client: str) -> str:
    """Return the digest under which attempts from an address are counted."""
    return _digest(f"address:{client}")


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=12).hexdigest()
