"""What stands in the way of an agenda, and what happens when it is out."""

from datetime import timedelta

import pytest
from tests.capability.meetings.agendas import a_committee, a_meeting, an_item
from tests.support.builders import a_case, a_document

from bdk_esdh.kernel.errors import Refused, SeveralErrors
from bdk_esdh.kernel.forms import untranslated
from bdk_esdh.meetings.errors import AgendaFixed, NotPublishable, NotReady, ReasonMissing
from bdk_esdh.meetings.guards import agenda_deadline, publish_obstacles, publish_warnings
from bdk_esdh.meetings.items import change_item, item_values, remove_item, set_resolution
from bdk_esdh.meetings.publishing import approve_meeting, hold_meeting, publish_meeting, withdraw_meeting

CPR = "610190-0000"


@pytest.fixture
def parts(site):
    """A case and an agenda, open in one transaction."""
    with site.graph(by="sekretaer") as (root, act):
        yield a_case(root, act), a_meeting(a_committee(root, act), act), act


def obstacles(meeting, act):
    return [(each.item and each.item.number, untranslated(each.message)) for each in told(meeting, act)]


def told(meeting, act):
    return publish_obstacles(meeting, act.at, act.registry)


def later(act, days):
    return type(act)(act.by, act.by_name, act.at + timedelta(days=days), act.registry)


def test_an_agenda_without_items_cannot_go_out(parts):
    _case, meeting, act = parts
    for item in meeting.items_in_order():
        remove_item(item, act)
    with pytest.raises(SeveralErrors, match="ingen punkter"):
        publish_meeting(meeting, act)
    assert meeting.review_state == "planned"


def test_all_obstacles_are_told_at_once_each_with_its_item(parts):
    case, meeting, act = parts
    an_item(meeting, act, case, title=f"Sag om {CPR}")
    an_item(meeting, act, case, title="Salg af grunden", closed_session=True)
    an_item(meeting, act, case, title="Indmeldt", review_state="proposed")
    an_item(meeting, act, case, title="Andet", presentation=f"Ejeren er {CPR}")
    assert obstacles(meeting, act) == [
        (3, "Titlen på punkt 3 ligner et CPR-nummer"),
        (4, "Punkt 4 er lukket uden grund. Vælg hvorfor"),
        (5, "Punkt 5 er indmeldt, men ikke godkendt"),
        (6, "Teksten i punkt 6 ligner et CPR-nummer"),
    ]
    with pytest.raises(SeveralErrors) as caught:
        publish_meeting(meeting, act)
    assert len(caught.value.errors) == 4


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"title": "Salg til Nordbyg"}, "Punkt 3 gengiver sagens fortrolige titel"),
        ({"summary": "Se salg til nordbyg aps."}, "Punkt 3 gengiver sagens fortrolige titel"),
        ({"presentation": "Sag 2026-00001."}, "Punkt 3 nævner nummeret på en fortrolig sag"),
        (
            {"title": "Køb af Algade 3", "closed_session": True, "closed_reason": "property_sale",
             "neutral_title": "Køb af algade 3, 9700", "neutral_title_released": True},
            "Den neutrale titel på punkt 3 røber, hvad punktet handler om",
        ),
    ],
)  # fmt: skip
def test_what_a_case_keeps_back_is_not_told_by_its_item(site, facts, message):
    with site.graph(by="sekretaer") as (root, act):
        case = a_case(
            root, act, title="Ejendom", confidential_title="Salg til Nordbyg", exemption_basis="OFL § 30"
        )
        meeting = a_meeting(a_committee(root, act), act)
        an_item(meeting, act, case, **facts)
        assert obstacles(meeting, act) == [(3, message)]


def test_an_open_item_does_not_name_a_closed_one(parts):
    case, meeting, act = parts
    an_item(meeting, act, case, title="Salg af Algade 3", closed_session=True, closed_reason="property_sale")
    an_item(meeting, act, case, title="Budget", presentation="Se også salg af algade 3.")
    assert obstacles(meeting, act) == [(4, "Punkt 4 nævner titlen på lukket punkt 3")]


@pytest.mark.parametrize(
    ("field", "text", "facts"),
    [
        ("summary", "Se også salg af algade 3.", {}),
        ("economy", "Salg af Algade 3 dækker udgiften", {"title": "Budget for Algade"}),
        ("title", "Efter salg af Algade 3", {}),
        ("recommendation", f"Ejeren er {CPR}", {}),
    ],
)
def test_what_stands_in_the_way_leads_to_the_field_it_stands_in(parts, field, text, facts):
    case, meeting, act = parts
    an_item(meeting, act, case, title="Salg af Algade 3", closed_session=True, closed_reason="property_sale")
    an_item(meeting, act, case, **{"title": "Budget", **facts, field: text})
    assert [each.field for each in publish_obstacles(meeting, act.at, act.registry)] == [field]


