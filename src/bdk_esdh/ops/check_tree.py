"""The tree against the object map: every node has one id and one path, and the map knows both."""

# ruff: noqa: SLF001 -- a folder's count and order have no other way to be asked for
from collections.abc import Iterator
from functools import partial
from typing import Any

from BTrees.LLBTree import LLTreeSet
from ZODB.broken import Broken

from ..kernel.graph import Container, catalog_of, find_objectmap, get_oid
from .faults import FROM_BACKUP, REPAIR, Fault, dotted
from .walking import Path, gently


class TreeCheck:
    """Looks at each node in turn, and at the end at what the map has beside them."""

    part = "graph"

    def __init__(self, root: Any) -> None:
        """Begin with nothing seen."""
        self.root = root
        self.graph: Any = find_objectmap(root)
        self.seen = LLTreeSet()
        self._parents: list[Any] = []
        # The catalog stands beside the tree, and its indexes have ids all the same.
        catalog: Any = catalog_of(root)
        self.seen.update(get_oid(index) for index in catalog.values())

    def at(self, path: Path, node: Any) -> Iterator[Fault]:
        """Compare one node with the map."""
        del self._parents[len(path) - 1 :]
        parent = self._parents[-1] if self._parents else None
        self._parents.append(node)
        if isinstance(node, Broken):
            yield self._fault(
                path, "is of a class that this version does not have", "Install the version that made it"
            )
            return
        if len(path) > 1 and (node.__name__ != path[-1] or node.__parent__ is not parent):
            yield self._fault(path, "calls itself otherwise than the folder it lies in does", FROM_BACKUP)
        if isinstance(node, Container):
            yield from self._faults_of_folder(path, node)
        oid = get_oid(node, None)
        if oid is None:
            yield self._fault(path, "has no object id", FROM_BACKUP)
        elif oid in self.seen:
            yield self._fault(path, f"has the object id {oid}, which another node has too", FROM_BACKUP)
        else:
            self.seen.insert(oid)
            if not knows(self.graph, oid, path):
                yield self._fault(
                    path,
                    "is not what the object map has under its id or path",
                    REPAIR,
                    partial(_enter, path=path, oid=oid),
                )

    def at_end(self) -> Iterator[Fault]:
        """Look for ids and paths in the map that no node has."""
        for oid, path in gently(self.root, self.graph.objectid_to_path.items()):
            if oid not in self.seen:
                yield self._fault(
                    path,
                    "is in the object map and not in the graph",
                    REPAIR,
                    partial(_drop, path=path, oid=oid),
                )
        for path, oid in gently(self.root, self.graph.path_to_objectid.items()):
            if self.graph.objectid_to_path.get(oid) != path and oid in self.seen:
                yield self._fault(
                    path,
                    "leads in the object map to something that lies elsewhere",
                    REPAIR,
                    partial(_drop_path, path=path, oid=oid),
                )
        for path, levels in gently(self.root, self.graph.pathindex.items()):
            for level, oids in levels.items():
                for oid in gently(self.root, oids):
                    if not _is_below(self.graph.objectid_to_path.get(oid), path, level):
                        yield self._fault(
                            path,
                            f"has in the object map something below it that is not there ({oid})",
                            REPAIR,
                            partial(_drop_below, path=path, level=level, oid=oid),
                        )

    def _faults_of_folder(self, path: Path, node: Any) -> Iterator[Fault]:
        names = len(node.data)
        if node._num_objects() != names:
            yield self._fault(
                path, f"counts {node._num_objects()} and holds {names}", REPAIR, partial(_count, path=path)
            )
        if node._order is not None and sorted(node._order) != list(node.data):
            yield self._fault(path, "has another order than it has contents", FROM_BACKUP)

    def _fault(self, path: Path, says: str, advice: str, repair: Any = None) -> Fault:
        return Fault(self.part, dotted(path), says, advice, repair)


def knows(graph: Any, oid: int, path: Path) -> bool:
    """Tell whether the object map has ``oid`` under ``path`` in each of its tables."""
    if graph.objectid_to_path.get(oid) != path or graph.path_to_objectid.get(path) != oid:
        return False
    if oid not in graph.extentmap.oid_to_extents:
        return False
    for length in range(1, len(path) + 1):
        levels = graph.pathindex.get(path[:length])
        if levels is None or oid not in levels.get(len(path) - length, ()):
            return False
    return True


def _is_below(path: Path | None, above: Path, level: int) -> bool:
    return path is not None and len(path) == len(above) + level and path[: len(above)] == above


def _enter(root: Any, *, path: Path, oid: int) -> str:
    graph: Any = find_objectmap(root)
    for wrong, old in ((oid, graph.objectid_to_path.get(oid)), (graph.path_to_objectid.get(path), path)):
        if wrong is not None and old is not None:
            _forget(graph, old, wrong)
    node = root
    for name in path[1:]:
        node = node.data[name]
    graph.objectid_to_path.pop(oid, None)
    graph.path_to_objectid.pop(path, None)
    graph.extentmap.remove([oid])
    graph.add(node, path)
    return f"{dotted(path)} was entered in the object map"


def _drop(root: Any, *, path: Path, oid: int) -> str:
    graph: Any = find_objectmap(root)
    _forget(graph, path, oid)
    graph.extentmap.remove([oid])
    return f"{dotted(path)} was dropped from the object map"


def _forget(graph: Any, path: Path, oid: int) -> None:
    if graph.objectid_to_path.get(oid) == path:
        del graph.objectid_to_path[oid]
    if graph.path_to_objectid.get(path) == oid:
        del graph.path_to_objectid[path]
    for length in range(1, len(path) + 1):
        _drop_below_of(graph, path[:length], len(path) - length, oid)


def _drop_path(root: Any, *, path: Path, oid: int) -> str:
    graph: Any = find_objectmap(root)
    # A repair before this one may have put it right.
    if graph.path_to_objectid.get(path) != oid or graph.objectid_to_path.get(oid) == path:
        return ""
    del graph.path_to_objectid[path]
    return f"{dotted(path)} was dropped from the object map"


def _drop_below(root: Any, *, path: Path, level: int, oid: int) -> str:
    graph: Any = find_objectmap(root)
    if _is_below(graph.objectid_to_path.get(oid), path, level):
        return ""
    _drop_below_of(graph, path, level, oid)
    return f"{oid} was dropped from what the object map has below {dotted(path)}"


def _drop_below_of(graph: Any, path: Path, level: int, oid: int) -> None:
    levels = graph.pathindex.get(path)
    oids = levels.get(level) if levels is not None else None
    if oids is None or oid not in oids:
        return
    oids.remove(oid)
    if not oids:
        del levels[level]
    if not levels:
        del graph.pathindex[path]


def _count(root: Any, *, path: Path) -> str:
    node = root
    for name in path[1:]:
        node = node.data[name]
    node._num_objects.set(len(node.data))
    return f"{dotted(path)} counts anew"
