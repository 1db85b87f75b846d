"""From a login to an identity: what the security policy asks of the organisation."""

from typing import Any

from pyramid.request import Request

from ..security.identity import Identity
from ..security.logins import credential_of
from ..security.tokens import opened_by
from .actions import people_of, units_of
from .content import Person


def identity_of(request: Request, login: str) -> Identity | None:
    """Return the identity of ``login``.

    ``None`` when the person is gone or inactive, or has another password than the session or
    token was opened with: all three end what is open at once, wherever it is open. Times are not
    compared: a clock that was set back would let old sessions in, or keep new ones out.
    """
    person = people_of(request.root).get(login)
    if person is None or _is_outdated(request, person):
        return None
    return identity_in(request.root, login)


def identity_in(root: Any, login: str) -> Identity | None:
    """Return the identity of ``login`` for work that nobody is logged in for; ``None`` as above.

    To be in a group that is gone gives nothing.
    """
    person = people_of(root).get(login)
    if person is None or not person.active:
        return None
    line = list(units_of(root).line_of(person.unit_key))
    groups = root["organisation"]["grupper"]
    return Identity(
        login=login,
        name=person.title,
        roles=frozenset(person.roles),
        unit=person.unit_key,
        unit_title=line[0].title if line else "",
        units=tuple(str(unit.__name__) for unit in line),
        bodies=tuple(person.bodies),
        groups=tuple(key for key in person.groups if key in groups),
    )


def _is_outdated(request: Request, person: Person) -> bool:
    entry = opened_by(request)
    return entry is not None and entry.credential != credential_of(person.password_hash)
