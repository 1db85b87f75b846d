"""The gate: what cannot be understood, or was not meant for us, goes no further."""

import pytest
from pyramid.registry import Registry
from pyramid.request import Request
from pyramid.response import Response

from bdk_esdh.kernel.gate import STRIPPED_HEADERS, gate_tween_factory
from bdk_esdh.kernel.settings import Settings


def _gate(hosts=("Example.dk", "::1")):
    registry = Registry()
    registry.esdh_settings = Settings(hosts=hosts)
    seen = []

    def handler(request):
        seen.append(dict(request.environ))
        return Response("ok")

    return gate_tween_factory(handler, registry), seen


def _request(path="/", **environ):
    environ.setdefault("HTTP_HOST", "example.dk")
    request = Request.blank("/")
    request.environ.update(environ, PATH_INFO=path)
    return request


@pytest.mark.parametrize("host", ["example.dk", "EXAMPLE.dk", "example.dk:6543", "[::1]", "[::1]:80"])
def test_a_host_of_ours_is_let_in_however_it_is_written(host):
    gate, seen = _gate()
    assert gate(_request(HTTP_HOST=host)).status_int == 200
    assert seen


@pytest.mark.parametrize(
    "host",
    ["", "ond.example", "example.dk.ond.example", "example.dk@ond.example", "example.dk:x", "a b", "example.dk/",
     "example.dk\r\nX: y", "::1", "exámple.dk", "example.dk:123456"],
)  # fmt: skip
def test_any_other_host_is_refused_in_danish(host):
    gate, seen = _gate()
    answer = gate(_request(HTTP_HOST=host))
    assert (answer.status_int, answer.text) == (400, "Ukendt værtsnavn.")
    assert not seen


def test_a_request_that_names_no_host_is_refused():
    gate, _seen = _gate()
    request = _request()
    del request.environ["HTTP_HOST"]
    assert gate(request).status_int == 400


def test_without_a_list_every_host_is_ours():
    gate, _seen = _gate(hosts=())
    assert gate(_request(HTTP_HOST="hvad.som.helst")).status_int == 200


@pytest.mark.parametrize(
    ("path", "query"),
    [("/\xff", ""), ("/sager/\xc3", ""), ("/", "q=%FF"), ("/", "q=\xe9"), ("/", "%C3=1"), ("/a\0b", "")],
)
def test_an_address_that_is_no_text_is_refused(path, query):
    gate, seen = _gate()
    answer = gate(_request(path, QUERY_STRING=query))
    assert answer.status_int == 400
    assert "Adressen" in answer.text
    assert not seen


@pytest.mark.parametrize(
    ("path", "query"), [("/\xc3\xa6ble", ""), ("/", "q=%C3%A6ble&x=+"), ("/", "q=\xc3\xa6"), ("/", "%")]
)
def test_an_address_with_danish_letters_is_let_in(path, query):
    gate, _seen = _gate()
    assert gate(_request(path, QUERY_STRING=query)).status_int == 200


@pytest.mark.parametrize("header", STRIPPED_HEADERS)
def test_a_header_that_would_choose_another_address_never_arrives(header):
    gate, seen = _gate()
    gate(_request(**{header: "/sager"}))
    assert header not in seen[0]


@pytest.mark.parametrize(
    ("path", "stored"),
    [("/", True), ("/intranetsager", True), ("/intranet", False), ("/intranet/sager", False)],
)
def test_what_is_shown_at_work_is_kept_by_no_proxy_and_on_no_disk(path, stored):
    gate, _seen = _gate()
    assert ("no-store" in gate(_request(path)).headers.get("Cache-Control", "")) is not stored
