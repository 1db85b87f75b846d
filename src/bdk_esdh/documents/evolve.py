"""What older databases need before documents are as they are today."""

from datetime import timedelta
from typing import Any

from pyramid.registry import Registry

from ..jobs.queue import queue_of
from ..kernel.evolution import evolution_step
from ..kernel.graph import catalog_of, find_objectmap
from ..sharing.actions import READING_INDEXES
from .content import Document
from .subscribers import connect_task

#: nodes after which what was read is let go of, so that memory does not grow with the database
_AT_ONCE = 500
#: what is filed meanwhile is not to wait behind thousands of old files
_BETWEEN_READINGS = timedelta(seconds=2)


@evolution_step(
    "Whoever has a document to work on opens its case, and each case can be opened in an emergency"
)
def bring_readers_up_to_date(root: Any, _registry: Registry) -> None:
    """Connect documents with their cases by tasks, and renew who may read everything."""
    catalog: Any = catalog_of(root)
    graph = find_objectmap(root)
    for count, oid in enumerate(list(catalog.objectids)):
        node = graph.object_for(oid)
        if node is None:
            continue
        if isinstance(node, Document):
            connect_task(node)
        for name in READING_INDEXES:
            catalog[name].reindex_resource(node, oid=oid)
        if count % _AT_ONCE == 0:
            root._p_jar.cacheGC()


@evolution_step("The texts of released files are read, so that everyone finds them")
def have_released_files_read(root: Any, registry: Registry) -> None:
    """Queue the reading of what was released before the text of such files was kept; the worker does it."""
    catalog: Any = catalog_of(root)
    graph, queue = find_objectmap(root), queue_of(root)
    now = due = registry.clock.now()
    for count, oid in enumerate(list(catalog["kind"].eq("Document").execute().ids)):
        document = graph.object_for(oid)
        release = document.release if document is not None else None
        if release is not None and release.text is None:
            queue.put("read_released_file", oid, at=now, run_after=due, about=oid)
            due += _BETWEEN_READINGS
        if count % _AT_ONCE == 0:
            root._p_jar.cacheGC()
