"""The JSON face of a test's municipality: WebTest with a token, and bodies that are right unless a test says otherwise."""

import base64

from tests.support.builders import a_pdf
from tests.support.site import Browser

API = "/api/v1"
CASE = {"@type": "Case", "title": "Opførelse af carport", "kle_subject": "02.34.02", "kle_facet": "P19"}
DOCUMENT = {
    "@type": "Document",
    "title": "Ansøgning om carport",
    "document_type": "letter_incoming",
    "direction": "incoming",
    "letter_date": "2026-11-20",
    "sender": "Nordbyg ApS",
}


def api(site, login=None, password="demo"):  # noqa: S107 -- the demonstration's
    """Return a client of the JSON face, logged in as ``login`` by its own ``@login``."""
    client = Browser(site, extra_environ={"HTTP_HOST": "testserver", "REMOTE_ADDR": "127.0.0.1"})
    if login:
        token = client.post_json(f"{API}/@login", {"login": login, "password": password}).json["token"]
        with_token(client, token)
    return client


def with_token(client, token):
    """Let ``client`` send ``token`` from now on."""
    client.authorization = ("Bearer", token)
    return client


def a_file(content=None, filename="brev.pdf"):
    """Return a file as JSON has it."""
    data = a_pdf("Kære kommune. Jeg søger om en carport.") if content is None else content
    return {
        "filename": filename,
        "content-type": "application/pdf",
        "encoding": "base64",
        "data": base64.b64encode(data).decode(),
    }


def post_case(client, **facts):
    """Open a case; return what was answered."""
    return client.post_json(f"{API}/sager", {**CASE, **facts}).json


def post_document(client, case, *, content=None, filename="brev.pdf", **facts):
    """Register a document on ``case`` (as ``post_case`` returned it); return what was answered."""
    body = {**DOCUMENT, "file": a_file(content, filename), **facts}
    return client.post_json(case["@id"], body).json


def problem(answer, kind):
    """Check that an answer is a problem of ``kind`` in every part; return it."""
    assert answer.content_type == "application/problem+json", answer
    body = answer.json
    assert body["type"] == f"/problems/{kind}", body
    assert body["status"] == answer.status_int
    assert body["title"]
    assert body["detail"]
    assert body["message"] == body["detail"]
    assert answer.headers["Cache-Control"] == "no-store, private"
    return body


def fields_of(body):
    """Return the fields that a problem names."""
    return {error["field"] for error in body["errors"]}
