"""What documents have to say when their case is to be closed."""

from collections.abc import Iterator

from ..cases.content import Case
from ..cases.errors import NotReadyToClose
from ..kernel.graph import catalog_of, find_objectmap
from ..kernel.i18n import _
from ..kernel.sparse_index import Without
from ..security.readers import reader_tokens
from .content import Document

FINAL_STATES = ("final", "transferred")
RESTRICTED = _("Et dokument med begrænset adgang er ikke endeligt")


def unfinished_documents(case: Case) -> Iterator[NotReadyToClose]:
    """Yield an obstacle for each document that is not final.

    The reader's rights are not asked: a case is not ready because whoever closes it cannot
    see why it is not. A document that is kept to fewer than the case is not named.
    """
    catalog = catalog_of(case)
    if catalog is None:
        return
    query = catalog["kind"].eq("Document") & catalog["case"].eq(case.case_number)
    query = Without(query, catalog["review_state"].any(list(FINAL_STATES)))
    graph = find_objectmap(case)
    found = [graph.object_for(oid) for oid in query.execute().ids]
    for document in sorted(filter(None, found), key=lambda each: each.serial):
        named = _("Dokument ${serial} er ikke endeligt", mapping={"serial": document.serial})
        yield NotReadyToClose(
            RESTRICTED if _is_kept_to_fewer(document) else named, node=document, named=named
        )


def _is_kept_to_fewer(document: Document) -> bool:
    return not reader_tokens(document.case) <= reader_tokens(document)
