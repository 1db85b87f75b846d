"""Committees of the demo, each with a past and a coming meeting."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from ..kernel.graph import find_objectmap
from ..meetings.actions import add_committee, plan_meeting
from ..meetings.content import Meeting
from ..meetings.items import add_item, change_item, item_values, set_resolution
from ..meetings.publishing import approve_meeting, hold_meeting, publish_meeting
from .life.people import COUNCIL, POLITICIAN_BY_KEY
from .stage import Stage
from .stories.committees import COMMITTEES
from .stories.days import fill_dates, meeting_date
from .stories.meetings import MEETINGS
from .stories.model import StoryCommittee, StoryItem, StoryMeeting

_SECRETARY_OF = {committee.key: committee.secretary for committee in COMMITTEES}
#: working days from the first draft of an agenda to its publication
_DRAFTING = 3
_TEXTS = ("title", "summary", "presentation", "recommendation", "economy", "personnel")


def build_meetings(stage: Stage) -> None:
    """Make the meetings in the order they were planned."""
    for meeting in sorted(MEETINGS, key=lambda each: each.day):
        with stage.app.graph() as root:
            _build_meeting(stage, root, meeting)


def build_committees(
    stage: Stage, committees: Sequence[StoryCommittee] = COMMITTEES, *, since: int = -30
) -> None:
    """Make the committees with their members.

    :param since: the working day on which they were made.
    """
    with stage.app.graph() as root:
        for committee in committees:
            act = stage.act(committee.secretary, since)
            add_committee(root["udvalg"], _committee_values(committee), act)


def _committee_values(committee: StoryCommittee) -> dict[str, Any]:
    members = []
    for seat in committee.members:
        politician = POLITICIAN_BY_KEY[seat.politician]
        login = politician.login or politician.key
        members.append(
            {"name": politician.name, "party": politician.party_list, "login": login, "chair": seat.chair}
        )
    return {
        "key": committee.key,
        "title": committee.name,
        "code": committee.code,
        "is_council": committee.key == COUNCIL,
        "weekday": str(committee.weekday),
        "time": time.fromisoformat(committee.time),
        "place": committee.place,
        "agenda_deadline": 4,
        "members": members,
    }


def _build_meeting(stage: Stage, root: Any, story: StoryMeeting) -> None:
    secretary = _SECRETARY_OF[story.committee]
    committee = root["udvalg"][story.committee]
    ready = story.published if story.published is not None else 0
    act = stage.act(secretary, ready - _DRAFTING)
    day = meeting_date(story, stage.day)
    meeting = plan_meeting(committee, {"date": day, "time": committee.time, "place": committee.place}, act)
    for item in story.items:
        _put_on_agenda(stage, meeting, item, secretary, ready - _DRAFTING)
    if story.published is None:
        return
    publish_meeting(meeting, stage.act(secretary, story.published))
    if story.state in {"held", "approved"}:
        _hold(stage, meeting, story, secretary)


def _put_on_agenda(stage: Stage, meeting: Meeting, story: StoryItem, secretary: str, day: int) -> None:
    act = stage.act(secretary, day)
    texts = {name: fill_dates(getattr(story, name), stage.day) for name in _TEXTS}
    if story.standing:
        item = next(each for each in meeting.items_in_order() if each.title == story.title)
        if story.presentation:
            change_item(item, item_values(item) | texts, act)
        return
    graph = find_objectmap(meeting)
    values = texts | {
        "kind": "case",
        "case": graph.object_for(stage.cases[story.case]),
        "documents": [graph.object_for(stage.documents[key]) for key in story.documents],
        "routing": story.routing,
        "closed_session": story.closed_session,
        "closed_reason": story.closed_reason,
        "neutral_title": story.neutral_title,
        "neutral_title_released": bool(story.neutral_title),
    }
    add_item(meeting, values, act)


def _hold(stage: Stage, meeting: Meeting, story: StoryMeeting, secretary: str) -> None:
    after = story.day + 1
    hold_meeting(meeting, stage.act(secretary, after))
    for item, told in zip(meeting.items_in_order(), story.items, strict=True):
        if told.resolution:
            set_resolution(item, fill_dates(told.resolution, stage.day), stage.act(secretary, after))
    if story.state == "approved":
        approve_meeting(meeting, stage.act(secretary, after + 2))
