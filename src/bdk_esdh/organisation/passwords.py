"""Passwords: argon2, and the same time spent whether the login exists or not."""

from dataclasses import dataclass, field
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ..kernel.settings import Settings

#: what every login of the demonstration has; the manual tells it to everyone
DEMO_PASSWORD = "demo"  # noqa: S105 -- refused in production
SHORTEST_PASSWORD = 10
#: the demonstration's logins have the password "demo"
SHORTEST_DEMO_PASSWORD = 4
#: a longer one only costs time to hash
LONGEST_PASSWORD = 200

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def shortest_password(settings: Settings) -> int:
    """Return how many characters a new password has at least."""
    return SHORTEST_DEMO_PASSWORD if settings.demo_logins else SHORTEST_PASSWORD


def hash_password(password: str) -> str:
    """Return the argon2 hash of ``password``."""
    return _HASHER.hash(password)


@lru_cache(maxsize=1)
def _nobody() -> str:
    return hash_password("ingen har denne adgangskode")


def password_fits(stored: str, password: str) -> bool:
    """Tell whether ``password`` fits ``stored``; an empty ``stored`` fits nothing.

    A hash is computed in any case, so that the time taken does not tell which
    logins exist.
    """
    try:
        _HASHER.verify(stored or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(stored)


@dataclass(frozen=True)
class HashedBeforehand:
    """What is slow about a new password, done while others could write.

    :param stored: the hash that ``current`` was held against, ``fits`` whether it fitted.
    :param new_hash: of ``new``.
    """

    stored: str
    current: str = field(repr=False)
    fits: bool
    new: str = field(repr=False)
    new_hash: str = field(repr=False)


def hash_beforehand(stored: str, *, current: str, new: str) -> HashedBeforehand:
    """Hold ``current`` against ``stored``, and hash ``new`` unless it is empty or too long to be accepted."""
    fits = bool(current) and password_fits(stored, current)
    new_hash = hash_password(new) if new and len(new) <= LONGEST_PASSWORD else ""
    return HashedBeforehand(stored, current, fits, new, new_hash)
