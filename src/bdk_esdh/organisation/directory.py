"""Units and colleagues in memory, for the forms that offer them."""

from dataclasses import dataclass
from typing import Any

from pyramid.registry import Registry

from ..kernel.danish import danish_order
from ..kernel.fields import Pairs
from ..kernel.graph import find_objectmap
from ..kernel.remembered_lists import remembered
from ..search.lists import find_ids
from ..security.readers import OPEN
from ..security.readers import STAFF as STAFF_TOKEN
from ..security.roles import Role
from .content import People, Person, Units
from .indexes import COLLEAGUES, STAFF

_ANY_STAFF = frozenset({STAFF_TOKEN, OPEN})


@dataclass(frozen=True)
class UnitRow:
    """One unit, as lists show it."""

    key: str
    title: str
    parent_key: str | None


def unit_rows(units: Units, registry: Registry) -> tuple[UnitRow, ...]:
    """Return every unit, by title."""

    def read() -> tuple[UnitRow, ...]:
        rows = (UnitRow(key, unit.title, unit.parent_key) for key, unit in units.items())
        return tuple(sorted(rows, key=lambda row: danish_order(row.title)))

    return remembered(registry, "unit_rows", units, read)


def unit_pairs(units: Units, registry: Registry) -> Pairs:
    """Return key and name of every unit, with the name of the one above it where there is one."""

    def read() -> Pairs:
        titles = {row.key: row.title for row in unit_rows(units, registry)}
        named = (
            (row.key, f"{row.title}, {titles[row.parent_key]}" if row.parent_key in titles else row.title)
            for row in unit_rows(units, registry)
        )
        return tuple(sorted(named, key=lambda pair: danish_order(pair[1])))

    return remembered(registry, "unit_pairs", units, read)


def staff_pairs(root: Any, registry: Registry) -> Pairs:
    """Return login and name of everyone who works here and is active."""
    return remembered(registry, "staff_pairs", _people(root), lambda: _named(_found(root, [STAFF])))


def staff_with_unit(root: Any, registry: Registry) -> Pairs:
    """Return login and "name, unit" of everyone who works here and is active, by name."""
    people = _people(root)

    def read() -> dict[str, str]:
        return {login: people[login].unit_key for login, _name in staff_pairs(root, registry)}

    where = remembered(registry, "unit_of_staff", people, read)
    titles = {row.key: row.title for row in unit_rows(root["organisation"]["enheder"], registry)}
    return tuple(
        (login, f"{name}, {titles[where[login]]}" if where.get(login) in titles else name)
        for login, name in staff_pairs(root, registry)
    )


def staff_pairs_of(root: Any, unit_keys: list[str]) -> Pairs:
    """Return login and name of everyone who is active and works in one of these very units."""
    return _named(_found(root, [STAFF], unit=unit_keys)) if unit_keys else ()


def politician_pairs(root: Any, registry: Registry) -> Pairs:
    """Return login and name of every active politician; one may work here too."""

    def read() -> Pairs:
        colleagues = _found(root, list(COLLEAGUES))
        return _named([person for person in colleagues if Role.POLITICIAN in person.roles])

    return remembered(registry, "politician_pairs", _people(root), read)


def _people(root: Any) -> People:
    return root["organisation"]["personer"]


def _found(root: Any, lists: list[str], **conditions: Any) -> list[Person]:
    graph = find_objectmap(root)
    wanted = {"kind": "Person", "person_list": lists, **conditions}
    return [graph.object_for(oid) for oid in find_ids(root, _ANY_STAFF, wanted).ids]


def _named(people: list[Person]) -> Pairs:
    named = [(str(person.__name__), person.title) for person in people]
    return tuple(sorted(named, key=lambda pair: danish_order(pair[1])))
