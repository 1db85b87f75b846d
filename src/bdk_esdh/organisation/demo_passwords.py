"""Finding those who still have the demonstration's password, fast enough to ask at every start."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from .actions import people_of
from .passwords import DEMO_PASSWORD, password_fits


def logins_with_demo_password(root: Any) -> list[str]:
    """Return the logins of active people whose password is the demonstration's.

    Whoever sets a password notes whether it is that one. Of a person from before that was
    noted, the hash has to be tried, which is slow on purpose; the verdict is noted then,
    so that thousands are tried once and not at each start.
    """
    people = [person for person in people_of(root).values() if person.active and person.password_hash]
    unknown = {person.password_hash for person in people if person.has_demo_password is None}
    with ThreadPoolExecutor() as pool:
        fits = pool.map(lambda stored: password_fits(stored, DEMO_PASSWORD), unknown)
        verdicts = dict(zip(unknown, fits, strict=True))
    for person in people:
        if person.has_demo_password is None:
            person.has_demo_password = verdicts[person.password_hash]
    return [str(person.__name__) for person in people if person.has_demo_password]
