"""The search page at work."""

import pytest
from tests.support.builders import a_case, a_document


def rows(page):
    return [link.get_text() for link in page.html.select(".e-rows a")] if hasattr(page, "html") else []


def test_all_words_have_to_be_there_and_the_last_may_be_unfinished(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Opførelse af carport, Algade")
        a_case(root, act, title="Nedrivning af carport, Vestergade")
    client = site.client("sagsbehandler")
    found = client.get("/intranet/soeg", {"q": "carport alg"})
    assert "Opførelse af carport, Algade" in found
    assert "Vestergade" not in found
    assert "1 svar" in found


def test_letters_may_be_typed_as_ae_oe_aa_and_in_any_case(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Støj på Ærøgade")
    assert "Støj på Ærøgade" in site.client("sagsbehandler").get("/intranet/soeg", {"q": "STOEJ aeroegade"})


@pytest.mark.parametrize("typed", ["2026-00001", "2026/1", " 2026 - 1 "])
def test_a_whole_case_number_leads_straight_to_the_case(site, typed):
    with site.graph() as (root, act):
        a_case(root, act)
    answer = site.client("sagsbehandler").get("/intranet/soeg", {"q": typed}, status=303)
    assert answer.location == "http://testserver/intranet/sager/2026-00001"


def test_a_whole_document_number_leads_straight_to_the_document(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act), act)
    answer = site.client("sagsbehandler").get("/intranet/soeg", {"q": "2026-00001-1"}, status=303)
    assert answer.location == "http://testserver/intranet/sager/2026-00001/1"


def test_the_number_of_a_case_one_may_not_read_answers_as_a_number_that_does_not_exist(site):
    with site.graph() as (root, act):
        a_case(root, act, sensitivity="confidential", title="Hemmelig sag")
    client = site.client("sagsbehandler2")
    secret = client.get("/intranet/soeg", {"q": "2026-00001"}, status=200)
    absent = client.get("/intranet/soeg", {"q": "2026-00002"}, status=200)
    assert secret.text.replace("2026-00001", "N") == absent.text.replace("2026-00002", "N")


def test_what_one_may_not_read_is_neither_listed_nor_counted(site):
    with site.graph() as (root, act):
        case = a_case(root, act, sensitivity="confidential", title="Kakkelovn, hemmelig")
        a_document(case, act, title="Kakkelovn, brev")
        a_case(root, act, title="Kakkelovn, åben")
    found = site.client("sagsbehandler2").get("/intranet/soeg", {"q": "kakkelovn"})
    assert "Kakkelovn, åben" in found
    assert "1 svar" in found
    assert "Sager (1)" in found
    assert "Dokumenter (" not in found
    assert "hemmelig" not in found


def test_a_politician_finds_only_what_was_put_before_them(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Kakkelovn, åben for ansatte")
    found = site.client("politiker").get("/intranet/soeg", {"q": "kakkelovn"})
    assert "åben for ansatte" not in found
    assert "svar" in found


def test_a_chip_keeps_one_kind_and_the_others_stay_in_sight(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act, title="Skorsten, sag"), act, title="Skorsten, brev")
    found = site.client("sagsbehandler").get("/intranet/soeg", {"q": "skorsten", "art": "Document"})
    assert "Skorsten, brev" in found
    assert "Skorsten, sag" not in found
    assert "Sager (1)" in found


def test_a_colleague_is_found_by_name(site):
    assert "Mogens Eksempel" in site.client("sagsbehandler").get("/intranet/soeg", {"q": "mogens eks"})


def test_fifty_stand_on_a_page_and_the_rest_on_the_next(site):
    with site.graph() as (root, act):
        for number in range(53):
            a_case(root, act, title=f"Skilt {number}")
    client = site.client("sagsbehandler")
    first = client.get("/intranet/soeg", {"q": "skilt"})
    assert "53 svar" in first
    last = first.click(linkid="", href="start=50", index=0)
    assert last.text.count("Skilt ") == 3


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "x" * 10_000,
        "ord " * 2_500,
        "\0\0",
        "\x00carport",
        ".,-!?*()[]",
        "%",
        "\u202eforkert",
        "🏠",
        "2026-",
        "99999999-1",
    ],
)
@pytest.mark.parametrize("start", ["-1", "1000000000", "x", ""])
def test_no_question_is_too_strange(site, typed, start):
    page = site.client("sagsbehandler").get(
        "/intranet/soeg", {"q": typed, "start": start, "art": "Ukendt"}, status=200
    )
    assert "\0" not in page.text


def test_an_empty_answer_says_what_to_try(site):
    found = site.client("sagsbehandler").get("/intranet/soeg", {"q": "findesikke"})
    assert "Prøv med færre ord" in found
