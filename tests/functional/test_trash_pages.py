"""Deleting and taking back by the pages: buttons, gap notes, the trash, and what nobody else learns."""

import datetime as dt

import pytest
from tests.support.builders import a_case, a_document
from tests.support.site import form_with

from bdk_esdh.cases.actions import case_values, change_case
from bdk_esdh.documents.actions import move_document
from bdk_esdh.meetings.actions import add_committee, plan_meeting
from bdk_esdh.organisation.group_actions import add_group
from bdk_esdh.pages.actions import add_news, add_page, publish
from bdk_esdh.parties.actions import add_party
from bdk_esdh.trash.actions import put_in_trash

CASE = "/intranet/sager/2026-00001"
DOCUMENT = f"{CASE}/1"
TRASH = "/intranet/papirkurv"


@pytest.fixture
def town(site):
    """A case with a document; a page, news, a meeting, a group."""
    with site.graph() as (root, act):
        case = a_case(root, act)
        a_document(case, act)
        add_party(case, {"kind": "person", "name": "Ida Attrap", "role": "secondary_party"}, act)
        add_page(root, {"title": "Cykelsti", "audience": "public"}, act)
        add_news(root["nyheder"], {"title": "Ny cykelsti", "audience": "public"}, act)
        committee = add_committee(root["udvalg"], {"title": "Økonomiudvalget", "code": "ØK"}, act)
        values = {"date": dt.date(2026, 12, 2), "time": dt.time(8, 15), "place": "Mødelokale 219"}
        plan_meeting(committee, values, act)
        add_committee(root["udvalg"], {"title": "Tomt udvalg", "code": "TU"}, act)
    with site.graph(by="administrator") as (root, act):
        add_group(root["organisation"]["grupper"], {"title": "Cyklister"}, act)
    return site


def delete(client, address, reason="Registreret to gange"):
    form = form_with(client.get(f"{address}/slet"), "reason")
    form["reason"] = reason
    return form.submit(expect_errors=True)


def press(page, words):
    """Press the button with these words, in whichever form it stands."""
    for form in page.html.find_all("form", method="post"):
        if any(words in button.get_text() for button in form.find_all("button")):
            data = {each["name"]: each.get("value", "") for each in form.find_all("input")}
            return page.goto(form["action"], method="post", params=data)
    raise AssertionError(f"no button {words} on {page.request.path}")


def throw_away(site, *, reason="Registreret to gange", what="document", by="sagsbehandler"):
    with site.graph(by=by) as (root, act):
        case = root["sager"]["2026-00001"]
        return str(put_in_trash(case["1"] if what == "document" else case, act, reason).__name__)


PLACES = {
    "Document": (DOCUMENT, "sagsbehandler", CASE),
    "Party": (f"{CASE}/part-1", "sagsbehandler", CASE),
    "Case": (CASE, "sagsbehandler", "/intranet/sager"),
    "Page": ("/intranet/cykelsti", "redaktoer", "/intranet/sider"),
    "NewsItem": ("/intranet/nyheder/ny-cykelsti", "redaktoer", "/intranet/nyheder"),
    "Meeting": (
        "/intranet/udvalg/oekonomiudvalget/2026-12-02",
        "sekretaer",
        "/intranet/udvalg/oekonomiudvalget",
    ),
    "Committee": ("/intranet/udvalg/tomt-udvalg", "sekretaer", "/intranet/udvalg"),
    "Group": ("/intranet/organisation/grupper/cyklister", "administrator", "/intranet/organisation/grupper"),
}


def test_every_type_with_a_rule_is_tried_here(site):
    names = {cls.__record__.name for cls in site.registry.trash_rules}
    assert names - {"AgendaItem", "WaitingLetter"} == set(PLACES), (
        "items go by the page of their meeting, and letters have no name to know before: each has its own test"
    )


@pytest.mark.parametrize("kind", PLACES)
def test_each_is_deleted_from_its_own_page_and_undone_from_the_message(town, kind):
    address, login, leads_to = PLACES[kind]
    client = town.client(login)
    page = client.get(address).click("Slet")
    form = form_with(page, "reason")
    form["reason"] = "Registreret to gange"
    answer = form.submit(status=303)
    assert answer.location.removeprefix("http://testserver") == leads_to
    after = answer.follow()
    assert "ligger i papirkurven" in after
    client.get(address, status=404)
    back = press(after, "Fortryd").follow()
    assert "er gendannet" in back
    client.get(address, status=200)


def test_an_item_is_taken_off_its_agenda_and_put_back(town):
    address = "/intranet/udvalg/oekonomiudvalget/2026-12-02"
    client = town.client("sekretaer")
    page = client.get(address)
    assert "Eventuelt" in page
    link = [a["href"] for a in page.html.find_all("a") if "/fjern?" in a.get("href", "")][-2]
    after = form_with(client.get(link), "item").submit(status=303).follow()
    assert "ligger i papirkurven" in after
    assert press(after, "Fortryd").follow().status_int == 200
    assert "Eventuelt" in client.get(address)


