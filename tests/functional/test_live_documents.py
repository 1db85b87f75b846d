"""A case that is open on somebody's screen: what the list of documents is asked for every other second."""

import pytest
from tests.support.builders import a_case, a_document
from tests.support.journal_town import readings_of

from bdk_esdh.cases.actions import case_values, change_case
from bdk_esdh.kernel.graph import get_oid

CASE = "/intranet/sager/2026-00001"
NOW = f"{CASE}/dokumenter-nu"


@pytest.fixture
def case(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act), act)


def stamp(client):
    return client.get(CASE).html.select_one("#dokumenter")["data-stamp"]


def test_while_nothing_is_changed_nothing_is_given_and_nothing_entered_as_read(site, case):
    client = site.client("leder")
    shown = stamp(client)
    with site.graph() as (root, _act):
        oid = get_oid(root["sager"]["2026-00001"])
        before = root._p_jar.db().lastTransaction()
    entered = len(readings_of(site, oid))
    for _time in range(3):
        assert client.get(NOW, {"siden": shown}, status=204).body == b""
    assert len(readings_of(site, oid)) == entered
    assert site.db.lastTransaction() == before


def test_a_new_document_is_given_with_the_whole_list(site, case):
    client = site.client("leder")
    shown = stamp(client)
    with site.graph() as (root, act):
        a_document(root["sager"]["2026-00001"], act, title="Nye tegninger")
    answer = client.get(NOW, {"siden": shown})
    section = answer.html.select_one("#dokumenter")
    assert "Nye tegninger" in section.text
    assert answer.html.select_one("header.e-bar") is None
    client.get(NOW, {"siden": section["data-stamp"]}, status=204)


def test_a_document_that_one_may_not_read_shows_nothing(site, case):
    client = site.client("medarbejder")
    shown = stamp(client)
    with site.graph() as (root, act):
        a_document(root["sager"]["2026-00001"], act, title="Hemmelig titel", sensitivity="confidential")
    answer = client.get(NOW, {"siden": shown}, status=204)
    assert answer.headers["X-Esdh-Stamp"].partition("-")[2] == shown.partition("-")[2]
    assert "Hemmelig" not in client.get(NOW)


def test_who_may_no_longer_read_the_case_is_told_nothing_more(site, case):
    client = site.client("leder")
    shown = stamp(client)
    with site.graph() as (root, act):
        kept = root["sager"]["2026-00001"]
        change_case(kept, {**case_values(kept), "sensitivity": "vip"}, act)
    client.get(NOW, {"siden": shown}, status=404)
    assert site.client().get(NOW, {"siden": shown}).location.partition("?")[0].endswith("/log-ind")


def test_nonsense_instead_of_a_stamp_gives_the_list(site, case):
    client = site.client("leder")
    for nonsense in ("", "-", "x" * 5000, "æ\U0001f3e0"):
        assert "Ansøgning om carport" in client.get(NOW, {"siden": nonsense})


def test_a_later_page_of_the_list_is_not_followed(site, case):
    with site.graph() as (root, act):
        for _number in range(51):
            a_document(root["sager"]["2026-00001"], act, data=b"tekst", filename="a.txt")
    section = site.client("leder").get(f"{CASE}?start=50").html.select_one("#dokumenter")
    assert section.get("data-live") is None
