"""Searches that are remembered, and those one keeps."""

import pytest
from tests.support.journal_town import acts_of

from bdk_esdh.search.actions import searches_of

SEARCH = "/intranet/soeg"


def kept(site, login="sagsbehandler"):
    with site.graph() as (root, _act):
        mine = searches_of(root, login)
        return mine.recent, [each.title for each in mine.saved]


def save(client, query, name):
    form = next(form for form in client.get(f"{SEARCH}?{query}").forms.values() if "navn" in form.fields)
    form["navn"] = name
    return form.submit(status="*")


def test_what_one_searches_for_is_offered_again_on_the_empty_page(site):
    client = site.client("sagsbehandler")
    client.get(SEARCH, {"q": "hegn"})
    client.get(SEARCH, {"q": "carport", "art": "Case"})
    page = client.get(SEARCH)
    assert [each.get_text() for each in page.html.select("#seneste")] == ["Dine seneste søgninger"]
    again = page.click("^hegn$")
    assert again.request.query_string == "q=hegn"
    assert kept(site)[0] == ("hegn", "carport")
    assert kept(site, "sagsbehandler2") == ((), [])


def test_the_next_page_and_another_filter_of_the_same_search_write_nothing(site):
    client = site.client("sagsbehandler")
    client.get(SEARCH, {"q": "hegn"})
    before = site.db.lastTransaction()
    client.get(SEARCH, {"q": "hegn", "art": "Case"})
    client.get(SEARCH, {"q": "hegn", "start": "20"})
    client.head(f"{SEARCH}?q=noget+andet")
    assert site.db.lastTransaction() == before


def test_what_was_searched_for_lately_is_forgotten_at_a_press(site):
    client = site.client("sagsbehandler")
    client.get(SEARCH, {"q": "hegn"})
    page = client.get(SEARCH)
    form = next(form for form in page.forms.values() if "ryd" in form.fields)
    assert "er slettet" in form.submit("ryd").follow()
    assert kept(site)[0] == ()


def test_a_search_is_kept_with_its_filters_found_on_the_start_page_and_deleted(site):
    client = site.client("sagsbehandler")
    answer = save(client, "q=hegn&art=Case&orden=dato&start=20", "Mine hegn")
    assert answer.location.endswith("/intranet/soeg?q=hegn&art=Case&orden=dato")
    page = answer.follow()
    assert "Søgningen er gemt" in page
    assert "Du har gemt denne søgning" in page
    from_start = client.get("/intranet/").click("Mine hegn")
    assert from_start.request.query_string == "q=hegn&art=Case&orden=dato"
    form = next(form for form in from_start.forms.values() if "slet" in form.fields)
    gone = form.submit("slet").follow()
    assert "Søgningen “Mine hegn” er slettet" in gone
    assert kept(site)[1] == []
    assert "Mine hegn" not in client.get("/intranet/")


def test_a_search_is_nobody_elses(site):
    save(site.client("sagsbehandler"), "q=hegn", "Mine hegn")
    other = site.client("sagsbehandler2")
    assert "Mine hegn" not in other.get(SEARCH)
    assert "Mine hegn" not in other.get("/intranet/")
    with site.graph() as (root, _act):
        key = searches_of(root, "sagsbehandler").saved[0].key
    token = other.get(SEARCH, {"q": "x"}).html.find(attrs={"name": "csrf_token"})["value"]
    assert "slettet i forvejen" in other.post(SEARCH, {"slet": key, "csrf_token": token}).follow()
    assert kept(site)[1] == ["Mine hegn"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "Skriv, hvad søgningen skal hedde"),
        ("x" * 81, "højst være 80 tegn"),
        ("010190-1234", "CPR-nummer"),
    ],
)
def test_a_name_that_will_not_do_is_told_and_stays(site, name, told):
    answer = save(site.client("sagsbehandler"), "q=hegn&art=Case", name)
    assert answer.status_int == 422
    assert told in answer
    assert answer.html.title.get_text().startswith("Fejl: ")
    assert answer.html.find(id="navn")["value"] == name
    assert answer.html.find(id="q")["value"] == "hegn"
    assert kept(site)[1] == []


#: what nobody would ask, and somebody will
STRANGE = (
    {"navn": "\0\0"},
    {"slet": ""},
    {"slet": "x" * 10_000},
    {"navn": "x" * 100_000},
    {},
)


def test_nothing_that_is_sent_is_too_strange(site):
    client = site.client("sagsbehandler")
    for typed in STRANGE:
        token = client.get(SEARCH, {"q": "x"}).html.find(attrs={"name": "csrf_token"})["value"]
        client.post(f"{SEARCH}?q=hegn&art=%00", {**typed, "csrf_token": token}, status=[303, 422])


def test_keeping_and_forgetting_is_in_the_journal_without_what_was_searched_for(site):
    client = site.client("sagsbehandler")
    save(client, "q=kakkelovn", "Kakkelovne")
    page = client.get(SEARCH, {"q": "noget"})
    next(form for form in page.forms.values() if "slet" in form.fields).submit("slet")
    page = client.get(SEARCH)
    next(form for form in page.forms.values() if "ryd" in form.fields).submit("ryd")
    entries = [each for each in acts_of(site) if each.verb.startswith("search.")]
    assert [each.verb for each in entries] == ["search.saved", "search.deleted", "search.recent_cleared"]
    assert "akkelovn" not in str(entries)


def test_a_double_press_saves_once(site):
    client = site.client("sagsbehandler")
    page = client.get(f"{SEARCH}?q=hegn")
    form = next(form for form in page.forms.values() if "navn" in form.fields)
    form["navn"] = "Mine hegn"
    form.submit()
    form.submit()
    assert kept(site)[1] == ["Mine hegn"]
    assert len([each for each in acts_of(site) if each.verb == "search.saved"]) == 1


def test_nobody_reads_the_place_where_searches_are_kept(site):
    for login in ("administrator", "sagsbehandler", None):
        site.client(login).get("/intranet/organisation/soegninger", status=[302, 403, 404])
        site.client(login).get("/organisation/soegninger", status=404)


def test_a_search_without_a_form_token_is_not_saved(site):
    site.client("sagsbehandler").post(f"{SEARCH}?q=hegn", {"navn": "Hegn"}, status="*")
    assert kept(site)[1] == []
