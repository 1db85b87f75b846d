"""The demo municipality holds together: everything referred to exists, and the days add up."""

from collections import Counter

import pytest

from bdk_esdh.demo.stories.committees import COMMITTEES
from bdk_esdh.demo.stories.days import fill_dates, meeting_date
from bdk_esdh.demo.stories.filing_plan import FACETS, GROUPS, MAIN_GROUPS, SUBJECTS
from bdk_esdh.demo.stories.meetings import MEETINGS
from bdk_esdh.demo.stories.municipality import CASE_BY_KEY, CASES, DOCUMENT_BY_KEY, DOCUMENTS
from bdk_esdh.demo.stories.news import INTRANET_NEWS, PUBLIC_NEWS
from bdk_esdh.demo.stories.organisation import EMPLOYEE_BY_KEY, EMPLOYEES, UNIT_BY_KEY, UNITS
from bdk_esdh.demo.stories.pages import PAGES
from bdk_esdh.demo.stories.people import (
    CITIZEN_BY_KEY,
    CITIZENS,
    ORGANISATION_BY_KEY,
    POLITICIAN_BY_KEY,
    POLITICIANS,
)

ITEMS = [(meeting, item) for meeting in MEETINGS for item in meeting.items]
KINDS = {"pdf", "docx", "odt", "eml", "html", "txt", "scan-pdf"}


def keys_of(stories):
    return [story.key for story in stories]


def test_the_municipality_has_the_size_that_was_promised():
    assert (len(CASES), len(DOCUMENTS), len(EMPLOYEES)) == (30, 150, 30)
    assert (len(PUBLIC_NEWS), len(INTRANET_NEWS), len(COMMITTEES), len(MEETINGS)) == (6, 10, 2, 4)
    assert 25 <= len(UNITS) <= 30
    assert len(SUBJECTS) >= 30
    assert 8 <= len(PAGES) <= 10


@pytest.mark.parametrize(
    "stories", [UNITS, EMPLOYEES, CITIZENS, POLITICIANS, CASES, DOCUMENTS, MEETINGS, COMMITTEES]
)
def test_no_key_is_used_twice(stories):
    assert len(set(keys_of(stories))) == len(stories)


def test_every_demo_login_exists_once():
    people = [*EMPLOYEES, *POLITICIANS, *CITIZENS]
    assert Counter(person.login for person in people if person.login) == dict.fromkeys(
        [
            "administrator",
            "sagsbehandler",
            "sagsbehandler2",
            "postmedarbejder",
            "sekretaer",
            "politiker",
            "leder",
            "redaktoer",
            "medarbejder",
            "borger1",
            "borger2",
        ],
        1,
    )


def test_the_two_caseworkers_sit_in_different_departments():
    unit = {person.login: person.unit for person in EMPLOYEES if person.login}
    assert unit["sagsbehandler"] == "byg"
    assert UNIT_BY_KEY["byg"].parent == "teknik_miljoe"
    assert UNIT_BY_KEY[unit["sagsbehandler2"]].parent == "sundhed_velfaerd"
    assert any(case.caseworker == "karla" and case.sensitivity == "confidential" for case in CASES)


def test_the_politician_one_may_log_in_as_sits_in_the_finance_committee():
    seats = {member.politician for member in COMMITTEES[0].members}
    assert any(POLITICIAN_BY_KEY[seat].login == "politiker" for seat in seats)


def test_units_form_one_tree():
    assert [unit.key for unit in UNITS if not unit.parent] == ["direktion"]
    placed = set()
    for unit in UNITS:
        assert not unit.parent or unit.parent in placed
        placed.add(unit.key)
    assert all(person.unit in UNIT_BY_KEY for person in EMPLOYEES)


def test_every_subject_has_its_group_and_main_group():
    groups, main = {entry.number for entry in GROUPS}, {entry.number for entry in MAIN_GROUPS}
    assert {subject.number[:5] for subject in SUBJECTS} == groups
    assert {group[:2] for group in groups} == main


@pytest.mark.parametrize("case", CASES, ids=keys_of(CASES))
def test_a_case_refers_only_to_what_exists(case):
    assert case.kle_subject in {subject.number for subject in SUBJECTS}
    assert case.kle_facet in {facet.code for facet in FACETS}
    assert case.responsible_unit in UNIT_BY_KEY
    assert case.caseworker in EMPLOYEE_BY_KEY
    assert "caseworker" in EMPLOYEE_BY_KEY[case.caseworker].roles
    assert all(key in EMPLOYEE_BY_KEY for key in case.access_list)
    for party in case.parties:
        known = CITIZEN_BY_KEY if party.kind == "citizen" else ORGANISATION_BY_KEY
        assert party.key in known


