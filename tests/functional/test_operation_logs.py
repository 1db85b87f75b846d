"""What is logged: enough to find a fault by its number, and nothing of what anybody is or wrote."""

import io
import json
import logging
import re

import pytest
from pyramid.events import ContextFound
from tests.support.builders import a_case, a_document
from tests.support.site import PEOPLE, form_with

from bdk_esdh.kernel.log_lines import JsonFormatter, PlainFormatter

CPR = "610190-0000"
WORDS = (
    "Carport på Ærøgade",
    "Ansøgning om carport",
    "Nordbyg ApS",
    CPR,
    "6101900000",
    "hemmeligt kodeord",
    "søgeord-x",
)


@pytest.fixture(params=[PlainFormatter, JsonFormatter])
def lines(request):
    """Everything that is logged, at the level of the settings and below, as one of the two forms writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(request.param())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream.getvalue
    root.removeHandler(handler)
    root.setLevel(before)


def test_a_day_of_work_leaves_nothing_of_anybody_in_the_log(site, lines):
    with site.graph() as (root, act):
        case = a_case(root, act, title="Carport på Ærøgade")
        a_document(case, act)
    for login, _name, _roles, _unit in PEOPLE:
        client = site.client(login)
        for path in ("/intranet/", "/intranet/sager?q=søgeord-x", "/intranet/sager/2026-00001",
                     "/intranet/sager/2026-00001/1", f"/intranet/soeg?q={CPR}", "/intranet/organisation/personer",
                     f"/intranet/organisation/personer/{login}", "/", f"/soeg?q={CPR}", f"/{CPR}"):  # fmt: skip
            client.get(path, status="*")
    client = site.client("sagsbehandler")
    form = form_with(client.get("/intranet/sager/2026-00001/nyt-dokument"), "title")
    form["title"], form["correspondent"] = f"Brev om {CPR}", "Nordbyg ApS"
    form.submit(status="*")
    refused = form_with(site.client().get("/log-ind"), "password")
    refused["login"], refused["password"] = "sagsbehandler", "hemmeligt kodeord"
    refused.submit(status="*")
    site.run_jobs()
    said = lines()
    assert said.count("request") > 100
    for word in (
        *WORDS,
        *(name for _login, name, _roles, _unit in PEOPLE),
        *(login for login, *_rest in PEOPLE),
        "127.0.0.1",
    ):
        assert word not in said, f"{word}: {next(line for line in said.splitlines() if word in line)}"


def test_each_request_has_one_line_with_the_number_that_its_answer_carries(site, lines):
    with site.graph() as (root, act):
        a_case(root, act)
    client = site.client("sagsbehandler")
    answer = client.get("/intranet/sager/2026-00001")
    number = answer.headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{8}", number)
    (line,) = [line for line in lines().splitlines() if number in line and "status" in line]
    if line.startswith("{"):
        said = json.loads(line)
        assert {key: said[key] for key in ("face", "view", "method", "status", "retries", "request")} == {
            "face": "intranet", "view": "Case", "method": "GET", "status": 200, "retries": 0, "request": number,
        }  # fmt: skip
    else:
        assert "face=intranet view=Case method=GET status=200 ms=" in line


def test_a_number_that_a_client_sends_is_not_taken_over(site):
    answer = site.client().get("/", headers={"X-Request-ID": "Ida Attrap"})
    assert answer.headers["X-Request-ID"] != "Ida Attrap"


def test_a_fault_is_found_by_the_number_on_its_page_and_tells_its_place_and_no_value(
    site, lines, monkeypatch
):
    log = logging.getLogger("bdk_esdh.test")

    def fail(typed):
        secret = f"{typed} {CPR}"
        raise ValueError(secret)

    try:
        try:
            fail("Ida Attrap")
        except ValueError as error:
            raise RuntimeError("Ida Attrap") from error
    except RuntimeError:
        log.exception("it failed")
    said = lines()
    assert "RuntimeError" in said
    assert "ValueError" in said
    assert "in fail" in said
    assert "Ida" not in said
    assert CPR not in said


def test_what_the_disk_and_the_database_say_is_told_without_names_of_files(lines):
    log = logging.getLogger("bdk_esdh.test")
    try:
        raise OSError(28, "No space left on device", "/data/Ida Attrap.pdf")  # noqa: TRY301 -- the log is what is tested
    except OSError:
        log.exception("it failed")
    assert "No space left on device" in lines()
    assert "Ida" not in lines()


def test_the_server_does_not_name_the_address_it_failed_at(lines):
    logging.getLogger("waitress").error("Exception while serving /sager/Ida-Attrap")
    assert "Exception while serving" in lines()
    assert "Ida" not in lines()


def test_the_page_of_a_fault_gives_its_number(tmp_path):
    from tests.support.site import MOMENT, layer, make_base

    from bdk_esdh import configure

    config = configure(
        {"esdh.data": str(tmp_path), "esdh.clock": MOMENT.isoformat(), "esdh.embedded_worker": "false",
         "zodbconn.uri": "memory://"}
    )  # fmt: skip

    app = config.make_wsgi_app()
    storage = make_base(config.registry, tmp_path)
    site = layer(app, config.registry, storage)
    with site.graph() as (root, act):
        a_case(root, act)
    client = site.client("sagsbehandler")

    def fail(event):
        raise RuntimeError("Ida Attrap")

    site.registry.registerHandler(fail, (ContextFound,))
    answer = client.get("/intranet/sager/2026-00001", expect_errors=True)
    assert answer.status_int == 500
    assert f"fejlnummer {answer.headers['X-Request-ID']}" in answer.text
    site.db.close()
    storage.close()
