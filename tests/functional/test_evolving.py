"""Bringing a database of an older version up to date, with the command, as somebody in operations meets it."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import transaction
from click.testing import CliRunner

from bdk_esdh.kernel.folder_lock import Turn, folder_lock
from bdk_esdh.kernel.graph import catalog_of
from bdk_esdh.kernel.versions import NOTE_KEY, noted_version, software_version
from bdk_esdh.ops.cli import main
from bdk_esdh.ops.opening import opened

PROJECT = Path(__file__).parents[2]
DEVELOPMENT = str(PROJECT / "development.ini")
KEPT = PROJECT / "tests" / "data" / "0.1.0"
WRITING = (["user", "karla"], ["reindex"], ["serve"], ["kle", str(PROJECT / "setup.cfg")])
#: a process that evolves and is killed after its first step, whose mark it leaves behind
BROKEN_OFF = """
import os, signal, sys, transaction
from bdk_esdh.kernel import evolution
from bdk_esdh.ops.evolving import bring_up_to_date
from bdk_esdh.ops.opening import opened
bring = evolution.bring_structure_up_to_date
def and_die(root, registry):
    bring(root, registry)
    transaction.commit()
    os.kill(os.getpid(), signal.SIGKILL)
evolution.bring_structure_up_to_date = and_die
with opened(sys.argv[1], sys.argv[2]) as app:
    bring_up_to_date(app)
"""


def _esdh(data, *arguments):
    runner = CliRunner(env={"ESDH_PASSWORD": "langt kodeord"})
    answer = runner.invoke(
        main, ["--config", DEVELOPMENT, "--data", str(data), *arguments], catch_exceptions=False
    )
    return answer.exit_code, answer.output


@pytest.fixture
def old(tmp_path):
    """A data folder with the database of version 0.1.0."""
    return Path(shutil.copytree(KEPT, tmp_path / "data"))


def _look(data, look):
    with opened(DEVELOPMENT, str(data)) as app, app.graph(any_version=True) as root:
        found = look(root)
        transaction.abort()
        return found


def _as_of_version(data, version, **more):
    def change(root):
        zodb_root = root._p_jar.root()
        zodb_root[NOTE_KEY] = {**zodb_root.get(NOTE_KEY, {}), "version": version, **more}
        transaction.commit()

    _look(data, change)


@pytest.mark.sweep(4)
@pytest.mark.parametrize("arguments", WRITING, ids=lambda each: each[0])
def test_no_command_that_writes_touches_an_older_database(old, arguments):
    before = (old / "Data.fs").read_bytes()
    status, told = _esdh(old, *arguments)
    assert status == 1
    assert "older version: take a backup (esdh backup), then run 'esdh evolve'" in told
    assert (old / "Data.fs").read_bytes() == before


def test_a_dry_run_says_what_it_would_do_and_writes_nothing(old):
    before = (old / "Data.fs").read_bytes()
    status, told = _esdh(old, "evolve", "--dry-run")
    assert status == 0
    assert f"note that the database is of version {software_version()}" in told
    assert "Take a backup" in told
    assert (old / "Data.fs").read_bytes() == before


def test_it_is_brought_up_to_date_once_and_noted_so(old):
    assert _esdh(old, "evolve")[0] == 0
    assert _look(old, noted_version) == software_version()
    before = (old / "Data.fs").read_bytes()
    assert _esdh(old, "evolve") == (0, "The database is up to date.\n")
    assert (old / "Data.fs").read_bytes() == before
    assert _esdh(old, "user", "karla")[0] == 0


@pytest.mark.sweep(4)
@pytest.mark.parametrize(
    "arguments", [*WRITING, ["evolve"], ["evolve", "--dry-run"]], ids=lambda each: " ".join(each[:2])[:20]
)
def test_no_command_that_writes_touches_a_newer_database(old, arguments):
    _esdh(old, "evolve")
    _as_of_version(old, "999.0")
    before = (old / "Data.fs").read_bytes()
    status, told = _esdh(old, *arguments)
    assert status == 1
    assert "newer version than this software" in told
    assert "brought to version 999.0" in told
    assert (old / "Data.fs").read_bytes() == before


def test_two_processes_never_evolve_one_folder_at_once(old):
    before = (old / "Data.fs").read_bytes()
    with folder_lock(old, Turn.EVOLVE):
        status, told = _esdh(old, "evolve")
    assert status == 1
    assert "another esdh command is at work" in told
    assert (old / "Data.fs").read_bytes() == before


def test_what_was_broken_off_goes_on(old):
    def without_an_index(root):
        catalog_of(root).remove("due")
        transaction.commit()

    _look(old, without_an_index)
    killed = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", BROKEN_OFF, DEVELOPMENT, old],
        check=False, capture_output=True, env=os.environ, timeout=60,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    refused = _esdh(old, "serve")[1]
    assert "note that the database" in refused
    assert "index due" not in refused
    status, told = _esdh(old, "evolve")
    assert status == 0, told
    assert "index due" not in told
    assert _esdh(old, "evolve") == (0, "The database is up to date.\n")
