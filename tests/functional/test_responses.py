"""Errors to answers: one table, in Danish, with nothing in them that helps an attacker."""

import gc
import io
import threading
import time
from pathlib import Path

import pytest
import transaction
from pyramid.httpexceptions import (
    HTTPBadRequest,
    HTTPForbidden,
    HTTPGone,
    HTTPMethodNotAllowed,
    HTTPRequestEntityTooLarge,
)
from pyramid.response import Response
from tests.support.site import ASSETS, MOMENT, Site, form_with
from webtest import TestApp
from ZODB import DB
from ZODB.DemoStorage import DemoStorage
from ZODB.POSException import ConflictError

from bdk_esdh import configure
from bdk_esdh.kernel.clock import SetClock
from bdk_esdh.kernel.errors import DomainError, Invalid, Missing, Refused, SeveralErrors
from bdk_esdh.kernel.menu import MenuItem
from bdk_esdh.kernel.records import Face
from bdk_esdh.kernel.responses import STATUS_OF, status_of
from bdk_esdh.kernel.write_lock import write_lock

FROM_HERE = {"Host": "testserver", "Origin": "https://testserver"}
FAULT = "hemmelig detalje 610190-0000"
PART_IN_KLINGON = (
    b"--abc\r\nContent-Disposition: form-data; name=a\r\n"
    b"Content-Type: text/plain; charset=klingon\r\n\r\nx\r\n--abc--\r\n"
)
ERRORS = {
    "fault": lambda: ValueError(FAULT),
    "domain": lambda: DomainError("Det kan vi ikke."),
    "refused": lambda: Refused("Sagen er lukket."),
    "invalid": lambda: Invalid("Det er ikke et tal."),
    "missing": lambda: Missing("Findes ikke"),
    "several": lambda: SeveralErrors([Invalid("Den første."), Refused("Den anden.")]),
    "gone": HTTPGone,
    "forbidden": HTTPForbidden,
    "large": HTTPRequestEntityTooLarge,
    "bad": HTTPBadRequest,
    "method": HTTPMethodNotAllowed,
    "conflict": ConflictError,
}


class Shelf:
    """What the views of this test note."""

    began, done, bodies = [], [], []


def _raise(request):
    error = ERRORS[request.matchdict["kind"]]()
    raise error


def _write(request):
    Shelf.began.append(request.params.get("who"))
    time.sleep(float(request.params.get("pause", 0)))
    Shelf.done.append(request.params.get("who"))
    if request.params.get("fail"):
        raise ValueError(FAULT)
    return Response("skrevet")


def _conflict_in_commit(request):
    """Change something that another connection has changed since we began."""
    root = request.root
    Shelf.bodies.append(request.POST["file"].file.read())
    if len(Shelf.bodies) <= int(request.params["times"]):
        other = transaction.TransactionManager()
        other.begin()
        connection = request.registry._zodb_databases[""].open(other)
        connection.root()["app_root"].note = len(Shelf.bodies)
        other.commit()
        connection.close()
    root.note = "mine"
    return Response("gemt")


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
    for name, path, view in (
        ("raise", "/test/raise/{kind}", _raise),
        ("raise_at_work", "/intranet/test/raise/{kind}", _raise),
        ("write", "/test/write", _write),
        ("conflict", "/test/conflict", _conflict_in_commit),
    ):
        config.add_route(name, path)
        config.add_view(view, route_name=name, require_csrf=False)
    return config.make_wsgi_app(), config.registry


@pytest.fixture
def production(_production, application, no_pauses):
    """The application as a municipality runs it, with four views that go wrong."""
    app, registry = _production
    db = DB(DemoStorage(base=application[2], close_base_on_close=False))
    registry._zodb_databases[""] = db
    registry.clock = SetClock(MOMENT)
    Shelf.began, Shelf.done, Shelf.bodies = [], [], []
    yield Site(app, registry, db)
    db.close()


def _client(production, login=None):
    extra = {"HTTP_HOST": "testserver", "wsgi.url_scheme": "https"}
    client = TestApp(production.app, extra_environ=extra)
    if login:
        form = form_with(client.get("/log-ind"), "password")
        form["login"], form["password"] = login, "demo"
        form.submit(headers=FROM_HERE, status=303)
    return client


def _every_kind(cls=DomainError):
    return [cls, *(below for each in cls.__subclasses__() for below in _every_kind(each))]


# ------------------------------------------------------------------ the table


def test_every_domain_error_of_the_project_has_a_status(site):
    kinds = [each for each in _every_kind() if each.__module__.startswith("bdk_esdh.")]
    assert len(kinds) > 10
    for kind in kinds:
        assert status_of(kind.__new__(kind)) in set(STATUS_OF.values()), kind


