"""Units and staff in memory, read from the graph once and again when they have changed.

Nearly every form offers a unit or a colleague. Each process keeps the two lists, by
the stamp of the container it read them from; the stamp is read in the request's own
transaction, so that a process serves what its transaction sees.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyramid.registry import Registry

from ..kernel.fields import Pairs
from ..kernel.graph import find_objectmap
from ..search.lists import find_ids
from ..security.readers import OPEN
from ..security.readers import STAFF as STAFF_TOKEN
from .content import Stamped, Units
from .indexes import POLITICIAN, STAFF

_ANY_STAFF = frozenset({STAFF_TOKEN, OPEN})
_DANISH_ORDER = str.maketrans({"æ": "{", "ø": "|", "å": "}"})


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

    return _remembered(registry, "unit_rows", units, read)


def unit_pairs(units: Units, registry: Registry) -> Pairs:
    """Return key and name of every unit, with the name of the one above it where there is one."""

    def read() -> Pairs:
        titles = {row.key: row.title for row in unit_rows(units, registry)}
        named = (
            (row.key, f"{row.title}, {titles[row.parent_key]}" if row.parent_key in titles else row.title)
            for row in unit_rows(units, registry)
        )
        return tuple(sorted(named, key=lambda pair: danish_order(pair[1])))

    return _remembered(registry, "unit_pairs", units, read)


def staff_pairs(root: Any, registry: Registry) -> Pairs:
    """Return login and name of everyone who works here and is active."""
    return _people_pairs(root, registry, STAFF)


def politician_pairs(root: Any, registry: Registry) -> Pairs:
    """Return login and name of every politician who is active and does not work here too."""
    return _people_pairs(root, registry, POLITICIAN)


def _people_pairs(root: Any, registry: Registry, which: str) -> Pairs:
    def read() -> Pairs:
        graph = find_objectmap(root)
        wanted = {"kind": "Person", "person_list": which}
        found = [graph.object_for(oid) for oid in find_ids(root, _ANY_STAFF, wanted).ids]
        named = [(str(person.__name__), person.title) for person in found]
        return tuple(sorted(named, key=lambda pair: danish_order(pair[1])))

    return _remembered(registry, f"{which}_pairs", root["organisation"]["personer"], read)


def danish_order(text: str) -> str:
    """Return what ``text`` is sorted by: æ, ø, å last."""
    return text.casefold().translate(_DANISH_ORDER)


def _remembered(registry: Registry, name: str, source: Stamped, read: Callable[[], Any]) -> Any:
    kept = registry.organisation_lists.get(name)
    if kept is None or kept[0] != source.stamp:
        kept = registry.organisation_lists[name] = (source.stamp, read())
    return kept[1]
