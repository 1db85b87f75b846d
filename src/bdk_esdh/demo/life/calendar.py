"""When the bodies meet: each once a month, not in July, and what is put on which agenda."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from ...kernel.clock import COPENHAGEN
from ...kernel.working_days import WorkCalendar
from ..stories.committees import COMMITTEES as STORY_COMMITTEES
from ..stories.model import StoryCommittee
from .model import PlannedCase
from .people import COMMITTEES

_MONTHS_BACK, _MONTHS_AHEAD = 24, 4
_JULY = 7
#: which of its weekdays in the month a body meets on
_WEEK = {"TM": 1, "FK": 1, "BS": 2, "SS": 2, "ØK": 3, "BY": 4}
#: the stories tell of the meetings of their committees around now
_OF_THE_STORIES = timedelta(days=27)
#: working days before the meeting
_DRAFTED, _PUBLISHED = 13, 8
_MOST_ITEMS = 7
#: days that a case has had before it is ready for a body
_READY = 0.5


@dataclass
class PlannedItem:
    """A case on an agenda.

    :param resolution: what the body decides.
    :param own_texts: of this item; else those of the case.
    :param paper: place of its one paper on the case; else what the case has.
    """

    case: PlannedCase
    resolution: str
    own_texts: dict[str, str] | None = None
    paper: int | None = None

    @property
    def texts(self) -> dict[str, str]:
        """What the agenda says."""
        return self.own_texts or self.case.texts


@dataclass
class PlannedMeeting:
    """A meeting with its moments."""

    committee: StoryCommittee
    day: date
    planned: datetime
    drafted: datetime
    published: datetime
    held: datetime
    written: datetime
    approved: datetime
    items: list[PlannedItem] = field(default_factory=list)


def plan_meetings(
    now: datetime, calendar: WorkCalendar, *, months: int = _MONTHS_BACK
) -> list[PlannedMeeting]:
    """Plan the meetings of all bodies over ``months`` months back and some ahead.

    :param now: with its zone.
    """
    today = now.astimezone(COPENHAGEN).date()
    first = today.year * 12 + today.month - 1
    found = []
    for committee in COMMITTEES:
        for number in range(first - months, first + _MONTHS_AHEAD + 1):
            year, month = divmod(number, 12)
            day = _day(committee, year, month + 1, calendar)
            told = committee in STORY_COMMITTEES and abs(day - today) < _OF_THE_STORIES
            if month + 1 != _JULY and not told:
                found.append(_meeting(committee, day, calendar))
    return sorted(found, key=lambda meeting: meeting.day)


def _day(committee: StoryCommittee, year: int, month: int, calendar: WorkCalendar) -> date:
    first = date(year, month, 1)
    day = first + timedelta(days=(committee.weekday - first.weekday()) % 7 + 7 * (_WEEK[committee.code] - 1))
    if month == 12 and day.day > 18:
        day -= timedelta(days=7)
    while calendar.why_not(day) is not None:
        day += timedelta(days=7)
    return day


def _meeting(committee: StoryCommittee, day: date, calendar: WorkCalendar) -> PlannedMeeting:
    starts = datetime.combine(day, time.fromisoformat(committee.time), COPENHAGEN)

    def at(days: int, hour: int) -> datetime:
        return datetime.combine(calendar.add(day, days), time(hour, 20), COPENHAGEN)

    return PlannedMeeting(
        committee,
        day,
        planned=at(-40, 9),
        drafted=at(-_DRAFTED, 10),
        published=at(-_PUBLISHED, 13),
        held=starts + timedelta(hours=3),
        written=at(1, 10),
        approved=at(4, 11),
    )


def put_on_agendas(cases: Iterable[PlannedCase], meetings: list[PlannedMeeting], now: datetime) -> None:
    """Put each case on the agendas of the bodies that treat it, in their order; it is closed after that."""
    for case in cases:
        if not case.matter.committees or "title" not in case.texts or not case.papers:
            continue
        ready = case.at + (case.papers[-1].at - case.at) * _READY
        route = list(case.matter.committees)
        for place, code in enumerate(route):
            is_last = place == len(route) - 1
            meeting = _next(meetings, code, ready, case)
            if meeting is None:
                break
            resolution = case.resolution if is_last else "Indstilles godkendt."
            if is_last and resolution == "Indstilles godkendt.":
                resolution = "Godkendt."
            meeting.items.append(PlannedItem(case, resolution))
            ready = meeting.held
            if resolution.startswith("Udsat"):
                again = _next(meetings, code, ready, case)
                if again is not None:
                    again.items.append(PlannedItem(case, "Godkendt."))
                    ready = again.held
        _close_afterwards(case, ready, now)


def _next(
    meetings: list[PlannedMeeting], code: str, ready: datetime, case: PlannedCase
) -> PlannedMeeting | None:
    title = case.texts["title"]
    for meeting in meetings:
        if meeting.committee.code != code or meeting.drafted < ready or len(meeting.items) >= _MOST_ITEMS:
            continue
        if all(item.texts["title"] != title for item in meeting.items):
            return meeting
    return None


def _close_afterwards(case: PlannedCase, ready: datetime, now: datetime) -> None:
    """Move the end of a case behind its last meeting; when that is still to come, it is not closed yet."""
    if case.closed_at is None or case.closed_at > ready + timedelta(days=2):
        return
    case.closed_at = ready + timedelta(days=6)
    if case.closed_at > now - timedelta(hours=2):
        case.closed_at, case.state = None, "decided"
