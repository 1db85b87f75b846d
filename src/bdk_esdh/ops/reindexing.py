"""Building the catalog anew from the graph."""

from typing import Any

import transaction

from ..kernel.graph import catalog_of, get_oid, postorder

_AT_A_TIME = 500


def reindex_all(root: Any) -> tuple[int, int]:
    """Index every node of the graph anew, and drop entries of what is not in it.

    The graph is what counts: a node that the catalog has lost is entered again.

    :returns: how many nodes there are, and how many entries were dropped.
    """
    catalog: Any = catalog_of(root)
    seen = set()
    for node in postorder(root):
        oid = get_oid(node, None)
        # The root heads the lists and is in none.
        if oid is None or node is root:
            continue
        seen.add(oid)
        if oid in catalog.objectids:
            catalog.reindex_resource(node, oid=oid)
        else:
            catalog.index_resource(node, oid=oid)
        if len(seen) % _AT_A_TIME == 0:
            transaction.savepoint(optimistic=True)
            root._p_jar.cacheGC()
    gone = [oid for oid in catalog.objectids if oid not in seen]
    for oid in gone:
        catalog.unindex_resource(oid)
    return len(seen), len(gone)
