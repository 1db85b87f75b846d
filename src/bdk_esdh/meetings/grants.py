"""What an agenda opens to its readers: cases to the secretaries, documents to them and to the members.

A reference from the item to a document carries the right (``security.readers``): the
document asks the item, so that a right ends the moment its ground does. What is
indexed of the document has to be renewed each time; that is done here and nowhere else.

Secretaries of a meeting that handles a case read the case itself; its other documents
keep their own readers. No reference passes an access list: that is the document's gate.
"""

from collections.abc import Iterable
from typing import Any

from pyramid.registry import Registry

from ..cases.content import Case
from ..documents.content import Document
from ..kernel.graph import SHOWN_FROM, find_objectmap, get_oid, reindex_node, tell_changed
from ..security.readers import GRANTS_READING
from ..sharing.actions import READING_INDEXES
from .content import AgendaItem, Meeting

#: reference from an agenda item to the case it is about
ABOUT_CASE = "agenda-item-about-case"


def open_case_of(item: AgendaItem, registry: Registry) -> None:
    """Note which case ``item`` is about, and open the case to the secretaries."""
    case = item.case
    if case is not None:
        graph = find_objectmap(item)
        graph.connect(item, case, ABOUT_CASE)
        graph.connect(item.meeting, case, GRANTS_READING)
        tell_changed(case, registry)


def close_case_of(item: AgendaItem, registry: Registry) -> None:
    """Take back what :func:`open_case_of` gave, unless another item of the meeting is about the case."""
    case = item.case
    if case is None:
        return
    graph = find_objectmap(item)
    graph.disconnect(item, case, ABOUT_CASE)
    if not any(other.case_id == item.case_id for other in item.meeting.items_in_order() if other is not item):
        graph.disconnect(item.meeting, case, GRANTS_READING)
    tell_changed(case, registry)


def open_documents(item: AgendaItem, documents: Iterable[Document], registry: Registry) -> None:
    """Open ``documents`` to those the agenda lets read them."""
    graph = find_objectmap(item)
    for document in documents:
        graph.connect(item, document, GRANTS_READING)
        tell_changed(document, registry)


def close_documents(item: AgendaItem, documents: Iterable[Document], registry: Registry) -> None:
    """Take ``documents`` back from those who read them by ``item`` alone."""
    graph = find_objectmap(item)
    for document in documents:
        graph.disconnect(item, document, GRANTS_READING)
        tell_changed(document, registry)


def renew(meeting: Meeting, registry: Registry) -> None:
    """Renew what lists hold of a meeting, its items and their documents, after it changed state."""
    tell_changed(meeting, registry)
    for item in meeting.items_in_order():
        tell_changed(item, registry)
        if item.case is not None:
            reindex_node(item.case, SHOWN_FROM)  # the agenda names it
        for document in item.documents:
            tell_changed(document, registry)


def items_about(case: Case) -> list[AgendaItem]:
    """List the agenda items that ``case`` is on."""
    graph = find_objectmap(case)
    if graph is None or get_oid(case, None) is None:
        return []
    return [item for item in graph.sources(case, ABOUT_CASE) if item is not None]


def refresh(item: Any) -> None:
    """Renew what lists know of the readers of one item."""
    # No more than that: every filing on the case comes by here, and the public sees nothing of it.
    reindex_node(item, *READING_INDEXES)
