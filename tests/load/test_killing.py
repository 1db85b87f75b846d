"""Killed at any moment, the platform loses nothing that it said was filed.

The long runs kill 200 times with everything in one process and 100 times on ZEO; the samples, some times each.
"""

import shutil

import pytest

from tests.load.clerks import Clerk, Ledger
from tests.load.dying import MOMENTS, order_death
from tests.load.killing import kill_again_and_again
from tests.load.results import report
from tests.load.towns import EmbeddedTown, ZeoTown
from tests.support.api_client import ApiClient
from tests.support.processes import make_folder


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    """A small municipality, made once and copied for each run."""
    data = tmp_path_factory.mktemp("seeded") / "data"
    make_folder(data)
    return data


@pytest.fixture
def town(request, seeded, tmp_path):
    """A copy of it, served by the kind of town that the test names."""
    shutil.copytree(seeded, tmp_path / "data")
    made = request.param(tmp_path / "data")
    yield made
    made.stop()


def _nothing_lost(town, kills, seed, tell=lambda _line: None):
    toll, ledger = kill_again_and_again(town, kills, seed=seed, tell=tell)
    assert toll.faults == [], "\n".join(toll.faults[:20]) + "\n" + town.log.read_text()[-3000:]
    assert toll.kills == kills
    return toll, ledger


@pytest.mark.sweep(2, first=1)
@pytest.mark.parametrize(("town", "kills"), [(EmbeddedTown, 4), (ZeoTown, 2)], indirect=["town"])
def test_nothing_that_was_acknowledged_is_lost_or_there_twice_when_processes_are_killed(town, kills):
    toll, ledger = _nothing_lost(town, kills, seed=20261122)
    assert toll.inside_commit >= kills / 5
    assert len(ledger.documents) > kills


@pytest.mark.parametrize("town", [EmbeddedTown, ZeoTown], indirect=True)
def test_what_was_filed_without_an_answer_is_filed_once_when_it_is_sent_again_under_its_key(town):
    """Break it: let no submission be found again."""
    town.start()
    number = ApiClient(town.addresses[0], "sagsbehandler").create_case()["case_number"]
    ledger = Ledger()
    clerk = Clerk(0, town.addresses, [f"/sager/{number}"], ledger, opens_cases=False, limit=1)
    order_death(town.data, MOMENTS[-1])
    clerk.start()
    assert town.store.died(60)
    town.store.start()
    clerk.join()
    # With a store of its own the web process sees it die and tries again by itself.
    assert ledger.sent_again or town.name == "ZEO"
    assert (ledger.refused, [filed.number for filed in ledger.documents]) == ([], [f"{number}-1"])
    assert town.faults(ledger) == []
    other = Clerk(1, town.addresses, [f"/sager/{number}"], ledger, opens_cases=False, limit=1)
    other.run()
    assert ledger.documents[-1].number == f"{number}-2"


@pytest.mark.soak
@pytest.mark.timeout(4 * 3600)
@pytest.mark.parametrize(("town", "kills"), [(EmbeddedTown, 200), (ZeoTown, 100)], indirect=["town"])
def test_nothing_is_lost_when_processes_are_killed_hundreds_of_times(town, kills, capsys):
    def tell(line):
        with capsys.disabled():
            print(f"\n{line}", end="", flush=True)  # noqa: T201 -- a long run says how far it is

    toll, ledger = _nothing_lost(town, kills, seed=1122, tell=tell)
    assert toll.inside_commit >= kills / 5
    report(
        f"kill -9, {town.name}",
        f"{toll.kills} kills ({toll.inside_commit} between rename and end of commit), "
        f"{len(ledger.documents)} documents and {len(ledger.cases)} cases acknowledged, "
        f"{ledger.sent_again} requests sent again, 0 lost, 0 twice, checks clean once broken-off writes were cleared away; "
        f"back after {max(toll.starts):.1f} s at most; {toll.seconds / 60:.0f} minutes",
        tell,
    )
