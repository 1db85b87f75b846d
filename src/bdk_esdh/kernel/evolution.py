"""How an older database becomes one of today.

A step is a function marked with :func:`evolution_step` and the sentence that says
what it does to the data; the sentence is its name for ever. Steps run in the order
they are declared after one another, each in a transaction of its own, and must be
able to run twice. New indexes and new fixed places need no step: they follow from
the declarations by :func:`bring_structure_up_to_date`.

Two processes never do it at once: on one machine a lock on the data folder sees to it
(``ops``), and a mark in the database itself where several machines share one by ZEO.
"""

import os
import secrets
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import transaction
import venusian
from BTrees import family64
from pyramid.config import Configurator
from pyramid.registry import Registry
from transaction.interfaces import TransientError

from .graph import INDEX_KINDS, EvolutionManager, catalog_of, find_objectmap
from .versions import FINISHED_KEY, newer_than_this, note_version, noted_version, software_version

EVOLVING_KEY = "bdk_esdh.evolving"
_FILLED_AT_A_TIME = 500
#: names of the marks that this very process has set and not taken away
_OURS: set[str] = set()


class NewerDatabase(RuntimeError):
    """A newer version of the software has had the database."""


class EvolutionRunning(RuntimeError):
    """Another process is bringing the database up to date."""


class Evolution(EvolutionManager):
    """Runs the steps; says nothing on standard output, and commits nothing when asked."""

    def get_finished_steps(self) -> Any:
        """Return the steps this database has been through, by sentence.

        SubstanceD's own makes the record of them and commits, which would let a dry run
        write and break off whatever transaction a new graph is being made in.
        """
        return self.get_zodb_root().get(FINISHED_KEY, {})

    def add_finished_step(self, name: str) -> None:
        """Note that this database has been through the step ``name``."""
        zodb_root = self.get_zodb_root()
        if FINISHED_KEY not in zodb_root:
            zodb_root[FINISHED_KEY] = family64.OO.BTree()
        zodb_root[FINISHED_KEY][name] = time.time()

    def mark_unfinished_as_finished(self) -> None:
        """Note all steps as done."""
        for name, _step in list(self.get_unfinished_steps()):
            self.add_finished_step(name)

    def out(self, msg: str) -> None:
        """Stay silent: the command that runs us reports."""


class EveryStep(Evolution):
    """Knows the steps that are declared, whatever the database has been through."""

    def get_finished_steps(self) -> Any:
        """Return none."""
        return {}


def evolution_step(sentence: str, *, after: str | None = None) -> Callable[[Any], Any]:
    """Mark ``step(root, registry)`` as an evolution step.

    :param sentence: what the step does to the data; never changed once released.
    :param after: the sentence of the step that has to run before.
    """

    def decorate(step: Any) -> Any:
        def register(context: Any, _name: str, _step: Any) -> None:
            context.config.add_evolution_step(step, name=sentence, after=after)

        venusian.attach(step, register, category="pyramid")
        return step

    return decorate


def unfinished_steps(root: Any, registry: Registry) -> list[str]:
    """List the sentences of the steps that this database has not been through."""
    return [name for name, _step in Evolution(root, registry).get_unfinished_steps()]


def missing_structure(root: Any, registry: Registry) -> list[str]:
    """List the declared indexes and places that this database lacks, or has of another kind."""
    catalog = catalog_of(root)
    indexes = [name for name, kind in registry.graph_indexes.items() if not _has_index(catalog, name, kind)]
    places = [declared.place for declared in registry.records.places() if not _has(root, declared.place)]
    outbox = [] if catalog is not None and catalog.outbox is not None else ["outbox of the text search"]
    return [*(f"index {name}" for name in indexes), *outbox, *(f"place /{place}" for place in places)]


def mark_all_steps_finished(root: Any, registry: Registry) -> None:
    """Note that a new database needs none of the steps that exist today."""
    Evolution(root, registry).mark_unfinished_as_finished()
    note_version(root, registry)


def behind(root: Any, registry: Registry) -> list[str]:
    """List, a sentence each, all that would have to be done to an older database; writes nothing."""
    found = [f"add {what}" for what in missing_structure(root, registry)] + unfinished_steps(root, registry)
    if noted_version(root) != software_version():
        found.append(f"note that the database is of version {software_version()}")
    return found


