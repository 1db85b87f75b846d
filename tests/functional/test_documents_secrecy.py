"""Whoever may not read a case learns nothing of it: not that it is there, not its title, not a count."""

import re

import pytest
from tests.support.builders import a_case, a_document
from tests.support.site import form_with

SECRET = "Underretning om Fiktivvej"
NAME = "Hemmelig Afsender"


@pytest.fixture
def secret(site):
    with site.graph() as (root, act):
        case = a_case(root, act, title=SECRET, sensitivity="confidential")
        a_document(case, act, title=SECRET, correspondent=NAME, filename="hemmelig.pdf")
        open_case = a_case(root, act, title="Åben sag")
        a_document(
            open_case, act, title=SECRET, correspondent=NAME, sensitivity="sensitive", filename="hemmelig.pdf"
        )
        a_document(open_case, act, title="Åbent brev")
    site.run_jobs()


ADDRESSES = (
    "",
    "/ret",
    "/luk",
    "/genaabn",
    "/nyt-dokument",
    "/1",
    "/1/ret",
    "/1/versioner",
    "/1/tekst",
    "/1/frigiv",
    "/1/traek-tilbage",
    "/1/fil/1/hemmelig.pdf",
    "/1/pdf/1/hemmelig.pdf",
    "/1/frigivet/hemmelig.pdf",
)


def without_its_number(page):
    text = re.sub(r"2026-0000\d|2026-09999", "N", page.text)
    return re.sub(r'(csrf_token" value|submission" value)="[^"]*"', r"\1", text)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_secret_case_answers_as_one_that_does_not_exist(address, site, secret):
    client = site.client("sagsbehandler2")
    there = client.get(f"/intranet/sager/2026-00001{address}", status=404)
    not_there = client.get(f"/intranet/sager/2026-09999{address}", status=404)
    assert without_its_number(there) == without_its_number(not_there)
    assert SECRET not in there


@pytest.mark.parametrize(
    "name", ["tilstand", "1/tilstand", "1/fordel", "1/tag-tilbage", "1/versioner", "1/frigiv", "luk", "ret"]
)
def test_posting_to_a_secret_case_answers_as_if_it_did_not_exist(name, site, secret):
    client = site.client("sagsbehandler2")
    token = form_with(client.get("/intranet/sager"), "csrf_token")["csrf_token"].value
    for number in ("2026-00001", "2026-09999"):
        client.post(
            f"/intranet/sager/{number}/{name}", {"csrf_token": token, "transition": "close"}, status=404
        )


@pytest.mark.parametrize(
    "login", ["sagsbehandler2", "postmedarbejder", "medarbejder", "administrator", "politiker"]
)
def test_lists_and_counts_tell_nothing_of_what_is_secret(login, site, secret):
    client = site.client(login)
    for path in (
        "/intranet/sager",
        "/intranet/sager?q=underretning&tilstand=alle",
        "/intranet/sager?q=2026-00001",
        "/intranet/dokumenter",
        "/intranet/dokumenter?q=hemmelig",
        "/intranet/dokumenter?q=2026-00001-1",
    ):
        page = client.get(path)
        assert SECRET not in page
        assert NAME not in page
        assert not [link for link in page.html.select("tbody a") if "2026-00001" in link["href"]]


def test_an_open_case_shows_and_counts_only_the_documents_one_may_read(site, secret):
    page = site.client("sagsbehandler2").get("/intranet/sager/2026-00002")
    assert [link.text for link in page.html.select("tbody th a")] == ["Åbent brev"]
    assert page.html.select_one(".e-tab .e-count").text == "1"
    assert SECRET not in page
    hindrances = [line.text.strip() for line in page.html.select(".e-guard li p")]
    assert hindrances == [
        "Noget på sagen, som du ikke har adgang til, er ikke færdigt. Spørg en af sagens behandlere",
        "Dokument 2 er ikke endeligt",
    ]


def test_closing_by_force_does_not_name_the_secret_document(site, secret):
    client = site.client("sagsbehandler2")
    page = client.get("/intranet/sager/2026-00002/luk")
    token = form_with(page, "csrf_token")["csrf_token"].value
    answer = client.post("/intranet/sager/2026-00002/luk", {"csrf_token": token}, status=422)
    assert SECRET not in answer
    assert "Dokument 1" not in answer


@pytest.mark.parametrize("login", ["administrator", "redaktoer", "politiker"])
def test_nobody_reads_what_is_secret_by_their_role(login, site, secret):
    client = site.client(login)
    for path in (
        "/intranet/sager/2026-00001",
        "/intranet/sager/2026-00001/1",
        "/intranet/sager/2026-00002/1",
    ):
        client.get(path, status=404)


@pytest.mark.parametrize("path", ["/sager/2026-00002", "/sager/2026-00002/2", "/sager/2026-00002/2/fil/1/brev.pdf",
                                  "/sager/2026-00002/2/pdf/1/brev.pdf", "/sager/2026-00002/2/frigivet/brev.pdf", "/sager", "/dokumenter"])  # fmt: skip
def test_the_public_face_has_no_case_document_or_internal_file(path, site, secret):
    site.client().get(path, status=404)


@pytest.mark.parametrize("address", ["/intranet/sager/2026-00002/2/fil/1/brev.pdf", "/intranet/sager/2026-00002/2/pdf/1/brev.pdf",
                                     "/intranet/sager/2026-09999/9/fil/1/brev.pdf"])  # fmt: skip
def test_the_anonymous_are_led_to_the_login_and_get_no_file(address, site, secret):
    answer = site.client().get(address, status=302)
    assert answer.location.startswith("/log-ind") or "/log-ind?" in answer.location
    assert b"%PDF" not in answer.body


def test_a_citizen_gets_no_internal_page(site, secret):
    client = site.client("borger1")
    client.get("/intranet/sager/2026-00002", status=404)
    client.get("/intranet/sager", status=404)
