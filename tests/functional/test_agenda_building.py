"""Building an agenda: moves are kept, told and undone; cases are reported for it from the case itself."""

import pytest
from tests.capability.meetings.agendas import a_committee, a_meeting, an_item, another_politician, titles
from tests.support.builders import a_case, a_document
from tests.support.site import form_with

from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.meetings.publishing import publish_meeting
from bdk_esdh.security.grants import Level
from bdk_esdh.sharing.actions import share

AGENDA = "/intranet/udvalg/oekonomiudvalget/2026-12-09"


@pytest.fixture
def town(site):
    """An agenda in the making with items 3, 4 and 5, and a confidential case of the unit ``byg``."""
    with site.graph(by="sekretaer") as (root, act):
        meeting = a_meeting(a_committee(root, act), act)
        case = a_case(root, act, title="Nyt tag på Klokkerholm Skole")
        for title in ("Nyt tag", "Takster 2027", "Lokalplan 415"):
            an_item(meeting, act, case, title=title)
        secret = a_case(root, act, title="Salg af Algade 3", sensitivity="confidential")
        a_document(secret, act, title="Købstilbud fra Nordbyg")
    return site


def meeting_of(root):
    return root["udvalg"]["oekonomiudvalget"]["2026-12-09"]


def order(site):
    with site.graph() as (root, _act):
        return [title for _, title in titles(meeting_of(root))][2:5]


def item_form(page, title, *, field):
    """Return the form with ``field`` of the line that says ``title``."""
    line = next(each for each in page.html.select(".e-build > li") if title in each.text)
    oid = line.select_one("input[name=item]")["value"]
    return next(
        form
        for form in page.forms.values()
        if field in form.fields and form.fields.get("item") and form["item"].value == oid
    )


def move(page, title, place):
    form = item_form(page, title, field="place")
    form["place"] = place
    return form.submit(status=303).follow()


def test_two_secretaries_who_reorder_at_once_lose_nothing_and_the_second_is_told(town):
    first, second = town.client("sekretaer"), town.client("sekretaer")
    shown_to_both = first.get(AGENDA), second.get(AGENDA)
    page = move(shown_to_both[0], "Nyt tag", "5")
    assert "mens du så på" not in page.text
    assert order(town) == ["Takster 2027", "Lokalplan 415", "Nyt tag"]
    page = move(shown_to_both[1], "Takster 2027", "5")
    assert "flyttede punkter i dag kl." in page.text
    assert "Begge ændringer er med" in page.text
    # after Lokalplan, as the second saw it; and Nyt tag last, as the first did
    assert order(town) == ["Lokalplan 415", "Takster 2027", "Nyt tag"]


def test_an_arrow_on_an_old_page_moves_past_the_line_that_was_shown_there(town):
    first, second = town.client("sekretaer"), town.client("sekretaer")
    old = second.get(AGENDA)
    move(first.get(AGENDA), "Nyt tag", "5")
    page = item_form(old, "Takster 2027", field="to").submit("to", value="up").follow()
    assert "Begge ændringer er med" in page.text
    assert order(town) == ["Takster 2027", "Lokalplan 415", "Nyt tag"]


def test_a_move_is_undone_and_the_page_says_when_the_order_was_saved(town):
    client = town.client("sekretaer")
    assert "gemmes, hver gang du flytter" in client.get(AGENDA).text
    page = move(client.get(AGENDA), "Nyt tag", "5")
    assert "Rækkefølgen er gemt i dag kl." in page.text
    undo = next(form for form in page.forms.values() if "/flyt?" in form.action)
    page = undo.submit(status=303).follow()
    assert "Punkt 5 er flyttet til plads 3 af 8" in page.text
    assert order(town) == ["Nyt tag", "Takster 2027", "Lokalplan 415"]
    page = undo.submit(status=303).follow()
    assert order(town) == ["Nyt tag", "Takster 2027", "Lokalplan 415"], "pressed twice"