def refuse_newer(root: Any, registry: Registry) -> None:
    """Refuse a database that a newer version of the software has had.

    :raises NewerDatabase: with what shows it.
    """
    known = {name for name, _step in EveryStep(root, registry).get_unfinished_steps()}
    found = newer_than_this(root, registry, known)
    if found:
        raise NewerDatabase(
            "the database is of a newer version than this software, which would damage it: "
            "install the newer version, or restore a backup from before it\n  " + "\n  ".join(found)
        )


def evolve(root: Any, registry: Registry, *, take_over: bool = False) -> list[str]:
    """Bring the database up to date and say what was done, a sentence each.

    Structure first, then each step, each in a transaction of its own: what is broken off goes on where it
    stopped when this is called again.

    :param take_over: go on though another machine's mark says that it is at it.
    :raises NewerDatabase: when a newer version has had the database.
    :raises EvolutionRunning: when another process is at it.
    """
    refuse_newer(root, registry)
    if not behind(root, registry):
        return []
    with _alone(root, take_over=take_over):
        # Asked again: somebody else may have done it a moment ago.
        done = [f"added {what}" for what in missing_structure(root, registry)]
        if done:
            bring_structure_up_to_date(root, registry)
            transaction.commit()
        done += Evolution(root, registry).evolve(commit=True)
        if noted_version(root) != software_version():
            done.append(f"noted that the database is of version {software_version()}")
        note_version(root, registry)
        transaction.commit()
    return done


@contextmanager
def _alone(root: Any, *, take_over: bool) -> Iterator[None]:
    """Mark in the database that we are at it, and take the mark away however it ends."""
    zodb_root = root._p_jar.root()
    mark = zodb_root.get(EVOLVING_KEY)
    if mark is not None and not take_over and not _is_dead(mark):
        raise EvolutionRunning(
            f"process {mark['process']} on {mark['host']} is bringing the database up to date since "
            f"{mark['since']}; if it no longer runs: esdh evolve --take-over"
        )
    name = secrets.token_hex(8)
    zodb_root[EVOLVING_KEY] = {
        "name": name,
        "host": socket.gethostname(),
        "process": os.getpid(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    try:
        transaction.commit()
    except TransientError as error:
        transaction.abort()
        raise EvolutionRunning("another process began to bring the database up to date") from error
    _OURS.add(name)
    try:
        yield
    finally:
        # What was left undone is dropped before the mark goes.
        transaction.abort()
        zodb_root.pop(EVOLVING_KEY, None)
        transaction.commit()
        _OURS.discard(name)


def _is_dead(mark: dict[str, Any]) -> bool:
    """Tell whether the process that set ``mark`` has ended without taking it away."""
    if mark["host"] != socket.gethostname():
        return False
    if mark["process"] == os.getpid():
        return mark["name"] not in _OURS
    try:
        os.kill(mark["process"], 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def bring_structure_up_to_date(root: Any, registry: Registry) -> None:
    """Make the declared indexes and fixed places, and fill the new indexes."""
    catalog = catalog_of(root)
    if catalog is None:
        message = "the root holds no catalog"
        raise LookupError(message)
    made = catalog.set_up_indexes(registry.graph_indexes)
    for declared in sorted(registry.records.places(), key=lambda each: each.place.count("/")):
        if not _has(root, declared.place):
            *above, name = declared.place.split("/")
            parent = root
            for step in above:
                parent = parent[step]
            parent.add(name, declared.cls(), registry=registry)
    graph = find_objectmap(root)
    if not made:
        return
    # All new indexes at one visit of a node; what was filled is put aside again, for memory's sake.
    for number, oid in enumerate(catalog.objectids, start=1):
        node = graph.object_for(oid)
        for name in made if node is not None else ():
            catalog[name].reindex_resource(node, oid=oid)
        if number % _FILLED_AT_A_TIME == 0:
            transaction.savepoint(optimistic=True)
            root._p_jar.cacheGC()


def _has_index(catalog: Any, name: str, kind: str) -> bool:
    return catalog is not None and name in catalog and type(catalog[name]) is INDEX_KINDS[kind]


def _has(root: Any, place: str) -> bool:
    node = root
    for name in place.split("/"):
        if name not in node:
            return False
        node = node[name]
    return True


def includeme(_config: Configurator) -> None:
    """Nothing to set up: the directive comes with ``kernel.graph``."""
