"""Several worker processes on one queue: each job is done, none twice, and a bad one ends nobody for good."""

import subprocess
import sys
from collections import Counter

import pytest

from bdk_esdh.audit.entering import journal_of
from bdk_esdh.audit.entries import unpack
from bdk_esdh.jobs.queue import queue_of
from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.kernel.records import Act
from bdk_esdh.ops.opening import opened
from bdk_esdh.pages.actions import add_page
from bdk_esdh.pages.content import Page, Plan
from bdk_esdh.pages.scheduling import JOB
from tests.support.processes import PROJECT, ZEO, make_folder, until


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A seeded folder whose store is served, and nothing else of it."""
    folder = tmp_path_factory.mktemp("workers") / "data"
    make_folder(folder)
    with opened(ZEO.replace("zeo.ini", "development.ini"), str(folder)):
        pass  # names the folder in the environment, as the server's settings want it
    server = subprocess.Popen(
        [sys.executable, "-m", "ZEO.runzeo", "-C", str(PROJECT / "etc/zeo/server.conf")]
    )
    until((folder / "zeo.sock").exists)
    yield folder
    server.terminate()
    server.wait(20)


@pytest.fixture
def workers(data, tmp_path):
    """Start workers; what their jobs write, line by line."""
    started, log = [], tmp_path / "log"

    def start(count):
        for _number in range(count):
            command = [sys.executable, "-m", "tests.support.noting_worker", str(data), str(log)]
            started.append(subprocess.Popen(command, cwd=PROJECT))
        return started

    def lines():
        return [line.split()[0] for line in log.read_text().splitlines()] if log.exists() else []

    yield start, lines
    for process in started:
        if process.poll() is None:
            process.terminate()
            process.wait(20)
    # A job that failed would be tried again while the next test is at work.
    with opened(ZEO, str(data)) as app, app.graph() as root:
        queue_of(root).waiting.clear()


def _put(data, *jobs):
    with opened(ZEO, str(data)) as app, app.graph() as root:
        for kind, *arguments in jobs:
            queue_of(root).put(kind, *arguments, at=app.registry.clock.now())


def _planned_pages(data, count):
    """Make drafts whose moment has come, each with the job of its plan twice: two workers do it at once."""
    with opened(ZEO, str(data)) as app, app.graph() as root:
        act = Act("system", "System", app.registry.clock.now(), app.registry)
        for number in range(count):
            page = add_page(root, {"title": f"Plan {number}"}, act)
            page.plan = Plan("publish", act.at, "System")
            for _worker in range(2):
                queue_of(root).put(JOB, get_oid(page), act.at.isoformat(), at=act.at)


def _published(data):
    with opened(ZEO, str(data)) as app, app.graph() as root:
        journal = journal_of(root)
        sealed = [journal.chain.get(number).entry for number in range(1, journal.chain.last + 1)]
        entries = sealed + [unpack(packed) for packed, _shard, _key in journal.waiting()]
        shown = [page.title for page in root.values() if isinstance(page, Page) and page.plan is None]
        return [entry.subject for entry in entries if entry.verb == "page.published"], shown


def _waiting(data):
    with opened(ZEO, str(data)) as app, app.graph() as root:
        return [
            (job.kind, job.failures, job.fault and str(job.fault.cause))
            for job in queue_of(root).waiting.values()
        ]


@pytest.mark.soak
def test_a_plan_that_two_worker_processes_carry_out_at_once_is_carried_out_once(data, workers):
    start, lines = workers
    _planned_pages(data, 12)
    start(2)
    until(lambda: len(lines()) == 2 and not _waiting(data), lambda: f"still {_waiting(data)}")
    published, shown = _published(data)
    assert len(shown) == 12
    assert len(published) == len(set(published)) == 12


def test_no_job_is_done_twice_by_two_worker_processes_and_both_work(data, workers, tmp_path):
    start, lines = workers
    processes = start(2)
    until(lambda: lines().count("ready") == 2)
    _put(data, *[("note", number) for number in range(60)])
    until(lambda: len(lines()) >= 62)
    until(lambda: not _waiting(data))
    done = Counter(line for line in lines() if line != "ready")
    assert done == Counter({str(number): 1 for number in range(60)})
    pids = {line.split()[1] for line in (tmp_path / "log").read_text().splitlines() if line[0].isdigit()}
    assert pids == {str(process.pid) for process in processes}


def test_a_job_that_never_ends_is_broken_off_and_the_next_is_done(data, workers):
    start, lines = workers
    (process,) = start(1)
    until(lambda: "ready" in lines())
    _put(data, ("endless",), ("note", 1))
    until(lambda: "1" in lines())
    assert process.poll() is None
    assert ("endless", 1, "overdue") in _waiting(data)


@pytest.mark.whole
def test_a_job_that_cannot_be_broken_off_ends_its_process_with_a_status_and_has_failed(data, workers):
    start, lines = workers
    (process,) = start(1)
    until(lambda: "ready" in lines())
    _put(data, ("asleep",))
    until(lambda: "asleep" in lines())
    assert process.wait(30) == 1
    assert any(kind == "asleep" and failures == 1 for kind, failures, _cause in _waiting(data))


def test_a_job_that_kills_its_worker_is_kept_for_another(data, workers):
    start, lines = workers
    (process,) = start(1)
    until(lambda: "ready" in lines())
    _put(data, ("die",))
    assert process.wait(30) == -9
    assert any(kind == "die" for kind, _failures, _cause in _waiting(data))
