"""What committees, meetings and agenda items are found by in the text search."""

from typing import Any

from pyramid.config import Configurator
from pyramid.registry import Registry

from ..documents.text_records import released_pages
from ..search.port import TextPage
from ..security.readers import GRANTS_READING
from .content import AgendaItem, Meeting
from .guards import public_texts


def meeting_record(meeting: Meeting, _registry: Registry) -> dict[str, Any]:
    """What those at work find a meeting by."""
    return {
        "text": meeting.searchable_text(),
        "day": meeting.day,
        "unit": "",
        "review_state": meeting.review_state,
    }


def item_record(item: AgendaItem, _registry: Registry) -> dict[str, Any]:
    """What those who may read an item find it by: its texts and its case's number."""
    case = item.case
    texts = (item.summary, item.presentation, item.recommendation, item.economy, item.personnel)
    return {
        "text": " ".join((*texts, item.resolution, item.routing)),
        "day": item.meeting.day,
        "case_number": case.case_number if case is not None else "",
        "review_state": item.review_state,
    }


def public_item_record(item: AgendaItem, _registry: Registry) -> dict[str, Any] | None:
    """What everybody finds an open item by; a closed one is found by nothing."""
    if not item.is_open_to_the_public:
        return None
    return {
        "title": item.title,
        "text": " ".join(public_texts(item)),
        # Without their numbers: of several papers "side 3" says nothing.
        "pages": tuple(
            TextPage(page.text) for document in item.documents for page in released_pages(document)
        ),
        "day": item.meeting.day,
    }


def includeme(config: Configurator) -> None:
    """Declare them; an open item is found by its papers, and so changes with them."""
    config.add_public_relation(GRANTS_READING)
    config.add_internal_record(Meeting, meeting_record)
    config.add_internal_record(AgendaItem, item_record)
    config.add_public_record(AgendaItem, public_item_record)