@pytest.mark.parametrize("story", [*CASES, *DOCUMENTS], ids=keys_of([*CASES, *DOCUMENTS]))
def test_a_confidential_title_stands_exactly_where_something_is_exempt(story):
    assert bool(story.exemption_basis) == bool(story.confidential_title)


def test_some_cases_are_kept_close_and_only_the_closest_has_an_access_list():
    counted = Counter(case.sensitivity for case in CASES)
    assert counted["confidential"] >= 3
    assert counted["sensitive"] >= 3
    assert counted["vip"] == 1
    assert {case.key for case in CASES if case.access_list} == {"personalesag"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=keys_of(DOCUMENTS))
def test_a_document_fits_its_case(document):
    case = CASE_BY_KEY[document.case]
    assert document.author in EMPLOYEE_BY_KEY
    assert document.body
    assert case.opened <= document.letter_day <= document.journal_day <= -1
    assert (document.sender is not None) == (document.direction == "incoming")
    assert bool(document.recipients) == (document.direction == "outgoing")
    days = [version.day for version in document.earlier_versions]
    assert days == sorted(days)
    assert all(case.opened <= day < document.letter_day for day in days)
    assert all(version.body != document.body for version in document.earlier_versions)
    assert case.state != "closed" or document.state == "final"


def test_documents_are_numbered_without_gaps_in_each_case():
    for case in CASES:
        numbers = [document.number for document in DOCUMENTS if document.case == case.key]
        assert numbers == list(range(1, len(numbers) + 1))


def test_there_is_a_document_of_each_kind_and_many_have_versions():
    assert {document.file_kind for document in DOCUMENTS} == KINDS
    with_versions = [document for document in DOCUMENTS if document.earlier_versions]
    assert len(with_versions) >= 15
    assert any(len(document.earlier_versions) == 2 for document in with_versions)


def test_every_letter_reads_differently():
    bodies = Counter(document.body for document in DOCUMENTS)
    assert max(bodies.values()) == 1


@pytest.mark.parametrize(("meeting", "item"), ITEMS)
def test_a_point_refers_only_to_what_exists(meeting, item):
    assert bool(item.case) != item.standing
    if item.case:
        assert item.case in CASE_BY_KEY
        assert item.documents
        assert all(DOCUMENT_BY_KEY[key].case == item.case for key in item.documents)
    assert bool(item.closed_reason) == item.closed_session
    assert not item.neutral_title or item.closed_session
    assert bool(item.resolution) == (meeting.state in {"held", "approved"})


def test_open_points_show_nothing_confidential():
    for _, item in ITEMS:
        if item.case and not item.closed_session:
            assert CASE_BY_KEY[item.case].sensitivity == "not_confidential"
            assert all(DOCUMENT_BY_KEY[key].released for key in item.documents)


def test_meetings_fall_on_the_committees_day_and_the_next_one_can_still_be_announced(dates):
    for meeting in MEETINGS:
        committee = next(body for body in COMMITTEES if body.key == meeting.committee)
        assert meeting.weekday == committee.weekday
        assert meeting_date(meeting, dates).weekday() == committee.weekday
        assert 6 <= len(meeting.items) <= 9
    coming = next(meeting for meeting in MEETINGS if meeting.key == "oek-naeste")
    assert meeting_date(coming, dates) >= dates(4)


def test_meetings_have_members_who_exist_and_one_chair():
    for committee in COMMITTEES:
        assert all(member.politician in POLITICIAN_BY_KEY for member in committee.members)
        assert sum(member.chair for member in committee.members) == 1
    assert all(key in POLITICIAN_BY_KEY for meeting in MEETINGS for key in meeting.absent)


def test_closed_points_have_different_reasons_and_some_have_no_neutral_title():
    closed = [item for _, item in ITEMS if item.closed_session]
    assert {item.closed_reason for item in closed} == {
        "personnel",
        "property_sale",
        "tender",
        "individual_circumstances",
    }
    assert {bool(item.neutral_title) for item in closed} == {True, False}


def test_news_are_written_by_somebody_for_a_unit_that_exists():
    for item in (*PUBLIC_NEWS, *INTRANET_NEWS):
        assert item.author in EMPLOYEE_BY_KEY
        assert not item.unit or item.unit in UNIT_BY_KEY


def test_dates_in_texts_become_danish(dates):
    assert fill_dates("Svar senest {-9} eller {+1}.", dates) == (
        "Svar senest 10. november 2026 eller 23. november 2026."
    )


def test_documents_are_numbered_in_the_order_in_which_they_were_filed():
    for case in CASES:
        filed = [
            min([document.journal_day, *(version.day for version in document.earlier_versions)])
            for document in DOCUMENTS
            if document.case == case.key
        ]
        assert filed == sorted(filed), case.key
