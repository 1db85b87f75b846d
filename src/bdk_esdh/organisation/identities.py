"""From a login to an identity: what the security policy asks of the organisation."""

from pyramid.request import Request

from ..security.identity import Identity
from .actions import people_of, units_of


def identity_of(request: Request, login: str) -> Identity | None:
    """Return the identity of ``login``; ``None`` when the person is gone or inactive."""
    person = people_of(request.root).get(login)
    if person is None or not person.active:
        return None
    line = list(units_of(request.root).line_of(person.unit_key))
    return Identity(
        login=login,
        name=person.title,
        roles=frozenset(person.roles),
        unit=person.unit_key,
        unit_title=line[0].title if line else "",
        units=tuple(unit.__name__ for unit in line),
        bodies=tuple(person.bodies),
    )
