"""What is done to committees, and how meetings are planned.

Agendas are made in ``items.py`` and reach the public by ``publishing.py``.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from ..audit.differences import changes_between
from ..audit.entering import enter
from ..kernel.clock import COPENHAGEN, local
from ..kernel.danish import slug
from ..kernel.errors import DomainError, SeveralErrors
from ..kernel.graph import find_objectmap, reindex_below, tell_changed
from ..kernel.i18n import _
from ..kernel.records import Act, changes, creates, form_values
from ..organisation.actions import people_of
from ..security.roles import Role
from .content import AgendaItem, Committee, Committees, Meeting, Member
from .errors import AgendaFixed, MeetingInPast, NotAPolitician
from .journal import COMMITTEE_ADDED, COMMITTEE_CHANGED, MEETING_CHANGED, MEETING_PLANNED
from .schema import CommitteeSchema, MeetingSchema

#: names that would hide a page of the list of committees
_RESERVED_KEYS = frozenset({"nyt-udvalg", "ret"})
#: every agenda begins and ends with these
OPENING_ITEMS = ("Fraværende", "Bemærkninger til dagsordenen")
COUNCIL_OPENING_ITEMS = ("Godkendelse af indkaldte stedfortrædere", "Spørgetid for byrådsmedlemmer")
CLOSING_ITEMS = ("Orientering", "Eventuelt", "Underskriftsside")


@creates("Committee")
def add_committee(committees: Committees, values: Mapping[str, Any], act: Act) -> Committee:
    """Make a committee; its key is made of its title unless ``values`` has one.

    :param values: as ``CommitteeSchema`` has them, perhaps with ``key``.
    :raises SeveralErrors: when a member's login is not a politician's.
    """
    committee = Committee(values["title"], values["code"])
    key = _free_key(committees, values.get("key") or slug(values["title"]))
    committees.add(key, committee, registry=act.registry)
    _apply(committee, values)
    set_members(committee, values.get("members", ()), act)
    enter(committee, act, COMMITTEE_ADDED)
    return committee


@changes("Committee")
def change_committee(committee: Committee, values: Mapping[str, Any], act: Act) -> None:
    """Change the facts of a committee and who sits in it; its key stays.

    :raises SeveralErrors: when a member's login is not a politician's.
    """
    before = committee_values(committee)
    renamed = committee.title != values["title"]
    committee.title = values["title"]
    committee.code = values["code"]
    _apply(committee, values)
    set_members(committee, values.get("members", ()), act)
    if renamed:
        reindex_below(committee)  # meetings are called by it
    changes = changes_between(CommitteeSchema, before, committee_values(committee), {"politicians": str})
    if changes:
        enter(committee, act, COMMITTEE_CHANGED, changes=changes)


@form_values("Committee")
def committee_values(committee: Committee) -> dict[str, Any]:
    """Return what the form of a committee starts from."""
    names = ("name", "party", "chair", "login")
    return {
        "title": committee.title,
        "code": committee.code,
        "is_council": committee.is_council,
        "weekday": "" if committee.weekday is None else str(committee.weekday),
        "time": committee.time,
        "place": committee.place,
        "agenda_deadline": committee.agenda_deadline,
        "members": [{name: getattr(member, name) for name in names} for member in committee.members],
    }


def set_members(committee: Committee, rows: Iterable[Mapping[str, Any]], act: Act) -> None:
    """Set who sits in a committee; those who can log in gain or lose its token at once.

    :param rows: mappings with ``name`` and perhaps ``party``, ``chair``, ``login``.
    :raises SeveralErrors: when a login is not an active politician's, or stands twice.
    """
    members = tuple(
        Member(row["name"], row.get("party") or "", bool(row.get("chair")), row.get("login") or "")
        for row in rows
    )
    people = people_of(find_objectmap(committee).root)
    _check_logins(members, people, {member.login for member in committee.members})
    before = {member.login for member in committee.members if member.login}
    after = {member.login for member in members if member.login}
    committee.members = members
    for login in before ^ after:
        person = people.get(login)
        if person is not None:
            kept = [key for key in person.bodies if key != committee.key]
            person.bodies = tuple(sorted([*kept, committee.key])) if login in after else tuple(kept)
            tell_changed(person, act.registry)
    tell_changed(committee, act.registry)


def _check_logins(members: tuple[Member, ...], people: Any, seated: set[str]) -> None:
    errors: list[DomainError] = []
    seen: set[str] = set()
    for place, member in enumerate(members):
        field = f"members.{place}.login"
        person = people.get(member.login) if member.login else None
        if member.login in seen:
            errors.append(NotAPolitician(_("Brugernavnet står ved to medlemmer"), field=field))
        elif member.login and member.login not in seated and not _is_politician(person):
            # The seat opens closed items: nobody else may be let in through it.
            errors.append(NotAPolitician(_("Brugernavnet hører ikke til en politiker"), field=field))
        if member.login:
            seen.add(member.login)
    if errors:
        raise SeveralErrors(errors)


def _is_politician(person: Any) -> bool:
    return person is not None and person.active and Role.POLITICIAN in person.roles


def _apply(committee: Committee, values: Mapping[str, Any]) -> None:
    weekday = values.get("weekday")
    deadline = values.get("agenda_deadline")
    committee.is_council = bool(values.get("is_council"))
    committee.weekday = None if weekday in (None, "") else int(weekday)
    committee.time = values.get("time")
    committee.place = values.get("place") or ""
    committee.agenda_deadline = 4 if deadline is None else deadline


def _free_key(committees: Committees, wanted: str) -> str:
    key, number = wanted, 2
    while not committees.is_free(key) or key in _RESERVED_KEYS:
        key, number = f"{wanted}-{number}", number + 1
    return key


@creates("Meeting")
def plan_meeting(committee: Committee, values: Mapping[str, Any], act: Act) -> Meeting:
    """Plan a meeting; the items that every agenda has are on it from the start.

    :param values: ``date``, ``time`` (Copenhagen) and ``place``.
    :raises MeetingInPast: when the day has gone by.
    """
    starts_at = _start(values["date"], values["time"], act)
    meeting = Meeting(starts_at, values["place"], at=act.at, by=act.by)
    committee.add(free_meeting_name(committee, values["date"]), meeting, registry=act.registry)
    opening = OPENING_ITEMS + (COUNCIL_OPENING_ITEMS if committee.is_council else ())
    for number, title in enumerate(opening + CLOSING_ITEMS, start=1):
        item = AgendaItem(at=act.at, by=act.by)
        item.kind, item.title = "standing", title
        meeting.add(str(number), item, registry=act.registry)
        meeting.last_number = number
    enter(meeting, act, MEETING_PLANNED)
    return meeting


def change_meeting(meeting: Meeting, values: Mapping[str, Any], act: Act) -> None:
    """Change when and where a meeting is; a new date is a new address.

    :param values: as for :func:`plan_meeting`.
    :raises AgendaFixed: when the date changes although the public knows the address, or the meeting is held.
    :raises MeetingInPast: when the new day has gone by.
    """
    if meeting.has_minutes:
        raise AgendaFixed(_("Mødet er holdt. Tid og sted kan ikke ændres"))
    before = _time_and_place(meeting)
    if values["date"] != meeting.day:
        if meeting.numbers_are_fixed:
            raise AgendaFixed(
                _("Dagsordenen har været offentlig under den gamle dato. Planlæg et nyt møde i stedet"),
                field="date",
            )
        meeting.starts_at = _start(values["date"], values["time"], act)
        name = free_meeting_name(meeting.committee, values["date"])
        meeting.committee.rename(meeting.__name__, name, registry=act.registry)
    meeting.starts_at = moment(values["date"], values["time"])
    meeting.place = values["place"]
    meeting.changed_at = act.at
    meeting.changed_by = act.by
    tell_changed(meeting, act.registry)
    changes = changes_between(MeetingSchema, before, _time_and_place(meeting))
    if changes:
        enter(meeting, act, MEETING_CHANGED, changes=changes)


def _time_and_place(meeting: Meeting) -> dict[str, Any]:
    return {"date": meeting.day, "time": local(meeting.starts_at).time(), "place": meeting.place}


@form_values("Meeting")
def meeting_values(meeting: Meeting) -> dict[str, Any]:
    """Return what a form of a meeting starts from."""
    return {"date": meeting.day, "time": local(meeting.starts_at).time(), "place": meeting.place}


def moment(day: date, at: time) -> datetime:
    """Return the moment when clocks in Copenhagen show ``at`` on ``day``, in UTC."""
    return datetime.combine(day, at, COPENHAGEN).astimezone(UTC)


def free_meeting_name(committee: Committee, day: date) -> str:
    """Return the address of a meeting on ``day``: the date, and ``-2`` for a second one."""
    name, number = day.isoformat(), 2
    while name in committee:
        name, number = f"{day.isoformat()}-{number}", number + 1
    return name


def committees_of(node: Any) -> Committees:
    """Return the committees of the graph that ``node`` sits in."""
    return find_objectmap(node).root["udvalg"]


def _start(day: date, at: time, act: Act) -> datetime:
    if day < local(act.at).date():
        raise MeetingInPast(_("Dagen er gået. Skriv en dato, der kommer"), field="date")
    return moment(day, at)
