"""What is suggested while one types: only what the reader may see."""

from tests.functional.test_search_public import WEDNESDAY
from tests.support.builders import a_case, a_document

AT_WORK, IN_PUBLIC = "/intranet/soegeforslag", "/soegeforslag"


def options(client, typed, address=AT_WORK):
    page = client.get(address, {"q": typed}, status=200)
    return [
        (each.select("span")[0].get_text(), each.select("span")[1].get_text(), each.get("data-url"))
        for each in page.html.select("[role=option]")
    ]


def test_words_and_records_are_suggested_for_what_was_begun(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act, title="Opførelse af carport"), act, title="Tegning af carporten")
    found = options(site.client("sagsbehandler"), "carp")
    assert ("Opførelse af carport", "Sag 2026-00001", "/intranet/sager/2026-00001") in found
    assert ("Tegning af carporten", "Dokument 2026-00001-1", "/intranet/sager/2026-00001/1") in found
    assert [text for text, kind, _url in found if kind == "Søg efter"] == ["carport"] or "carporten" in str(
        found
    )


def test_the_words_before_the_last_stay(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Opførelse af carport")
    words = [text for text, kind, _url in options(site.client("sagsbehandler"), "opførelse carp")]
    assert "opførelse carport" in words


def test_a_whole_number_suggests_what_has_it(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Opførelse af carport")
    found = options(site.client("sagsbehandler"), "2026/1")
    assert found == [("Opførelse af carport", "Sag 2026-00001", "/intranet/sager/2026-00001")]


def test_neither_a_word_nor_a_title_nor_a_number_of_what_one_may_not_read_is_suggested(site):
    """Break it: leave ``may_open`` out of the suggestions, and the rights out of the engine's."""
    with site.graph() as (root, act):
        a_case(root, act, title="Kakkelovnsrenovering", sensitivity="confidential")
    assert options(site.client("sagsbehandler"), "kakkel") != []
    for login in ("sagsbehandler2", "politiker"):
        for typed in ("kakkel", "kakkelovnsrenovering", "2026-00001"):
            assert options(site.client(login), typed) == [], (login, typed)


def test_in_public_nothing_is_suggested_that_is_not_published(site):
    with site.graph() as (root, act):
        case = a_case(root, act, title="Kakkelovnsrenovering")
        a_document(case, act, title="Høring om affald", correspondent="Bent Prøve", character="Nabo")
        a_document(case, act, title="Kakkelovne", on_postlist=False)
    assert options(site.client(), "høri", IN_PUBLIC) == []  # a letter is not seen on the day it came
    site.clock.set(WEDNESDAY)
    for client in (site.client(), site.client("sagsbehandler")):
        found = options(client, "høri", IN_PUBLIC)
        assert ("Høring om affald", "Postliste", "/postlister/2026-11-23/2026-00001-1") in found
        for typed in ("kakkel", "bent", "2026-00001-2"):
            assert options(client, typed, IN_PUBLIC) == [], typed


#: what nobody would ask, and somebody will
STRANGE = (
    "",
    "a",
    " ",
    "x" * 10_000,
    "\0",
    '"',
    "*",
    "-",
    "fra:",
    "<b>",
    "🏠",
    "a" * 300,
)


def test_nothing_is_too_strange(site):
    clerk, visitor = site.client("sagsbehandler"), site.client()
    for typed in STRANGE:
        assert options(clerk, typed) == []
        assert options(visitor, typed, IN_PUBLIC) == []


def test_titles_are_text(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Skorsten <img src=x onerror=alert(1)>")
    page = site.client("sagsbehandler").get(AT_WORK, {"q": "skorst"})
    assert "<img" not in page.text
    assert "&lt;img" in page.text


def test_a_visitor_is_suggested_nothing_of_the_intranet(site):
    site.client().get(AT_WORK, {"q": "carp"}, status=302)
