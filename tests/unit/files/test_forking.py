"""Copies of one process that is ready to read: each file has one of its own, with all limits of a child."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from bdk_esdh.files import forking
from bdk_esdh.files.child import BARE_SCRIPT, Limits
from bdk_esdh.files.forking import Forked

READERS = "bdk_esdh.files.readers.__main__"


@pytest.fixture
def make():
    made = []

    def forked(**limits):
        made.append(Forked(READERS, Limits(**{"timeout": 20, **limits})))
        return made[-1]

    yield forked
    for each in made:
        each.close()


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "brev.txt"
    path.write_text("Rød grød")
    return path


def text_of(ran):
    return ran[1]["answers"][0]["pieces"]


def children_of(pid):
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def until(found, seconds=15):
    deadline = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return value


@contextmanager
def at_work(forked, tmp_path):
    """Let a copy read what never comes; give its number and, afterwards, how it ended."""
    endless = tmp_path / "endless"
    os.mkfifo(endless)
    ran = []
    thread = threading.Thread(target=lambda: ran.append(forked.run([endless, "text/plain"])))
    thread.start()
    until(lambda: forked.pid)
    yield until(lambda: children_of(forked.pid))[0], ran
    thread.join(20)
    assert ran


def test_many_files_are_read_by_one_start(make, letter):
    forked = make()
    assert [text_of(forked.run([letter, "text/plain"])) for _each in range(3)] == [["Rød grød"]] * 3
    assert children_of(forked.pid) == []


def test_a_copy_has_the_limits_of_every_child_and_nothing_of_our_settings(make, tmp_path, monkeypatch):
    monkeypatch.setenv("ESDH_DATABASE_PASSWORD", "hemmelig")
    with at_work(make(timeout=7), tmp_path) as (pid, _ran):
        limits = Path(f"/proc/{pid}/limits").read_text()
        assert "Max cpu time              8 " in limits
        assert f"Max address space         {Limits().memory} " in limits
        assert f"Max file size             {Limits().file} " in limits
        assert os.getpriority(os.PRIO_PROCESS, pid) == 19
        assert b"hemmelig" not in Path(f"/proc/{pid}/environ").read_bytes()
        until(lambda: os.getsid(pid) == pid)
        # Nothing that its server holds: its three standard files, and it waits for the file to open.
        until(lambda: "deleted" in str(Path(f"/proc/{pid}/fd/2").readlink()))
        until(lambda: [each.name for each in Path(f"/proc/{pid}/fd").iterdir()] == ["0", "1", "2"], 3)
        os.kill(pid, signal.SIGKILL)


def test_a_copy_that_hangs_is_killed_and_the_next_file_is_read(make, tmp_path, letter):
    forked = make(timeout=1)
    forked.run([letter, "text/plain"])
    server = forked.pid
    with at_work(forked, tmp_path) as (pid, ran):
        pass
    assert ran[0][0].timed_out
    assert not Path(f"/proc/{pid}").exists()
    assert text_of(forked.run([letter, "text/plain"])) == ["Rød grød"]
    assert forked.pid == server


def test_a_copy_that_a_file_kills_takes_nobody_with_it(make, tmp_path, letter):
    forked = make()
    with at_work(forked, tmp_path) as (pid, ran):
        os.kill(pid, signal.SIGSEGV)
    assert (ran[0][0].code, ran[0][1]) == (-signal.SIGSEGV, {})
    assert text_of(forked.run([letter, "text/plain"])) == ["Rød grød"]


def test_a_server_that_is_killed_is_started_anew(make, letter):
    forked = make()
    forked.run([letter, "text/plain"])
    os.kill(forked.pid, signal.SIGKILL)
    assert text_of(forked.run([letter, "text/plain"])) == ["Rød grød"]


def test_a_server_takes_its_copy_along_when_nobody_waits_for_it_any_more(make, tmp_path):
    forked = make()
    with at_work(forked, tmp_path) as (pid, ran):
        server = forked.pid
        # As when the worker's process is killed: the socket ends.
        forked._orders.shutdown(2)
        until(lambda: not Path(f"/proc/{pid}").exists())
        # The file is read again by the next server.
        (tmp_path / "endless").write_text("slut")
    assert text_of(ran[0]) == ["slut"]
    assert forked.pid != server


def test_a_server_that_is_killed_takes_its_copy_along_and_the_file_is_read_again(make, tmp_path):
    """Break it: fork without telling the kernel what is to become of the copy."""
    forked = make()
    with at_work(forked, tmp_path) as (pid, ran):
        os.kill(forked.pid, signal.SIGKILL)
        until(lambda: not Path(f"/proc/{pid}").exists(), 5)
        (tmp_path / "endless").write_text("slut")
    assert text_of(ran[0]) == ["slut"]


def test_what_is_broken_off_leaves_no_answer_for_the_next_file(make, tmp_path, letter, monkeypatch):
    forked = make()
    forked.run([letter, "text/plain"])
    server = forked.pid
    monkeypatch.setattr(forking.json, "loads", lambda _packet: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        forked.run([letter, "text/plain"])
    monkeypatch.undo()
    assert not Path(f"/proc/{server}").exists()
    assert text_of(forked.run([letter, "text/plain"])) == ["Rød grød"]


def test_who_comes_meanwhile_has_a_process_of_its_own(make, tmp_path, letter):
    forked = make()
    with at_work(forked, tmp_path) as (pid, _ran):
        assert text_of(forked.run([letter, "text/plain"])) == ["Rød grød"]
        os.kill(pid, signal.SIGKILL)


def test_a_reader_starts_without_the_application(letter):
    """Reading a letter took 300 ms, of which Pyramid's modules were 230."""
    command = [
        sys.executable,
        "-X",
        "importtime",
        "-P",
        BARE_SCRIPT,
        "bdk_esdh.files.readers",
        letter,
        "text/plain",
    ]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert "bdk_esdh.files.readers.choice" in told.stderr
    assert "pyramid" not in told.stderr
