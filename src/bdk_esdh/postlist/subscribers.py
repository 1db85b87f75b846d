"""What happens to the postlist when something else changes."""

from typing import Any

from substanced.event import subscribe_added, subscribe_modified, subscribe_removed

from ..cases.content import Case
from ..documents.content import Document, documents_in
from ..kernel.graph import SHOWN_FROM, catalog_of, find_objectmap, get_oid, reindex_node
from ..parties.content import Party
from ..security.readers import Sensitivity, is_kept_to_some
from .content import Postlist
from .predicate import HELD_BACK_GROUPS, is_held_back

POSTLIST_INDEXES = ("postlist", "postlist_order", "public_date", SHOWN_FROM)


@subscribe_modified(Case)
def documents_follow_their_case_on_and_off_the_list(event: Any) -> None:
    """Renew the postlist's entries for a case's documents when the case holds them back, or no more.

    A case is touched by every filing in it, and may hold hundreds of documents: so the
    postlist remembers which cases hold all back, and nothing is done while that stays.
    """
    case = event.object
    root = find_objectmap(case).root if find_objectmap(case) is not None else None
    postlist = root.get("postlister") if root is not None else None
    if not isinstance(postlist, Postlist):
        return
    oid, holds_back = get_oid(case), case_holds_back(case)
    if (oid in postlist.held_cases) == holds_back:
        return
    if holds_back:
        postlist.held_cases.insert(oid)
    else:
        postlist.held_cases.remove(oid)
    _renew_entries(case)


@subscribe_added(Party)
@subscribe_modified(Party)
@subscribe_removed(Party)
def letters_follow_the_parties_of_their_case(event: Any) -> None:
    """Renew the postlist's entries of a case when it turns out who is a person there, or no longer holds."""
    # What is being removed has lost its parent; what is changed has not been given one.
    case = getattr(event, "parent", None) or event.object.__parent__
    catalog: Any = catalog_of(case) if isinstance(case, Case) else None
    if catalog is None:
        return
    index = catalog["postlist"]
    # What is put off to the end of the transaction counts: a letter may have been filed in the same one.
    index.flush()
    for document in documents_in(case):
        # Only those that come or go: each touches the public face, and others have nothing to tell it.
        if index.has_doc(get_oid(document)) == is_held_back(document):
            _renew_entry(document)


def case_holds_back(case: Case) -> bool:
    """Tell whether the case alone keeps all its documents off the list."""
    return (
        case.sensitivity != Sensitivity.NOT_CONFIDENTIAL.value
        or case.is_exempt
        or is_kept_to_some(case)
        or case.kle_subject.split(".")[0] in HELD_BACK_GROUPS
    )


def _renew_entries(case: Case) -> None:
    for document in documents_in(case):
        _renew_entry(document)


def _renew_entry(document: Document) -> None:
    reindex_node(document, *POSTLIST_INDEXES)
    catalog: Any = catalog_of(document)
    catalog.tell_text_search(get_oid(document))
