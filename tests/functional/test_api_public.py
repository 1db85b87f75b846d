"""What everyone gets of the JSON face: published things, made of the public records, and nothing else."""

import pytest
from tests.support.builders import a_case, a_document
from tests.support.demo import DEMO_LOGINS, demo_layer
from tests.support.site_api import API, api, problem

from bdk_esdh.kernel.graph import postorder, tell_changed
from bdk_esdh.organisation.actions import people_of
from bdk_esdh.organisation.identities import identity_in
from bdk_esdh.security.identity import ANONYMOUS_PRINCIPALS
from bdk_esdh.security.readers import may_read

#: how the JSON face must never be left by a link: addresses of its own, and public files
_LISTS = (
    "/", "/sager", "/dokumenter", "/organisation", "/organisation/enheder", "/organisation/personer",
    "/organisation/grupper", "/udvalg", "/nyheder", "/emner", "/postlister",
)  # fmt: skip


@pytest.fixture(scope="module")
def town(demo_town):
    made = demo_layer(demo_town)
    yield made
    made.db.close()


def _everything(client, path):
    """Go through a list to its end."""
    items, start = [], 0
    while True:
        answer = client.get(f"{API}{path}?b_start={start}&b_size=100", status="*")
        if answer.status_int == 404:
            return []
        items += answer.json["items"]
        start += 100
        if start >= answer.json["items_total"]:
            assert len(items) == answer.json["items_total"], path
            return items


def _reachable(client):
    """Follow every item of every list; return the objects by address."""
    found, waiting = {}, list(_LISTS)
    while waiting:
        for item in _everything(client, waiting.pop()):
            address = item["@id"]
            if address in found or "#" in address:
                continue
            path = address.removeprefix(f"http://testserver{API}")
            answer = client.get(address, status=200)
            found[address] = answer.json
            if "items" in answer.json and path not in _LISTS and len(found) < 4_000:
                waiting.append(path)
    return found


@pytest.mark.parametrize("login", [None, *DEMO_LOGINS, "sagsbehandler2"])
def test_what_the_face_lists_and_serves_is_what_one_may_read(town, login):
    """Break it: leave the readers out of the query of a list, or ``may_read`` out of the policy."""
    client = api(town, login)
    listed = {item["@id"] for item in _everything(client, "/sager")}
    listed |= {item["@id"] for item in _everything(client, "/dokumenter")}
    with town.graph() as (root, _act):
        principals = identity_in(root, login).principals if login else ANONYMOUS_PRINCIPALS
        staff = bool(login) and login not in ("borger1", "borger2")
        for node in postorder(root["sager"]):
            if type(node).__name__ not in ("Case", "Document"):
                continue
            parts = list(_path_of(node))
            address = "http://testserver" + "/".join([API, *parts])
            readable = may_read(node, principals) and staff
            assert (address in listed) == readable, address
        sample = sorted(listed)[:5]
        hidden = [
            "/".join([API, *_path_of(node)])
            for node in postorder(root["sager"])
            if type(node).__name__ in ("Case", "Document") and not (may_read(node, principals) and staff)
        ][:25]
    for address in sample:
        client.get(address, status=200)
    for path in hidden:
        problem(client.get(path, status=404), "not-found")


def _path_of(node):
    parts = []
    while node.__parent__ is not None:
        parts.append(node.__name__)
        node = node.__parent__
    return reversed(parts)


def test_everyone_finds_committees_agendas_news_pages_subjects_and_the_postlist(town):
    found = _reachable(api(town))
    kinds = {each["@type"] for each in found.values()}
    assert kinds >= {"Committee", "Meeting", "AgendaItem", "NewsItem", "Page", "Subject", "PostlistEntry"}
    assert not kinds & {"Case", "Document", "Person", "Unit", "Group", "CaseArchive", "Documents"}


@pytest.mark.parametrize("login", ["sekretaer", "administrator", "politiker"])
def test_whatever_is_listed_to_those_inside_is_given_to_them(town, login):
    kinds = {each["@type"] for each in _reachable(api(town, login)).values()}
    # Of the demo's cases a politician reads the documents that are on an agenda, and no case.
    of_their_own = {"Document"} if login == "politiker" else {"Case", "Document"}
    assert kinds >= of_their_own | {"Committee", "Meeting", "AgendaItem", "PostlistEntry"}


def test_nothing_that_is_kept_from_everyone_stands_in_what_everyone_gets(town):
    """Titles of cases and documents that are not public, names of people, closed items."""
    told = "\n".join(map(str, _reachable(api(town)).values()))
    with town.graph() as (root, _act):
        secrets = set()
        for node in postorder(root["sager"]):
            if type(node).__name__ == "Case":
                secrets |= {node.confidential_title}
            elif type(node).__name__ == "Document" and node.is_confidential:
                secrets |= {node.title}
        for committee in root["udvalg"].values():
            for meeting in committee.values():
                secrets |= {item.title for item in meeting.values() if item.closed_session}
    public = {item["title"] for item in _everything(api(town), "/postlister")}
    found = [secret for secret in secrets - {""} - public if len(secret) > 12 and secret in told]
    assert found == []


