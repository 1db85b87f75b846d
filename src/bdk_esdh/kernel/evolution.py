"""How an older database becomes one of today.

A step is a function marked with :func:`evolution_step` and the sentence that says
what it does to the data; the sentence is its name for ever. Steps run in the order
they are declared after one another, each in a transaction of its own, and must be
able to run twice. New indexes and new fixed places need no step: they follow from
the declarations by :func:`bring_structure_up_to_date`.
"""

import time
from collections.abc import Callable
from typing import Any

import transaction
import venusian
from BTrees import family64
from pyramid.config import Configurator
from pyramid.registry import Registry

from .graph import INDEX_KINDS, EvolutionManager, catalog_of, find_objectmap

FINISHED_KEY = "substanced.finished_evolution_steps"


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
    return [f"index {name}" for name in indexes] + [f"place /{place}" for place in places]


def mark_all_steps_finished(root: Any, registry: Registry) -> None:
    """Note that a new database needs none of the steps that exist today."""
    Evolution(root, registry).mark_unfinished_as_finished()


def evolve(root: Any, registry: Registry) -> list[str]:
    """Bring the database up to date and say what was done, a sentence each."""
    done = [f"added {what}" for what in missing_structure(root, registry)]
    if done:
        bring_structure_up_to_date(root, registry)
        transaction.commit()
    return done + Evolution(root, registry).evolve(commit=True)


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
    for name in made:
        for oid in catalog.objectids:
            node = graph.object_for(oid)
            if node is not None:
                catalog[name].reindex_resource(node, oid=oid)


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