def test_a_move_that_arrives_when_the_agenda_is_out_changes_no_number(town):
    client = town.client("sekretaer")
    page = client.get(AGENDA)
    with town.graph(by="sekretaer") as (root, act):
        publish_meeting(meeting_of(root), act)
    assert "punkterne beholder deres numre" in move(page, "Nyt tag", "5").text
    assert order(town) == ["Nyt tag", "Takster 2027", "Lokalplan 415"]
    page = client.get(AGENDA)
    assert "data-build" not in page.text
    assert "Løft punkt" not in page.text


@pytest.mark.parametrize("bad", ["", "x", "1.2.3", "-", ".", "9" * 200, "\x00", "🏠"])
def test_an_order_that_no_page_wrote_does_no_harm(town, bad):
    form = item_form(town.client("sekretaer").get(AGENDA), "Nyt tag", field="place")
    form["order"], form["place"] = bad, "4"
    assert "Punkt 3 er flyttet til plads 4 af 8" in form.submit(status=303).follow().text


def report(client, number, **values):
    form = form_with(client.get(f"/intranet/sager/{number}/meld-ind"), "meeting")
    form["meeting"].select(text=form["meeting"].options[-1][2])
    for name, value in values.items():
        form[name] = value
    return form.submit(expect_errors=True)


def test_who_works_on_a_confidential_case_reports_it_and_the_secretary_accepts_it(town):
    secretary, clerk = town.client("sekretaer"), town.client("sagsbehandler")
    secretary.get("/intranet/sager/2026-00002", status=404)
    secretary.get("/intranet/sager/2026-00002/meld-ind", status=404)
    page = clerk.get("/intranet/sager/2026-00002/meld-ind")
    assert form_with(page, "meeting")["closed_session"].checked, (
        "a confidential case is closed unless one says"
    )
    answer = report(clerk, "2026-00002", closed_reason="property_sale")
    assert answer.status_int == 303
    assert "Punkt 6: Salg af Algade 3" in answer.follow().text

    page = secretary.get(AGENDA)
    panel = page.html.select_one("#dagsorden-indmeldt")
    assert "Salg af Algade 3" in panel.text
    assert "Punkt 6 er indmeldt, men ikke godkendt" in page.text
    accept = next(form for form in page.forms.values() if form.action.endswith("/godkend-punkt"))
    assert "Punkt 6 er godkendt" in accept.submit(status=303).follow().text
    assert secretary.get("/intranet/sager/2026-00002").status_int == 200, "the meeting handles it now"
    stranger = town.client("sagsbehandler2").get(AGENDA)
    assert "Salg af Algade 3" not in stranger.text
    assert stranger.html.select_one("#dagsorden-indmeldt") is None


def test_all_documents_that_are_chosen_for_a_reported_case_are_attached(town):
    with town.graph() as (root, act):
        for number in range(3):
            a_document(root["sager"]["2026-00001"], act, title=f"Bilag {number}")
        names = [each.document_number for each in root["sager"]["2026-00001"].values()]
    client = town.client("sagsbehandler")
    form = form_with(client.get("/intranet/sager/2026-00001/meld-ind"), "meeting")
    form["meeting"].select(text=form["meeting"].options[-1][2])
    for box in form.fields["documents"][1:]:
        box.checked = True
    form.submit(status=303)
    with town.graph() as (root, _act):
        reported = next(item for item in meeting_of(root).values() if item.review_state == "proposed")
        assert [each.document_number for each in reported.documents] == names[1:]


def test_a_case_on_its_access_list_stays_shut_to_the_secretary_who_gets_it_reported(town):
    with town.graph() as (root, act):
        a_case(root, act, title="Vip", sensitivity="vip", access_list=["sagsbehandler"])
    report(town.client("sagsbehandler"), "2026-00003", closed_reason="other")
    town.client("sekretaer").get("/intranet/sager/2026-00003", status=404)


