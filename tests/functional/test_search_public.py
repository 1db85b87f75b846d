"""The public search page: what is published, and nothing else."""

import datetime as dt

import pytest
from tests.support.builders import a_case, a_document
from tests.support.searching import choose, facet, hits, titles

from bdk_esdh.kernel.clock import COPENHAGEN

SEARCH = "/soeg"
#: two days after the letters were registered: they are on the postlist by then
WEDNESDAY = dt.datetime(2026, 11, 25, 12, 30, tzinfo=COPENHAGEN)


@pytest.fixture
def letters(site):
    with site.graph() as (root, act):
        case = a_case(root, act, title="Hegn, sagens navn")
        a_document(case, act, title="Klage over hegn", correspondent="Miljøstyrelsen")
        a_document(case, act, title="Svar om hegn", correspondent="Bent Prøve", character="Nabo")
        a_document(case, act, title="Notat om hegn", on_postlist=False, description="Solnedgang")
    site.clock.set(WEDNESDAY)
    return site


def test_a_letter_is_found_by_what_is_public_of_it(letters):
    found = letters.client().get(SEARCH, {"q": "hegn", "orden": "dato"})
    assert sorted(titles(found)) == ["Klage over hegn", "Svar om hegn"]
    assert "2 svar" in found
    assert [hit.day for hit in hits(found)] == ["2026-11-23", "2026-11-23"]
    for words in ("solnedgang", "bent prøve", "sagens navn", "karla"):
        assert titles(letters.client().get(SEARCH, {"q": words})) == []


def test_staff_find_there_what_everyone_finds(letters):
    assert len(titles(letters.client("sagsbehandler").get(SEARCH, {"q": "hegn"}))) == 2


def test_the_number_of_a_document_leads_straight_to_its_public_page(letters):
    answer = letters.client().get(SEARCH, {"q": "2026/1/1"}, status=303)
    assert answer.location == "http://testserver/postlister/2026-11-23/2026-00001-1"


@pytest.mark.parametrize("number", ["2026-00001-3", "2026-00001-9", "2026-00001"])
def test_the_number_of_what_is_not_public_leads_nowhere(letters, number):
    letters.client().get(SEARCH, {"q": number}, status=200)


def test_public_facets_say_nothing_of_type_or_state(letters):
    found = letters.client().get(SEARCH, {"q": "hegn", "tilstand": "final", "type": "note_internal"})
    assert len(titles(found)) == 2
    assert facet(found, "document_type") == facet(found, "review_state") == {}
    assert found.request.url.endswith("tilstand=final&type=note_internal")


def test_what_the_postlist_does_not_show_is_not_told_by_asking_for_it(letters):
    """Break it: put the document's type, or the subject of its case, in the public record."""
    client = letters.client()
    for right, wrong in (("type:letter_incoming", "type:letter_outgoing"), ("kle:02", "kle:27")):
        found, other = (sorted(titles(client.get(SEARCH, {"q": f"hegn {each}"}))) for each in (right, wrong))
        assert found == other, right
    assert len(titles(letters.client().get(SEARCH, {"q": "hegn fra:2026"}))) == 2


def test_a_facet_narrows_and_an_empty_answer_offers_to_drop_it(letters, a_page):
    a_page("Hegn: det må du")
    client = letters.client()
    found = client.get(SEARCH, {"q": "hegn"})
    assert facet(found, "kind") == {"Postliste": 2, "Sider": 1}
    only = choose(found, "kind", "Sider")
    assert titles(only) == ["Hegn: det må du"]
    empty = client.get(SEARCH, {"q": "hegn", "aar": "1999"})
    assert "Fjern “År: 1999”" in " ".join(empty.html.get_text().split())


@pytest.fixture
def a_page(site):
    """Publish a page."""

    def make(title):
        from bdk_esdh.pages.actions import publish

        with site.graph("redaktoer") as (root, act):
            create = site.registry.records.actions_of("Page").create
            publish(create(root, {"title": title, "audience": "public", "lead": "", "body": "Hej"}, act), act)

    return make


#: what nobody would ask, and somebody will
STRANGE = (
    "",
    "x" * 10_000,
    "\0",
    "!?",
    "*",
    '"',
    '"hegn',
    "og i på",
    "-hegn",
    "fra:",
    "fra:x",
    "enhed:x",
    "kle:x",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "\u202eabc",
    "🏠",
    "status:final",
)


def test_no_public_question_is_too_strange_and_what_was_typed_stays(site):
    client = site.client()
    for typed in STRANGE:
        for more in ({}, {"start": "-1", "orden": "x", "art": "x"}, {"start": "1000000000", "aar": "<b>"}):
            page = client.get(SEARCH, {"q": typed, **more}, status=200)
            assert "\0" not in page.text
            assert "<script>alert" not in page.text
            shown = page.html.find(id="q")["value"]
            assert shown.split() == "".join(s if s.isprintable() else " " for s in typed[:2_000]).split()


def test_a_word_that_is_only_begun_is_finished_and_the_page_says_so(letters):
    found = letters.client().get(SEARCH, {"q": "klage miljøstyrels"})
    assert titles(found) == ["Klage over hegn"]
    assert "begynder sådan" in found


def test_a_search_makes_no_session_and_sets_no_cookie(site):
    assert "Set-Cookie" not in site.client().get(SEARCH, {"q": "hegn"}).headers
