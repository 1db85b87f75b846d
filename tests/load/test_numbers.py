"""Numbers under concurrency: whoever opens and files what, through whichever process, none is given twice or left out."""

import random
import threading

import pytest

from tests.load.clerks import Ledger, a_key
from tests.load.towns import ZeoTown
from tests.support.api_client import ApiClient
from tests.support.processes import make_folder


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A municipality on two web processes."""
    data = tmp_path_factory.mktemp("numbers") / "data"
    make_folder(data)
    made = ZeoTown(data)
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def clients(town):
    """Clients of both processes; logging in costs a hash, so each is logged in once."""
    return [ApiClient(town.addresses[number % 2], "sagsbehandler") for number in range(8)]


def _a_plan(chance):
    """Make what each of some clients does: open a case (``None``), or file on the n-th case there is."""
    return [
        [chance.choice((None, chance.randrange(3))) for _act in range(chance.randint(1, 6))]
        for _client in range(chance.randint(2, 8))
    ]


def _carry_out(plan, clients, cases):
    numbers, faults = [], []

    def act(client, acts):
        for wanted in acts:
            try:
                if wanted is None:
                    made = client.create_case(title="Sag")["case_number"]
                else:
                    made = client.file_document(cases[wanted], title=f"Brev {a_key()}")["document_number"]
            except Exception as error:  # noqa: BLE001 -- told by the test
                faults.append(str(error))
            else:
                numbers.append(made)

    threads = [threading.Thread(target=act, args=each) for each in zip(clients, plan, strict=False)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return numbers, faults


def _property_of_numbers(town, clients, plans, seed):
    chance = random.Random(seed)
    cases = [f"/sager/{clients[0].create_case(title=f'Fælles {n}')['case_number']}" for n in range(3)]
    given = []
    for number in range(plans):
        plan = _a_plan(chance)
        numbers, faults = _carry_out(plan, clients, cases)
        assert faults == [], f"seed {seed}, plan {number}: {plan}"
        given += numbers
        assert len(numbers) == sum(map(len, plan))
    assert len(given) == len(set(given)), f"seed {seed}"
    assert town.faults(Ledger()) == []


def test_no_number_is_given_twice_or_left_out_by_two_processes(town, clients):
    _property_of_numbers(town, clients, plans=4, seed=1)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(2, 7))
def test_no_number_is_given_twice_or_left_out_whatever_is_planned(town, clients, seed):
    _property_of_numbers(town, clients, plans=40, seed=seed)
