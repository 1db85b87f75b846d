"""The actual people behind reader and gate tokens, found without loading any of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..kernel.graph import catalog_of, find_objectmap
from ..organisation.actions import people_of, units_of
from ..organisation.indexes import POLITICIAN, STAFF
from ..security.readers import EVERYONE, OPEN
from ..security.readers import STAFF as STAFF_TOKEN

#: of which lists people count at all: those who left and citizens read nothing by a token
_COUNTED = [STAFF, POLITICIAN]


@dataclass(frozen=True)
class Readers:
    """Who can read something.

    :param logins: of all of them, but for those who have opened it in an emergency.
    :param all_staff: whether everybody who works here is among them.
    """

    logins: frozenset[str]
    all_staff: bool


def readers_by(root: Any, readers: Iterable[str], gates: Iterable[str]) -> Readers:
    """Find the people who hold one of ``readers`` and one of ``gates``."""
    readers, gates = frozenset(readers), frozenset(gates)
    within = logins_with(root, readers)
    if not {OPEN, EVERYONE} & gates:
        within &= logins_with(root, gates)
    staff = logins_with(root, {STAFF_TOKEN})
    return Readers(within, all_staff=bool(staff) and staff <= within)


def logins_with(root: Any, tokens: Iterable[str]) -> frozenset[str]:
    """Return the logins of the active people who hold one of ``tokens``."""
    found: set[str] = set()
    for token in tokens:
        kind, _colon, key = token.partition(":")
        if kind == "user":
            found |= _among(root, [key], of_staff=False)
        elif kind == "group":
            group = root["organisation"]["grupper"].get(key)
            found |= _among(root, group.members if group is not None else (), of_staff=True)
        else:
            found |= _by_query(root, token, kind, key)
    return frozenset(found)


def _among(root: Any, logins: Iterable[str], *, of_staff: bool) -> set[str]:
    people = people_of(root)
    found = ((login, people.get(login)) for login in logins)
    return {
        login
        for login, person in found
        if person is not None and person.active and (person.is_staff if of_staff else person.is_colleague)
    }


def _by_query(root: Any, token: str, kind: str, key: str) -> set[str]:
    catalog: Any = catalog_of(root)
    people = catalog["kind"].eq("Person") & catalog["person_list"].any(_COUNTED)
    staff = catalog["kind"].eq("Person") & catalog["person_list"].eq(STAFF)
    query = {
        STAFF_TOKEN: lambda: staff,
        EVERYONE: lambda: people,
        "unit": lambda: staff & catalog["unit"].any(_with_units_below(root, key)),
        "role": lambda: people & catalog["roles"].any([key]),
        "body": lambda: people & catalog["bodies"].any([key]),
    }.get(kind)
    if query is None:
        return set()
    graph = find_objectmap(root)
    return {str(graph.path_for(oid)[-1]) for oid in query().execute().ids}


def _with_units_below(root: Any, key: str) -> list[str]:
    units = units_of(root)
    keys = [key]
    for each in keys:  # grows while it is gone through
        keys.extend(str(unit.__name__) for unit in units.below(each) if unit.__name__ not in keys)
    return keys
