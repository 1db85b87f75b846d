"""The public front page, its foot, and the public search."""

from datetime import datetime

import pytest
from tests.support.builders import a_case, a_document
from tests.support.searching import titles

from bdk_esdh.kernel.clock import COPENHAGEN
from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.pages.actions import unpublish
from bdk_esdh.pages.moving import move_publication

WEDNESDAY = datetime(2026, 11, 25, 9, 0, tzinfo=COPENHAGEN)


def links(page):
    return {link["href"] for link in page.html.select("a[href]")}


def test_the_front_page_leads_with_the_search_and_names_what_there_is(site):
    page = site.client().get("/")
    assert "Hvad kan vi hjælpe dig med?" in page
    assert 'action="/soeg"' in page
    assert "Seneste postliste" in page


def test_the_latest_of_the_postlist_stands_on_the_front_page_and_what_is_held_back_does_not(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        a_document(case, act, title="Høring om affald", correspondent="Miljøstyrelsen")
        a_document(case, act, title="Klage over hegn", correspondent="Bent Prøve", character="Klager")
        a_document(case, act, title="Kakkelovn", sensitivity="confidential")
    client = site.client()
    assert "Høring om affald" not in client.get("/")
    site.clock.set(WEDNESDAY)
    page = client.get("/")
    assert "Høring om affald" in page
    assert "Klager" in page
    assert "Prøve" not in page
    assert "Kakkelovn" not in page


def test_every_link_on_the_front_page_leads_somewhere(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act), act)
    site.clock.set(WEDNESDAY)
    client = site.client()
    page = client.get("/")
    assert "Seneste postliste" in page
    for link in links(page):
        if link.startswith("/") and not link.startswith("/static"):
            client.get(link, status=[200, 302, 303])


def test_the_foot_has_the_telephone_the_town_halls_and_no_link_to_what_is_not_there(site):
    page = site.client().get("/")
    for words in (
        "Telefon 09 45 45 45",
        "Ny Rådhusplads 1, 9700 Brønderslev",
        "Rådhusgade 5, 9330 Dronninglund",
    ):
        assert words in page
    assert 'href="/was"' in page  # the statement is always somewhere
    assert 'href="/aktindsigt"' not in page


def test_an_error_page_has_the_foot_too(site):
    assert "Rådhusgade 5" in site.client().get("/findes-ikke", status=404)


def test_the_public_search_finds_a_letter_by_words_of_its_public_record(site):
    with site.graph() as (root, act):
        a_document(
            a_case(root, act),
            act,
            title="Høring om affald",
            correspondent="Miljøstyrelsen",
            description="Solnedgang",
        )
    site.clock.set(WEDNESDAY)
    client = site.client()
    for words in ("affald", "miljøstyr", "2026-00001-1 affald", "HØRING affald"):
        page = client.get("/soeg", {"q": words})
        assert "1 svar" in page
        assert 'href="/postlister/2026-11-23/2026-00001-1"' in page
    assert "Ingen svar" in client.get("/soeg", {"q": "solnedgang"})


def test_the_public_search_gives_staff_what_it_gives_everyone(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act, title="Kakkelovn"), act, title="Kakkelovn", on_postlist=False)
    site.clock.set(WEDNESDAY)
    assert "Ingen svar" in site.client("sagsbehandler").get("/soeg", {"q": "kakkelovn"})