def test_a_gap_in_the_numbers_says_where_it_went_and_has_the_way_back(town):
    client = town.client("sagsbehandler")
    delete(client, DOCUMENT, "Dublet af 2026-00001-2")
    page = client.get(CASE)
    assert "2026-00001-1 · slettet 23. nov. af Karla Skabelon · Dublet af 2026-00001-2" in page
    press(page, "Gendan")
    assert client.get(DOCUMENT).status_int == 200
    assert "slettet" not in client.get(CASE)


def test_a_number_is_searched_for_and_found_in_the_trash_by_those_who_may_read_it(town):
    throw_away(town, what="case")
    for number in ("2026-00001",):
        answer = town.client("sagsbehandler2").get("/intranet/soeg", {"q": number}, status=303)
        page = answer.follow()
        assert "Slettet" in page
        assert "Registreret to gange" in page
    politician = town.client("politiker").get("/intranet/soeg", {"q": "2026-00001"})
    assert "papirkurv" not in politician


def test_what_is_in_the_trash_has_no_page_file_or_line_anywhere(town):
    with town.graph() as (root, _act):
        assert root["sager"]["2026-00001"]["1"].on_postlist
    town.clock.advance(dt.timedelta(days=4))
    assert "Ansøgning om carport" in town.client().get("/postlister/2026-11-23")
    throw_away(town)
    clerk, visitor = town.client("sagsbehandler"), town.client()
    for path in ("", "/versioner", "/tekst", "/fil/1/brev.pdf", "/ret", "/slet"):
        clerk.get(DOCUMENT + path, status=404)
    assert "Ansøgning om carport" not in visitor.get("/postlister/2026-11-23")
    visitor.get("/postlister/2026-11-23/2026-00001-1", status=404)
    assert "Ansøgning om carport" not in visitor.get("/soeg", {"q": "carport"})
    assert "Ansøgning om carport" not in clerk.get("/intranet/soeg", {"q": "ansøgning"})
    assert "Ansøgning om carport" not in clerk.get("/intranet/dokumenter")
    assert "Ansøgning om carport" not in clerk.get("/intranet/")


def test_the_trash_shows_each_reader_what_he_may_read_and_no_more(town):
    with town.graph() as (root, act):
        secret = a_case(root, act, title="Hemmelig byggesag", sensitivity="confidential")
        put_in_trash(secret, act, "Vedrører skjult forhold")
    throw_away(town)
    mine = town.client("sagsbehandler").get(TRASH)
    assert "Hemmelig byggesag" in mine
    assert "Ansøgning om carport" in mine
    theirs = town.client("sagsbehandler2").get(TRASH)
    assert "Ansøgning om carport" in theirs
    assert "Hemmelig" not in theirs
    assert "skjult" not in theirs
    assert "2026-00002" not in theirs
    town.client("politiker").get(TRASH, status=404)
    town.client("borger1").get(TRASH, status=404)
    assert "/log-ind" in town.client().get(TRASH, status=302).location


def test_rights_that_become_narrower_reach_into_the_trash_at_once(town):
    name = throw_away(town)
    other = town.client("sagsbehandler2")
    assert "Ansøgning om carport" in other.get(f"{TRASH}/{name}")
    with town.graph() as (root, act):
        case = root["sager"]["2026-00001"]
        change_case(case, {**case_values(case), "sensitivity": "confidential"}, act)
    assert "Ansøgning" not in other.get(TRASH)
    other.get(f"{TRASH}/{name}", status=404)
    assert "er gendannet" not in restore_by(other, name).follow()
    town.client("sagsbehandler").get(DOCUMENT, status=404)


def restore_by(client, name):
    token = client.get("/intranet/").html.find("input", {"name": "csrf_token"})["value"]
    return client.post(f"{TRASH}/gendan?id={name}", {"csrf_token": token}, expect_errors=True)


@pytest.mark.parametrize("login", ["medarbejder", "politiker", "redaktoer", "sekretaer"])
def test_without_the_right_to_change_it_nobody_deletes_or_restores_it(town, login):
    client = town.client(login)
    assert client.get(f"{DOCUMENT}/slet", expect_errors=True).status_int in {403, 404}
    name = throw_away(town)
    assert restore_by(client, name).status_int in {403, 404}
    town.client("sagsbehandler").get(DOCUMENT, status=404)
    if login != "politiker":
        assert "Gendan" not in client.get(f"{TRASH}/{name}").html.find("main").get_text()
        assert not [b for b in client.get(CASE).html.find_all("button") if "Gendan" in b.get_text()]


def test_nobody_deletes_a_case_that_holds_what_is_kept_from_him(town):
    with town.graph() as (root, act):
        a_document(root["sager"]["2026-00001"], act, title="Hemmeligt notat", sensitivity="confidential")
    other = town.client("sagsbehandler2")
    refused = other.get(f"{CASE}/slet", status=403)
    told = refused.html.find("main").get_text()
    assert "Her ligger noget, du ikke har adgang til" in told
    assert "Hemmeligt" not in told
    assert refused.html.find("a", href=CASE), "the way back"
    token = other.get(CASE).html.find("input", {"name": "csrf_token"})["value"]
    other.post(f"{CASE}/slet", {"csrf_token": token, "reason": "Fejl"}, status=403)
    other.get(CASE, status=200)


