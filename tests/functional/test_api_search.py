"""The search for programs: what the pages find, with counts, pages and excerpts."""

import pytest
from tests.functional.test_search_public import WEDNESDAY
from tests.support.builders import NEW_PAGE, a_case, a_document, a_pdf
from tests.support.site_api import API, api

SEARCH = f"{API}/@search"


@pytest.fixture
def town(site):
    with site.graph() as (root, act):
        case = a_case(root, act, title="Carport, Algade")
        pdf = a_pdf("Kære kommune.", NEW_PAGE, "Der må sættes et hegn mod vej.")
        a_document(case, act, title="Brev om carport", data=pdf)
        a_document(case, act, title="Notat om carport", document_type="note_internal", direction="internal")
        secret = a_case(root, act, title="Kakkelovn", sensitivity="confidential")
        a_document(secret, act, title="Kakkelovn, brev", data=a_pdf("Ovnen ryger."))
    site.clock.set(WEDNESDAY)
    site.run_jobs()
    return site


def found(client, **asked):
    return client.get(SEARCH, asked).json


def test_hits_come_with_total_batch_and_excerpt_with_its_page(town):
    client = api(town, "sagsbehandler")
    answer = found(client, SearchableText='"hegn mod vej"')
    assert answer["items_total"] == 1
    (item,) = answer["items"]
    assert (item["@type"], item["title"], item["page"]) == ("Document", "Brev om carport", 2)
    assert [part["text"] for part in item["excerpt"] if part["is_match"]] == ["hegn", "mod", "vej"]
    first = found(client, SearchableText="carport", b_size="2", sort_on="date")
    assert (first["items_total"], len(first["items"])) == (3, 2)
    second = client.get(first["batching"]["next"]).json
    titles = [item["title"] for item in first["items"] + second["items"]]
    assert sorted(titles) == ["Brev om carport", "Carport, Algade", "Notat om carport"]


def test_facets_that_are_asked_for_are_counted_and_values_narrow(town):
    client = api(town, "sagsbehandler")
    answer = found(client, SearchableText="carport", facets="type,document_type,year")
    assert {each["value"]: each["count"] for each in answer["facets"]["type"]} == {"Document": 2, "Case": 1}
    assert {"value": "note_internal", "title": "Internt notat", "count": 1} in answer["facets"][
        "document_type"
    ]
    assert answer["facets"]["year"][0]["value"] == "2026"
    assert found(client, SearchableText="carport")["facets"] == {}
    assert found(client, SearchableText="carport", type="Document")["items_total"] == 2
    both = client.get(f"{SEARCH}?SearchableText=carport&type=Document&type=Case").json
    assert both["items_total"] == 3
    assert found(client, type="Document", document_type="note_internal")["items_total"] == 1


def test_counts_and_excerpts_are_of_what_one_may_read(town):
    asked = {"SearchableText": "kakkelovn", "facets": "type,unit"}
    mine, other = (found(api(town, login), **asked) for login in ("sagsbehandler", "sagsbehandler2"))
    assert mine["items_total"] == 2
    assert (other["items_total"], other["items"]) == (0, [])
    assert not any(other["facets"].values())
    assert other["suggestion"] is None


def test_everyone_finds_what_is_public_under_its_public_address(town):
    answer = found(api(town), SearchableText="carport", facets="type")
    assert [item["title"] for item in answer["items"]] == ["Brev om carport"]
    assert answer["items"][0]["@id"].endswith("/api/v1/postlister/2026-11-23/2026-00001-1")
    assert answer["facets"]["type"] == [{"value": "Document", "title": "Postliste", "count": 1}]


def test_a_misspelling_and_what_was_not_understood_are_told(town):
    client = api(town, "sagsbehandler")
    assert found(client, SearchableText="carprt")["suggestion"] == "carport"
    answer = found(client, SearchableText='carport "fra:x')
    assert answer["remarks"]
    assert answer["index_state"] == "ready"


@pytest.mark.parametrize(
    "query",
    ["sort_on=size", "facets=owner", "facets=type,owner", "b_start=-1", "b_start=1000000000x", "b_size=0"],
)
def test_an_order_a_facet_or_a_batch_that_does_not_exist_is_refused(town, query):
    answer = api(town, "sagsbehandler").get(f"{SEARCH}?SearchableText=carport&{query}", status=400)
    assert answer.json["type"].endswith("bad-request")


#: what nobody would ask, and somebody will
STRANGE = (
    "",
    " ",
    "\0",
    "*",
    '"',
    "-",
    "og i på",
    "x" * 10_000,
    "a:b",
    "' OR 1=1",
    "<b>",
    "🏠",
    "%",
    "år:x",
)


def test_no_question_is_too_strange(town):
    clients = [api(town, login) for login in (None, "sagsbehandler")]
    for typed in STRANGE:
        for client in clients:
            answer = found(client, SearchableText=typed, type="Ukendt", year="x" * 500)
            assert (answer["items_total"], answer["items"]) == (0, [])


def test_a_part_beyond_the_end_is_empty(town):
    answer = found(api(town, "sagsbehandler"), SearchableText="carport", b_start="999999999")
    assert (answer["items"], answer["items_total"]) == ([], 3)
