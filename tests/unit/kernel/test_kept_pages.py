"""Where pages are kept: what is found, what is bounded, which parameters make a page of its own."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from pyramid.request import Request

from bdk_esdh.kernel.clock import COPENHAGEN
from bdk_esdh.kernel.page_cache.answering import next_midnight
from bdk_esdh.kernel.page_cache.asking import Question, query_of, question_of, watch_parameters
from bdk_esdh.kernel.page_cache.keeping import Kept, Pages

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
STAMP = b"first"
SITE = ("http", "www.example.dk")


def a_page(text="hej", *, reads=frozenset(), stamp=STAMP, size=1000):
    body = text.encode().ljust(size)
    return Kept(stamp, NOW, NOW + timedelta(hours=1), reads, (), body, text, "Page")


def asked(path="/", query=""):
    return Question((*SITE, path), query_of(query))


def words(pages, path="/", query="", *, stamp=STAMP, now=NOW):
    found = pages.find(asked(path, query), stamp, now)
    return found and found.etag


def environ(path="/", method="GET", **more):
    return {**Request.blank(path, method=method).environ, **more}


def test_a_page_is_found_again_while_its_generation_lasts_and_it_lives():
    pages = Pages(100_000)
    pages.keep(asked(), a_page())
    assert words(pages) == "hej"
    assert words(pages, now=NOW + timedelta(hours=1)) is None
    pages.keep(asked(), a_page())
    assert words(pages, now=NOW - timedelta(seconds=1)) is None, "the clock was set back"
    pages.keep(asked(), a_page())
    assert words(pages, stamp=b"second") is None
    assert (len(pages), pages.bytes) == (0, 0)
    assert (pages.hits, pages.misses) == (1, 3)


def test_another_host_scheme_or_path_is_another_page():
    pages = Pages(100_000)
    pages.keep(asked(), a_page())
    for address in (
        ("https", "www.example.dk", "/"),
        ("http", "other.dk", "/"),
        ("http", "www.example.dk", "/a"),
    ):
        assert pages.find(Question(address, ()), STAMP, NOW) is None


def test_what_a_page_never_asks_for_makes_no_page_of_its_own():
    pages = Pages(100_000)
    pages.keep(asked(query="start=50&utm_source=mail"), a_page("from 50", reads=frozenset({"start"})))
    assert words(pages, query="start=50") == "from 50"
    assert words(pages, query="x=9&start=50&y") == "from 50"
    assert words(pages, query="start=100") is None
    assert words(pages) is None
    for number in range(1000):
        pages.keep(asked(query=f"start=50&n={number}"), a_page("from 50", reads=frozenset({"start"})))
    assert len(pages) == 1


def test_a_page_that_looks_through_all_parameters_has_a_page_for_each():
    pages = Pages(100_000)
    pages.keep(asked(query="a=1"), a_page("one", reads=None))
    assert words(pages, query="a=1") == "one"
    assert words(pages, query="a=1&b=2") is None


def test_a_page_that_asks_for_more_when_it_knows_one_value_is_never_taken_for_another():
    pages = Pages(100_000)
    pages.keep(asked(query="view=list&start=50"), a_page("list 50", reads=frozenset({"view", "start"})))
    pages.keep(asked(query="view=map"), a_page("map", reads=frozenset({"view"})))
    assert words(pages, query="view=map&start=7") is None
    assert words(pages, query="view=map") == "map"
    assert words(pages, query="view=list&start=50") == "list 50"


def test_whatever_pages_read_they_are_only_found_by_the_questions_that_they_answer():
    """A made-up site whose pages read other parameters by what they find; the memory is small, so much is forgotten."""
    chance = random.Random(7)

    def made(query):
        values, read = dict(query), {"a"}
        text = "a" + values.get("a", "-")
        if values.get("a") == "1":
            read.add("b")
            text += "b" + values.get("b", "-")
            if values.get("b") == "2":
                read.add("c")
                text += "c" + values.get("c", "-")
        return text, frozenset(read)

    pages, found = Pages(150_000), 0
    for _round in range(20_000):
        path = f"/{chance.randrange(2)}"
        query = "&".join(f"{name}={chance.randrange(3)}" for name in "abcd" if chance.random() < 0.7)
        question = asked(path, query)
        text, read = made(question.query)
        if chance.random() < 0.001:
            pages._reads.clear()
        kept = pages.find(question, STAMP, NOW)
        if kept is None:
            pages.keep(question, a_page(text, reads=read))
        else:
            assert kept.etag == text, (query, kept)
            found += 1
        assert pages.bytes <= pages.room
        assert pages.bytes == sum(page.size for page in [*pages._once.values(), *pages._again.values()])
    assert found > 5_000


def test_the_memory_is_bounded_and_what_is_asked_for_again_outlives_what_never_is():
    pages = Pages(100_000)
    pages.keep(asked("/front"), a_page("front"))
    assert words(pages, "/front") == "front"
    for number in range(10_000):
        pages.keep(asked(f"/postlister/{number}"), a_page())
        assert pages.bytes <= 100_000
    assert words(pages, "/front") == "front"
    assert len(pages) < 50


def test_pages_that_were_popular_once_make_room_for_those_that_are():
    pages = Pages(100_000)
    for number in range(200):
        pages.keep(asked(f"/{number}"), a_page(str(number)))
        assert words(pages, f"/{number}") == str(number)
    assert words(pages, "/199") == "199"
    assert words(pages, "/0") is None


def test_a_page_that_would_take_the_room_of_many_is_not_kept():
    pages = Pages(100_000)
    pages.keep(asked(), a_page(size=20_000))
    assert len(pages) == 0
    Pages(0).keep(asked(), a_page())


@pytest.mark.parametrize(
    "more",
    [
        {"HTTP_COOKIE": "esdh=1"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
        {"CONTENT_LENGTH": "5"},
        {"CONTENT_TYPE": "text/plain; charset=latin-1"},
        {"HTTP_TRANSFER_ENCODING": "chunked"},
        {"REQUEST_METHOD": "POST"},
        {"REQUEST_METHOD": "OPTIONS"},
        {"REQUEST_METHOD": "get"},
        {"QUERY_STRING": "a=%ff"},
        {"QUERY_STRING": "a=\xe6"},
        {"QUERY_STRING": "a" * 501},
        {"QUERY_STRING": "&".join("abcdefghijklmnopqrstuvxyz")},
        {"PATH_INFO": "/" + "a" * 500},
        {"PATH_INFO": "/intranet/sager"},
        {"PATH_INFO": "/api/v1/"},
        {"PATH_INFO": "/static/esdh/esdh.css"},
    ],
)
def test_what_is_somebodys_own_or_no_page_of_the_public_face_is_left_to_the_application(more):
    assert question_of(environ()) is not None
    assert question_of(environ(**more)) is None


def test_a_request_without_a_host_is_left_to_the_application():
    without = environ()
    del without["HTTP_HOST"]
    assert question_of(without) is None


@pytest.mark.parametrize(
    ("how", "read"),
    [
        (lambda request: request.GET.get("a"), {"a"}),
        (lambda request: request.GET.get("none", "x"), {"none"}),
        (lambda request: request.GET["a"], {"a"}),
        (lambda request: "b" in request.GET, {"b"}),
        (lambda request: request.GET.getall("a"), {"a"}),
        (lambda request: request.params.get("a"), {"a"}),
        (lambda request: request.params.getall("b"), {"b"}),
        (lambda request: list(request.GET), None),
        (lambda request: dict(request.GET), None),
        (lambda request: list(request.GET.items()), None),
        (lambda request: list(request.params.items()), None),
        (lambda request: request.GET.mixed(), None),
        (lambda request: bool(request.GET), None),
        (lambda request: request.GET.copy(), None),
        (lambda request: list(request.GET.values()), None),
        (lambda _request: None, set()),
    ],
)
def test_every_way_to_read_a_parameter_is_noted(how, read):
    request = Request.blank("/?b=1&a=2&a=3")
    noted = watch_parameters(request.environ)
    how(request)
    assert noted.read == (None if read is None else frozenset(read))


def test_a_page_dies_at_the_next_midnight_in_copenhagen_also_when_the_clocks_change():
    for moment, midnight in (
        ((2026, 11, 23, 9), (2026, 11, 24)),
        ((2026, 11, 23, 0), (2026, 11, 24)),
        ((2026, 3, 29, 1), (2026, 3, 30)),
        ((2026, 10, 25, 1), (2026, 10, 26)),
        ((2026, 12, 31, 23), (2027, 1, 1)),
    ):
        dies = next_midnight(datetime(*moment, tzinfo=COPENHAGEN).astimezone(UTC))
        assert dies == datetime(*midnight, tzinfo=COPENHAGEN).astimezone(UTC)
