"""The page cache between visitors and the application: what is given again, what never is, and what is said of it."""

import re
from datetime import timedelta

import pytest
import transaction
from tests.capability.meetings.agendas import a_committee, a_meeting, a_released_document, an_item
from tests.support.builders import a_case, a_document
from webtest import TestApp

from bdk_esdh.kernel.maintenance import maintenance_of
from bdk_esdh.meetings.publishing import publish_meeting, withdraw_meeting
from bdk_esdh.pages.actions import (
    add_news,
    add_page,
    change_publication,
    publication_values,
    publish,
    unpublish,
)

PAGE = "/genbrug"
FACTS = {"title": "Genbrug", "lead": "Her er åbent.", "audience": "public"}


@pytest.fixture
def town(site):
    with site.graph(by="redaktoer") as (root, act):
        publish(add_page(root, FACTS, act), act)
    return site


@pytest.fixture
def visitor(town):
    return town.client()


def hits(site):
    return site.registry.kept_pages.hits


def is_kept(site, client, address, **more):
    """Ask twice and tell whether the second answer was a kept one."""
    client.get(address, expect_errors=True, **more)
    before = hits(site)
    client.get(address, expect_errors=True, **more)
    return hits(site) > before


@pytest.mark.parametrize(
    "address",
    ["/", "/postlister", "/udvalg", "/nyheder", "/emner", "/emner/02", PAGE, "/postlister/atom.xml"],
)
def test_a_public_page_is_given_again_as_it_was_made(town, visitor, address):
    made = visitor.get(address)
    assert is_kept(town, visitor, address)
    kept = visitor.get(address)
    assert kept.body == made.body
    differing = {name for name in made.headers if made.headers[name] != kept.headers.get(name)}
    assert differing == {"X-Request-ID"}, "each answer has a number of its own"
    assert re.fullmatch("[0-9a-f]{8}", kept.headers["X-Request-ID"])


def test_what_a_page_says_of_itself_lets_browsers_ask_again_and_nobody_else_keep_it(visitor):
    for _time in range(2):
        answer = visitor.get(PAGE)
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["Vary"] == "Cookie, Authorization"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.content_length == len(answer.body)
        assert "Set-Cookie" not in answer.headers


def test_who_has_the_page_is_told_that_it_still_holds(town, visitor):
    etag = visitor.get(PAGE).headers["ETag"]
    for said in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        answer = visitor.get(PAGE, headers={"If-None-Match": said})
        assert (answer.status_int, answer.body) == (304, b""), said
        assert answer.headers["ETag"] == etag
        assert answer.headers["Cache-Control"] == "no-cache"
    for said in ('"other"', "", '"', "nonsense\t"):
        assert visitor.get(PAGE, headers={"If-None-Match": said}).status_int == 200, said
    for moment in ("Mon, 01 Jan 1900 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT", "in a moment"):
        assert visitor.get(PAGE, headers={"If-Modified-Since": moment}).status_int == 200
    with town.graph(by="redaktoer") as (root, act):
        page = root["genbrug"]
        change_publication(page, {**publication_values(page), "lead": "Her er lukket."}, act)
    answer = visitor.get(PAGE, headers={"If-None-Match": etag})
    assert answer.status_int == 200
    assert "Her er lukket." in answer.text


def test_head_says_what_get_says_and_sends_nothing_made_or_kept(town, visitor):
    head = visitor.head(PAGE)
    page = visitor.get(PAGE)
    again = visitor.head(PAGE)
    for answer in (head, again):
        assert answer.body == b""
        assert {**answer.headers, "X-Request-ID": ""} == {**page.headers, "X-Request-ID": ""}
    assert visitor.head("/findes-ikke", status=404).body == b""


def test_what_is_taken_back_is_gone_with_the_commit(town, visitor):
    assert is_kept(town, visitor, PAGE)
    etag = visitor.get(PAGE).headers["ETag"]
    with town.graph(by="redaktoer") as (root, act):
        unpublish(root["genbrug"], "Fejl i teksten", act)
    for headers in ({}, {"If-None-Match": etag}):
        gone = visitor.get(PAGE, status=410, headers=headers)
        assert "Fejl i teksten" in gone.text
    assert gone.headers["Cache-Control"] == "no-store"
    assert visitor.head(PAGE, status=410).body == b""