def test_reporting_refuses_what_an_agenda_refuses_and_keeps_what_was_typed(town):
    clerk = town.client("sagsbehandler")
    for bad, message in (
        ({"title": ""}, "Skriv en titel"),
        ({"title": "Om 610190-0000"}, "ligner et CPR-nummer"),
        ({"presentation": "x" * 20_001}, "Teksten fylder"),
    ):
        answer = report(clerk, "2026-00001", **{"summary": "Det er skrevet 🏠 her", **bad})
        assert answer.status_int == 422
        assert message in answer.text
        assert "Det er skrevet 🏠 her" in answer.text
    form = form_with(clerk.get("/intranet/sager/2026-00001/meld-ind"), "meeting")
    form["meeting"].select(text=form["meeting"].options[-1][2])
    with town.graph(by="sekretaer") as (root, act):
        publish_meeting(meeting_of(root), act)
    answer = form.submit(expect_errors=True)
    assert answer.status_int == 422
    with town.graph() as (root, _act):
        assert len(meeting_of(root)) == 8


@pytest.mark.parametrize("login", ["politiker", "medarbejder"])
def test_who_does_not_work_on_cases_reports_none(town, login):
    client = town.client(login)
    client.get("/intranet/sager/2026-00001/meld-ind", status="4*")
    token = next(
        form["csrf_token"].value for form in client.get(AGENDA).forms.values() if "csrf_token" in form.fields
    )
    answer = client.post(
        "/intranet/sager/2026-00001/meld-ind", {"csrf_token": token, "title": "X"}, expect_errors=True
    )
    assert answer.status_int in {403, 404}


def test_the_panel_of_a_case_names_no_item_that_its_reader_may_not_read(town):
    with town.graph(by="sekretaer") as (root, act):
        another_politician(root, act)
    with town.graph() as (root, act):
        share(root["sager"]["2026-00001"], "user:politiker2", Level.READ, act)
    page = town.client("politiker2").get("/intranet/sager/2026-00001")
    assert "Klokkerholm Skole" in page.text
    assert "Takster 2027" not in page.text, "a draft is for staff and the committee's own members"
    assert page.html.select_one("#moeder") is None
    assert "Takster 2027" in town.client("sagsbehandler").get("/intranet/sager/2026-00001").text


def test_documents_reported_along_are_those_the_reporter_may_read(town):
    page = report(town.client("sagsbehandler"), "2026-00002", closed_reason="property_sale", documents=True)
    assert page.status_int == 303
    with town.graph() as (root, _act):
        item = meeting_of(root)["6"]
        assert [each.title for each in item.documents] == ["Købstilbud fra Nordbyg"]
        assert get_oid(item.case) == get_oid(root["sager"]["2026-00002"])


def test_each_line_of_the_guard_leads_to_where_it_is_mended(town):
    with town.graph(by="sekretaer") as (root, act):
        case = root["sager"]["2026-00001"]
        letter = a_document(case, act, title="Ikke frigivet")
        an_item(meeting_of(root), act, case, title="Uden grund", closed_session=True)
        an_item(meeting_of(root), act, case, title="Bart", summary="", presentation="", documents=[letter])
    client = town.client("sekretaer")
    page = client.get(AGENDA)
    guard = page.html.select_one("#dagsorden-om section")
    assert guard.h2.text == "Kan ikke offentliggøres endnu"
    wanted = {
        "Punkt 6 er lukket uden grund. Vælg hvorfor": "closed_reason",
        "Punkt 6 vises uden neutral titel": "neutral_title",
        "Punkt 7 mangler resumé og sagsfremstilling": "presentation",
        "Punkt 7: 1 bilag er ikke frigivet og vises ikke for offentligheden": "",
    }
    links = {each.text: each["href"] for each in guard.select("a")}
    assert set(links) == set(wanted)
    for text, field in wanted.items():
        there, _hash, anchor = links[text].partition("#")
        assert anchor == (f"form-{field}" if field else "")
        mended_at = client.get(there)
        if field:
            assert mended_at.html.select(f"[id='{anchor}']"), text
    assert "Alle sagspunkter peger på en sag" in guard.text