def test_a_kind_has_the_status_of_the_nearest_kind_above_it():
    class Closed(Refused):
        pass

    assert status_of(Closed("x")) == STATUS_OF[Refused] == 409


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("domain", 400, "Det kan vi ikke."),
        ("refused", 409, "Sagen er lukket."),
        ("invalid", 422, "Det er ikke et tal."),
        ("several", 400, "Den første."),
        ("missing", 404, "Siden findes ikke"),
        ("forbidden", 404, "Siden findes ikke"),
        ("gone", 410, "Trukket tilbage"),
        ("large", 413, "Filen er for stor"),
        ("bad", 400, "Det forstod vi ikke"),
        ("method", 405, "Det forstod vi ikke"),
        ("conflict", 503, "Der er travlt lige nu"),
        ("fault", 500, "Noget gik galt hos os"),
    ],
)
@pytest.mark.parametrize("who", [None, "sagsbehandler"])
def test_an_error_becomes_its_answer_in_danish_and_is_kept_by_nobody(production, kind, status, words, who):
    answer = _client(production, who).get(f"/test/raise/{kind}", status=status)
    assert words in answer.text
    assert 'lang="da"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "hemmelig" not in answer.text


@pytest.mark.parametrize("kind", sorted(ERRORS))
def test_at_work_an_error_has_the_frame_of_work(production, kind):
    answer = _client(production, "sagsbehandler").get(f"/intranet/test/raise/{kind}", status="*")
    assert answer.status_int >= 400
    assert 'lang="da"' in answer.text


def test_a_fault_of_ours_tells_nothing_of_itself_and_is_logged_with_its_trace(production, caplog):
    answer = _client(production).get("/test/raise/fault", status=500)
    for clue in ("Traceback", "ValueError", ".py", "hemmelig", "610190"):
        assert clue not in answer.text
    assert any(record.exc_info and "unexpected" in record.message for record in caplog.records)


def test_a_fault_that_leaves_no_database_is_told_in_plain_danish(production, caplog):
    client = _client(production, "sagsbehandler")
    with production.graph() as (root, _act):
        del root._p_jar.root()["app_root"]
    answer = client.get("/intranet/sager", status=500)
    assert "Noget gik galt hos os" in answer.text
    assert "Traceback" not in answer.text
    with_frame = _client(production).get("/", status=500)
    assert "Noget gik galt hos os" in with_frame.text


def test_an_error_page_that_fails_itself_is_told_in_plain_danish(production, caplog):
    """Break it: let the gate pass on what fails outside the views."""
    items = production.registry.menu_items
    faulty = MenuItem(Face.PUBLIC, "x", "/x", "x", 1, None, visible=lambda _request: 1 / 0)
    items.append(faulty)
    try:
        answer = _client(production).get("/findes-ikke", status=500)
    finally:
        items.remove(faulty)
    assert "Noget gik galt hos os" in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_a_view_did_before_it_failed_is_not_kept(production):
    before = production.db.lastTransaction()
    _client(production).post("/test/raise/refused", {}, status=409)
    assert production.db.lastTransaction() == before


# ------------------------------------------------------------------ broken requests


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=", b"x"),
        ("multipart/form-data; boundary=a b\x01", b"--a"),
        ("multipart/form-data; boundary=abc", b"--abc\r\nContent-Disposition: form-data; name=a\r\n\r\nhalf"),
        (
            "multipart/form-data; boundary=abc",
            PART_IN_KLINGON,
        ),
        ("application/x-www-form-urlencoded; charset=klingon", b"title=x"),
        ("application/x-www-form-urlencoded; charset=utf-7", b"title=+AGE-"),
        ("application/x-www-form-urlencoded", b"title=%ff&=&&a=%00"),
        ("application/x-www-form-urlencoded", b"&" * 5000),
        ("application/json", b"{"),
        ("", b"x"),
    ],
)
@pytest.mark.parametrize("path", ["/log-ind", "/intranet/sager/ny-sag"])
def test_a_body_that_cannot_be_read_is_refused_and_no_fault_of_ours(production, path, content_type, body):
    client = _client(production, "sagsbehandler")
    headers = {**FROM_HERE, "Content-Type": content_type}
    answer = client.request(
        f"https://testserver{path}", method="POST", body=body, headers=headers, status="*"
    )
    assert answer.status_int == 400
    assert "Formularen" in answer.text


