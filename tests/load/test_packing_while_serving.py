"""A ZEO server packs while clerks file; nothing they were told was filed goes."""

import pytest

from tests.load.clerks import Clerk, Ledger
from tests.load.towns import EmbeddedTown, ZeoTown
from tests.support.api_client import ApiClient
from tests.support.processes import esdh, make_folder

CLERKS, DOCUMENTS, PACKS = 2, 20, 3


@pytest.fixture
def town(request, tmp_path):
    """A municipality of its own, served by the kind of town that the test names."""
    make_folder(tmp_path / "data")
    made = request.param(tmp_path / "data")
    made.start()
    yield made
    made.stop()


@pytest.mark.whole
@pytest.mark.parametrize("town", [ZeoTown], indirect=True, ids=["zeo"])
def test_the_server_packs_while_clerks_file_and_loses_nothing(town):
    ledger = Ledger()
    first = ApiClient(town.addresses[0], "sagsbehandler")
    cases = [f"/sager/{first.create_case(title='Sag')['case_number']}"]
    clerks = [
        Clerk(number, town.addresses, cases, ledger, opens_cases=False, limit=DOCUMENTS)
        for number in range(CLERKS)
    ]
    for clerk in clerks:
        clerk.start()
    for _number in range(PACKS):
        answer = esdh(town.data, "pack", "--days", "0", config=town.config)
        assert answer.returncode == 0, answer.stdout + answer.stderr
        assert "The server packed its database" in answer.stdout
    for clerk in clerks:
        clerk.join()
    assert ledger.refused == []
    assert len(ledger.documents) == CLERKS * DOCUMENTS
    assert town.faults(ledger) == []
    answer = esdh(town.data, "check", config=town.config)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("town", [EmbeddedTown], indirect=True, ids=["embedded"])
def test_one_process_that_serves_is_not_packed_under(town):
    answer = esdh(town.data, "pack", "--days", "0", config=town.config)
    assert answer.returncode == 1
    assert "stop it first" in answer.stderr
