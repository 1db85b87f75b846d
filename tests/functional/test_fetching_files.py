"""Files as a browser or a program fetches them: whole, in parts, and not again when it has them; on every face."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from pyramid.events import ContextFound
from tests.capability.meetings.agendas import a_released_document
from tests.functional.test_static_files import NO_RANGES
from tests.support.builders import a_case
from ZODB.POSException import ConflictError

from bdk_esdh.documents.release import withdraw_release
from bdk_esdh.files import serving
from bdk_esdh.kernel.file_body import file_body

DAY = "/postlister/2026-11-23/2026-00001-1/fil.pdf"


@pytest.fixture
def town(site):
    """A case with a letter that is final and released, past the postlist's delay."""
    with site.graph() as (root, act):
        a_released_document(a_case(root, act), act, title="Om vejbump")
    site.clock.advance(timedelta(days=2))
    return site


@pytest.fixture(params=["public", "intranet", "intranet pdf", "program"])
def fetch(request, town):
    """Return a function that fetches the file on one of the faces, and how it may be kept."""
    if request.param == "public":
        client, address = town.client(), DAY
    elif request.param == "program":
        client = town.client()
        token = client.post_json("/api/v1/@login", {"login": "sagsbehandler", "password": "demo"}).json[
            "token"
        ]
        client.authorization = ("Bearer", token)
        address = "/api/v1/sager/2026-00001/1/@download/file"
    else:
        client = town.client("sagsbehandler")
        kind = "frigivet/2026-00001-1.pdf" if request.param.endswith("pdf") else "fil/1/brev.pdf"
        address = f"/intranet/sager/2026-00001/1/{kind}"

    def ask(method="get", **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return getattr(client, method)(address, headers=named, expect_errors=True)

    ask.kept = "no-cache" if request.param == "public" else "private, no-store"
    return ask


def test_a_file_comes_whole_with_its_digest_and_says_how_it_may_be_kept(fetch):
    answer = fetch()
    assert answer.status_int == 200
    assert answer.headers["ETag"] == f'"{hashlib.sha256(answer.body).hexdigest()}"'
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Cache-Control"] == fetch.kept
    assert answer.content_length == len(answer.body)
    head = fetch("head")
    assert (head.status_int, head.body, head.content_length) == (200, b"", len(answer.body))
    assert head.headers["ETag"] == answer.headers["ETag"]


def test_it_comes_in_parts_and_not_again(fetch):
    whole = fetch()
    etag = whole.headers["ETag"]
    part = fetch(Range="bytes=100-199")
    assert (part.status_int, part.body) == (206, whole.body[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(whole.body)}"
    assert fetch(Range="bytes=-7").body == whole.body[-7:]
    assert fetch("head", Range="bytes=0-9").content_length == 10
    assert fetch(Range=f"bytes={len(whole.body)}-").status_int == 416
    assert fetch(Range="bytes=0-9", If_Range=etag).status_int == 206
    for other in ('"another"', "W/" + etag, "nonsense", "Mon, 01 Jan 1900 00:00:00 GMT"):
        assert fetch(Range="bytes=0-9", If_Range=other).body == whole.body, other
    assert fetch(If_None_Match=etag).status_int == 304
    assert fetch("head", If_None_Match=f'"x", {etag}').status_int == 304
    assert fetch(If_None_Match='"another"').status_int == 200
    assert (
        fetch(If_None_Match='"another"', If_Modified_Since="Fri, 01 Jan 2100 00:00:00 GMT").status_int == 200
    )
    assert fetch(If_Modified_Since="Mon, 01 Jan 1900 00:00:00 GMT").status_int == 200
    assert fetch(If_Modified_Since="in a moment").status_int == 200


@pytest.mark.parametrize("asked", NO_RANGES)
def test_what_asks_for_no_part_gets_the_whole(town, asked):
    client = town.client()
    whole = client.get(DAY)
    assert client.get(DAY, headers={"Range": asked}).body == whole.body
    assert client.head(DAY, headers={"Range": asked}).status_int == 200


def test_a_file_that_is_taken_back_is_gone_also_for_who_has_it(town):
    client = town.client()
    etag = client.get(DAY).headers["ETag"]
    with town.graph() as (root, act):
        withdraw_release(root["sager"]["2026-00001"]["1"], "Forkert fil", act)
    for headers in (
        {},
        {"If-None-Match": etag},
        {"Range": "bytes=0-9"},
        {"If-Range": etag, "Range": "bytes=0-9"},
    ):
        assert client.get(DAY, headers=headers, status=410).headers["Cache-Control"] == "no-store"
        assert client.head(DAY, headers=headers, status=410).body == b""


def test_a_released_file_is_given_again_without_asking_until_it_is_taken_back(town):
    client, pages = town.client(), town.registry.kept_pages
    made = client.get(DAY)
    before = pages.hits
    kept = client.get(DAY)
    assert pages.hits == before + 1
    assert kept.body == made.body
    assert {**kept.headers, "X-Request-ID": ""} == {
        **made.headers, "X-Request-ID": "", "Vary": kept.headers["Vary"]
    }  # fmt: skip
    assert client.head(DAY).body == b""
    assert client.get(DAY, headers={"If-None-Match": made.headers["ETag"]}).status_int == 304
    assert client.get(DAY, headers={"Range": "bytes=0-9"}).body == made.body[:10]
    assert client.get(DAY, headers={"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}).status_int == 304
    assert client.get("/postlister/2026-11-23/2026-00001-1/fil.pdf?x=1").body == made.body
    assert len(pages) == 1
    with town.graph() as (root, act):
        withdraw_release(root["sager"]["2026-00001"]["1"], "Forkert fil", act)
    assert client.get(DAY, status=410)


def test_a_kept_file_that_lies_there_no_more_is_fetched_by_the_application(town):
    client, pages = town.client(), town.registry.kept_pages
    made = client.get(DAY)
    (key, kept), *_others = pages._once.items()
    pages._once[key] = replace(kept, file="/gone/for/good")
    assert client.get(DAY).body == made.body
    assert client.get(DAY).body == made.body


def test_a_file_at_work_or_of_a_program_is_never_kept(town):
    clerk = town.client("sagsbehandler")
    for _time in range(2):
        clerk.get("/intranet/sager/2026-00001/1/fil/1/brev.pdf")
        clerk.get(DAY)
    assert len(town.registry.kept_pages) == 0


def test_a_file_whose_reading_met_another_is_closed_before_it_is_opened_again(town, monkeypatch):
    """Break it: leave the answer of a failed attempt to the collector."""
    clerk, opened, seen = town.client("sagsbehandler"), [], []

    def open_noted(request, file):
        seen.append([each.closed for each in opened])
        opened.append(file)
        return file_body(request, file)

    def meet():
        if len(opened) < 3:
            raise ConflictError

    def meet_at_commit(event):
        event.request.tm.get().addBeforeCommitHook(meet)

    monkeypatch.setattr(serving, "file_body", open_noted)
    town.registry.registerHandler(meet_at_commit, (ContextFound,))
    try:
        assert clerk.get("/intranet/sager/2026-00001/1/fil/1/brev.pdf").body
    finally:
        town.registry.unregisterHandler(meet_at_commit, (ContextFound,))
    assert seen == [[], [True], [True, True]]
