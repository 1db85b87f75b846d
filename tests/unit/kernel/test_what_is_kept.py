"""Which answers of an application are kept, whatever else stands in the way of asking for them."""

from types import SimpleNamespace

import pytest
from pyramid.request import Request

from bdk_esdh.kernel.clock import SystemClock
from bdk_esdh.kernel.page_cache.answering import RENDERING, PageCache
from bdk_esdh.kernel.page_cache.keeping import Pages

HTML = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", "3")]


def kept_after(status, headers, *, file=None, stamp=b"first"):
    """Let an application answer so, once, and count what is kept."""

    def app(environ, start_response):
        environ[RENDERING].stamp, environ[RENDERING].file = stamp, file
        start_response(status, headers)
        return [b"hej"]

    registry = SimpleNamespace(
        kept_pages=Pages(1_000_000),
        generation_watch=SimpleNamespace(stamp=lambda: b"first"),
        clock=SystemClock(),
    )
    answer = Request.blank("/").get_response(PageCache(app, registry))
    assert (answer.status, answer.body) == (status, b"hej")
    return len(registry.kept_pages)


def test_a_page_that_everybody_may_have_is_kept():
    assert kept_after("200 OK", HTML) == 1
    assert kept_after("200 OK", [*HTML, ("Cache-Control", "no-cache")]) == 1


@pytest.mark.parametrize(
    "more",
    [
        ("Set-Cookie", "esdh=1"),
        ("Cache-Control", "no-store"),
        ("Cache-Control", "private, max-age=5"),
        ("Cache-Control", "max-age=0, no-store"),
    ],
)
def test_what_sets_a_cookie_or_is_for_one_reader_is_not(more):
    assert kept_after("200 OK", [*HTML, more]) == 0
    file = [*HTML, ("ETag", '"x"'), more]
    assert kept_after("200 OK", file, file="/tmp/x") == 0  # noqa: S108 -- never opened


@pytest.mark.parametrize(
    "status",
    ["404 Not Found", "410 Gone", "303 See Other", "500 Internal Server Error", "206 Partial Content"],
)
def test_what_is_no_page_is_not(status):
    assert kept_after(status, HTML) == 0
    assert kept_after(status, [*HTML, ("Cache-Control", "no-cache"), ("ETag", '"x"')], file="x") == 0


def test_other_kinds_what_has_no_length_and_what_is_very_long_are_not():
    assert kept_after("200 OK", [("Content-Type", "application/pdf"), ("Content-Length", "3")]) == 0
    assert kept_after("200 OK", [("Content-Type", "text/html")]) == 0
    assert kept_after("200 OK", [("Content-Type", "text/html"), ("Content-Length", "2000000")]) == 0


def test_a_page_of_no_known_generation_is_not():
    assert kept_after("200 OK", HTML, stamp=None) == 0
