"""What follows when a document is given to somebody to work on, or taken back, or goes."""

from typing import Any

from substanced.event import subscribe_added, subscribe_modified, subscribe_removed

from ..kernel.graph import catalog_of, find_objectmap, get_oid
from ..security.readers import GRANTS_READING
from .content import Document


@subscribe_modified(Document)
def its_case_is_open_to_whoever_works_on_it(event: Any) -> None:
    """Let the document open its case while somebody has it to work on; skips all other changes.

    The reference carries the right (``security.readers``), so that the case knows who has a task
    on it without going through its documents.
    """
    connect_task(event.object)


@subscribe_added(Document)
def what_comes_back_opens_its_case_again(event: Any) -> None:
    """Connect a document that comes with a task, such as one taken back from the trash."""
    connect_task(event.object)


@subscribe_removed(Document)
def what_goes_opens_its_case_no_more(event: Any) -> None:
    """Renew who reads the case that a document with a task has left; the reference goes with it."""
    if event.object.assigned_to:
        _renew_readers(event.parent)


def connect_task(document: Document) -> None:
    """Make the reference from ``document`` to its case agree with whether somebody works on it."""
    graph = find_objectmap(document)
    case = document.__parent__
    if graph is None or get_oid(document, None) is None or get_oid(case, None) is None:
        return
    wanted = bool(document.granted_tokens())
    # Most changes of a document are not about this: then nothing is written.
    if wanted != (get_oid(case) in set(graph.targetids(document, GRANTS_READING))):
        (graph.connect if wanted else graph.disconnect)(document, case, GRANTS_READING)
        _renew_readers(case)
    elif wanted:
        _renew_readers(case)


def _renew_readers(case: Any) -> None:
    catalog = catalog_of(case)
    if catalog is not None and get_oid(case, None) is not None:
        catalog["readers"].reindex_resource(case)
