"""What documents have to say when their case is to be closed."""

from collections.abc import Iterator
from typing import Any

from ..cases.content import Case
from ..cases.errors import NotReadyToClose
from ..kernel.graph import catalog_of, find_objectmap
from ..kernel.i18n import _
from ..search.conditions import find_regardless
from ..search.ordering import ordered
from .access_after import is_kept_to_fewer
from .workflow import DOCUMENT_WORKFLOW

FINAL_STATES = ("final", "transferred")
UNFINISHED_STATES = tuple(state.code for state in DOCUMENT_WORKFLOW.states if state.code not in FINAL_STATES)
RESTRICTED = _("Et dokument med begrænset adgang er ikke endeligt")


def unfinished_documents(case: Case) -> Iterator[NotReadyToClose]:
    """Yield an obstacle for each document that is not final.

    The reader's rights are not asked: a case is not ready because whoever closes it cannot
    see why it is not. A document that is kept to fewer than the case is not named.
    """
    catalog: Any = catalog_of(case)
    if catalog is None:
        return
    wanted = {"kind": "Document", "case": case.case_number, "review_state": list(UNFINISHED_STATES)}
    graph: Any = find_objectmap(case)
    found = find_regardless(graph.root, wanted)
    # One at a time: a page that shows the first of two thousand loads no more than those.
    for oid in ordered(catalog["serial"], found.ids, len(found)):
        document = graph.object_for(oid)
        named = _("Dokument ${serial} er ikke endeligt", mapping={"serial": document.serial})
        yield NotReadyToClose(RESTRICTED if is_kept_to_fewer(document) else named, node=document, named=named)
