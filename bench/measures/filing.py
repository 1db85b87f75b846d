"""Filing by JSON, a file of 200 KB each: how fast, what it costs readers, when it is found."""

import base64
import json
import time
from collections.abc import Iterator
from itertools import count

from .. import special
from ..driving import Connection, get, request
from ..figures import Figure, from_times, quantiles
from ..machine import cpu_seconds, load
from ..measuring import Town, measure

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NUMBERS = count(1)
#: how long a document may take to be found before we stop looking
_PATIENCE = 120


def word_of(number: int) -> str:
    """Write a number as a word that stands in no other title."""
    word = ""
    while number:
        number, place = divmod(number, len(_LETTERS))
        word += _LETTERS[place]
    return f"qx{word}xq"


class Filer:
    """Writes the requests of one program."""

    def __init__(self, town: Town) -> None:
        """Log in."""
        self._town = town
        self.headers = {
            "Authorization": f"Bearer {town.token_of('sagsbehandler')}",
            "Content-Type": "application/json",
        }

    def a_case(self) -> str:
        """Open a case and return its address."""
        body = {"@type": "Case", "title": "Målesag", "kle_subject": "02.34.02", "kle_facet": "P19"}
        connection = Connection(self._town.served.port)
        answer = connection.ask(request("POST", "/api/v1/sager", self.headers, json.dumps(body).encode()))
        connection.close()
        if answer.status != 201:
            raise RuntimeError(f"no case: {answer.status} {answer.body[:300]!r}")
        return "/api/v1/sager/" + json.loads(answer.body)["case_number"]

    def filing(self, case: str, word: str, number: int) -> bytes:
        """Write the request that files a document whose title has ``word``."""
        content = special.a_file(number)
        body = {
            "@type": "Document",
            "title": f"Målebrev {word}",
            "document_type": "other",
            "direction": "internal",
            "file": {
                "filename": "brev.pdf",
                "content-type": "application/pdf",
                "encoding": "base64",
                "data": base64.b64encode(content).decode(),
            },
        }
        return request("POST", case, {**self.headers, "Idempotency-Key": word}, json.dumps(body).encode())

    def search(self, word: str) -> bytes:
        """Write the request that looks for ``word``."""
        return get(f"/api/v1/@search?SearchableText={word}&b_size=1", self.headers)


@measure("filing")
def filing(town: Town) -> Iterator[Figure]:
    """Measure filing as fast as one client and four clients can."""
    filer = Filer(town)
    each = 3 if town.quick else 60
    for clients, goal in ((1, "p95 under 60 ms"), (4, "100 a second, under 60 KB of log each")):
        plans = [
            [filer.filing(case, word_of(next(_NUMBERS)), number) for number in range(each)]
            for case in _cases(filer, clients)
        ]
        log = (town.data / "Data.fs").stat().st_size
        before, started = cpu_seconds(town.served.pid), time.perf_counter()
        driven = town.clients.ask(town.served.port, plans)
        seconds, used = time.perf_counter() - started, cpu_seconds(town.served.pid) - before
        grown = (town.data / "Data.fs").stat().st_size - log
        _all_created(driven)
        number = sum(len(one.seconds) for one in driven)
        p50, p95 = quantiles([second for one in driven for second in one.seconds])
        yield Figure(
            f"filing by JSON, {clients} client{'s' if clients > 1 else ''}",
            town.size,
            rate=number / seconds,
            p50=p50,
            p95=p95,
            cpu=used / number * 1000,
            values={"log KB": round(grown / number / 1000, 1)},
            goal=goal,
            note="with the worker that reads the texts on the same core; its entries are in the log too",
            load=load(),
        )


def _cases(filer: Filer, number: int) -> list[str]:
    return [filer.a_case() for _number in range(number)]


def _all_created(driven: list) -> None:
    statuses = set().union(*(one.statuses for one in driven))
    if statuses != {201}:
        raise RuntimeError(f"filing was answered by {statuses}")


@measure("readers while others file")
def readers_while_others_file(town: Town) -> Iterator[Figure]:
    """Measure a public page alone and while five documents a second are filed, in turn."""
    filer = Filer(town)
    (case,) = _cases(filer, 1)
    seconds = 1.0 if town.quick else 2 * town.seconds
    plan = [get(town.places.agenda, {"Cookie": "bench=1"})]
    alone, beside = [], []
    for _round in range(town.repetitions):
        (quiet,) = town.clients.ask(town.served.port, [plan], seconds=seconds)
        alone.append(len(quiet.seconds) / sum(quiet.seconds))
        filings = [filer.filing(case, word_of(next(_NUMBERS)), number) for number in range(int(5 * seconds))]
        town.clients.begin(1, town.served.port, filings, period=0.2)
        (driven,) = town.clients.ask(town.served.port, [plan], seconds=seconds)
        beside.append(len(driven.seconds) / sum(driven.seconds))
        _all_created([town.clients.end(1)])
    share = sorted(with_them / quiet for with_them, quiet in zip(beside, alone, strict=True))[len(alone) // 2]
    yield Figure(
        "agenda pages while 5 a second are filed",
        town.size,
        rate=sorted(beside)[len(beside) // 2],
        values={"share of alone": round(share, 2)},
        goal="at least 0.8 of the rate alone",
        load=load(),
    )


@measure("found by search")
def found_by_search(town: Town) -> Iterator[Figure]:
    """Measure how long a filed document takes to be found: five a second, then after a burst."""
    filer = Filer(town)
    (case,) = _cases(filer, 1)
    seconds = []
    for number in range(2 if town.quick else 20):
        word = word_of(next(_NUMBERS))
        (driven,) = town.clients.ask(town.served.port, [[filer.filing(case, word, number)]])
        _all_created([driven])
        seconds.append(_until_found(town, filer, word, driven.ended[-1]))
        time.sleep(max(0.0, 0.2 - driven.seconds[-1] - seconds[-1]))
    yield from_times(
        "found by search, 5 filed a second", town.size, seconds, goal="p95 under 1 s", load=load()
    )
    burst = 4 if town.quick else 1_000
    words = [word_of(next(_NUMBERS)) for _number in range(burst)]
    cases = _cases(filer, 4)
    plans = [[filer.filing(one, word, 1) for word in words[place::4]] for place, one in enumerate(cases)]
    driven = town.clients.ask(town.served.port, plans)
    _all_created(driven)
    last = max(one.ended[-1] for one in driven)
    waited = max(_until_found(town, filer, word, last) for word in words[-4:])
    yield Figure(
        "found by search, last of a burst",
        town.size,
        p50=waited * 1000,
        p95=waited * 1000,
        values={"burst": burst},
        goal="within 30 s of a burst of 1,000",
        load=load(),
    )


def _until_found(town: Town, filer: Filer, word: str, since: float) -> float:
    connection = Connection(town.served.port)
    try:
        while time.time() - since < _PATIENCE:
            answer = connection.ask(filer.search(word))
            if json.loads(answer.body)["items_total"]:
                return max(time.time() - since, 0.0001)
            # Asking without a pause would keep the indexer, which is polite, off the only core.
            time.sleep(0.1)
    finally:
        connection.close()
    raise RuntimeError(f"{word} was not found within {_PATIENCE} s")
