"""Meetings as events: planned, drafted, published, held, written up and approved."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from ...kernel.danish import long_date
from ...kernel.graph import find_objectmap, get_oid
from ...kernel.records import Act
from ...meetings.actions import plan_meeting
from ...meetings.content import Meeting
from ...meetings.items import add_item, change_item, item_values, set_resolution
from ...meetings.publishing import approve_meeting, hold_meeting, publish_meeting
from ...ops.opening import Opened
from .calendar import PlannedItem, PlannedMeeting
from .events import Event
from .filing import CaseFile
from .people import COUNCIL, POLITICIAN_BY_KEY, login_and_name
from .reading import records

_MOST_DOCUMENTS = 3
_NO_STAFF = "Ingen."
#: what is told under "Orientering", by the code of the body
_TOLD: dict[str, list[str]] = {}
for _code, _text in records("orientering.txt"):
    _TOLD.setdefault(_code, []).append(_text)


class Session:
    """One meeting: the events of its life.

    :param files: of the cases, by serial number.
    """

    def __init__(self, app: Opened, meeting: PlannedMeeting, files: Mapping[int, CaseFile]) -> None:
        """Begin."""
        self.app = app
        self.plan = meeting
        self.files = files
        self._oid: int | None = None
        self._chance = Random(f"{meeting.committee.key} {meeting.day}")
        self._cases: list[PlannedItem] = []

    def events(self, now: datetime) -> Iterator[Event]:
        """Yield what has happened by ``now``, not in order."""
        plan = self.plan
        for at, do in (
            (plan.planned, self._plan),
            (plan.drafted, self._draft),
            (plan.published, self._publish),
            (plan.held, self._hold),
            (plan.written, self._write),
            (plan.approved, self._approve),
        ):
            # What is so far ahead that nobody has planned it yet is planned today.
            if do == self._plan or at < now:
                yield Event(min(at, now - timedelta(minutes=1)), do)

    def _act(self, at: datetime) -> Act:
        login, name = login_and_name(self.plan.committee.secretary)
        latest = self.app.registry.clock.now() - timedelta(seconds=1)
        return Act(login, name, min(at.astimezone(UTC), latest), self.app.registry)

    def _meeting(self, root: Any) -> Meeting:
        meeting: Meeting = find_objectmap(root).object_for(self._oid)
        return meeting

    def _plan(self, root: Any) -> None:
        committee = root["udvalg"][self.plan.committee.key]
        values = {"date": self.plan.day, "time": committee.time, "place": committee.place}
        self._oid = get_oid(plan_meeting(committee, values, self._act(self.plan.planned)))

    def _draft(self, root: Any) -> None:
        meeting, act = self._meeting(root), self._act(self.plan.drafted)
        for item in self.plan.items:
            if self.files[item.case.serial].oid is not None:
                add_item(meeting, self._values(root, item), act)
                self._cases.append(item)
        told = _TOLD.get(self.plan.committee.code, [])
        if told:
            orientation = next(each for each in meeting.items_in_order() if each.title == "Orientering")
            text = told[(self.plan.day.year * 12 + self.plan.day.month) % len(told)]
            change_item(orientation, item_values(orientation) | {"presentation": text}, act)

    def _values(self, root: Any, item: PlannedItem) -> dict[str, Any]:
        file = self.files[item.case.serial]
        matter = item.case.matter
        documents = file.documents_by(root, self.plan.drafted, only=item.paper)[:_MOST_DOCUMENTS]
        reason, neutral = matter.closed or ("", "")
        texts = {"personnel": _NO_STAFF, **item.texts}
        return {
            **texts,
            "kind": "case",
            "case": file.case_in(root),
            "documents": documents,
            "routing": "/".join(matter.committees),
            "closed_session": bool(reason),
            "closed_reason": reason,
            "neutral_title": neutral,
            "neutral_title_released": bool(neutral),
        }

    def _publish(self, root: Any) -> None:
        publish_meeting(self._meeting(root), self._act(self.plan.published))

    def _hold(self, root: Any) -> None:
        hold_meeting(self._meeting(root), self._act(self.plan.held))

    def _write(self, root: Any) -> None:
        act = self._act(self.plan.written)
        cases = iter(self._cases)
        for item in self._meeting(root).items_in_order():
            if item.kind == "case":
                resolution = next(cases).resolution
                set_resolution(item, resolution, act, postponed=resolution.startswith("Udsat"))
            else:
                set_resolution(item, self._standing(item.title), act)

    def _standing(self, title: str) -> str:
        match title:
            case "Fraværende":
                seats = self.plan.committee.members
                away = POLITICIAN_BY_KEY[self._chance.choice(seats).politician]
                somebody = self._chance.random() < (0.8 if self.plan.committee.key == COUNCIL else 0.4)
                return f"{away.name} ({away.party_list}) var fraværende." if somebody else "Ingen."
            case "Orientering":
                return "Taget til efterretning."
            case "Godkendelse af indkaldte stedfortrædere":
                return "Ingen stedfortrædere var indkaldt."
            case "Underskriftsside":
                return f"Protokollen er underskrevet {long_date(self.plan.day)}."
            case _:
                return "Intet."

    def _approve(self, root: Any) -> None:
        approve_meeting(self._meeting(root), self._act(self.plan.approved))
