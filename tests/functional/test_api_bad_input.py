"""Whatever a program sends, it is told what is wrong with it: never 500, nothing half-written, no number spent."""

import json

import pytest
from tests.support.site_api import (
    API,
    CASE,
    DOCUMENT,
    a_file,
    api,
    fields_of,
    post_case,
    post_document,
    problem,
)

BROKEN = [
    b"{",
    b"[]",
    b"null",
    b'"text"',
    b"12",
    b"",
    b"\xff\xfe{}",
    b'{"title": "\xe6"}',
    b'{"title": NaN}',
    b'{"title": Infinity}',
    b'{"title": -Infinity}',
    b'{"title": 1e999}',
    b'{"n": ' + b"9" * 10_000 + b"}",
    b'{"title": "a", "title": "b"}',
    b'{"x": {"y": 1, "y": 2}}',
    b"[" * 100_000,
    b'{"x":' * 50_000 + b"1" + b"}" * 50_000,
    b'{"\\ud800": 1}',
    b"{" + b",".join(b'"f%d": 1' % n for n in range(2_000)) + b"}",
    b'{"title": "a"} {"title": "b"}',
    b"\xef\xbb\xbf{}",
]
STRANGE = [
    None,
    True,
    0,
    -1,
    10**400,
    1.5,
    "",
    " ",
    "\0",
    "\ud800",
    "x" * 300,
    "x" * 100_000,
    "\u202edrejet",
    [],
    [[]],
    ["x"],
    {},
    {"x": {"y": []}},
    {"data": "x"},
    {"filename": "x.pdf", "data": "æ"},
    "2026-02-30",
    "23.11.2026",
    "2026-11-23T10:00:00Z",
    "vip",
    "__proto__",
    "' OR 1=1 --",
]
CASE_FIELDS = [
    "title", "kle_subject", "kle_facet", "responsible_unit", "caseworker", "sensitivity", "due_date",
    "description", "confidential_title", "exemption_basis",
]  # fmt: skip
DOCUMENT_FIELDS = [
    "title", "document_type", "direction", "letter_date", "sender", "recipients", "character", "sensitivity",
    "on_postlist", "description", "exemption_basis", "file",
]  # fmt: skip


def _post(client, path, raw, status="*", kind="application/json"):
    return client.post(path, raw, content_type=kind, status=status)


@pytest.mark.parametrize("raw", BROKEN, ids=lambda raw: repr(raw[:20]))
@pytest.mark.parametrize("path", ["/@login", "/sager"])
def test_what_is_no_json_object_is_refused(site, raw, path):
    client = api(site, "sagsbehandler")
    answer = _post(client, API + path, raw)
    assert answer.status_int == (422 if raw == b"" else 400)
    problem(answer, "invalid" if raw == b"" else "bad-request")


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/x-www-form-urlencoded", "x"])
def test_another_kind_of_body_is_told_which_kinds_there_are(site, kind):
    client = api(site, "sagsbehandler")
    answer = _post(client, f"{API}/sager", b"title=Carport", 415, kind)
    assert "application/json" in problem(answer, "unsupported-media-type")["detail"]


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=x", "multipart/form-data; boundary="]
)
def test_a_form_that_is_none_is_refused(site, kind):
    client = api(site, "sagsbehandler")
    answer = _post(client, f"{API}/sager", b"--y\r\nContent-Disposition: x", kind=kind)
    assert answer.status_int in (400, 422)
    assert answer.content_type == "application/problem+json"


def test_a_body_over_the_limit_is_refused_before_it_is_read(site):
    from pyramid.request import Request

    from bdk_esdh.kernel.json_face.body import body_tween_factory

    request = Request.blank(f"{API}/sager", method="POST", content_type="application/json", body=b"{}")
    request.registry = site.registry
    request.environ["CONTENT_LENGTH"] = str(70_000_000)
    answer = body_tween_factory(lambda _request: pytest.fail("it was let through"), site.registry)(request)
    assert (answer.status_int, answer.json["type"]) == (413, "/problems/too-large")
    assert "50 MB" in answer.json["detail"]


@pytest.mark.parametrize("field", CASE_FIELDS)
def test_no_value_of_a_field_of_a_case_is_too_strange(site, field):
    client = api(site, "sagsbehandler")
    case = post_case(client)
    before = client.get(case["@id"]).json
    for value in STRANGE:
        body = json.dumps({**CASE, field: value}).encode()
        made = _post(client, f"{API}/sager", body)
        assert made.status_int in (201, 422, 409), (value, made)
        if made.status_int == 422:
            assert made.json["errors"], value
        body = json.dumps({field: value}).encode()
        changed = client.patch(case["@id"], body, content_type="application/json", status="*")
        assert changed.status_int in (204, 422, 409), (value, changed)
        after = client.get(case["@id"]).json
        if changed.status_int != 204:
            assert {**after, "changed_at": 0} == {**before, "changed_at": 0}
        before = after


@pytest.mark.parametrize("field", DOCUMENT_FIELDS)
def test_no_value_of_a_field_of_a_document_is_too_strange(site, field):
    client = api(site, "sagsbehandler")
    case = post_case(client)
    document = post_document(client, case)
    for value in STRANGE:
        body = json.dumps({**DOCUMENT, "file": a_file(b"%PDF-1.4 x"), field: value}).encode()
        made = _post(client, case["@id"], body)
        assert made.status_int in (201, 422), (value, made)
        body = json.dumps({field: value}).encode()
        changed = client.patch(document["@id"], body, content_type="application/json", status="*")
        assert changed.status_int in (204, 422), (value, changed)
        client.get(document["@id"], status=200)


