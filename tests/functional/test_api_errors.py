"""Every error that a program can meet is a problem (RFC 9457), also those from before a view and from outside ours."""

import pytest
from tests.functional.test_responses import ERRORS, FAULT, _raise
from tests.support.site import ASSETS, MOMENT, Site
from tests.support.site_api import API, CASE, api, problem
from webtest import TestApp
from ZODB import DB
from ZODB.DemoStorage import DemoStorage

from bdk_esdh import configure
from bdk_esdh.kernel.clock import SetClock
from bdk_esdh.kernel.maintenance import maintenance_of

EXPECTED = {
    "fault": (500, "internal-error"),
    "domain": (422, "invalid"),
    "refused": (409, "refused"),
    "invalid": (422, "invalid"),
    "missing": (404, "not-found"),
    "several": (409, "refused"),
    "gone": (410, "gone"),
    "forbidden": (404, "not-found"),
    "large": (413, "too-large"),
    "bad": (400, "bad-request"),
    "method": (405, "method-not-allowed"),
    "conflict": (503, "busy"),
}


@pytest.fixture(scope="module")
def _production(tmp_path_factory):
    config = configure(
        {
            "esdh.data": str(tmp_path_factory.mktemp("production")),
            "esdh.production": "true",
            "esdh.secure_cookies": "true",
            "esdh.hosts": "testserver",
            "esdh.assets": str(ASSETS),
            "zodbconn.uri": "memory://",
        }
    )
    config.add_route("raise_for_programs", "/api/test/raise/{kind}")
    config.add_view(_raise, route_name="raise_for_programs", require_csrf=False)
    return config.make_wsgi_app(), config.registry


@pytest.fixture
def production(_production, application, no_pauses):
    """The application as a municipality runs it, with a view that goes wrong."""
    app, registry = _production
    db = DB(DemoStorage(base=application[2], close_base_on_close=False))
    registry._zodb_databases[""] = db
    registry.clock = SetClock(MOMENT)
    yield Site(app, registry, db)
    db.close()


def _client(production):
    return TestApp(production.app, extra_environ={"HTTP_HOST": "testserver", "wsgi.url_scheme": "https"})


def test_every_error_of_the_table_is_in_this_one():
    assert set(EXPECTED) == set(ERRORS)


@pytest.mark.parametrize("kind", sorted(EXPECTED))
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_error_becomes_a_problem(production, kind, method):
    status, name = EXPECTED[kind]
    answer = _client(production)._gen_request(method, f"/api/test/raise/{kind}", expect_errors=True)
    assert answer.status_int == status
    body = problem(answer, name)
    assert answer.headers["Content-Type"] == "application/problem+json; charset=utf-8"
    assert set(body) == {"type", "title", "status", "detail", "message", "errors"}
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_fault_of_ours_tells_a_program_nothing_of_itself(production):
    answer = _client(production).get("/api/test/raise/fault", status=500)
    for clue in (FAULT, "Traceback", "ValueError", ".py", "610190"):
        assert clue not in answer.text


def test_busy_says_when_to_try_again(production):
    answer = _client(production).get("/api/test/raise/conflict", status=503)
    assert int(answer.headers["Retry-After"]) > 0


def test_without_a_database_a_program_is_told_as_a_problem(production):
    with production.graph() as (root, _act):
        del root._p_jar.root()["app_root"]
    problem(_client(production).get(f"{API}/sager", status=500), "internal-error")


def test_several_faults_are_told_one_by_one(production):
    body = _client(production).get("/api/test/raise/several", status=409).json
    assert [error["message"] for error in body["errors"]] == ["Den første.", "Den anden."]


def test_while_nothing_may_be_written_a_program_reads_and_is_told_so_when_it_writes(site):
    client = api(site, "sagsbehandler")
    mode = maintenance_of(site.registry)
    mode.turn_on("Vi er tilbage kl. 12")
    try:
        client.get(f"{API}/sager", status=200)
        answer = client.post_json(f"{API}/sager", CASE, status=503)
        assert int(answer.headers["Retry-After"]) > 0
        problem(answer, "busy")
    finally:
        mode.turn_off()
    client.post_json(f"{API}/sager", CASE, status=201)