def test_a_case_a_person_and_a_unit_are_not_found_by_the_public(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Kakkelovn")
    client = site.client()
    for words in ("kakkelovn", "karla", "mogens eksempel", "vej"):
        assert "Ingen svar" in client.get("/soeg", {"q": words})


@pytest.mark.parametrize(
    "typed", ["", "x" * 10_000, "\0", "!?", "\u202eabc", "<script>alert(1)</script>", "🏠"]
)
@pytest.mark.parametrize("start", ["-1", "1000000000", "x"])
def test_no_public_question_is_too_strange(site, typed, start):
    page = site.client().get("/soeg", {"q": typed, "start": start})
    assert "\0" not in page.text
    assert "<script>alert" not in page.text


def test_twenty_answers_stand_on_a_page_newest_first(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        for number in range(1, 24):
            a_document(case, act, title=f"Skilt nummer {number}.")
    site.clock.set(WEDNESDAY)
    client = site.client()
    page = client.get("/soeg?q=skilt")
    assert "23 svar" in page
    assert len(titles(page)) == 20
    assert len(titles(client.get("/soeg?q=skilt&start=20"))) == 3


@pytest.fixture
def a_page(site):
    """Publish a page in the root, or a piece of news."""
    from bdk_esdh.pages.actions import add_news, add_page, publish

    def make(title, *, news=False, **values):
        with site.graph("redaktoer") as (root, act):
            node = (
                add_news(root["nyheder"], {"title": title, **values}, act)
                if news
                else add_page(root, {"title": title, **values}, act)
            )
            publish(node, act)

    return make


def test_a_page_at_a_fixed_address_gets_its_link_in_the_foot_and_its_tile(site, a_page):
    a_page("Aktindsigt")
    a_page("Persondata")
    page = site.client().get("/")
    assert page.html.select_one('.e-foot a[href="/aktindsigt"]')
    assert page.html.select_one('.e-foot a[href="/persondata"]')
    assert page.html.select_one('.e-card[href="/aktindsigt"]')


def test_a_page_at_a_fixed_address_that_is_moved_keeps_its_link_in_the_foot_and_its_tile(site, a_page):
    a_page("Kontakt")
    with site.graph("redaktoer") as (root, act):
        move_publication(root["kontakt"], {"name": "kontakt-os", "place": get_oid(root)}, act)
    page = site.client().get("/")
    assert page.html.select_one('.e-foot a[href="/kontakt"]')
    assert page.html.select_one('.e-card[href="/kontakt"]')
    with site.graph("redaktoer") as (root, act):
        unpublish(root["kontakt-os"], "Skrives om", act)
    page = site.client().get("/")
    assert not page.html.select('[href="/kontakt"]')


def test_a_letter_that_cannot_be_read_offers_to_ask_for_it_by_its_number(site, a_page):
    a_page("Aktindsigt")
    with site.graph() as (root, act):
        a_document(a_case(root, act), act)
    site.clock.set(WEDNESDAY)
    link = site.client().get("/postlister").html.select_one("td a")
    assert link["href"] == "/aktindsigt?dokument=2026-00001-1"
    assert "Bed om aktindsigt" in link.get_text()
    assert "Dokument 2026-00001-1" in site.client().get(link["href"]).html.select_one(".e-note").get_text()


@pytest.mark.parametrize("asked", ["", "hej", "<b>x</b>", "2026-00001-1 ring 12345678", "x" * 300, "%00"])
def test_only_a_number_of_a_document_is_repeated_on_the_page_about_access(site, a_page, asked):
    a_page("Aktindsigt")
    page = site.client().get("/aktindsigt", {"dokument": asked})
    assert page.html.select_one(".e-note") is None


def test_a_letter_that_cannot_be_read_is_offered_in_english_to_one_who_listens(site, a_page):
    a_page("Aktindsigt")
    with site.graph() as (root, act):
        a_document(a_case(root, act), act)
    site.clock.set(WEDNESDAY)
    client = site.client()
    client.get("/sprog/en?side=/")
    link = client.get("/postlister").html.select_one("td a")
    assert " ".join(link.get_text().split()) == "Ask for access to documents 2026-00001-1"


def test_the_newest_news_for_everyone_stand_on_the_front_page_and_those_for_staff_do_not(site, a_page):
    a_page("Ny cykelsti åbner", news=True, lead="Stien er 6,2 kilometer lang")
    a_page("Julefrokost for ansatte", news=True, audience="intranet")
    page = site.client().get("/")
    assert "Ny cykelsti åbner" in page
    assert "Stien er 6,2 kilometer lang" in page
    assert "Julefrokost" not in page


def test_the_public_search_finds_published_pages_and_news_beside_letters(site, a_page):
    a_page("Genbrug i Asaa", lead="Åbent om lørdagen")
    a_page("Genbrug får nye tider", news=True)
    a_page("Genbrug, kun for ansatte", audience="intranet")
    with site.graph() as (root, act):
        a_document(a_case(root, act), act, title="Klage over genbrug")
    site.clock.set(WEDNESDAY)
    page = site.client().get("/soeg?q=genbrug")
    assert "3 svar" in page
    assert set(titles(page)) == {"Genbrug i Asaa", "Genbrug får nye tider", "Klage over genbrug"}
    assert "kun for ansatte" not in page


def test_the_units_news_stand_on_its_peoples_start_page(site, a_page):
    a_page("Nyt skema til brandforhold", news=True, audience="intranet", unit="byg")
    a_page("Nyt fra Visitation alene", news=True, audience="intranet", unit="visitation")
    page = site.client("sagsbehandler").get("/intranet/")
    assert "Nyt fra Byg" in page
    assert "Nyt skema til brandforhold" in page
    assert "Visitation alene" not in page


def test_the_next_meeting_whose_agenda_is_out_stands_on_the_front_page_and_one_in_the_making_does_not(site):
    from tests.capability.meetings.agendas import a_committee, a_meeting, an_item

    from bdk_esdh.meetings.publishing import publish_meeting

    with site.graph("sekretaer") as (root, act):
        meeting = a_meeting(a_committee(root, act), act)
        an_item(meeting, act, case=a_case(root, act))
    client = site.client()
    assert "Økonomiudvalget" not in client.get("/")
    with site.graph("sekretaer") as (root, act):
        publish_meeting(root["udvalg"]["oekonomiudvalget"]["2026-12-09"], act)
    page = client.get("/")
    assert "Næste møder" in page
    assert page.html.select_one('.e-lines a[href="/udvalg/oekonomiudvalget/2026-12-09"]')


def test_a_politicians_start_page_names_the_next_meeting_of_the_committee_they_sit_in(site):
    from tests.capability.meetings.agendas import a_committee, a_meeting

    with site.graph("sekretaer") as (root, act):
        a_meeting(a_committee(root, act), act)
        a_meeting(a_committee(root, act, title="Handicaprådet", code="HAR", members=[]), act)
    page = site.client("politiker").get("/intranet/")
    assert "Økonomiudvalget" in page
    assert "onsdag 9. december 2026" in page
    assert "Handicaprådet" not in page
    assert "Handicaprådet" in site.client("sekretaer").get("/intranet/")
