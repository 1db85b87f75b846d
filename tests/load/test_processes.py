"""What is started is kept alive, stops when asked, and leaves a data folder that either way of serving can use."""

import os
import signal
import time

import pytest
import requests

from tests.support.processes import EMBEDDED, PATIENCE, Browser, esdh, make_folder, serving, until

CASE = {"title": "Carport på Ærøgade", "kle_subject": "02.34.02", "kle_facet": "P19"}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A seeded data folder, not yet served."""
    folder = tmp_path_factory.mktemp("processes") / "data"
    make_folder(folder)
    return folder


def _reads(address):
    try:
        return requests.get(f"{address}/", timeout=PATIENCE).status_code == 200
    except requests.ConnectionError:
        return False


def test_what_dies_is_started_again_with_a_line_and_ctrl_c_stops_all_within_seconds(data):
    with serving(data) as town:
        clerk = Browser(town.each[0], "sagsbehandler")
        clerk.submit(town.each[0], "/intranet/sager/ny-sag", CASE)
        first = set(town.children())
        assert len(first) == 4

        # The common port is answered while one of the two is away.
        (web,) = town.pids("serve --quiet")
        os.kill(web, signal.SIGKILL)
        assert all(_reads(town.common) for _ in range(10))
        until(lambda: _reads(town.each[1]), town.output)
        assert "web 2 ended (signal SIGKILL); again in 1 s" in town.output()

        (worker,) = town.pids(" worker")
        os.kill(worker, signal.SIGKILL)
        until(lambda: town.pids(" worker") not in ([], [worker]), town.output)

        # Without the store nobody is told that anything was saved; when it is back, both go on.
        (store,) = town.pids("runzeo")
        os.kill(store, signal.SIGKILL)
        until(lambda: town.pids("runzeo") not in ([], [store]), town.output)
        until(lambda: all(_reads(address) for address in town.each), town.output)
        assert CASE["title"] in clerk.get(f"{town.each[1]}/intranet/sager", timeout=PATIENCE).text

        everything = set(town.children())
        started = time.monotonic()
        os.killpg(town.process.pid, signal.SIGINT)
        assert town.process.wait(PATIENCE) == 0
        assert time.monotonic() - started < 10
        assert not [pid for pid in everything if os.path.exists(f"/proc/{pid}")]  # noqa: PTH110 -- of a process
    assert "Traceback" not in town.output()


@pytest.mark.whole
def test_the_same_folder_is_served_by_one_process_and_then_by_several_again(data):
    assert esdh(data, "check", config=EMBEDDED).returncode == 0
    with serving(data, config=EMBEDDED, command="serve") as alone:
        clerk = Browser(alone.common, "sagsbehandler")
        assert CASE["title"] in clerk.get(f"{alone.common}/intranet/sager", timeout=PATIENCE).text
        clerk.submit(alone.common, "/intranet/sager/ny-sag", {**CASE, "title": "Åbnet af den ene"})
    with serving(data) as town:
        # Who was logged in still is: sessions are in the store, and their key in the folder.
        assert "Åbnet af den ene" in clerk.get(f"{town.common}/intranet/sager", timeout=PATIENCE).text
        beside = esdh(data, "serve", config=EMBEDDED)
        assert beside.returncode == 1
        assert "another process has the database" in beside.stderr
        again = esdh(data, "supervise", "--port", str(town.port))
        assert again.returncode == 1
        assert "cannot listen" in again.stderr
        assert _reads(town.common)


@pytest.mark.whole
def test_a_supervisor_that_is_killed_takes_its_processes_with_it(data):
    with serving(data) as town:
        children = set(town.children())
        assert len(children) == 4
        os.kill(town.process.pid, signal.SIGKILL)
        town.process.wait()
        until(lambda: not [pid for pid in children if os.path.exists(f"/proc/{pid}")])  # noqa: PTH110 -- of a process


def test_settings_that_name_no_processes_are_told_as_such(data):
    answer = esdh(data, "supervise", config=EMBEDDED)
    assert answer.returncode == 1
    assert "no [processes]" in answer.stderr


def test_a_store_that_does_not_answer_is_told_in_a_line(tmp_path):
    answer = esdh(tmp_path / "data", "worker")
    assert answer.returncode == 1
    assert "does not answer" in answer.stderr
    assert "Traceback" not in answer.stderr
