"""The restore drill: backups are taken while four clerks file, and restored elsewhere.

Everything that somebody was told was filed before a backup began is in what is restored of it: under its
number, with its file and its entry in the journal; and what is restored agrees with itself.
"""

import shutil
import time
from datetime import datetime

import pytest

from tests.load.clerks import Clerk, Ledger
from tests.load.results import report
from tests.load.towns import EmbeddedTown, ZeoTown, look_in
from tests.support.api_client import ApiClient
from tests.support.processes import EMBEDDED, esdh, make_folder

CLERKS = 4
PATIENCE = 120


@pytest.fixture
def town(request, tmp_path):
    """A municipality of its own, served by the kind of town that the test names."""
    make_folder(tmp_path / "data")
    made = request.param(tmp_path / "data")
    made.start()
    yield made
    made.stop()


def _drill(town, tmp_path, backups, documents_between):
    """Take backups while clerks file; return how many documents each had to hold, and how many were filed."""
    ledger, target = Ledger(), tmp_path / "backup"
    first = ApiClient(town.addresses[0], "sagsbehandler")
    cases = [f"/sager/{first.create_case(title=f'Sag {n}')['case_number']}" for n in range(CLERKS)]
    clerks = [Clerk(number, town.addresses, cases, ledger, pause=0.01) for number in range(CLERKS)]
    for clerk in clerks:
        clerk.start()
    taken = []
    for _number in range(backups):
        _wait_for(ledger, len(ledger.documents) + documents_between)
        acknowledged = Ledger(list(ledger.documents), dict(ledger.cases))
        answer = esdh(town.data, "backup", str(target), config=town.config)
        assert answer.returncode == 0, answer.stdout + answer.stderr
        taken.append((answer.stdout.split()[1], acknowledged))
    for clerk in clerks:
        clerk.stop()
    for clerk in clerks:
        clerk.join(PATIENCE)
    assert ledger.refused == []
    assert len(ledger.documents) > len(taken[-1][1].documents), "nobody filed while the backup was taken"
    for name, acknowledged in taken:
        _restore_and_compare(tmp_path, target, name, acknowledged)
    return [len(acknowledged.documents) for _name, acknowledged in taken], len(ledger.documents)


def _wait_for(ledger, documents):
    deadline = time.monotonic() + PATIENCE
    while len(ledger.documents) < documents:
        assert time.monotonic() < deadline, "the clerks file nothing"
        time.sleep(0.05)


def _restore_and_compare(tmp_path, target, name, acknowledged):
    folder = tmp_path / "restored"
    shutil.rmtree(folder, ignore_errors=True)
    moment = datetime.strptime(f"{name}+0000", "%Y-%m-%d-%H-%M-%S%z")
    answer = esdh(folder, "restore", str(target), str(folder), "--at", moment.isoformat(), config=EMBEDDED)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "Everything agrees." in answer.stdout
    assert look_in(EMBEDDED, folder, acknowledged) == []


@pytest.mark.sweep(2)
@pytest.mark.parametrize("town", [EmbeddedTown, ZeoTown], indirect=True, ids=["embedded", "zeo"])
def test_nothing_that_was_acknowledged_before_a_backup_is_missing_from_it(town, tmp_path):
    held, _filed = _drill(town, tmp_path, backups=2, documents_between=15)
    assert held[0] >= 15


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("town", [EmbeddedTown, ZeoTown], indirect=True, ids=["embedded", "zeo"])
def test_nothing_is_missing_from_any_of_many_backups(town, tmp_path, capsys):
    def tell(line):
        with capsys.disabled():
            print(f"\n{line}", end="", flush=True)  # noqa: T201 -- a long run says what it measured

    held, filed = _drill(town, tmp_path, backups=8, documents_between=150)
    numbers = ", ".join(map(str, held))
    report(
        f"restore drill, {town.name}",
        f"8 backups of {filed} filed; had to hold {numbers}; none missing",
        tell,
    )