def test_the_list_is_narrowed_by_kind_person_and_words(town):
    throw_away(town)
    with town.graph(by="redaktoer") as (root, act):
        put_in_trash(root["cykelsti"], act)
    client = town.client("redaktoer")
    everything = client.get(TRASH)
    assert "Cykelsti" in everything
    assert "Ansøgning om carport" in everything
    for query in ({"art": "Page"}, {"hvem": "redaktoer"}, {"q": "cykel"}):
        found = client.get(TRASH, query).html.find("main").get_text()
        assert "Cykelsti" in found
        assert "Ansøgning" not in found
    assert "Ansøgning om carport" in client.get(TRASH, {"q": "2026-00001-1"})
    assert "Intet i papirkurven passer" in client.get(TRASH, {"q": "ukendt"})


@pytest.mark.parametrize(
    "query",
    [
        {"start": "-1"},
        {"start": "1000000000"},
        {"start": "x"},
        {"art": "Case'"},
        {"hvem": "\0"},
        {"q": "\u202e" * 300},
    ],
)
def test_garbage_in_the_address_is_a_list_all_the_same(town, query):
    throw_away(town)
    town.client("sagsbehandler").get(TRASH, query, status=200)


def test_a_long_list_is_shown_a_page_at_a_time(town):
    with town.graph() as (root, act):
        for number in range(55):
            put_in_trash(a_case(root, act, title=f"Fejl {number}"), act, "Fejl")
    client = town.client("sagsbehandler")
    first = client.get(TRASH)
    assert "1-50 af 55" in first
    assert "51-55 af 55" in client.get(TRASH, {"start": "50"})


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501, "Vedrører 610190-0000", "6101900000"])
def test_a_reason_that_cannot_be_used_is_refused_and_everything_stays(town, reason):
    client = town.client("sagsbehandler")
    answer = delete(client, DOCUMENT, reason)
    assert answer.status_int == 422
    assert reason.strip() in answer.text
    client.get(DOCUMENT, status=200)


def test_a_final_document_says_why_it_stays(town):
    with town.graph() as (root, act):
        move_document(root["sager"]["2026-00001"]["1"], "finalise", act)
    client = town.client("sagsbehandler")
    for address in (DOCUMENT, CASE):
        page = client.get(f"{address}/slet")
        assert "Kan ikke slettes nu" in page
        assert "2026-00001-1 er endeligt" in page
        assert not page.html.find("textarea", {"name": "reason"})


def test_a_published_page_says_why_it_stays(town):
    with town.graph(by="redaktoer") as (root, act):
        publish(root["cykelsti"], act)
    assert "Træk den tilbage først" in town.client("redaktoer").get("/intranet/cykelsti/slet")


def test_who_deletes_what_is_gone_already_is_told_that_it_is_not_there(town):
    first, second = town.client("sagsbehandler"), town.client("leder")
    forms = [form_with(client.get(f"{DOCUMENT}/slet"), "reason") for client in (first, second)]
    for form in forms:
        form["reason"] = "Registreret to gange"
    assert forms[0].submit().status_int == 303
    assert forms[1].submit(status=404)
    with town.graph() as (root, _act):
        assert len(root["papirkurv"]) == 1


def test_the_second_of_two_who_restore_the_same_is_told(town):
    name = throw_away(town)
    first, second = town.client("sagsbehandler"), town.client("leder")
    page = second.get(TRASH)
    assert "er gendannet" in restore_by(first, name).follow()
    answer = press(page, "Gendan")
    assert "ligger ikke længere i papirkurven" in answer.follow()


@pytest.mark.parametrize("name", ["", "x", "../sager", "0" * 500, "papirkurv"])
def test_garbage_for_what_to_restore_is_told_in_the_same_words(town, name):
    throw_away(town)
    answer = restore_by(town.client("sagsbehandler"), name)
    assert "ligger ikke længere i papirkurven" in answer.follow()


def test_a_place_that_is_taken_or_gone_is_said_and_nothing_is_lost(town):
    name = throw_away(town)
    whole = throw_away(town, what="case")
    client = town.client("sagsbehandler")
    assert "Det lå i 2026-00001, som også er slettet" in restore_by(client, name).follow()
    restore_by(client, whole)
    assert "er gendannet" in restore_by(client, name).follow()
    with town.graph(by="redaktoer") as (root, act):
        page = str(put_in_trash(root["cykelsti"], act).__name__)
        add_page(root, {"title": "Cykelsti", "audience": "public"}, act)
    editor = town.client("redaktoer")
    assert "er taget af noget andet" in restore_by(editor, page).follow()
    assert f"{TRASH}/{page}" in editor.get(TRASH)
