"""The catalog against the tree, every index both ways.

What an index holds of a node has to be what it would be given of it now; and whatever an index lists has to
be a node that says so. The first fault hides things from lists or shows them to the wrong people; the second
leaves rows in lists behind which nothing is.
"""

# ruff: noqa: SLF001 -- hypatia has no other way to ask
from collections.abc import Iterator
from functools import partial
from typing import Any

from BTrees.LLBTree import LLTreeSet

from ..kernel.graph import FieldIndex, catalog_of, find_objectmap, get_oid
from .faults import REPAIR, Fault, dotted
from .walking import Path, gently

_NOTHING = object()
_RIGHTS = frozenset({"readers", "gates"})


class CatalogCheck:
    """Looks at each node in turn, and at the end at what the indexes have beside them."""

    part = "catalog"

    def __init__(self, root: Any) -> None:
        """Find the indexes."""
        self.root = root
        catalog: Any = catalog_of(root)
        self.catalog = catalog
        self.graph: Any = find_objectmap(root)
        self.indexes = dict(self.catalog.items())
        self.seen = LLTreeSet()

    def at(self, path: Path, node: Any) -> Iterator[Fault]:
        """Compare what the indexes hold of one node with what they would be given now."""
        oid = get_oid(node, None)
        # The root heads the lists and is in none.
        if oid is None or node is self.root:
            return
        self.seen.insert(oid)
        # What it says of itself may be asked of the object map: that has to be put right first.
        if self.graph.objectid_to_path.get(oid) != path:
            return
        repair = partial(_index, path=path, oid=oid)
        if oid not in self.catalog.objectids:
            yield Fault(
                self.part,
                dotted(path),
                "is not in the catalog: lists and searches leave it out",
                REPAIR,
                repair,
            )
            return
        wrong = [name for name, index in self.indexes.items() if not _agrees(index, oid, node)]
        if _RIGHTS.intersection(wrong):
            says = "is shown by lists to others than may read it, or not to all who may"
        else:
            says = "is in lists and searches with other facts than it has"
        if wrong:
            yield Fault(self.part, dotted(path), f"{says} ({', '.join(sorted(wrong))})", REPAIR, repair)

    def at_end(self) -> Iterator[Fault]:
        """Look for entries of what is not in the graph, and for tables of an index that disagree."""
        gone = LLTreeSet()
        gone.update(oid for oid in gently(self.root, self.catalog.objectids) if oid not in self.seen)
        for name, index in self.indexes.items():
            gone.update(oid for oid in gently(self.root, index._rev_index) if oid not in self.seen)
            yield from self._forward_faults(name, index, gone)
            yield from self._count_faults(name, index)
            self.root._p_jar.cacheGC()
        for oid in gone:
            yield Fault(
                self.part,
                f"object {oid}",
                "is in the catalog and not in the graph: a list has a row with nothing behind it",
                REPAIR,
                partial(_unindex, oid=oid),
            )

    def _forward_faults(self, name: str, index: Any, gone: LLTreeSet) -> Iterator[Fault]:
        for value, oids in gently(self.root, index._fwd_index.items()):
            for oid in gently(self.root, oids):
                if value in _values(index, oid):
                    continue
                if oid not in self.seen:
                    gone.insert(oid)
                path = self.graph.objectid_to_path.get(oid)
                yield Fault(
                    self.part,
                    dotted(path) if path else f"object {oid}",
                    f"is found by a value that it does not have ({name})",
                    REPAIR,
                    partial(_take_out, name=name, value=value, oid=oid),
                )

    def _count_faults(self, name: str, index: Any) -> Iterator[Fault]:
        holds = len(index._rev_index)
        if index._num_docs() != holds:
            yield Fault(
                self.part,
                f"index {name}",
                f"counts {index._num_docs()} entries and holds {holds}",
                REPAIR,
                partial(_count, name=name),
            )


def _agrees(index: Any, oid: int, node: Any) -> bool:
    due = index.discriminate(node, _NOTHING)
    held = index._rev_index.get(oid, _NOTHING)
    if isinstance(index, FieldIndex):
        same = due is held if due is _NOTHING else held == due
    elif due is _NOTHING or not due:
        same = held is _NOTHING
    else:
        same = held is not _NOTHING and set(held) == set(due)
    return same and all(oid in index._fwd_index.get(value, ()) for value in _values(index, oid))


def _values(index: Any, oid: int) -> Any:
    held = index._rev_index.get(oid, _NOTHING)
    if held is _NOTHING:
        return ()
    return (held,) if isinstance(index, FieldIndex) else held


def _index(root: Any, *, path: Path, oid: int) -> str:
    node = root
    for name in path[1:]:
        node = node.data[name]
    catalog: Any = catalog_of(root)
    # Out and in again: what is there may be half of it, and then counts as up to date.
    _forget(catalog, oid)
    catalog.index_resource(node, oid=oid)
    return f"{dotted(path)} was indexed anew"


def _unindex(root: Any, *, oid: int) -> str:
    catalog: Any = catalog_of(root)
    _forget(catalog, oid)
    if oid in catalog.objectids:
        catalog.objectids.remove(oid)
    return f"object {oid} was dropped from the catalog"


def _forget(catalog: Any, oid: int) -> None:
    for index in catalog.values():
        for value in tuple(_values(index, oid)):
            _take_out_of(index, value, oid)
        if oid in index._rev_index:
            del index._rev_index[oid]
            index._num_docs.change(-1)


def _take_out(root: Any, *, name: str, value: Any, oid: int) -> str:
    catalog: Any = catalog_of(root)
    index = catalog[name]
    if value not in _values(index, oid):
        _take_out_of(index, value, oid)
    return f"object {oid} is no longer found by a value it does not have ({name})"


def _take_out_of(index: Any, value: Any, oid: int) -> None:
    oids = index._fwd_index.get(value)
    if oids is None or oid not in oids:
        return
    oids.remove(oid)
    if not oids:
        del index._fwd_index[value]


def _count(root: Any, *, name: str) -> str:
    catalog: Any = catalog_of(root)
    index = catalog[name]
    # Repairs before this one may have changed what it holds.
    index._num_docs.set(len(index._rev_index))
    return f"index {name} counts anew"