def test_an_agenda_and_its_file_are_gone_with_the_commit(site):
    with site.graph(by="sekretaer") as (root, act):
        case = a_case(root, act)
        meeting = a_meeting(a_committee(root, act), act)
        letter = a_released_document(case, act)
        an_item(meeting, act, case, documents=[letter])
        publish_meeting(meeting, act)
    agenda, client = "/udvalg/oekonomiudvalget/2026-12-09", site.client()
    item = next(
        link["href"] for link in client.get(agenda).html.find_all("a") if f"{agenda}/" in link.get("href", "")
    )
    file = f"{item}/bilag/2026-00001-1.pdf"
    for address in (agenda, item):
        assert is_kept(site, client, address)
    answer = client.get(file)
    assert answer.headers["Cache-Control"] == "no-cache"
    assert client.get(file, headers={"If-None-Match": answer.headers["ETag"]}).status_int == 304
    with site.graph(by="sekretaer") as (root, act):
        withdraw_meeting(root["udvalg"]["oekonomiudvalget"]["2026-12-09"], "Fejl", act)
    for address in (agenda, item, file):
        client.get(address, status=410, headers={"If-None-Match": answer.headers["ETag"]})


def test_what_comes_with_a_cookie_or_a_token_is_never_answered_from_memory_nor_kept(town, visitor):
    clerk = town.client("sagsbehandler")
    for _time in range(2):
        page = clerk.get(PAGE)
        assert "Karla Skabelon" in page.text
        assert page.headers["Cache-Control"] == "no-store"
    assert "Karla Skabelon" not in visitor.get(PAGE).text
    assert not is_kept(town, visitor, PAGE, headers={"Cookie": "andet=1"})
    assert not is_kept(town, visitor, PAGE, headers={"Authorization": "Bearer hejsa"})
    assert "Karla Skabelon" in clerk.get(PAGE).text, "and a kept page is not for who is logged in"


@pytest.mark.parametrize(
    "address",
    [
        "/log-ind",
        "/soeg?q=genbrug",
        "/findes-ikke",
        "/healthz",
        "/intranet/",
        "/static/esdh/esdh.css",
        "/api/v1/",
    ],
)
def test_forms_searches_errors_and_other_faces_are_never_kept(town, visitor, address):
    before = len(town.registry.kept_pages)
    assert not is_kept(town, visitor, address)
    assert len(town.registry.kept_pages) == before


def test_no_kept_page_holds_a_token_or_a_name_of_a_press(town):
    client = town.client()
    for address in ("/", "/postlister", "/udvalg", "/nyheder", "/emner", PAGE, "/log-ind"):
        client.get(address)
        client.reset()
    pages = town.registry.kept_pages
    kept = [page for table in (pages._once, pages._again) for page in table.values()]
    assert len(kept) == 6
    for page in kept:
        assert b"csrf_token" not in page.body
        assert b'name="once"' not in page.body
        assert not {"set-cookie", "x-request-id"} & {name.lower() for name, _value in page.headers}


def test_another_host_or_a_header_from_outside_makes_no_other_page(town, visitor):
    visitor.get(PAGE)
    for _time in range(2):
        assert visitor.get(PAGE, headers={"Host": "evil.example"}, status=400).status_int == 400
        page = visitor.get(PAGE, headers={"X-Forwarded-Host": "evil.example", "X-Vhm-Root": "/sager"})
        assert "evil.example" not in page.text
        assert "Her er åbent." in page.text
    feed = visitor.get("/postlister/atom.xml", headers={"Host": "localhost:8080"})
    assert b"http://localhost:8080/postlister" in feed.body
    assert b"http://testserver" in visitor.get("/postlister/atom.xml").body


def test_random_parameters_neither_fill_the_memory_nor_find_another_page(town, visitor):
    pages = town.registry.kept_pages
    visitor.get("/postlister")
    for number in range(30):
        visitor.get(f"/postlister?x{number}=1&utm={number}")
    assert len(pages) == 1
    visitor.get("/postlister?start=50")
    assert visitor.get("/postlister?retning=nonsense&x=1", expect_errors=True).body
    for query in (
        "?" + "a" * 3000,
        "?%",
        "?a=%00",
        "?" + "&".join(f"a{number}" for number in range(100)),
        "?=&=&;",
    ):
        assert visitor.get(f"/nyheder{query}", expect_errors=True).status_int in {200, 400}
    assert visitor.get("/nyheder?a=%ff", status=400)
    assert len(pages) < 8


def test_a_page_of_another_part_of_a_list_is_another_page(site):
    with site.graph(by="redaktoer") as (root, act):
        for number in range(25):
            publish(add_news(root["nyheder"], {**FACTS, "title": f"Nyhed {number:02}"}, act), act)
    client = site.client()
    first, second = client.get("/nyheder"), client.get("/nyheder?start=20")
    assert first.body != second.body
    assert client.get("/nyheder").body == first.body
    assert client.get("/nyheder?start=20&nonsense").body == second.body


