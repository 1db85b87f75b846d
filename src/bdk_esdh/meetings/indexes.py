"""What lists of committees, meetings and agenda items ask for."""

from typing import Any

from pyramid.config import Configurator

from ..cases.content import Case
from ..documents.content import Document
from ..kernel.graph import ALWAYS, find_objectmap
from ..kernel.i18n import _
from ..security.readers import GRANTS_READING
from .content import AgendaItem, Committee, Committees, Meeting
from .grants import items_about
from .guards import is_secret
from .public_records import public_hit


def meeting_day(meeting: Meeting, _default: Any) -> int:
    """The day of the meeting, as a day number."""
    return meeting.day.toordinal()


def public_date(item: AgendaItem, default: Any) -> Any:
    """The day of the meeting, for the public search to sort by."""
    return item.meeting.day.toordinal() if item.is_open_to_the_public else default


def agenda_shown(meeting: Meeting) -> int | None:
    """Tell whether the public is shown the agenda; of its closed items, too, there is a line on it."""
    return ALWAYS if meeting.is_public else None


def document_shown(document: Document) -> int | None:
    """Tell whether the public can fetch, or could, a file of ``document`` from an agenda."""
    graph = find_objectmap(document)
    if document.release is None or graph is None:
        return None
    items = graph.sources(document, GRANTS_READING)
    shown = any(isinstance(item, AgendaItem) and item.is_open_to_the_public for item in items)
    return ALWAYS if shown else None


def case_shown(case: Case) -> tuple[int, str] | None:
    """Tell whether an agenda that is out names the case, and whether by its number."""
    if not any(item.is_open_to_the_public for item in items_about(case)):
        return None
    return ALWAYS, "secret" if is_secret(case) else "open"


INDEXES = (
    (Committee, "committee", lambda committee, _default: committee.key),
    (Meeting, "committee", lambda meeting, _default: meeting.committee.key),
    (Meeting, "meeting_day", meeting_day),
    (Meeting, "review_state", lambda meeting, _default: meeting.review_state),
    (AgendaItem, "committee", lambda item, _default: item.meeting.committee.key),
    (AgendaItem, "meeting_day", lambda item, default: meeting_day(item.meeting, default)),
    (AgendaItem, "review_state", lambda item, _default: item.review_state),
)


def includeme(config: Configurator) -> None:
    """Declare the indexes."""
    for cls, name, value in INDEXES:
        config.add_graph_index(name, "field")
        config.add_indexed_value(cls, name, value)
    for of, shown in (
        (Committees, lambda _committees: ALWAYS),
        (Committee, lambda _committee: ALWAYS),
        (Meeting, agenda_shown),
        (AgendaItem, lambda item: agenda_shown(item.meeting)),
        (Document, document_shown),
        (Case, case_shown),
    ):
        config.add_shown_from(of, shown)
    config.add_list_words(Committee)
    config.add_graph_index("public_date", "field")
    config.add_indexed_value(AgendaItem, "public_date", public_date)
    config.add_public_hit(AgendaItem, public_hit, plural=_("Dagsordener og referater"))
