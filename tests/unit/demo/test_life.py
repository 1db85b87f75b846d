"""The plan of the two years: enough of everything, spread, and true to what may be."""

from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from bdk_esdh.demo.life.calendar import plan_meetings, put_on_agendas
from bdk_esdh.demo.life.people import EMPLOYEE_BY_KEY, MORE_EMPLOYEES, UNITS, caseworkers_of
from bdk_esdh.demo.life.planning import Planner
from bdk_esdh.demo.life.reading import matters, records
from bdk_esdh.demo.life.standing import add_standing
from bdk_esdh.demo.life.subjects import ENTRIES
from bdk_esdh.demo.stories.filing_plan import FACETS, SUBJECTS
from bdk_esdh.demo.stories.organisation import UNIT_BY_KEY
from bdk_esdh.kernel.working_days import WorkCalendar

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CALENDAR = WorkCalendar()
DAYS = [datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2027, 1, 4, 6, tzinfo=UTC),
        datetime(2028, 2, 29, 22, tzinfo=UTC), datetime(2027, 7, 18, 12, tzinfo=UTC)]  # fmt: skip


@pytest.fixture(scope="module")
def planned():
    cases = Planner(NOW, CALENDAR).cases()
    meetings = plan_meetings(NOW, CALENDAR)
    put_on_agendas(cases, meetings, NOW)
    add_standing(cases, meetings, NOW, CALENDAR)
    return cases, meetings


def test_there_is_as_much_as_was_promised(planned):
    cases, meetings = planned
    papers = [paper for case in cases for paper in case.papers]
    assert len(cases) >= 300
    assert len(papers) >= 1_500
    assert len({paper.template.key for paper in papers}) >= 60
    assert len({meeting.committee.key for meeting in meetings}) == 6
    assert min(Counter(meeting.committee.key for meeting in meetings).values()) >= 22
    assert {paper.kind for paper in papers} == {"pdf", "scan", "docx", "odt", "ods", "eml", "html", "txt"}


def test_subjects_units_and_people_are_those_of_the_demo():
    known = {entry.number for entry in SUBJECTS} | {number for number, _title in ENTRIES}
    units = set(UNIT_BY_KEY) | {unit.key for unit in UNITS}
    for matter in matters():
        assert matter.subject in known
        assert matter.facet in {facet.code for facet in FACETS}
        assert matter.unit in units
        assert matter.caseworker in {"", *EMPLOYEE_BY_KEY}
        assert not matter.count or caseworkers_of(matter.unit), matter.unit
    assert all(person.unit in units for person in MORE_EMPLOYEES)


def test_cases_stand_in_all_states_and_some_are_late(planned):
    cases, _meetings = planned
    assert {case.state for case in cases} == {
        "opened", "informed", "decided", "ordered", "effected", "closed",
    }  # fmt: skip
    late = [case for case in cases if case.state != "closed" and case.due and case.due < NOW.date()]
    assert 3 <= len(late) <= 25
    assert {case.matter.sensitivity for case in cases} == {
        "not_confidential", "confidential", "sensitive", "vip",
    }  # fmt: skip
    states = Counter(paper.state for case in cases for paper in case.papers)
    assert all(states[state] >= 3 for state in ("received", "assigned", "draft", "in_review", "final"))
    for case in cases:
        if case.state == "closed":
            assert all(paper.state == "final" for paper in case.papers)
            assert case.closed_at > case.papers[-1].at


@pytest.mark.parametrize("now", DAYS, ids=[str(day.date()) for day in DAYS])
def test_on_whatever_day_it_is_made_nothing_is_younger_and_papers_come_in_order(now):
    for case in Planner(now, CALENDAR, 0.3).cases():
        moments = [case.at, *(paper.at for paper in case.papers)]
        assert moments == sorted(moments)
        assert moments[-1] < now
        assert CALENDAR.why_not(case.at.date()) is None
    for meeting in plan_meetings(now, CALENDAR):
        assert CALENDAR.why_not(meeting.day) is None
        assert meeting.planned < meeting.drafted < meeting.published < meeting.held < meeting.written
        assert CALENDAR.add(meeting.day, -4) > meeting.published.date()


def test_neighbours_on_a_list_are_of_different_kinds(planned):
    cases, _meetings = planned
    kinds = [case.matter.key for case in cases]
    same = sum(one == other for one, other in pairwise(kinds))
    assert same < len(kinds) / 12


def test_hardly_a_working_day_is_without_a_public_letter(planned):
    cases, _meetings = planned
    busy = {
        paper.at.date()
        for case in cases
        if not case.matter.is_confidential
        for paper in case.papers
        if paper.template.sort in ("ind", "ud")
    }
    days = [CALENDAR.add(NOW.date(), -number) for number in range(1, 500)]
    assert sum(day not in busy for day in days) < 60


def test_what_is_given_out_is_to_or_from_no_private_person(planned):
    cases, _meetings = planned
    released = [(case, paper) for case in cases for paper in case.papers if paper.released]
    assert len(released) > 300
    for case, paper in released:
        assert not case.matter.is_confidential
        assert paper.party is None or not paper.party.is_person
        assert paper.kind != "scan"


def test_a_case_is_on_agendas_before_it_is_closed_and_confidential_ones_behind_closed_doors(planned):
    _cases, meetings = planned
    items = [(meeting, item) for meeting in meetings for item in meeting.items]
    assert len(items) > 400
    assert any(item.case.matter.closed for _meeting, item in items)
    for meeting, item in items:
        assert item.texts["title"]
        assert "{" not in "".join(item.texts.values())
        assert item.case.matter.closed or not item.case.matter.is_confidential
        if item.case.closed_at is not None:
            assert item.case.closed_at > meeting.written
    for meeting in meetings:
        titles = [item.texts["title"] for item in meeting.items]
        assert len(set(titles)) == len(titles)


def test_news_come_all_the_year():
    told = list(records("nyheder.txt"))
    public = Counter(int(each[0]) for each in told if each[1] == "ude")
    assert set(public) == set(range(1, 13))
    assert all(count >= 2 for count in public.values())
    assert {each[2] for each in told} <= {"", *UNIT_BY_KEY}
