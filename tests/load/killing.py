"""Killing a town again and again while clerks file, and looking each time whether anything is lost."""

import json
import random
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.load.clerks import Clerk, Ledger, holds
from tests.load.dying import MOMENTS, ORDER, order_death
from tests.support.api_client import ApiClient
from tests.support.processes import esdh

#: every so many kills the whole folder is looked at
LOOK_EVERY = 10
#: of five kills, those that happen at a named moment inside a commit
ORDERED = (1, 3)
CASES = 3


@dataclass
class Toll:
    """What the kills did.

    :param moments: how often each part was killed at which moment.
    :param starts: seconds from the start of a killed part until it answers.
    """

    moments: Counter = field(default_factory=Counter)
    starts: list = field(default_factory=list)
    faults: list = field(default_factory=list)
    seconds: float = 0

    @property
    def kills(self):
        """How many there were."""
        return self.moments.total()

    @property
    def inside_commit(self):
        """How many were between moving the file to its place and the end of the commit."""
        return sum(times for (_part, moment), times in self.moments.items() if moment in MOMENTS)


def kill_again_and_again(town, kills, *, seed, clerks=4, tell=lambda _line: None):
    """Kill ``town`` so often while clerks file; return the toll and what the clerks were told."""
    chance, ledger, toll = random.Random(seed), Ledger(), Toll()
    started = time.monotonic()
    town.start()
    first = ApiClient(town.addresses[0], "sagsbehandler")
    cases = [f"/sager/{first.create_case(title=f'Den {n}. sag')['case_number']}" for n in range(CASES)]
    threads = [Clerk(number, town.addresses, cases, ledger, pause=0.02) for number in range(clerks)]
    for thread in threads:
        thread.start()
    looked_at = 0
    for number in range(1, kills + 1):
        _wait_for_more(ledger, len(ledger.documents) + clerks)
        part, moment = _kill(town, chance, ordered=number % 5 in ORDERED)
        toll.moments[part.name.partition(" 2")[0], moment] += 1
        toll.starts.append(part.start())
        since, looked_at = ledger.documents[looked_at:], len(ledger.documents)
        toll.faults += [f"{filed.number} is gone after kill {number} ({moment})"
                        for filed in since if not holds(town.addresses, filed)]  # fmt: skip
        if number % LOOK_EVERY == 0:
            toll.faults += town.faults(ledger)
            tell(f"{town.name}: {number} kills, {len(ledger.documents)} filed, {len(toll.faults)} faults")
    for thread in threads:
        thread.stop()
    for thread in threads:
        thread.join()
    toll.faults += town.faults(ledger)
    town.stop()
    toll.faults += [f"answered {status}: {text}" for status, text in ledger.refused]
    toll.faults += _checked(town)
    toll.seconds = time.monotonic() - started
    return toll, ledger


def _wait_for_more(ledger, wanted, patience=60):
    """Wait until clerks are being served (again)."""
    deadline = time.monotonic() + patience
    while len(ledger.documents) < wanted:
        assert time.monotonic() < deadline, f"nothing is filed any more: {ledger.refused[-3:]}"
        time.sleep(0.01)


def _kill(town, chance, *, ordered):
    """Kill one part, at a named moment or at any; return it and the moment."""
    if ordered:
        moment = chance.choice(MOMENTS)
        order_death(town.data, moment)
        if town.store.died(10):
            return town.store, moment
        (town.data / ORDER).unlink(missing_ok=True)
    part = chance.choice(town.parts)
    time.sleep(chance.uniform(0, 1))
    part.kill()
    return part, "any"


def _checked(town):
    """Ask the product's own checks, which open the folder by themselves.

    A commit that was broken off leaves its file, and perhaps a torn end of Data.fs that the next start
    cuts off and keeps beside it. Those two are what a check may find; it has to find nothing once they
    are cleared away, the one by ``--repair``, the other by a person, who here has the clerks' word that
    nothing of it was acknowledged.
    """
    left = json.loads(esdh(town.data, "check", "--json", config=town.stopped_config).stdout)["faults"]
    found = [f"esdh check: {fault}" for fault in left if not _is_left_of_a_broken_commit(fault)]
    for torn in town.data.glob("Data.fs.tr*"):
        torn.unlink()
    esdh(town.data, "check", "--repair", config=town.stopped_config)
    for arguments in (["check"], ["check", "--journal"]):
        ended = esdh(town.data, *arguments, config=town.stopped_config)
        if ended.returncode:
            found.append(f"esdh {' '.join(arguments)}: {ended.stdout[-2000:]}{ended.stderr[-2000:]}")
    return found


def _is_left_of_a_broken_commit(fault):
    if fault["part"] == "data":
        return fault["path"].startswith("Data.fs.tr")
    return fault["part"] == "files" and fault["repairable"] and "belongs to nothing" in fault["fault"]
