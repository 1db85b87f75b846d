"""The nightly backup of etc/systemd and of the guide, as those programs read them."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.kept_data import DEVELOPMENT, make_kept

from bdk_esdh.ops.backup_verifying import verify_backups

PROJECT = Path(__file__).parents[2]
UNITS = PROJECT / "etc" / "systemd"
ESDH = Path(sys.executable).with_name("esdh")


@pytest.fixture(scope="module")
def data(application, tmp_path_factory):
    """A data folder with two cases and six documents."""
    return make_kept(tmp_path_factory.mktemp("nightly") / "data", application[1])


def _run(command, data, target):
    """Run a command of an example on a folder of ours."""
    places = {
        "/opt/esdh/.venv/bin/esdh": f"{ESDH} --config {DEVELOPMENT} --data {data.folder}",
        "/var/backups/esdh": str(target),
    }
    for theirs, ours in places.items():
        assert theirs in command
        command = command.replace(theirs, ours)
    return subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.needs("systemd-analyze")
@pytest.mark.parametrize("name", ["esdh-backup.service", "esdh-backup.timer"])
def test_systemd_reads_the_backup(name, tmp_path):
    for path in UNITS.glob("esdh-backup.*"):
        text = path.read_text()
        # The account and the programs of the example are not on this machine.
        text = re.sub(r"^(User|Group)=.*\n", "", text, flags=re.MULTILINE)
        (tmp_path / path.name).write_text(text)
    answer = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / name)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert answer.returncode == 0, answer.stderr
    assert name not in answer.stderr


def test_the_command_of_the_service_takes_a_backup_into_a_folder_of_the_week(data, tmp_path):
    line = re.search(r"^ExecStart=(.*)$", (UNITS / "esdh-backup.service").read_text(), re.MULTILINE)[1]
    command = shlex.split(line)[-1].replace("$$", "$").replace("%%", "%")
    answer = _run(command, data, tmp_path / "backups")
    assert answer.returncode == 0, answer.stderr
    (folder,) = (tmp_path / "backups").iterdir()
    assert re.fullmatch(r"\d{4}-\d{2}", folder.name)
    assert verify_backups(folder)[1] == []


def test_the_line_for_cron_takes_a_backup_too(data, tmp_path):
    guide = (PROJECT / "docs" / "administrator.md").read_text()
    line = re.search(r"^15 2 \* \* \*\s+esdh\s+(.*)$", guide, re.MULTILINE)[1]
    assert "%" not in line.replace("\\%", "")  # cron takes a bare one for the end of the line
    answer = _run(line.replace("\\%", "%"), data, tmp_path / "backups")
    assert answer.returncode == 0, answer.stderr
    assert len(list((tmp_path / "backups").iterdir())) == 1