@pytest.mark.parametrize(
    "query", ["q=%ff", "start=-1", "start=99999999999999999999", "start=x", "q=%00", "%"]
)
def test_a_garbled_query_is_no_fault_of_ours(production, query):
    for path in ("/soeg", "/intranet/sager"):
        answer = _client(production, "sagsbehandler").get(f"{path}?{query}", status="*")
        assert answer.status_int in (200, 400), f"{path}?{query}"


def test_a_page_answers_head_like_get_and_without_its_body(production):
    client = _client(production, "sagsbehandler")
    for path in ("/log-ind", "/intranet/sager", "/soeg", "/findes-ikke"):
        plain, head = client.get(path, status="*"), client.head(path, status="*")
        assert (head.status_int, head.body) == (plain.status_int, b""), path


# ------------------------------------------------------------------ the write lock


def _in_threads(*calls):
    threads = [threading.Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert not any(thread.is_alive() for thread in threads)


def _post(production, **fields):
    return lambda: _client(production).post("/test/write", fields, status="*")


def test_two_who_write_at_once_do_it_one_after_the_other(production):
    _in_threads(*(_post(production, who=name, pause="0.05") for name in "abcd"))
    assert len(Shelf.done) == 4
    assert Shelf.began == Shelf.done


def test_background_work_and_a_form_wait_for_each_other(production):
    with write_lock():
        thread = threading.Thread(target=_post(production, who="a"))
        thread.start()
        time.sleep(0.2)
        assert Shelf.began == []
    thread.join(timeout=20)
    assert Shelf.done == ["a"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_does_not_wait_for_who_writes(production, method):
    client = _client(production)
    with write_lock():
        _in_threads(
            lambda: client.request("/test/write?who=reader", method=method, headers=FROM_HERE, status="*")
        )
    assert Shelf.done == ["reader"]


def test_the_lock_is_free_again_after_a_fault(production):
    _post(production, who="a", fail="1")()
    _in_threads(_post(production, who="b"))
    assert Shelf.done == ["a", "b"]


class SlowBody:
    """An upload that has not quite come when it is asked for."""

    def __init__(self, body):
        self.stream = io.BytesIO(body)
        self.asked, self.go_on = threading.Event(), threading.Event()

    def read(self, size=-1):
        self.asked.set()
        assert self.go_on.wait(20)
        return self.stream.read(size)


def test_a_slow_upload_holds_nobody_up(production):
    body = b"who=slow&x=" + b"x" * 4000
    slow = SlowBody(body)
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": "/test/write", "HTTP_HOST": "testserver", "SERVER_NAME": "testserver",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": slow,
        "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)), "SCRIPT_NAME": "",
    }  # fmt: skip
    thread = threading.Thread(target=lambda: list(production.app(environ, lambda *_args: None)))
    thread.start()
    assert slow.asked.wait(20)
    _in_threads(_post(production, who="quick"))
    assert Shelf.done == ["quick"]
    slow.go_on.set()
    thread.join(timeout=20)
    assert Shelf.done == ["quick", "slow"]


# ------------------------------------------------------------------ conflicts with other processes


def _upload(production, times, status="*"):
    files = [("file", "brev.txt", b"hele brevet")]
    return _client(production).post(f"/test/conflict?times={times}", {}, upload_files=files, status=status)


def test_a_conflict_is_tried_again_with_the_whole_file(production):
    """Break it: keep the form that the first attempt parsed, and the second finds its file read to the end."""
    assert _upload(production, 3, status=200).text == "gemt"
    assert Shelf.bodies == [b"hele brevet"] * 4
    with production.graph() as (root, _act):
        assert root.note == "mine"


def test_a_large_body_leaves_no_open_file_behind(production):
    descriptors = Path("/proc/self/fd")
    if not descriptors.is_dir():
        pytest.skip("not on this machine: /proc")
    files = [("file", "brev.txt", b"x" * 50_000)]
    client = _client(production)
    gc.collect()
    gc.disable()
    try:
        before = len(list(descriptors.iterdir()))
        for _ in range(10):
            client.post("/test/conflict?times=0", {}, upload_files=files, status=200)
        assert len(list(descriptors.iterdir())) <= before + 1
    finally:
        gc.enable()
    assert Shelf.bodies == [b"x" * 50_000] * 10


def test_a_conflict_that_does_not_end_is_told_as_such_and_nothing_is_kept(production):
    answer = _upload(production, 99, status=503)
    assert "ikke gemt" in answer.text
    assert answer.headers["Retry-After"]
    assert "Content-Security-Policy" in answer.headers
    with production.graph() as (root, _act):
        assert len(Shelf.bodies) == root.note == int(production.registry.settings["retry.attempts"])
