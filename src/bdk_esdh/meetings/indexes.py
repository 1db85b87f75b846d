"""What lists of committees, meetings and agenda items ask for."""

from typing import Any

from pyramid.config import Configurator

from ..kernel.i18n import _
from .content import AgendaItem, Committee, Meeting
from .public_records import public_hit


def meeting_day(meeting: Meeting, _default: Any) -> int:
    """The day of the meeting, as a day number."""
    return meeting.day.toordinal()


def public_date(item: AgendaItem, default: Any) -> Any:
    """The day of the meeting, for the public search to sort by."""
    return item.meeting.day.toordinal() if item.is_open_to_the_public else default


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
    config.add_graph_index("public_date", "field")
    config.add_indexed_value(AgendaItem, "public_date", public_date)
    config.add_public_hit(AgendaItem, public_hit, plural=_("Dagsordener og referater"))
