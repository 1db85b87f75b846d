"""The search page at work."""

import datetime as dt
import re

import pytest
from tests.support.builders import NEW_PAGE, a_case, a_document, a_pdf
from tests.support.searching import choose, facet, hits, titles

SEARCH = "/intranet/soeg"


def test_all_words_have_to_be_there_and_the_last_may_be_begun_with_a_star(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Opførelse af carport, Algade")
        a_case(root, act, title="Nedrivning af carport, Vestergade")
    found = site.client("sagsbehandler").get(SEARCH, {"q": "carport alg*"})
    assert titles(found) == ["Opførelse af carport, Algade"]
    assert "1 svar" in found


def test_letters_may_be_typed_as_ae_oe_aa_and_in_any_case(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Støj på Ærøgade")
    assert titles(site.client("sagsbehandler").get(SEARCH, {"q": "STOEJ aeroegade"})) == ["Støj på Ærøgade"]


@pytest.mark.parametrize("typed", ["2026-00001", "2026/1", " 2026 - 1 "])
def test_a_whole_case_number_leads_straight_to_the_case(site, typed):
    with site.graph() as (root, act):
        a_case(root, act)
    answer = site.client("sagsbehandler").get(SEARCH, {"q": typed}, status=303)
    assert answer.location == "http://testserver/intranet/sager/2026-00001"


def test_a_whole_document_number_leads_straight_to_the_document(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act), act)
    answer = site.client("sagsbehandler").get(SEARCH, {"q": "2026-00001-1"}, status=303)
    assert answer.location == "http://testserver/intranet/sager/2026-00001/1"


def test_the_number_of_a_case_one_may_not_read_answers_as_a_number_that_does_not_exist(site):
    with site.graph() as (root, act):
        a_case(root, act, sensitivity="confidential", title="Hemmelig sag")
    client = site.client("sagsbehandler2")

    def answer(number):
        text = client.get(SEARCH, {"q": number}, status=200).text.replace(number, "N")
        return re.sub(r'name="once" value="\w+"', "", text)

    assert answer("2026-00001") == answer("2026-00002")


def test_what_one_may_not_read_is_neither_listed_nor_counted(site):
    with site.graph() as (root, act):
        case = a_case(root, act, sensitivity="confidential", title="Kakkelovn, hemmelig")
        a_document(case, act, title="Kakkelovn, brev")
        a_case(root, act, title="Kakkelovn, åben")
    found = site.client("sagsbehandler2").get(SEARCH, {"q": "kakkelovn"})
    assert titles(found) == ["Kakkelovn, åben"]
    assert "1 svar" in found
    assert facet(found, "kind") == {}
    assert "hemmelig" not in found
    mine = site.client("sagsbehandler").get(SEARCH, {"q": "kakkelovn"})
    assert facet(mine, "kind") == {"Sager": 2, "Dokumenter": 1}


def test_a_politician_finds_only_what_was_put_before_them(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Kakkelovn, åben for ansatte")
    found = site.client("politiker").get(SEARCH, {"q": "kakkelovn"})
    assert titles(found) == []
    assert "Ingen svar" in found


def test_a_facet_keeps_one_kind_and_the_others_stay_in_sight_with_their_counts(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act, title="Skorsten, sag"), act, title="Skorsten, brev")
    client = site.client("sagsbehandler")
    everything = client.get(SEARCH, {"q": "skorsten"})
    found = choose(everything, "kind", "Dokumenter")
    assert found.request.query_string == "q=skorsten&art=Document"
    assert titles(found) == ["Skorsten, brev"]
    assert facet(found, "kind") == {"Sager": 1, "Dokumenter": 1}
    both = choose(found, "kind", "Sager")
    assert sorted(titles(both)) == ["Skorsten, brev", "Skorsten, sag"]
    again = choose(found, "kind", "Dokumenter")
    assert again.request.query_string == "q=skorsten"


def test_facets_count_type_unit_year_main_group_and_state(site):
    with site.graph() as (root, act):
        case = a_case(root, act, title="Skorsten")
        a_document(case, act, title="Skorsten, brev")
        a_document(case, act, title="Skorsten, notat", document_type="note_internal", direction="internal")
    with site.graph() as (root, act):
        a_case(root, act, title="Skorsten på skole", responsible_unit="vej-park", kle_subject="00.22.04")
    found = site.client("sagsbehandler").get(SEARCH, {"q": "skorsten"})
    assert facet(found, "document_type") == {"Brev, indgående": 1, "Internt notat": 1}
    units = {name.split(",")[0]: count for name, count in facet(found, "unit").items()}
    assert units == {"Byg": 3, "Vej & Park": 1}
    assert sum(facet(found, "review_state").values()) == 4
    groups = facet(found, "kle_group")
    assert {name[:2]: count for name, count in groups.items()} == {"02": 3, "00": 1}


def test_a_hit_says_what_where_when_and_shows_the_words_with_the_page_of_the_file(site):
    with site.graph() as (root, act):
        case = a_case(root, act, title="Carport, Algade")
        pdf = a_pdf(
            "Den første side handler om noget andet.", NEW_PAGE, "Her står der om skorstensfejeren på Algade."
        )
        a_document(case, act, title="Brev fra nabo", data=pdf)
    site.run_jobs()
    found = site.client("sagsbehandler").get(SEARCH, {"q": "skorstensfejer"})
    (hit,) = hits(found)
    assert hit.title == "Brev fra nabo"
    assert hit.marked == ["skorstensfejeren"]
    assert hit.excerpt.startswith("Side 2:")
    assert "Her står der om" in hit.excerpt
    assert hit.facts == ["Dokument", "2026-00001-1", "2026-00001 Carport, Algade"]
    assert hit.day == "2026-11-23"
    assert hit.badge


def test_a_colleague_is_found_by_name(site):
    assert "Mogens Eksempel" in titles(site.client("sagsbehandler").get(SEARCH, {"q": "mogens eks*"}))


def test_twenty_stand_on_a_page_and_the_rest_on_the_next(site):
    with site.graph() as (root, act):
        for number in range(23):
            a_case(root, act, title=f"Skilt {number}")
    client = site.client("sagsbehandler")
    first = client.get(SEARCH, {"q": "skilt", "orden": "dato"})
    assert "23 svar" in first
    last = first.click(href="start=20", index=0)
    assert len(titles(last)) == 3
    assert last.request.query_string == "q=skilt&orden=dato&start=20"
    assert titles(client.get(SEARCH, {"q": "skilt", "orden": "dato", "start": "1000000000"})) == titles(last)


def test_hits_are_sorted_by_date_or_by_how_well_they_fit(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Skilt, skilt og skilt")
    site.clock.advance(dt.timedelta(days=2))
    with site.graph() as (root, act):
        a_case(root, act, title="Nyt om veje i hele kommunen og et enkelt skilt ved stranden")
    client = site.client("sagsbehandler")
    best = client.get(SEARCH, {"q": "skilt"})
    assert titles(best)[0].startswith("Skilt")
    assert titles(best.click("Nyeste først"))[0].startswith("Nyt")


def test_filters_alone_show_everything_they_let_through_newest_first(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act, title="Sagen"), act, title="Brevet")
    found = site.client("sagsbehandler").get(SEARCH, {"art": "Document"})
    assert titles(found) == ["Brevet"]
    assert 'value="Document"' in found


#: what nobody would ask, and somebody will
STRANGE = (
    "",
    " ",
    "x" * 10_000,
    "ord " * 2_500,
    "\0\0",
    "\x00carport",
    ".,-!?*()[]",
    "*",
    "**",
    '"',
    '"åben',
    '""',
    "-carport",
    "og i på",
    "%",
    "'; DROP TABLE sager; --",
    "<script>alert(1)</script>",
    "fra:99.99.9999",
    "fra:",
    "kle:x",
    "sag:nej",
    "enhed:findes-ikke",
    "år:x",
    "a:b:c:",
    "((()",
    "AND OR NOT",
    "[* TO *]",
    "~" * 200,
    "\u202eforkert",
    "🏠",
    "2026-",
    "99999999-1",
)


def test_no_question_is_too_strange_and_what_was_typed_stays(site):
    client = site.client("sagsbehandler")
    for typed in STRANGE:
        for parameters in (
            {},
            {"start": "-1", "art": "Ukendt", "orden": "x"},
            {"start": "1000000000", "aar": "<b>"},
        ):
            page = client.get(SEARCH, {"q": typed, **parameters}, status=200)
            assert "\0" not in page.text
            assert "<script>alert" not in page.text
            shown = page.html.find(id="q")["value"] if hasattr(page, "html") else ""
            assert shown.split() == "".join(s if s.isprintable() else " " for s in typed[:2_000]).split()


@pytest.mark.parametrize("start", ["-1", "1000000000", "x", "", "1e9", "²"])
def test_a_page_that_does_not_exist_is_one_that_does(site, start):
    with site.graph() as (root, act):
        a_case(root, act, title="Skilt")
    assert titles(site.client("sagsbehandler").get(SEARCH, {"q": "skilt", "start": start})) == ["Skilt"]


def test_an_unknown_order_and_an_unreadable_filter_are_told_and_the_rest_is_searched_for(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Skilt")
    found = site.client("sagsbehandler").get(SEARCH, {"q": "skilt", "orden": "baglæns", "art": "<script>"})
    assert "Den rækkefølge findes ikke" in found
    assert "Et filter i adressen kunne ikke læses" in found
    assert titles(found) == ["Skilt"]


def test_a_bad_question_explains_itself_and_is_asked_all_the_same(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Hegn mod vej")
    found = site.client("sagsbehandler").get(SEARCH, {"q": 'hegn "mod vej fra:'})
    assert "Et citationstegn mangler sin makker" in found
    found = site.client("sagsbehandler").get(SEARCH, {"q": "hegn fra:99.99.2026"})
    assert "En dato kunne ikke læses" in found
    assert titles(found) == ["Hegn mod vej"]


def test_an_empty_answer_keeps_the_filters_and_offers_to_drop_each(site):
    found = site.client("sagsbehandler").get(
        SEARCH, {"q": "findesikke heller", "art": "Case", "enhed": "byg", "aar": "1999"}
    )
    assert "Prøv med færre ord" in found
    empty = found.html.select_one(".e-emptystate")
    offered = {" ".join(link.get_text().split()): link["href"] for link in empty.select("a")}
    assert offered["Fjern “Slags: Sager”"] == "/intranet/soeg?q=findesikke+heller&enhed=byg&aar=1999"
    assert offered["Fjern “År: 1999”"] == "/intranet/soeg?q=findesikke+heller&art=Case&enhed=byg"
    assert offered["Fjern alle filtre"] == "/intranet/soeg?q=findesikke+heller"
    assert offered["Søg uden “heller”"] == "/intranet/soeg?q=findesikke&art=Case&enhed=byg&aar=1999"
    assert facet(found, "year") == {"1999": 0}


def test_searching_again_keeps_the_filters(site):
    page = site.client("sagsbehandler").get(SEARCH, {"q": "skilt", "art": "Case", "orden": "dato"})
    form = next(form for form in page.forms.values() if "art" in form.fields)
    form["q"] = "hegn"
    assert form.submit().request.query_string == "q=hegn&art=Case&orden=dato"


def test_a_misspelt_word_is_offered_as_one_that_finds_something(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Byggetilladelse til carport")
    found = site.client("sagsbehandler").get(SEARCH, {"q": "carprt"})
    assert "Mente du" in found
    assert titles(found.click("carport", index=0)) == ["Byggetilladelse til carport"]


def test_a_spelling_is_never_offered_that_only_stands_in_what_one_may_not_read(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Kakkelovnsrenovering", sensitivity="confidential")
    found = site.client("sagsbehandler2").get(SEARCH, {"q": "kakkelovnsrenovring"})
    assert "Mente du" not in found
    assert "Kakkelovnsrenovering" not in found


def test_a_visitor_is_led_to_the_login_and_back(site):
    assert (
        site.client().get(SEARCH, {"q": "skilt"}, status=302).location.startswith("http://testserver/log-ind")
    )
