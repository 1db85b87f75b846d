"""Every answer carries the headers that keep a browser from being used against its owner."""

import pytest
from tests.support.builders import a_case, a_document

from bdk_esdh.kernel.gate import CONTENT_SECURITY_POLICY, SECURITY_HEADERS

STATIC = "/static/esdh/esdh.css"
ANSWERS = [
    ("GET", "/", None),
    ("GET", "/log-ind", None),
    ("GET", "/soeg?q=x", None),
    ("GET", "/findes-ikke", None),
    ("GET", "/%ff", None),
    ("GET", "/intranet", None),
    ("GET", "/intranet/sager", None),
    ("GET", "/intranet/sager", "sagsbehandler"),
    ("GET", "/intranet/sager/ny-sag", "sagsbehandler"),
    ("GET", "/intranet/findes-ikke", "sagsbehandler"),
    ("GET", "/intranet/sager", "borger1"),
    ("GET", STATIC, None),
    ("GET", "/static/esdh/findes-ikke.css", None),
    ("GET", "/static/../setup.cfg", None),
    ("HEAD", "/log-ind", None),
    ("POST", "/log-ind", None),
    ("POST", "/log-af", "sagsbehandler"),
    ("POST", "/intranet/sager/ny-sag", "sagsbehandler"),
    ("PUT", "/", None),
    ("DELETE", "/intranet/sager", "sagsbehandler"),
    ("OPTIONS", "/", None),
    ("PATCH", "/log-ind", None),
]


def _answer(site, method, path, login):
    return site.client(login)._gen_request(method, path, expect_errors=True)


def _directives(answer):
    policy = answer.headers["Content-Security-Policy"]
    return dict(each.strip().partition(" ")[::2] for each in policy.split(";"))


def _assert_guarded(answer):
    for name in SECURITY_HEADERS:
        assert len(answer.headers.getall(name)) == 1, name
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    directives = _directives(answer)
    assert directives["default-src"] == "'none'"
    # A file of ours may be shown within a page of ours, and a file needs no more than the old header.
    assert directives.get("frame-ancestors") in {None, "'none'", "'self'"}
    assert answer.headers["X-Frame-Options"] in {"DENY", "SAMEORIGIN"}
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("method", "path", "login"), ANSWERS)
def test_every_kind_of_answer_is_guarded(site, method, path, login):
    _assert_guarded(_answer(site, method, path, login))


def test_the_answer_to_a_host_that_is_not_ours_is_guarded(site):
    _assert_guarded(site.client().get("/", headers={"Host": "ond.example"}, status=400))


def test_every_page_of_a_document_and_its_files_is_guarded(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act), act)
    client = site.client("sagsbehandler")
    page = client.get("/intranet/sager/2026-00001/1", status=200)
    _assert_guarded(page)
    links = {link["href"].partition("#")[0] for link in page.html.select("a[href^='/intranet/sager/']")}
    assert links
    for link in links:
        _assert_guarded(client.get(link, status="*"))


def test_the_policy_allows_nothing_that_it_does_not_name():
    names = {each.strip().split(" ")[0] for each in CONTENT_SECURITY_POLICY.split(";")}
    assert {"default-src", "base-uri", "form-action", "frame-ancestors"} <= names
    assert "*" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY


def test_no_page_has_what_the_policy_would_forbid(site):
    client = site.client("sagsbehandler")
    for path in ("/intranet/", "/intranet/sager", "/intranet/sager/ny-sag", "/log-ind", "/soeg"):
        text = client.get(path, status="*").text.lower()
        assert " style=" not in text, path
        assert "<style" not in text, path
        assert " onclick=" not in text, path
        assert "javascript:" not in text, path
        assert all("src=" in tag.split(">")[0] for tag in text.split("<script")[1:]), path


@pytest.mark.parametrize("path", ["/intranet/sager", "/intranet/findes-ikke", "/log-ind"])
def test_what_one_person_sees_is_kept_by_no_proxy_and_on_no_disk(site, path):
    client = site.client(None if path == "/log-ind" else "sagsbehandler")
    assert client.get(path, status="*").headers["Cache-Control"] == "no-store"


def test_a_static_file_may_be_kept_and_sets_no_cookie(site):
    answer = site.client("sagsbehandler").get(STATIC, status=200)
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/static/esdh/",
        "/static/esdh/../__init__.py",
        "/static/esdh/%2e%2e/__init__.py",
        "/static/esdh/..%2f__init__.py",
        "/static/esdh//etc/passwd",
        "/static/esdh/.%00/x",
        "/static/dkfds/dist/../package.json",
        "/static/dkfds/package.json",
        "/static/",
        "/static",
    ],
)
def test_nothing_beside_the_static_folders_is_served(site, path):
    answer = site.client().get(path, status="*")
    assert answer.status_int in (400, 404)
    assert "import" not in answer.text
    assert "root:" not in answer.text
