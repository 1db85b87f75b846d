"""From a start to the first page: after a clean stop, and after a kill with log that no index knows."""

from collections.abc import Iterator

from ..figures import Figure
from ..machine import load
from ..measuring import Town, measure
from ..serving import serve
from .filing import Filer, word_of


@measure("start", served=False)
def start(town: Town) -> Iterator[Figure]:
    """Start, stop, start, file, kill, start."""
    if not town.quick:
        serve(town.data, town.server_cores).stop()
    seconds: list[float] = []
    server = None
    try:
        for _round in range(town.repetitions):
            if server is not None:
                server.stop()
            server = serve(town.data, town.server_cores)
            seconds.append(server.seconds)
        middle = sorted(seconds)[len(seconds) // 2] * 1000
        yield _figure(
            town, "start to first page, after a stop", middle, max(seconds) * 1000, goal="under 3 s"
        )
        town.server = server
        megabytes = _filed(town)
        town.served.kill()
        server = serve(town.data, town.server_cores)
        taken = server.seconds * 1000
        goal = "under 3 s + 1 s for 100 MB of log"
        figure = _figure(town, "start to first page, after a kill", taken, taken, goal=goal)
        figure.values["log MB"] = round(megabytes, 1)
        yield figure
    finally:
        town.server = None
        if server is not None:
            server.stop()


def _figure(town: Town, name: str, p50: float, p95: float, *, goal: str) -> Figure:
    return Figure(name, town.size, p50=p50, p95=p95, goal=goal, load=load())


def _filed(town: Town) -> float:
    """File some documents; return how many megabytes of log that made."""
    before = (town.data / "Data.fs").stat().st_size
    filer = Filer(town)
    case = filer.a_case()
    number = 3 if town.quick else 100
    plan = [filer.filing(case, word_of(10**9 + each), each) for each in range(number)]
    town.clients.ask(town.served.port, [plan])
    return ((town.data / "Data.fs").stat().st_size - before) / 1e6
