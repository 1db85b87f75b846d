"""A form with files whose end is missing is refused: nobody files half a document."""

import pytest
from tests.support.builders import a_case
from tests.support.site import form_with
from tests.support.site_api import DOCUMENT, api, post_case, problem

FORM = "/intranet/sager/2026-00001/nyt-dokument"
#: the bytes that are lost at the end
CUTS = {"the hyphens": 2, "the boundary": 40, "half the file": 3_000}


@pytest.fixture(params=CUTS.values(), ids=CUTS)
def cut(request):
    return request.param


def sent(client, path, fields, lost, **headers):
    """Send a form with a file of 5,000 bytes without its last ``lost`` ones, but with a length that fits."""
    content_type, body = client.encode_multipart(
        fields, [("file", "brev.txt", b"Brev. " * 800 + b"slut" * 50)]
    )
    body = body.rstrip()
    body = body[: len(body) - lost]
    return client.post(path, body, headers={"Content-Type": content_type, **headers}, status="*")


def filed(site):
    with site.graph() as (root, _act):
        return [document.title for case in root["sager"].values() for document in case.values()]


@pytest.mark.parametrize("more", [b"", b"\r\n", b"\r\nan epilogue\r\n"])
def test_a_whole_form_is_taken_whatever_follows_it(site, more):
    client = api(site, "sagsbehandler")
    case = post_case(client)
    content_type, body = client.encode_multipart(list(DOCUMENT.items()), [("file", "brev.txt", b"Brev")])
    client.post(case["@id"], body.rstrip() + more, headers={"Content-Type": content_type}, status=201)
    assert filed(site) == [DOCUMENT["title"]]


def test_a_clerk_whose_upload_was_cut_off_is_told_and_nothing_is_filed(site, cut):
    """Break it: take a form without its last boundary."""
    with site.graph() as (root, act):
        a_case(root, act)
    client = site.client("sagsbehandler")
    form = form_with(client.get(FORM), "title")
    form["title"] = "Brev"
    fields = [(name, value) for name, value in form.submit_fields() if not name.startswith("file")]
    answer = sent(client, FORM, fields, cut)
    assert (answer.status_int, filed(site)) == (400, [])
    assert "Formularen kunne ikke læses" in answer.text


def test_a_program_whose_upload_was_cut_off_is_told_and_nothing_is_filed(site, cut):
    client = api(site, "sagsbehandler")
    case = post_case(client)
    answer = sent(client, case["@id"], list(DOCUMENT.items()), cut)
    assert "kunne ikke læses" in problem(answer, "bad-request")["detail"]
    assert filed(site) == []