def test_every_missing_field_is_told_at_once_and_no_number_is_spent(site):
    client = api(site, "sagsbehandler")
    answer = client.post_json(f"{API}/sager", {"@type": "Case"}, status=422)
    assert fields_of(problem(answer, "invalid")) == {"title", "kle_subject", "kle_facet"}
    case = post_case(client)
    assert case["case_number"] == "2026-00001"
    answer = client.post_json(case["@id"], {"@type": "Document"}, status=422)
    assert fields_of(problem(answer, "invalid")) == {"title", "document_type", "direction", "file"}
    body = {**DOCUMENT, "letter_date": None, "direction": "outgoing", "file": a_file()}
    answer = client.post_json(case["@id"], body, status=422)
    assert fields_of(problem(answer, "invalid")) == {"direction", "letter_date"}
    assert post_document(client, case)["document_number"] == "2026-00001-1"


@pytest.mark.parametrize("name", ["correspondent", "titel", "id", "access_list", "__acl__", "sharing"])
def test_a_field_that_there_is_not_is_told(site, name):
    client = api(site, "sagsbehandler")
    case = post_case(client)
    document = post_document(client, case)
    for url in (case["@id"], document["@id"]):
        answer = client.patch_json(url, {name: "x", "title": "Ny titel"}, status=422)
        assert problem(answer, "invalid")["errors"] == [{"field": name, "message": "Feltet kendes ikke"}]
        assert client.get(url).json["title"] != "Ny titel"


@pytest.mark.parametrize("name", ["case_number", "review_state", "opened_at"])
def test_a_field_that_cannot_be_changed_by_writing_it_is_told_apart(site, name):
    client = api(site, "sagsbehandler")
    case = post_case(client)
    answer = client.patch_json(case["@id"], {name: "closed"}, status=422)
    assert problem(answer, "invalid")["errors"][0]["message"] == "Feltet kan ikke ændres"


def test_a_cpr_number_in_a_title_is_refused_in_the_words_of_the_form(site):
    client = api(site, "sagsbehandler")
    answer = client.post_json(f"{API}/sager", {**CASE, "title": "Sag om 610190-0000"}, status=422)
    assert "CPR" in problem(answer, "invalid")["detail"]
    assert "610190" not in answer.text


@pytest.mark.parametrize("asked", [None, "Document", "case", "Root", 7, ["Case"], {"x": 1}])
def test_what_cannot_be_made_in_a_place_is_told(site, asked):
    client = api(site, "sagsbehandler")
    body = {**CASE, "@type": asked} if asked else {name: v for name, v in CASE.items() if name != "@type"}
    answer = client.post_json(f"{API}/sager", body, status=422)
    assert fields_of(problem(answer, "invalid")) == {"@type"}


@pytest.mark.parametrize(
    "query",
    ["b_start=-1", "b_start=x", "b_size=0", "b_size=-5", "b_start=1.5", "b_size=", "b_start=%EF%BC%99"],
)
def test_a_batch_that_is_none_is_refused(site, query):
    client = api(site, "sagsbehandler")
    for path in ("/sager", "/", "/udvalg", "/postlister", "/emner", "/@search", "/organisation/personer"):
        problem(client.get(f"{API}{path}?{query}", status=400), "bad-request")


def test_a_batch_beyond_the_end_is_empty_and_one_that_is_too_large_is_cut(site):
    client = api(site, "sagsbehandler")
    for _number in range(3):
        post_case(client)
    beyond = client.get(f"{API}/sager?b_start=1000000").json
    assert (beyond["items"], beyond["items_total"]) == ([], 3)
    assert client.get(f"{API}/sager?b_size=999999999").json["batching"]["b_size"] == 100
    first = client.get(f"{API}/sager?b_size=2").json
    assert len(first["items"]) == 2
    second = client.get(first["batching"]["next"]).json
    assert [item["case_number"] for item in (*first["items"], *second["items"])] == [
        "2026-00001",
        "2026-00002",
        "2026-00003",
    ]
    assert client.get(second["batching"]["prev"]).json["items"] == first["items"]


@pytest.mark.parametrize(
    "path",
    [
        "/sager/..%2f..%2fetc",
        "/sager/%00",
        "/sager/" + "x" * 5_000,
        "/sager/@workflow",
        "/@@sager",
        "/sager/2026-00001/1/@download/../../2",
        "/postlister/2026-13-45",
        "/postlister/0000-00-00",
        "/postlister/2026-11-20/x",
        "/job",
        "/besoeg",
        "/graph",
        "/catalog",
        "/__objectmap__",
        "/submissions",
        "/tokens",
    ],
)
def test_no_address_is_too_strange(site, path):
    client = api(site, "administrator")
    answer = client.get(API + path, status="*")
    assert answer.status_int in (400, 404), answer
    assert answer.content_type == "application/problem+json"


def test_an_address_that_is_no_utf8_is_refused_as_a_problem(site):
    problem(api(site).get(f"{API}/%ff", status=400), "bad-request")
    problem(api(site).get(f"{API}/?x=%ff", status=400), "bad-request")
