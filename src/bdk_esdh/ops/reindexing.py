"""Building the catalog anew from the graph."""

from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any

import transaction
from BTrees.LLBTree import LLTreeSet
from transaction.interfaces import TransientError

from ..kernel.graph import catalog_of, get_oid
from ..kernel.versions import software_version
from .walking import Path, gently, walk

#: where a run that was broken off has come to, at the top of the ZODB
COME_TO_KEY = "bdk_esdh.reindexing"
_AT_A_TIME = 500
_ATTEMPTS = 5


def reindex_all(
    root: Any, *, from_start: bool = False, progress: Callable[[int], None] = lambda _nodes: None
) -> tuple[int, int]:
    """Index every node of the graph anew, and drop entries of what is not in it.

    The graph is what counts: a node that the catalog has lost is entered again. Done in many transactions,
    each of which leaves a catalog that is whole; a run that was broken off goes on where it was.

    :param from_start: begin anew though a run was broken off.
    :param progress: told how many nodes are done.
    :returns: how many nodes were indexed, and how many entries were dropped.
    """
    done, after = 0, () if from_start else _come_to(root)
    while True:
        batch = _in_a_transaction(root, partial(_index_some, root, after))
        done += len(batch)
        progress(done)
        if len(batch) < _AT_A_TIME:
            break
        after = batch[-1]
    gone = _in_a_transaction(root, partial(_drop_gone, root))
    return done, gone


def _come_to(root: Any) -> Path:
    """Say where a run of this version was broken off; another version may index otherwise."""
    note = root._p_jar.root().get(COME_TO_KEY, {})
    return note["path"] if note.get("version") == software_version() else ()


def _in_a_transaction(root: Any, do: Callable[[], Any]) -> Any:
    for attempt in range(_ATTEMPTS):
        try:
            result = do()
            transaction.commit()
        except TransientError:
            transaction.abort()
            if attempt == _ATTEMPTS - 1:
                raise
        else:
            root._p_jar.cacheGC()
            return result
    return None


def _index_some(root: Any, after: Path) -> list[Path]:
    """Index the next nodes behind ``after`` and note where we are, in the same transaction."""
    catalog: Any = catalog_of(root)
    paths = []
    for path, node in islice(walk(root, after=after), _AT_A_TIME):
        paths.append(path)
        oid = get_oid(node, None)
        # The root heads the lists and is in none.
        if oid is None or node is root:
            continue
        if oid in catalog.objectids:
            catalog.reindex_resource(node, oid=oid)
        else:
            catalog.index_resource(node, oid=oid)
    if paths:
        root._p_jar.root()[COME_TO_KEY] = {"path": paths[-1], "version": software_version()}
    return paths


def _drop_gone(root: Any) -> int:
    """Drop entries of what is not in the graph; the run is over then."""
    catalog: Any = catalog_of(root)
    seen = LLTreeSet()
    seen.update(get_oid(node) for _path, node in walk(root) if get_oid(node, None) is not None)
    gone = [oid for oid in gently(root, catalog.objectids) if oid not in seen]
    for oid in gone:
        catalog.unindex_resource(oid)
    root._p_jar.root().pop(COME_TO_KEY, None)
    return len(gone)
