"""A politician's own meetings, and reading an agenda item after item: within what she may read."""

from datetime import date, timedelta

import pytest
from tests.capability.meetings.agendas import a_committee, a_meeting, an_item, another_politician
from tests.support.builders import a_case, a_document

from bdk_esdh.meetings.actions import set_members
from bdk_esdh.meetings.publishing import hold_meeting, publish_meeting

AGENDA = "/intranet/udvalg/oekonomiudvalget/2026-12-09"


@pytest.fixture
def town(site):
    """``politiker`` sits in one committee, ``politiker2`` in another; both have met and will meet."""
    with site.graph(by="sekretaer") as (root, act):
        another_politician(root, act)
        committee = a_committee(root, act)
        first = a_meeting(committee, act, day=date(2026, 11, 25))
        publish_meeting(first, act)
        meeting = a_meeting(committee, act)
        case = a_case(root, act, title="Nyt tag på Klokkerholm Skole")
        an_item(meeting, act, case, title="Nyt tag")
        secret = a_case(root, act, title="Salg af Algade 3", sensitivity="confidential")
        an_item(
            meeting, act, secret, title="Salg af Algade 3", documents=[a_document(secret, act, title="Købstilbud")],
            closed_session=True, closed_reason="property_sale",
        )  # fmt: skip
        an_item(meeting, act, case, title="Takster 2027")
        publish_meeting(meeting, act)
        seat = {"name": "Magda Modelsen", "login": "politiker2"}
        other = a_committee(root, act, title="Teknik- og Miljøudvalget", code="TM", members=[seat])
        a_meeting(other, act, day=date(2026, 12, 7))
    site.clock.advance(timedelta(days=7))
    with site.graph(by="sekretaer") as (root, act):
        hold_meeting(root["udvalg"]["oekonomiudvalget"]["2026-11-25"], act)
    return site


def lines(page, part):
    return [each.text for each in page.html.select(f"section[aria-labelledby={part}] li a.e-strong")]


def test_my_meetings_are_those_of_my_committees_to_come_and_past(town):
    page = town.client("politiker").get("/intranet/mine-moeder")
    assert lines(page, "kommende") == ["Økonomiudvalget, onsdag 9. december 2026 kl.\xa08.15"]
    assert lines(page, "tidligere") == ["Økonomiudvalget, onsdag 25. november 2026 kl.\xa08.15"]
    assert "Teknik" not in page.html.main.text
    assert {each["href"] for each in page.html.select("main a[href$='.pdf']")} == {
        f"{AGENDA}/dagsorden.pdf",
        "/intranet/udvalg/oekonomiudvalget/2026-11-25/referat.pdf",
    }
    page = town.client("politiker2").get("/intranet/mine-moeder")
    assert lines(page, "kommende") == ["Teknik- og Miljøudvalget, mandag 7. december 2026 kl.\xa08.15"]
    assert lines(page, "tidligere") == []
    assert "Der har ikke været møder endnu" in page.text


def test_the_start_page_and_the_menu_lead_there(town):
    page = town.client("politiker").get("/intranet/")
    panel = page.html.select_one("section[aria-labelledby=moeder]")
    assert "Økonomiudvalget" in panel.text
    assert panel.header.a["href"] == "/intranet/mine-moeder"
    assert page.html.select_one("nav.e-rail a[href='/intranet/mine-moeder']")
    page = town.client("sekretaer").get("/intranet/")
    assert page.html.select_one("nav.e-rail a[href='/intranet/mine-moeder']") is None
    assert "Du sidder ikke i et udvalg" in town.client("sekretaer").get("/intranet/mine-moeder").text
    town.client("borger1").get("/intranet/mine-moeder", status="4*")
    assert "/log-ind" in town.client().get("/intranet/mine-moeder", status=302).location


def test_one_turns_from_item_to_item_past_those_one_may_not_read(town):
    page = town.client("politiker").get(f"{AGENDA}/3")
    page = page.click("4. Salg af Algade 3")
    assert "Købstilbud" in page.text
    assert page.html.select_one("a[rel=next]")["href"] == f"{AGENDA}/5"
    page = town.client("politiker2").get(f"{AGENDA}/3")
    turn = page.html.select_one("nav.e-turn")
    assert turn.select_one("a[rel=next]")["href"] == f"{AGENDA}/5"
    assert turn.select_one("a[rel=prev]")["href"] == f"{AGENDA}/2"
    assert "Algade" not in page.text
    assert town.client("politiker").get(f"{AGENDA}/1").html.select_one("a[rel=prev]") is None


def test_who_leaves_the_committee_has_its_meetings_no_longer(town):
    with town.graph(by="sekretaer") as (root, act):
        set_members(root["udvalg"]["oekonomiudvalget"], [], act)
    page = town.client("politiker").get("/intranet/mine-moeder")
    assert lines(page, "kommende") == []
    assert "Du sidder ikke i et udvalg" in page.text
