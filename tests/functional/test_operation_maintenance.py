"""Read-only mode: everybody reads, nobody writes, and what was read is on record afterwards."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from pyramid.events import ContextFound
from tests.support.builders import a_case, a_document
from tests.support.site import form_with

from bdk_esdh.audit.spool import NAME, enter_spooled
from bdk_esdh.jobs.queue import queue_of
from bdk_esdh.jobs.worker import Work, WorkerThread
from bdk_esdh.kernel.maintenance import maintenance_of
from bdk_esdh.ops.cli import main

MESSAGE = "Vi er tilbage kl. 12"
CASE = "/intranet/sager/2026-00001"


@pytest.fixture
def case(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act), act)


@pytest.fixture
def mode(site):
    """The read-only mode of the folder that the tests share; off again afterwards."""
    made = maintenance_of(site.registry)
    yield made
    made.turn_off()
    (site.registry.esdh_settings.data / NAME).unlink(missing_ok=True)


def _last(site):
    return site.db.lastTransaction()


def test_pages_are_read_with_a_banner_and_the_store_is_not_touched(site, case, mode):
    client = site.client("sagsbehandler")
    site.clock.advance(timedelta(minutes=10))  # so that "last seen" would be written
    mode.turn_on(MESSAGE)
    before = _last(site)
    for path in ("/intranet/", "/intranet/sager", CASE, f"{CASE}/1", "/intranet/soeg?q=carport"):
        page = client.get(path)
        assert "man kan læse, men ikke gemme noget" in page.text
        assert MESSAGE in page.text
    assert "ikke gemme noget" not in site.client().get("/").text
    assert _last(site) == before
    mode.turn_off()
    assert "ikke gemme noget" not in client.get(CASE).text


def test_what_is_sent_is_refused_in_danish_and_can_be_sent_afterwards(site, case, mode):
    client = site.client("sagsbehandler")
    form = form_with(client.get("/intranet/sager/ny-sag"), "title")
    form["title"], form["kle_subject"], form["kle_facet"] = "Carport", "02.34.02", "P19"
    mode.turn_on(MESSAGE)
    before = _last(site)
    answer = form.submit(status=503)
    assert "gå tilbage i browseren" in answer.text
    assert MESSAGE in answer.text
    assert answer.headers["Retry-After"] == "300"
    assert _last(site) == before
    mode.turn_off()
    assert form.submit(status=303)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_the_json_face_refuses_every_method_that_writes_with_a_problem(site, case, mode, method):
    client = site.client()
    token = client.post_json("/api/v1/@login", {"login": "sagsbehandler", "password": "demo"}).json["token"]
    mode.turn_on(MESSAGE)
    before = _last(site)
    for path in ("/api/v1/sager", "/api/v1/sager/2026-00001", "/api/v1/sager/2026-00001/1", "/api/v1/@login"):
        answer = client.request(
            path, method=method, headers={"Authorization": f"Bearer {token}"}, body=b'{"title": "Ny"}',
            content_type="application/json", expect_errors=True,
        )  # fmt: skip
        assert answer.status_int == 503, path
        assert answer.content_type == "application/problem+json"
    assert _last(site) == before
    assert (
        client.get("/api/v1/sager/2026-00001", headers={"Authorization": f"Bearer {token}"}).status_int == 200
    )


def test_nobody_logs_in_meanwhile_and_is_told_why(site, mode):
    client = site.client()
    form = form_with(client.get("/log-ind"), "password")
    form["login"], form["password"] = "sagsbehandler", "demo"
    mode.turn_on(MESSAGE)
    assert "man kan kun læse" in form.submit(status=503).text


def test_a_form_begun_before_and_committed_after_is_refused_too(site, mode):

    client = site.client("sagsbehandler")
    form = form_with(client.get("/intranet/sager/ny-sag"), "title")
    form["title"], form["kle_subject"], form["kle_facet"] = "Carport", "02.34.02", "P19"

    def turn_on(_event):
        mode.turn_on(MESSAGE)

    site.registry.registerHandler(turn_on, (ContextFound,))
    try:
        form.submit(status=503)
    finally:
        site.registry.unregisterHandler(turn_on, (ContextFound,))
    with site.graph() as (root, _act):
        assert list(root["sager"]) == []


def test_what_was_read_meanwhile_is_kept_on_disk_and_entered_once_afterwards(site, case, mode):
    client = site.client("sagsbehandler")
    mode.turn_on("")
    client.get(CASE)
    client.get(f"{CASE}/1")
    kept = (site.registry.esdh_settings.data / NAME).read_text().splitlines()
    assert len(kept) >= 2
    mode.turn_off()
    work = Work(site.db, site.registry)
    enter_spooled(work)
    enter_spooled(work)
    assert not (site.registry.esdh_settings.data / NAME).exists()
    with site.graph() as (root, _act):
        read = [packed for packed, _shard, _key in root.journal.waiting() if packed[4] == "r"]
    assert len(read) == len(kept)
    assert {packed[1] for packed in read} == {"sagsbehandler"}


def test_a_file_that_was_entered_and_not_removed_is_not_entered_again(site, case, mode, monkeypatch):
    client = site.client("sagsbehandler")
    mode.turn_on("")
    client.get(CASE)
    mode.turn_off()
    work = Work(site.db, site.registry)
    monkeypatch.setattr("pathlib.Path.unlink", lambda *_arguments, **_more: None)
    enter_spooled(work)
    monkeypatch.undo()
    with site.graph() as (root, _act):
        before = len(root.journal.waiting())
    enter_spooled(work)
    with site.graph() as (root, _act):
        assert len(root.journal.waiting()) == before


def test_the_worker_pauses_and_goes_on(site, mode):
    done = []
    site.registry.job_handlers["note"] = lambda _work, *arguments: done.append(arguments)
    mode.turn_on("")
    with site.graph() as (root, act):
        queue_of(root).put("note", 1, at=act.at)
    worker = WorkerThread(site.db, site.registry)
    worker.start()
    try:
        worker.join(1.5)
        assert done == []
        mode.turn_off()
        for _turn in range(100):
            if done:
                break
            worker.join(0.1)
        assert done == [(1,)]
    finally:
        worker.stop()
        del site.registry.job_handlers["note"]


def test_the_command_turns_it_on_and_off_and_says_how_it_is(tmp_path):
    def run(*arguments):
        answer = CliRunner().invoke(main, ["--data", str(tmp_path), "maintenance", *arguments])
        assert answer.exit_code == 0, answer.output
        return answer.output

    assert run("status") == "Off.\n"
    run("on", MESSAGE)
    assert run("status") == f"Read-only: {MESSAGE}\n"
    run("on")
    assert run("status") == "Read-only: no message\n"
    run("off")
    assert "was not on" in run("off")
    assert CliRunner().invoke(main, ["--data", str(tmp_path / "none"), "maintenance", "on"]).exit_code == 1
