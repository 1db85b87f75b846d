"""Stylesheets, scripts and icons: kept for a year under an address that tells what they say."""

import re

import pytest

from bdk_esdh.kernel.static_files import OURS, StaticFiles

#: what asks for no part of a file, or for several
NO_RANGES = (
    "bytes=5-2",
    "bytes=a-b",
    "octets=0-1",
    "bytes=",
    "bytes=-",
    "bytes=--1",
    "bytes=0-1,5-6",
    "bytes=0-,0-,0-",
    "bytes=" + "9" * 5000 + "-",
    "x" * 5000,
    "",
)
YEAR = "public, max-age=31536000, immutable"


def addresses_on(page):
    return set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page.text))


@pytest.mark.parametrize(
    ("login", "address"), [(None, "/"), (None, "/findes-ikke"), ("sagsbehandler", "/intranet/sager/ny-sag")]
)
def test_what_a_page_names_is_there_and_may_be_kept_for_a_year(site, login, address):
    client = site.client(login)
    named = addresses_on(client.get(address, expect_errors=True))
    assert len(named) >= 4
    for each in named:
        answer = client.get(each)
        assert answer.headers["Cache-Control"] == YEAR, each
        assert answer.headers["ETag"]
        assert "Set-Cookie" not in answer.headers


def test_what_a_stylesheet_or_script_names_beside_it_lies_under_the_same_digest(site):
    client = site.client()
    address = site.registry.static_files.address
    style = client.get(address("dkfds/dist/css/dkfds.min.css"))
    (picture, *_more) = re.findall(r"url\(\.\./(img/[^)]+\.svg)\)", style.text)
    assert client.get(address(f"dkfds/dist/{picture}")).headers["Cache-Control"] == YEAR
    for script in (OURS / "js").iterdir():
        assert client.get(address(f"esdh/js/{script.name}")).headers["Cache-Control"] == YEAR


def test_an_address_without_a_digest_or_with_an_old_one_is_answered_and_asked_again(site):
    client = site.client()
    for address in ("/static/esdh/esdh.css", f"/static/{'0' * 16}/esdh/esdh.css"):
        answer = client.get(address)
        assert answer.headers["Cache-Control"] == "no-cache"
        assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_int == 304


def test_the_address_becomes_another_when_any_file_does(tmp_path):
    folder = tmp_path / "esdh"
    folder.mkdir()
    (folder / "a.css").write_text("a { color: red }")

    def address():
        return StaticFiles({"esdh": folder, "absent": tmp_path / "absent"}).address("esdh/a.css")

    first = address()
    assert address() == first
    seen = {first}
    (folder / "b.svg").write_text("<svg/>")
    seen.add(address())
    (folder / "a.css").write_text("a { color: tan }")
    seen.add(address())
    (folder / "b.svg").rename(folder / "c.svg")
    seen.add(address())
    assert len(seen) == 4
    (folder / "source.map").write_text("{}")
    assert address() in seen


def test_head_conditions_and_ranges_are_understood(site):
    client, address = site.client(), site.registry.static_files.address("esdh/esdh.css")
    whole = client.get(address)
    assert client.head(address).content_length == len(whole.body)
    assert client.head(address).body == b""
    assert client.get(address, headers={"If-None-Match": whole.headers["ETag"]}).status_int == 304
    part = client.get(address, headers={"Range": "bytes=10-19"})
    assert (part.status_int, part.body) == (206, whole.body[10:20])
    assert client.get(address, headers={"Range": "bytes=99999999-"}, expect_errors=True).status_int == 416
    for nonsense in NO_RANGES:
        answer = client.get(address, headers={"Range": nonsense})
        assert (answer.status_int, answer.body) == (200, whole.body), nonsense


def test_nothing_else_of_the_machine_is_served(site):
    client, digest = site.client(), site.registry.static_files.digest
    for path in ("../static_files.py", "..%2f__init__.py", "%2e%2e/__init__.py", "/etc/passwd", "", ".%00/x"):
        assert client.get(f"/static/{digest}/esdh/{path}", expect_errors=True).status_int in {400, 404}
    assert client.get(f"/static/{digest}/dkfds/package.json", expect_errors=True).status_int == 404
    assert client.post(f"/static/{digest}/esdh/esdh.css", expect_errors=True).status_int in {400, 404, 405}


def test_only_the_worker_that_reads_pdf_files_may_compile_and_no_file_may_make_script_of_text(site):
    client = site.client()
    address = site.registry.static_files.address
    worker = client.get(address("pdfjs/build/pdf.worker.min.mjs"))
    assert worker.content_type == "text/javascript"
    assert "'wasm-unsafe-eval'" in worker.headers["Content-Security-Policy"]
    for each in ("pdfjs/build/pdf.min.mjs", "pdfjs/web/pdf_viewer.mjs", "esdh/esdh.js"):
        assert "wasm-unsafe-eval" not in client.get(address(each)).headers["Content-Security-Policy"]
    for answer in (worker, client.get("/")):
        assert "'unsafe-eval'" not in answer.headers["Content-Security-Policy"]
        assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]
