"""What a measure gets, and the list of measures: generators of figures in ``bench.measures``."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from . import special
from .driving import Clients, Connection, get, request
from .figures import Figure, from_times, middle
from .machine import cpu_seconds, load
from .serving import Server


@dataclass
class Town:
    """What is measured: a copy of a base, served.

    :param size: documents in the base.
    :param data: the copy; may be written to.
    :param server: serves it; ``None`` while a measure of the command line runs.
    :param repetitions: of each measure, of which the middle counts.
    :param seconds: of each repetition.
    :param quick: as little as shows that the measure works.
    :param reference: what bare Pyramid did just before.
    """

    size: int
    data: Path
    server: Server | None
    clients: Clients
    server_cores: set[int]
    places: special.Special
    repetitions: int = 3
    seconds: float = 3.0
    quick: bool = False
    cookies: dict[str, str] = field(default_factory=dict)
    reference: dict[str, Figure] = field(default_factory=dict)

    @property
    def served(self) -> Server:
        """The server, which is there."""
        if self.server is None:
            raise LookupError("nothing is being served")
        return self.server

    def cookie_of(self, login: str) -> str:
        """Return the cookie of a person who is logged in through the form."""
        if login not in self.cookies:
            self.cookies[login] = _log_in(self.served.port, login)
        return self.cookies[login]

    def token_of(self, login: str) -> str:
        """Return a token for programs."""
        import json

        body = json.dumps({"login": login, "password": "demo"}).encode()
        raw = request("POST", "/api/v1/@login", {"Content-Type": "application/json"}, body)
        connection = Connection(self.served.port)
        answer = connection.ask(raw)
        connection.close()
        return str(json.loads(answer.body)["token"])


@dataclass(frozen=True)
class Probe:
    """One address that is asked for again and again.

    :param paths: asked for in turn.
    :param headers: of each request.
    """

    name: str
    paths: tuple[str, ...]
    headers: tuple[tuple[str, str], ...] = ()
    goal: str = ""
    note: str = ""


def probe_all(town: Town, probes: list[Probe]) -> Iterator[Figure]:
    """Ask for every probe in each round, in another order each time; the middle round counts."""
    rounds: dict[str, list[Figure]] = {probe.name: [] for probe in probes}
    chance = Random(town.size)
    for probe in probes:
        _once(town, probe, 0)
    for _round in range(town.repetitions):
        for probe in chance.sample(probes, len(probes)):
            rounds[probe.name].append(_once(town, probe, town.seconds))
    for probe in probes:
        yield middle(rounds[probe.name])


def _once(town: Town, probe: Probe, seconds: float) -> Figure:
    plan = [get(path, dict(probe.headers)) for path in probe.paths]
    before = cpu_seconds(town.served.pid)
    (driven,) = town.clients.ask(town.served.port, [plan], seconds=seconds)
    used = cpu_seconds(town.served.pid) - before
    if driven.statuses != {200}:
        raise RuntimeError(f"{probe.name}: answered {driven.statuses}")
    return from_times(
        probe.name,
        town.size,
        driven.seconds,
        cpu=used / len(driven.seconds) * 1000,
        values={"bytes": driven.size},
        goal=probe.goal,
        note=probe.note,
        load=load(),
    )


Measure = Callable[[Town], Iterator[Figure]]
#: of pages and programs, which need a server; and of the command line, which need none
WITH_SERVER: dict[str, Measure] = {}
WITHOUT_SERVER: dict[str, Measure] = {}


def measure(name: str, *, served: bool = True) -> Callable[[Measure], Measure]:
    """Enter a measure in the list; it runs in the order of entering.

    :param served: whether it needs the town to be served.
    """

    def enter(function: Measure) -> Measure:
        (WITH_SERVER if served else WITHOUT_SERVER)[name] = function
        return function

    return enter


def _log_in(port: int, login: str) -> str:
    from urllib.parse import urlencode

    from lxml import html

    connection = Connection(port)
    first = connection.ask(get("/log-ind"))
    cookies = _cookies(first.head, {})
    page = html.document_fromstring(first.body, base_url="/log-ind")
    form = next(form for form in page.forms if "password" in form.fields)
    values = {**dict(form.form_values()), "login": login, "password": "demo"}
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": _written(cookies),
        "Origin": "http://localhost",
    }
    answer = connection.ask(request("POST", form.action or "/log-ind", headers, urlencode(values).encode()))
    connection.close()
    if answer.status != 303:
        raise RuntimeError(f"{login} could not log in: {answer.status}")
    return _written(_cookies(answer.head, cookies))


def _cookies(head: bytes, cookies: dict[str, str]) -> dict[str, str]:
    found = dict(cookies)
    for line in head.decode("latin-1").split("\r\n"):
        name, _colon, value = line.partition(": ")
        if name.lower() == "set-cookie":
            key, _equals, rest = value.partition("=")
            found[key] = rest.partition(";")[0]
    return found


def _written(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