def test_time_alone_shows_and_hides(site):
    with site.graph(by="redaktoer") as (root, act):
        today = act.at.date()
        soon = {"published_from": today + timedelta(days=1), "published_to": today + timedelta(days=2)}
        publish(add_page(root, {**FACTS, **soon}, act), act)
        publish(add_news(root["nyheder"], {**FACTS, "title": "Kun i dag", "published_to": today}, act), act)
    with site.graph() as (root, act):
        a_document(a_case(root, act), act, title="Brev om noget")
    client = site.client()
    assert client.get(PAGE, expect_errors=True).status_int == 404
    assert "Kun i dag" in client.get("/nyheder").text
    assert "Brev om noget" not in client.get("/postlister").text
    site.clock.advance(timedelta(hours=14, minutes=59))  # 23.59
    assert "Kun i dag" in client.get("/nyheder").text
    site.clock.advance(timedelta(minutes=1))
    # No job has been run: the pages die by the clock alone.
    assert "Kun i dag" not in client.get("/nyheder").text
    assert client.get(PAGE).status_int == 200
    site.clock.advance(timedelta(days=1))
    assert "Brev om noget" in client.get("/postlister").text
    site.clock.advance(timedelta(days=1))
    assert client.get(PAGE, expect_errors=True).status_int == 404


def test_a_page_made_while_another_commits_is_of_the_generation_that_its_transaction_saw(town, visitor):
    app, registry = town.app, town.registry

    def slow(environ, start_response):
        answer = app.app(environ, start_response)
        with town.graph(by="redaktoer") as (root, act):
            unpublish(root["genbrug"], "Fejl", act)
        return answer

    meanwhile = type(app)(slow, registry)
    page = TestApp(meanwhile, extra_environ={"HTTP_HOST": "testserver"}).get(PAGE)
    assert page.status_int == 200, "it was asked for before"
    assert len(registry.kept_pages) == 1
    assert visitor.get(PAGE, status=410)


def test_a_write_that_is_undone_throws_nothing_away_and_keeps_nothing(town, visitor):
    assert is_kept(town, visitor, PAGE)
    with town.graph(by="redaktoer") as (root, act):
        unpublish(root["genbrug"], "Fejl", act)
        transaction.savepoint()
        transaction.abort()
    before = hits(town)
    assert visitor.get(PAGE).status_int == 200
    assert hits(town) == before + 1


def test_in_read_only_mode_visitors_notice_nothing(town, visitor):
    before = visitor.get(PAGE)
    mode = maintenance_of(town.registry)
    mode.turn_on("Kl. 12")
    try:
        assert is_kept(town, visitor, PAGE)
        assert is_kept(town, visitor, "/nyheder")
        assert visitor.get(PAGE).body == before.body
    finally:
        mode.turn_off()


def test_each_answer_from_memory_has_its_line_in_the_log_and_counts(town, visitor, caplog):
    assert is_kept(town, visitor, PAGE)
    caplog.clear()
    with caplog.at_level("INFO", logger="bdk_esdh"):
        visitor.get(PAGE)
    (line,) = [record for record in caplog.records if record.message == "request"]
    assert {**line.facts, "ms": 0} == {
        "face": "public", "view": "Page", "method": "GET", "status": 200, "ms": 0, "retries": 0
    }  # fmt: skip
    figures = town.client().get("/metrics", headers={"Host": "127.0.0.1"}).text
    assert re.search(r'esdh_page_cache_requests_total\{result="hit"\} [1-9]', figures)
    assert re.search(r"esdh_page_cache_bytes [1-9]", figures)
    assert "esdh_page_cache_pages 1.0" in figures


def test_turned_off_nothing_is_kept_and_pages_still_say_how_they_may_be(town):
    pages = town.registry.kept_pages
    room, pages.room = pages.room, 0
    try:
        client = town.client()
        assert not is_kept(town, client, PAGE)
        assert len(pages) == 0
        answer = client.get(PAGE)
        assert answer.headers["Cache-Control"] == "no-cache"
        assert client.get(PAGE, headers={"If-None-Match": answer.headers["ETag"]}).status_int == 304
    finally:
        pages.room = room


def test_post_and_other_methods_go_to_the_application(town, visitor):
    visitor.get(PAGE)
    assert visitor.post(PAGE, expect_errors=True).status_int in {400, 404, 405}
    assert visitor.request(PAGE, method="DELETE", expect_errors=True).status_int in {404, 405}
    assert visitor.request(PAGE, method="OPTIONS", expect_errors=True).status_int in {404, 405}
    assert visitor.get(PAGE).status_int == 200
