"""Files of documents for programs, and the same thing sent twice."""

import hashlib

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


@pytest.fixture
def client(site):
    return api(site, "sagsbehandler")


# Files


def test_a_file_comes_back_byte_for_byte_whole_and_in_part(client):
    content = bytes(range(256)) * 500
    document = post_document(client, post_case(client), content=content, filename="målinger.dat")
    told = document["file"]
    assert told["filename"] == "målinger.dat"
    assert (told["size"], told["sha256"]) == (128_000, hashlib.sha256(content).hexdigest())
    answer = client.get(told["download"])
    assert answer.body == content
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "attachment" in answer.headers["Content-Disposition"]
    part = client.get(told["download"], headers={"Range": "bytes=100-199"}, status=206)
    assert part.body == content[100:200]
    assert client.head(told["download"]).content_length == 128_000
    client.get(told["download"], headers={"If-None-Match": answer.headers["ETag"]}, status=304)


def test_versions_are_kept_and_each_is_fetched_by_its_number(client):
    document = post_document(client, post_case(client), content=b"%PDF-1.4 en")
    answer = client.post_json(
        document["@id"] + "/@versions", {"file": a_file(b"%PDF-1.4 to"), "note": "Rettet"}, status=201
    )
    assert answer.headers["Location"] == document["@id"] + "/@versions/2"
    assert (answer.json["version"], answer.json["note"]) == (2, "Rettet")
    listed = client.get(document["@id"] + "/@versions").json
    assert [each["version"] for each in listed["items"]] == [2, 1]
    bodies = [client.get(each["file"]["download"]).body for each in listed["items"]]
    assert bodies == [b"%PDF-1.4 to", b"%PDF-1.4 en"]
    assert client.get(document["@id"]).json["version"] == 2
    assert client.get(document["@id"] + "/@versions/1").json["file"]["download"].endswith("/@download/file/1")
    for missing in ("/@versions/3", "/@versions/x", "/@download/file/9", "/@download", "/@download/x"):
        problem(client.get(document["@id"] + missing, status=404), "not-found")
    same = client.post_json(document["@id"] + "/@versions", {"file": a_file(b"%PDF-1.4 to")}, status=422)
    assert fields_of(problem(same, "invalid")) == {"file"}


def test_a_file_is_sent_as_a_form_too(client):
    case = post_case(client)
    fields = [(name, value) for name, value in DOCUMENT.items()]
    fields += [("recipients", "Vej & Park"), ("recipients", "Borgmesteren"), ("on_postlist", "true")]
    answer = client.post(case["@id"], fields, upload_files=[("file", "b.pdf", b"%PDF-1.4 form")], status=201)
    assert (answer.json["file"]["filename"], answer.json["on_postlist"]) == ("b.pdf", True)
    assert answer.json["recipients"] == ["Vej & Park", "Borgmesteren"]
    assert client.get(answer.json["file"]["download"]).body == b"%PDF-1.4 form"


@pytest.mark.parametrize(
    "file",
    [
        None,
        "x",
        {},
        {"filename": "x.pdf"},
        {"filename": "x.pdf", "data": ""},
        {"filename": "x.pdf", "data": "%%%"},
        {"filename": "x.pdf", "data": "YQ==", "encoding": "hex"},
        {"filename": "", "data": "YQ=="},
        {"filename": 4, "data": "YQ=="},
        {"filename": "program.exe", "data": "TVqQ"},
    ],
)
def test_a_file_that_is_none_is_told_at_its_field(client, file):
    case = post_case(client)
    answer = client.post_json(case["@id"], {**DOCUMENT, "file": file}, status=422)
    assert fields_of(problem(answer, "invalid")) == {"file"}
    assert client.get(case["@id"]).json["items_total"] == 0


# Sent twice


def test_the_same_thing_sent_twice_under_one_key_is_made_once(site, client):
    """Break it: call ``do`` in ``once`` without asking what was sent."""
    key = {"Idempotency-Key": "b6f1-1"}
    first = client.post_json(f"{API}/sager", CASE, headers=key, status=201)
    again = client.post_json(f"{API}/sager", CASE, headers=key, status=201)
    assert again.headers["Location"] == first.headers["Location"]
    assert again.json == first.json
    assert client.get(f"{API}/sager").json["items_total"] == 1
    other = client.post_json(f"{API}/sager", {**CASE, "title": "Andet"}, headers=key, status=422)
    problem(other, "idempotency-key-reused")
    mine = api(site, "leder").post_json(f"{API}/sager", CASE, headers=key, status=201)
    assert mine.headers["Location"] != first.headers["Location"]
    for nonsense in ("", "x" * 300, "æ".encode().decode("latin-1")):
        problem(
            client.post_json(f"{API}/sager", CASE, headers={"Idempotency-Key": nonsense}, status=400),
            "bad-request",
        )


def test_a_form_with_a_file_sent_twice_under_one_key_is_filed_once_whatever_its_boundary(client):
    case = post_case(client)
    key = {"Idempotency-Key": "form-1"}
    made = [
        client.post(
            case["@id"], list(DOCUMENT.items()), upload_files=[("file", "b.pdf", b"%PDF-1.4 f")], headers=key
        )
        for _twice in range(2)
    ]
    assert made[0].headers["Location"] == made[1].headers["Location"]
    assert client.get(case["@id"]).json["items_total"] == 1
    client.post(
        case["@id"],
        list(DOCUMENT.items()),
        upload_files=[("file", "b.pdf", b"%PDF-1.4 g")],
        headers=key,
        status=422,
    )


def test_versions_and_states_are_not_repeated_either(client):
    document = post_document(client, post_case(client))
    for _twice in range(2):
        body = {"file": a_file(b"%PDF-1.4 to")}
        answer = client.post_json(
            document["@id"] + "/@versions", body, headers={"Idempotency-Key": "v"}, status=201
        )
        assert answer.json["version"] == 2
        client.post_json(
            document["@id"] + "/@workflow/start_draft", {}, headers={"Idempotency-Key": "w"}, status=200
        )


@pytest.mark.parametrize("as_form", [False, True])
def test_a_second_attempt_after_a_conflict_files_the_whole_file(site, client, as_form):
    """Break it: keep what the first attempt has read of the body for the second."""
    from pyramid.events import ContextFound
    from ZODB.POSException import ConflictError

    from bdk_esdh.kernel.json_face.body import body_of

    case, attempts = post_case(client), []

    def meet_somebody_else(event):
        stream = body_of(event.request)["file"].stream
        attempts.append(stream.read())
        if len(attempts) < 3:
            raise ConflictError
        stream.seek(0)

    site.registry.registerHandler(meet_somebody_else, (ContextFound,))
    try:
        if as_form:
            answer = client.post(
                case["@id"], list(DOCUMENT.items()), upload_files=[("file", "b.pdf", b"%PDF-1.4 hel")]
            )
        else:
            answer = client.post_json(case["@id"], {**DOCUMENT, "file": a_file(b"%PDF-1.4 hel")})
    finally:
        site.registry.unregisterHandler(meet_somebody_else, (ContextFound,))
    assert attempts == [b"%PDF-1.4 hel"] * 3
    assert answer.json["document_number"] == "2026-00001-1"
    assert client.get(answer.json["file"]["download"]).body == b"%PDF-1.4 hel"
