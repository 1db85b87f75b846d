"""What lists of committees, meetings and agenda items ask for."""

from typing import Any

from pyramid.config import Configurator

from .content import AgendaItem, Committee, Meeting


def meeting_day(meeting: Meeting, _default: Any) -> int:
    """The day of the meeting, as a day number."""
    return meeting.day.toordinal()


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
