"""Several worker processes on one queue: each job is done, none twice, and a bad one ends nobody for good."""

import subprocess
import sys
from collections import Counter

import pytest

from bdk_esdh.jobs.queue import queue_of
from bdk_esdh.ops.opening import opened
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


def _waiting(data):
    with opened(ZEO, str(data)) as app, app.graph() as root:
        return [
            (job.kind, job.failures, job.fault and str(job.fault.cause))
            for job in queue_of(root).waiting.values()
        ]


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
