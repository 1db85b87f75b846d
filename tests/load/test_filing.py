"""How many clerks can file at once, and whether each of them is served.

Judged is only that none fails; rate and time are printed and kept beside those of the design,
which were measured with a prototype that did nothing but file: 132 a second, p95 34 ms, by four
clients in one process.
"""

import statistics
import time

import pytest

from tests.load.clerks import Clerk, Ledger
from tests.load.results import report
from tests.load.towns import EmbeddedTown, ZeoTown
from tests.support.api_client import ApiClient
from tests.support.processes import make_folder

PROTOTYPE = "design: 132/s, p95 34 ms"


@pytest.fixture
def town(request, tmp_path):
    """A municipality of its own, served by the kind of town that the test names."""
    make_folder(tmp_path / "data")
    made = request.param(tmp_path / "data")
    made.start()
    yield made
    made.stop()


def _file(town, clerks, each, *, own_case):
    """Let ``clerks`` file ``each`` documents at once; return what they were told and how long it took."""
    ledger = Ledger()
    first = ApiClient(town.addresses[0], "sagsbehandler")
    numbers = [first.create_case(title=f"Sag {n}")["case_number"] for n in range(clerks if own_case else 1)]
    threads = [
        Clerk(
            number, town.addresses, [f"/sager/{numbers[number % len(numbers)]}"], ledger,
            opens_cases=False, limit=each,
        )
        for number in range(clerks)
    ]  # fmt: skip
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.monotonic() - started
    assert ledger.refused == []
    assert ledger.sent_again == 0
    assert len(ledger.documents) == clerks * each
    assert town.faults(ledger) == []
    return ledger, seconds


RUNS = [
    (EmbeddedTown, 4, True, "4 clerks, each on a case of its own, one process"),
    (EmbeddedTown, 4, False, "4 clerks, all on one case, one process"),
    (ZeoTown, 16, True, "16 clerks, each on a case of its own, two processes on ZEO"),
    (ZeoTown, 16, False, "16 clerks, all on one case, two processes on ZEO"),
]


@pytest.mark.sweep(2, first=1)
@pytest.mark.parametrize(
    ("town", "clerks", "own_case"), [each[:3] for each in (RUNS[1], RUNS[3])], indirect=["town"]
)
def test_all_who_file_at_once_are_served_and_numbers_have_neither_gap_nor_twin(town, clerks, own_case):
    _file(town, clerks, 3, own_case=own_case)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(("town", "clerks", "own_case", "title"), RUNS, indirect=["town"])
def test_all_who_file_for_long_are_served(town, clerks, own_case, title, capsys):
    def tell(line):
        with capsys.disabled():
            print(f"\n{line}", end="", flush=True)  # noqa: T201 -- a long run says what it measured

    ledger, seconds = _file(town, clerks, 1600 // clerks, own_case=own_case)
    p95 = statistics.quantiles(ledger.seconds, n=20)[-1] * 1000
    rate = len(ledger.documents) / seconds
    report(
        title, f"{rate:.0f}/s, p95 {p95:.0f} ms, none of {len(ledger.documents)} failed ({PROTOTYPE})", tell
    )
