"""Meetings of the large demo: each takes cases of the time it is held in, with their released papers."""

from datetime import UTC, datetime, timedelta
from typing import Any

from ...documents.content import Document
from ...kernel.clock import COPENHAGEN
from ...kernel.records import Act
from ...meetings.actions import plan_meeting
from ...meetings.items import add_item, set_resolution
from ...meetings.publishing import approve_meeting, hold_meeting, publish_meeting
from ...ops.opening import Opened
from ..stage import LOGINS
from ..stories.committees import COMMITTEES

#: one meeting for so many documents
MEETING_EVERY = 1_000
_ITEMS = 8
_DRAFTED = timedelta(days=30)
#: the deadline is four working days before, also over Easter and Christmas
_PUBLISHED = timedelta(days=20)


def hold_a_meeting(root: Any, documents: list[Document], near: datetime, app: Opened) -> None:
    """Plan, publish, hold and approve a meeting on some cases of ``documents``.

    :param near: when most of them came; the meeting is held that week, and in the past.
    """
    told = COMMITTEES[near.toordinal() // 7 % len(COMMITTEES)]
    committee = root["udvalg"].get(told.key)
    released = [each for each in documents if each.released is not None and not each.case.is_closed]
    by_case = {each.case.__name__: each for each in [*_open(documents), *released]}
    if committee is None or not by_case:
        return
    monday = near.astimezone(COPENHAGEN).date() - timedelta(days=near.weekday())
    day = monday + timedelta(days=told.weekday)
    starts = datetime.combine(day, committee.time, COPENHAGEN)
    if starts + timedelta(days=3) > app.registry.clock.now():
        return
    values = {"date": day, "time": committee.time, "place": committee.place}
    meeting = plan_meeting(committee, values, _act(app, told.secretary, starts - _DRAFTED))
    for document in list(by_case.values())[:_ITEMS]:
        add_item(meeting, _item(document), _act(app, told.secretary, starts - _DRAFTED))
    publish_meeting(meeting, _act(app, told.secretary, starts - _PUBLISHED))
    hold_meeting(meeting, _act(app, told.secretary, starts + timedelta(hours=3)))
    for item in meeting.items_in_order():
        if item.kind == "case":
            set_resolution(
                item, "Godkendt som indstillet.", _act(app, told.secretary, starts + timedelta(hours=4))
            )
    approve_meeting(meeting, _act(app, told.secretary, starts + timedelta(days=2)))


def _open(documents: list[Document]) -> list[Document]:
    return [
        each
        for each in documents
        if not each.is_confidential and each.serial == 1 and not each.case.is_closed
    ]


def _item(document: Document) -> dict[str, Any]:
    case = document.case
    return {
        "title": case.title,
        "kind": "case",
        "case": case,
        "documents": [document] if document.released is not None else [],
        "summary": f"Udvalget skal tage stilling til sagen om {case.title}.",
        "presentation": "Forvaltningen har behandlet sagen. Sagens forløb fremgår af bilagene.",
        "recommendation": "Forvaltningen indstiller, at sagen godkendes.",
    }


def _act(app: Opened, who: str, at: datetime) -> Act:
    login, name = LOGINS[who]
    return Act(login, name, min(at.astimezone(UTC), app.registry.clock.now()), app.registry)
