"""What older databases need before the text search takes their changes over."""

from typing import Any

from pyramid.registry import Registry

from ..kernel.evolution import evolution_step
from ..kernel.graph import catalog_of, find_objectmap

#: nodes after which what was read is let go of, so that memory does not grow with the database
_AT_ONCE = 500


@evolution_step("Changes are noted for the text search, and the word indexes it replaces are gone")
def note_changes_for_the_text_search(root: Any, registry: Registry) -> None:
    """Make the outbox, drop the indexes that are declared no more, and keep words of few types alone.

    The index of the text search itself is built by the worker, which finds none.
    """
    catalog: Any = catalog_of(root)
    catalog.set_up_indexes(registry.graph_indexes)
    words, graph = catalog["words"], find_objectmap(root)
    for count, oid in enumerate(list(words._rev_index)):  # noqa: SLF001 -- hypatia has no other way to ask
        node = graph.object_for(oid)
        if node is None:
            words.unindex_doc(oid)
        else:
            words.index_doc(oid, node)
        if count % _AT_ONCE == 0:
            root._p_jar.cacheGC()
