"""Which version of the software a database has been brought to.

Noted beside the finished evolution steps, at the top of the ZODB: the version, and the indexes and fixed
places there were. By it an older version of the software refuses a database that a newer one has changed,
instead of serving it with lists it does not keep up and objects it has no class for.
"""

import re
from collections.abc import Collection
from importlib.metadata import version
from typing import Any

from pyramid.registry import Registry

NOTE_KEY = "bdk_esdh.version"
FINISHED_KEY = "substanced.finished_evolution_steps"
UNKNOWN = "0"


def software_version() -> str:
    """Return the version of the software that runs."""
    return version("bdk-esdh")


def noted_version(root: Any) -> str:
    """Return the version the database was last brought to; ``"0"`` for one from before such notes."""
    return _note_of(root).get("version", UNKNOWN)


def note_version(root: Any, registry: Registry) -> None:
    """Note that the database is as the software that runs wants it."""
    note = {
        "version": software_version(),
        "indexes": tuple(sorted(registry.graph_indexes)),
        "places": tuple(sorted(declared.place for declared in registry.records.places())),
    }
    if _note_of(root) != note:
        root._p_jar.root()[NOTE_KEY] = note


def newer_than_this(root: Any, registry: Registry, steps: Collection[str]) -> list[str]:
    """Say, a sentence each, what shows that a newer version has had the database; empty when none has.

    :param steps: the sentences of all evolution steps that are known here.
    """
    note, ours = _note_of(root), software_version()
    noted = note.get("version", UNKNOWN)
    found = []
    if _ordered(noted) > _ordered(ours):
        found.append(f"it was brought to version {noted}, and this is {ours}")
    finished = root._p_jar.root().get(FINISHED_KEY, {})
    found += [
        f"it has been through the step '{name}', which is unknown here"
        for name in finished
        if name not in steps
    ]
    # A version may drop what an older one declared; nobody but a newer one can have added to it.
    if _ordered(noted) >= _ordered(ours):
        places = {declared.place for declared in registry.records.places()}
        found += [
            f"it has the index {name}, which is unknown here"
            for name in note.get("indexes", ())
            if name not in registry.graph_indexes
        ]
        found += [
            f"it has the place /{place}, which is unknown here"
            for place in note.get("places", ())
            if place not in places
        ]
    return found


def _note_of(root: Any) -> dict[str, Any]:
    return root._p_jar.root().get(NOTE_KEY, {})


def _ordered(number: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", number)))