def test_a_closed_item_is_a_number_in_its_list_and_has_no_page(town):
    client = api(town)
    with town.graph() as (root, _act):
        closed = [
            ("/".join([API, *_path_of(item)]), item.number, item.title)
            for committee in root["udvalg"].values()
            for meeting in committee.values()
            for item in meeting.values()
            if item.closed_session and meeting.is_public
        ]
    assert closed
    for path, number, title in closed:
        problem(client.get(path, status=404), "not-found")
        agenda = client.get(path.rpartition("/")[0]).json
        line = next(item for item in agenda["items"] if item["number"] == number)
        assert line["title"].startswith("Lukket punkt")
        assert title not in str(agenda)


def test_whoever_works_here_gets_the_record_and_others_the_public_one(town):
    path = next(item["@id"] for item in _everything(api(town), "/nyheder"))
    assert "review_state" not in api(town).get(path).json
    assert "review_state" not in api(town, "borger1").get(path).json
    assert "review_state" in api(town, "redaktoer").get(path).json


def test_a_line_of_the_postlist_leads_to_its_released_file_and_nowhere_else(town):
    client = api(town)
    with_file = [item for item in _everything(client, "/postlister") if item["file"]]
    assert with_file
    for item in with_file[:5]:
        answer = client.get(item["file"]["download"])
        assert answer.content_type == "application/pdf"
    problem(client.get(f"{API}/postlister?fra=i+overmorgen", status=422), "invalid")


def test_a_page_that_was_taken_back_is_gone_and_a_draft_never_was(site):
    from datetime import timedelta

    from bdk_esdh.pages.actions import publish, unpublish

    client = api(site)
    page = _make_page(site, "Åbningstider")
    problem(client.get(page, status=404), "not-found")
    with site.graph("redaktoer") as (root, act):
        publish(root["aabningstider"], act)
    assert client.get(page).json["title"] == "Åbningstider"
    site.clock.advance(timedelta(hours=1))
    with site.graph("redaktoer") as (root, act):
        unpublish(root["aabningstider"], "Forældet", act)
    assert "Forældet" in problem(client.get(page, status=410), "gone")["detail"]


def _make_page(site, title):
    with site.graph("redaktoer") as (root, act):
        create = site.registry.records.actions_of("Page").create
        node = create(root, {"title": title, "audience": "public", "lead": "", "body": "Hej"}, act)
        return f"{API}/{node.__name__}"


def test_everyone_searches_what_is_published(town):
    client = api(town)
    item = _everything(client, "/postlister")[0]
    word = max(item["title"].split(), key=len)
    found = client.get(f"{API}/@search", {"SearchableText": word, "b_size": "100"}).json
    assert found["items_total"] >= 1
    assert {each["@type"] for each in found["items"]} <= {
        "PostlistEntry", "Meeting", "AgendaItem", "Page", "NewsItem",
    }  # fmt: skip
    for each in found["items"][:20]:
        client.get(each["@id"].partition("#")[0], status=200)


def test_a_case_and_its_document_are_nothing_to_everyone_whatever_they_are(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act), act)
        assert people_of(root)
    for path in ("/sager", "/sager/2026-00001", "/sager/2026-00001/1", "/dokumenter", "/organisation"):
        problem(api(site).get(API + path, status=404), "not-found")


def test_what_is_kept_to_some_is_given_to_them_and_to_nobody_else(site):
    """Break it: ask the page of a public type for the permission of everyone alone."""
    from bdk_esdh.sharing.actions import break_inheritance

    path = _make_page(site, "Kladde til nyt regulativ")
    with site.graph("redaktoer") as (root, act):
        break_inheritance(root["kladde-til-nyt-regulativ"], act)
    assert api(site, "redaktoer").get(path).json["review_state"] == "draft"
    _nobody_else_gets(site, path)
    # No act brings this about. However it came to be, it is not for everyone.
    with site.graph("redaktoer") as (root, act):
        node = root["kladde-til-nyt-regulativ"]
        node.review_state, node.published_at = "published", act.at
        tell_changed(node, act.registry)
    _nobody_else_gets(site, path)


def _nobody_else_gets(site, path):
    for login in (None, "sagsbehandler", "administrator", "borger1"):
        problem(api(site, login).get(path, status=404), "not-found")
        assert "regulativ" not in api(site, login).get(f"{API}/").text
