"""The text search against the graph, both ways.

What is not in the index cannot be found; what is in it and not in the graph stands in counts. What the outbox
holds is on its way and no fault. Without an index there is nothing to compare: the indexer builds one.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from BTrees.LLBTree import LLTreeSet
from pyramid.registry import Registry
from transaction import TransactionManager

from ..kernel.graph import catalog_of, get_oid, outbox_of
from ..root import ROOT_KEY
from ..search.port import SearchEngine, SearchFace
from ..search.records import record_of
from .faults import REPAIR, Fault, dotted
from .walking import Path


class TextCheck:
    """Looks at each node in turn, and at the end at what the index has beside them."""

    part = "texts"

    def __init__(self, root: Any, registry: Registry) -> None:
        self.root = root
        self._registry = registry
        self._engine: SearchEngine = registry.search_engine
        self._known = {face: self._engine.known_ids(face) for face in SearchFace}
        self._due = {face: LLTreeSet() for face in SearchFace}
        self._paths: dict[int, Path] = {}

    def at(self, path: Path, node: Any) -> Iterator[Fault]:
        """Note what should be found of one node, and where."""
        oid = get_oid(node, None)
        if oid is None or node is self.root or not any(self._known.values()):
            return
        for face in SearchFace:
            if record_of(node, face, self._registry) is not None:
                self._due[face].insert(oid)
                if oid not in self._known[face]:
                    self._paths[oid] = path
        yield from ()

    def at_end(self) -> Iterator[Fault]:
        """Compare; what was changed since the check began is asked of the store as it is now."""
        if not any(self._known.values()):
            return
        for face in SearchFace:
            due, known = self._due[face], self._known[face]
            missing = {oid for oid in due if oid not in known}
            beside = {oid for oid in known if oid not in due}
            if missing or beside:
                yield from self._faults(face, missing, beside)

    def _faults(self, face: SearchFace, missing: set[int], beside: set[int]) -> Iterator[Fault]:
        known = self._engine.known_ids(face)
        for oid in sorted(self._settled((missing - known) | (beside & known))):
            says = (
                f"is not found by the text search ({face})"
                if oid in missing
                else f"is in the index of the text search ({face}) and should not be"
            )
            place = dotted(self._paths[oid]) if oid in self._paths else f"object {oid}"
            yield Fault(self.part, place, says, REPAIR, partial(_note, oid=oid))

    def _settled(self, oids: set[int]) -> set[int]:
        """Return those that are as they were when the check began, and on no way into the index."""
        manager = TransactionManager(explicit=True)
        manager.begin()
        connection = self.root._p_jar.db().open(transaction_manager=manager)
        try:
            root = connection.root()[ROOT_KEY]
            now: Any = catalog_of(root)
            then: Any = catalog_of(self.root)
            waiting, there, was_there = outbox_of(root).entries(), now.objectids, then.objectids
            return {oid for oid in oids if oid not in waiting and (oid in there) == (oid in was_there)}
        finally:
            manager.abort()
            connection.close()


def _note(root: Any, *, oid: int) -> str:
    outbox_of(root).add(oid, narrowed=True)
    return f"object {oid} was noted for the text search"