def test_after_the_deadline_each_item_about_a_case_needs_a_reason(parts):
    case, meeting, act = parts
    first = an_item(meeting, act, case)
    assert agenda_deadline(meeting, act.registry).date.isoformat() == "2026-12-03"
    assert obstacles(meeting, later(act, 10)) == [], "Thursday 3 December is in time"
    late = later(act, 11)
    assert [number for number, _ in obstacles(meeting, late)] == [3]
    change_item(
        first, {**item_values(first), "case": case, "late_reason": "Ministeriets frist er 18. december"}, act
    )
    publish_meeting(meeting, late)
    assert meeting.review_state == "published"


def test_what_was_out_in_time_is_not_late_because_the_agenda_was_taken_back(parts):
    case, meeting, act = parts
    an_item(meeting, act, case)
    publish_meeting(meeting, act)
    late = later(act, 12)
    withdraw_meeting(meeting, "Forkert bilag til punkt 3", late)
    an_item(meeting, late, case, title="Kommet til")
    assert [number for number, _ in obstacles(meeting, late)] == [7]


def test_an_item_that_comes_on_a_published_agenda_late_says_why(parts):
    case, meeting, act = parts
    publish_meeting(meeting, act)
    late = later(act, 12)
    with pytest.raises(SeveralErrors, match="efter fristen"):
        an_item(meeting, late, case)
    assert len(meeting) == 5
    assert an_item(meeting, late, case, late_reason="Fristen er 18. december").published_open_at == late.at


def test_a_published_item_cannot_be_changed_into_what_could_not_be_published(parts):
    case, meeting, act = parts
    item = an_item(meeting, act, case)
    publish_meeting(meeting, act)
    before = item_values(item)
    for facts in ({"title": f"Om {CPR}"}, {"closed_session": True}, {"economy": CPR}):
        with pytest.raises(SeveralErrors):
            change_item(item, {**before, "case": case, **facts}, act)
    assert item_values(item) == before


def test_documents_that_are_not_released_are_a_warning(parts):
    case, meeting, act = parts
    an_item(meeting, act, case, documents=[a_document(case, act)])
    assert obstacles(meeting, act) == []
    warnings = [untranslated(each.message) for each in publish_warnings(meeting, act.registry)]
    assert warnings == ["Punkt 3: 1 bilag er ikke frigivet og vises ikke for offentligheden"]


def test_a_meeting_on_a_day_off_is_warned_about(site):
    from datetime import date

    with site.graph(by="sekretaer") as (root, act):
        meeting = a_meeting(a_committee(root, act), act, day=date(2026, 12, 26))
        text = untranslated(publish_warnings(meeting, act.registry)[0].message)
    assert "lørdag 26. december 2026" in text


def test_taking_back_needs_a_reason_that_everybody_may_read(parts):
    _case, meeting, act = parts
    publish_meeting(meeting, act)
    for reason in ("  ", f"Punkt 3 nævner {CPR}"):
        with pytest.raises(ReasonMissing):
            withdraw_meeting(meeting, reason, act)
    withdraw_meeting(meeting, "Forkert bilag", act)
    assert meeting.is_withdrawn
    publish_meeting(meeting, act)
    assert not meeting.is_withdrawn
    assert meeting.withdrawn_reason == ""
    with pytest.raises(Refused):
        publish_meeting(meeting, act)


def test_a_meeting_goes_from_agenda_to_minutes_and_is_then_locked(parts):
    case, meeting, act = parts
    item = an_item(meeting, act, case)
    with pytest.raises(Refused):
        hold_meeting(meeting, act)
    publish_meeting(meeting, act)
    with pytest.raises(AgendaFixed):
        set_resolution(item, "Godkendt.", act)
    with pytest.raises(NotReady):
        hold_meeting(meeting, act)
    after = later(act, 20)
    hold_meeting(meeting, after)
    with pytest.raises(AgendaFixed):
        change_item(item, {**item_values(item), "case": case}, after)
    with pytest.raises(SeveralErrors, match="ingen beslutning"):
        approve_meeting(meeting, after)
    with pytest.raises(NotPublishable):
        set_resolution(item, f"Bevilget til {CPR}", after)
    set_resolution(item, "Udsat.", after, postponed=True)
    assert item.review_state == "postponed"
    set_resolution(item, "Godkendt.", after)
    assert item.review_state == "treated"
    approve_meeting(meeting, after)
    with pytest.raises(AgendaFixed):
        set_resolution(item, "Alligevel ikke.", after)
    with pytest.raises(Refused):
        withdraw_meeting(meeting, "Fortrudt", after)


def test_the_office_reads_the_same_rules_in_workflow_txt():
    from pathlib import Path

    import bdk_esdh.meetings.workflow as rules

    lines = Path(rules.__file__).with_name("workflow.txt").read_text(encoding="utf-8").splitlines()
    written = dict(line.split(": ", 1) for line in lines if ": " in line)
    declared = {
        each.code: each.sentence
        for workflow in (rules.MEETING_WORKFLOW, rules.ITEM_WORKFLOW)
        for each in workflow.transitions
    }
    assert written == declared
