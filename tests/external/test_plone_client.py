"""A client that was written for plone.restapi, from PyPI, works with our JSON face: affen, by CWI (MPL-2.0).

It logs in, goes through lists, makes, uploads, searches and follows the workflow, over HTTP. The client of Plone itself
(npm ``@plone/client``) is no use to us: it drops every field that Plone's own types do not have before it sends.
"""

import base64

import pytest
from tests.support.serving import at_an_address
from tests.support.site_api import CASE, DOCUMENT

affen = pytest.importorskip("affen", reason="not on this machine: affen (PyPI)")
pytestmark = pytest.mark.external


@pytest.fixture
def session(site):
    with at_an_address(site.app) as address, affen.Session(api_root=f"{address}/api/v1/") as session:
        session.trust_env = False
        yield session


def log_in(session, login):
    session.login(login, "demo")
    # It would send login and password with each request instead of the token it got.
    session.auth = None
    return session


def test_a_client_of_plone_does_a_days_work(site, session):
    log_in(session, "sagsbehandler")
    made = session.post("sager", json=CASE)
    assert made.status_code == 201
    case = made.json()
    assert made.headers["Location"] == case["@id"]
    for number in range(30):
        assert session.post("sager", json={**CASE, "title": f"Sag {number}"}).ok
    cases = session.items("sager")
    assert len(cases) == 31
    assert len({each["@id"] for each in cases}) == 31, "it follows batching.next to the end"

    file = {"filename": "brev.txt", "content-type": "text/plain", "encoding": "base64"}
    data = base64.b64encode(b"Jeg vil bygge en carport.").decode()
    document = session.post(case["@id"], json={**DOCUMENT, "file": {**file, "data": data}}).json()
    assert document["@type"] == "Document"
    assert session.get(document["file"]["download"]).content == b"Jeg vil bygge en carport."
    uploaded = session.post(case["@id"], data=DOCUMENT, files={"file": ("bilag.txt", b"Bilag")})
    assert uploaded.json()["file"]["filename"] == "bilag.txt"

    site.run_jobs()
    found = session.items("@search", SearchableText="carport", type="Document")
    assert document["@id"] in [each["@id"] for each in found]

    offered = session.get(f"{document['@id']}/@workflow").json()
    step = next(each for each in offered["transitions"] if each["id"] == "finalise")
    assert session.post(step["@id"]).json()["review_state"] == "final"
    assert session.patch(document["@id"], json={"title": "For sent"}).status_code == 409
    assert session.patch(case["@id"], json={"description": "Rettet"}).status_code == 204
    assert session.delete(uploaded.json()["@id"]).status_code == 204
    assert [each["@id"] for each in session.items(case["@id"])] == [document["@id"]]


def test_a_client_of_plone_publishes_a_page(session):
    log_in(session, "redaktoer")
    page = session.post("", json={"@type": "Page", "title": "Jul", "body": "<p>Lukket.</p>"}).json()
    assert session.post(f"{page['@id']}/@workflow/publish").ok
    session.headers.pop("Authorization")
    assert session.get(page["@id"]).json()["title"] == "Jul"


def test_it_reads_what_was_refused(session):
    log_in(session, "sagsbehandler")
    refused = session.post("sager", json={"@type": "Case"})
    assert refused.status_code == 422
    assert refused.json()["message"]
    session.headers["Authorization"] = "Bearer forkert"
    assert session.get("sager").status_code == 401
