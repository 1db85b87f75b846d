"""Numbers of agenda items: free until the public has seen them, fixed afterwards."""

from datetime import date, time

import pytest
from tests.capability.meetings.agendas import WEDNESDAY, a_committee, a_meeting, an_item, titles
from tests.support.builders import a_case

from bdk_esdh.kernel.errors import SeveralErrors
from bdk_esdh.kernel.graph import find_objectmap, get_oid
from bdk_esdh.meetings.actions import change_meeting
from bdk_esdh.meetings.errors import AgendaFixed, CaseMissing, DocumentElsewhere, MeetingInPast
from bdk_esdh.meetings.items import change_item, item_values, move_item, remove_item
from bdk_esdh.meetings.publishing import publish_meeting, withdraw_meeting


@pytest.fixture
def agenda(site):
    """An agenda with two items about a case, open in one transaction."""
    with site.graph(by="sekretaer") as (root, act):
        case = a_case(root, act)
        meeting = a_meeting(a_committee(root, act), act)
        first = an_item(meeting, act, case, title="Tag")
        second = an_item(meeting, act, case, title="Takster")
        yield meeting, first, second, case, act


def test_an_item_is_put_before_the_items_that_every_agenda_ends_with(agenda):
    meeting, *_ = agenda
    assert titles(meeting) == [
        ("1", "Fraværende"),
        ("2", "Bemærkninger til dagsordenen"),
        ("3", "Tag"),
        ("4", "Takster"),
        ("5", "Orientering"),
        ("6", "Eventuelt"),
        ("7", "Underskriftsside"),
    ]


def test_a_council_also_begins_with_substitutes_and_question_time(site):
    with site.graph(by="sekretaer") as (root, act):
        meeting = a_meeting(a_committee(root, act, title="Byrådet", code="BY", is_council=True), act)
        assert [title for _, title in titles(meeting)][2:4] == [
            "Godkendelse af indkaldte stedfortrædere",
            "Spørgetid for byrådsmedlemmer",
        ]


def test_moving_an_item_renumbers_and_renames_and_keeps_its_id(agenda):
    meeting, first, second, _case, act = agenda
    oid = get_oid(first)
    move_item(second, "up", act)
    assert (first.__name__, second.__name__) == ("4", "3")
    move_item(first, 1, act)
    assert titles(meeting)[0] == ("1", "Tag")
    move_item(first, 999, act)
    assert titles(meeting)[-1] == ("7", "Tag")
    move_item(first, "down", act)
    assert first.__name__ == "7"
    assert get_oid(first) == oid
    assert find_objectmap(meeting).object_for(oid) is first
    assert [name for name, _ in titles(meeting)] == ["1", "2", "3", "4", "5", "6", "7"]


def test_removing_an_item_closes_the_gap(agenda):
    meeting, first, second, case, act = agenda
    remove_item(first, act)
    assert second.__name__ == "3"
    assert an_item(meeting, act, case, title="Ny").__name__ == "4"
    assert [name for name, _ in titles(meeting)] == ["1", "2", "3", "4", "5", "6", "7"]


def test_once_the_public_has_seen_them_numbers_stay(agenda):
    meeting, first, second, case, act = agenda
    publish_meeting(meeting, act)
    with pytest.raises(AgendaFixed):
        move_item(second, "up", act)
    with pytest.raises(SeveralErrors, match="Træk den tilbage"):
        remove_item(first, act)
    assert an_item(meeting, act, case, title="Tillæg").__name__ == "8"
    withdraw_meeting(meeting, "Forkert bilag", act)
    remove_item(first, act)
    with pytest.raises(AgendaFixed):
        move_item(second, "up", act)
    assert [name for name, _ in titles(meeting)] == ["1", "2", "4", "5", "6", "7", "8"]
    remove_item(meeting["8"], act)
    assert an_item(meeting, act, case, title="Endnu et").__name__ == "9", (
        "a number the public saw is never reused"
    )


def test_an_item_about_a_case_needs_one_and_leaves_nothing_without(agenda):
    meeting, *_, act = agenda
    before = titles(meeting)
    with pytest.raises(CaseMissing):
        an_item(meeting, act)
    assert titles(meeting) == before


def test_documents_of_an_item_lie_on_its_case(agenda, site):
    from tests.support.builders import a_document

    meeting, first, _second, case, act = agenda
    root = find_objectmap(meeting).root
    other = a_case(root, act, title="En anden sag")
    document = a_document(other, act)
    with pytest.raises(DocumentElsewhere):
        an_item(meeting, act, case, documents=[document])
    with pytest.raises(DocumentElsewhere):
        change_item(first, {**item_values(first), "case": case, "documents": [document]}, act)
    change_item(first, {**item_values(first), "case": other, "documents": [document]}, act)
    change_item(first, {**item_values(first), "case": case}, act)
    assert first.documents == [], "a document does not follow to another case"


def test_a_second_meeting_that_day_is_called_by_the_date_and_2(site):
    with site.graph(by="sekretaer") as (root, act):
        committee = a_committee(root, act)
        names = [a_meeting(committee, act).__name__ for _ in range(3)]
    assert names == ["2026-12-09", "2026-12-09-2", "2026-12-09-3"]


def test_the_start_is_stored_in_utc_and_shown_in_copenhagen(site):
    with site.graph(by="sekretaer") as (root, act):
        meeting = a_meeting(a_committee(root, act), act)
        assert meeting.starts_at.isoformat() == "2026-12-09T07:15:00+00:00"
        assert meeting.day == WEDNESDAY


def test_a_meeting_is_not_planned_for_a_day_gone_by(site):
    with site.graph(by="sekretaer") as (root, act):
        committee = a_committee(root, act)
        with pytest.raises(MeetingInPast):
            a_meeting(committee, act, day=date(2026, 11, 22))
        assert len(committee) == 0


def test_a_new_date_is_a_new_address_until_the_public_knows_the_old(agenda):
    meeting, *_, act = agenda
    values = {"date": date(2026, 12, 16), "time": time(9), "place": "Byrådssalen"}
    change_meeting(meeting, values, act)
    assert meeting.__name__ == "2026-12-16"
    publish_meeting(meeting, act)
    with pytest.raises(AgendaFixed):
        change_meeting(meeting, {**values, "date": date(2026, 12, 17)}, act)
    change_meeting(meeting, {**values, "place": "Mødelokale 112"}, act)
    assert meeting.place == "Mødelokale 112"


def test_two_committees_of_the_same_name_and_one_named_as_a_page_get_keys_of_their_own(site):
    with site.graph(by="sekretaer") as (root, act):
        keys = [
            a_committee(root, act, title=title, members=()).key
            for title in ("Nyt udvalg", "Råd", "Råd", "🏠")
        ]
    assert keys == ["nyt-udvalg-2", "raad", "raad-2", "side"]
