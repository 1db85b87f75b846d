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
    seconds = []
    for _round in range(town.repetitions):
        server = serve(town.data, town.server_cores)
        seconds.append(server.seconds)
        server.stop()
    middle = sorted(seconds)[len(seconds) // 2] * 1000
    yield Figure(
        "start to first page, after a stop",
        town.size,
        p50=middle,
        p95=max(seconds) * 1000,
        goal="under 3 s",
        load=load(),
    )
    server = serve(town.data, town.server_cores)
    town.server = server
    before = (town.data / "Data.fs").stat().st_size
    filer = Filer(town)
    case = filer.a_case()
    number = 3 if town.quick else 100
    town.clients.ask(
        server.port, [[filer.filing(case, word_of(10**9 + each), each) for each in range(number)]]
    )
    server.kill()
    town.server = None
    megabytes = ((town.data / "Data.fs").stat().st_size - before) / 1e6
    server = serve(town.data, town.server_cores)
    server.stop()
    yield Figure(
        "start to first page, after a kill",
        town.size,
        p50=server.seconds * 1000,
        p95=server.seconds * 1000,
        values={"log MB": round(megabytes, 1)},
        goal="under 3 s + 1 s for 100 MB of log",
        load=load(),
    )
