"""``make bench``: measure the reference, then every size; keep the figures, write the page of curves."""

import argparse
import json
import shutil
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from . import machine, measures  # noqa: F401 -- the measures enter themselves in the lists
from .bases import FOLDER, copy_of
from .driving import Clients, get
from .figures import Figure, from_times, middle
from .measuring import WITH_SERVER, WITHOUT_SERVER, Town
from .page import write_page
from .serving import PROJECT, reference, serving
from .special import add_special

RESULTS = PROJECT / "bench" / "results"
#: searching comes first, while nobody has searched; memory last
SERVED = (
    "search",
    "public pages",
    "pages at work",
    "filing",
    "readers while others file",
    "found by search",
    "memory",
)
NOT_SERVED = ("start", "bulk import", "upkeep")
_CLIENTS = 4
REFERENCES = {"line": "/line", "page": "/page/60", "small page": "/page/9", "large page": "/page/135"}


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", default="1000 10000", help="documents in each base")
    parser.add_argument(
        "--only", default="", help="names of measures with commas between: " + ", ".join(SERVED + NOT_SERVED)
    )
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3.0, help="of each repetition")
    parser.add_argument("--no-page", action="store_true", help="write no docs/maalinger.md")
    options = parser.parse_args()
    only = {name.strip() for name in options.only.split(",") if name.strip()}
    if unknown := only - set(SERVED + NOT_SERVED):
        parser.error(f"no measure is called {', '.join(sorted(unknown))}")
    path = RESULTS / f"{version('bdk-esdh')}.json"
    for size in map(int, options.sizes.split()):
        told = measure_size(size, only=only, repetitions=options.repetitions, seconds=options.seconds)
        keep(path, size, told, whole=not only)
    if not options.no_page:
        write_page(json.loads(path.read_text()), PROJECT / "docs")


def measure_size(
    size: int, *, only: set[str], repetitions: int, seconds: float, quick: bool = False
) -> dict[str, Any]:
    """Measure one size.

    :param only: names of measures; all of them when empty.
    :returns: the figures with their reference and the machine, as they are kept.
    """
    print(f"{size} documents: making or copying the base ...", flush=True)
    copy = copy_of(size)
    server_cores, driver_cores = machine.cores()
    clients = Clients(_CLIENTS, driver_cores)
    try:
        places = add_special(copy)
        before = measure_reference(clients, server_cores, seconds, FOLDER)
        town = Town(size, copy, None, clients, server_cores, places, repetitions, seconds, quick=quick)
        town.reference = before
        figures = list(_figures(town, only, before))
        after = before if quick else measure_reference(clients, server_cores, seconds, FOLDER)
    finally:
        clients.close()
        shutil.rmtree(copy, ignore_errors=True)
    told = {name: middle([before[name], after[name]]) for name in before}
    factor = machine.DESIGN_RATE / (told["line"].rate or 1)
    return {
        "measured": datetime.now(UTC).isoformat(timespec="minutes"),
        "machine": machine.describe(),
        "load": machine.load(),
        "factor": round(factor, 3),
        "reference": {name: figure.as_json(1) for name, figure in told.items()},
        "figures": [figure.as_json(factor) for figure in figures],
    }


def measure_reference(clients: Clients, where: set[int], seconds: float, folder: Path) -> dict[str, Figure]:
    """Measure bare Pyramid: one line of text, and static pages by Chameleon, of 20 KB, of 4 and of 45."""
    found = {}
    with reference(where, folder / "reference.log") as server:
        for name, path in REFERENCES.items():
            plan = [get(path)]
            clients.ask(server.port, [plan * 50])
            rounds = []
            for _round in range(3):
                before = machine.cpu_seconds(server.pid)
                (driven,) = clients.ask(server.port, [plan], seconds=seconds)
                used = (machine.cpu_seconds(server.pid) - before) / len(driven.seconds) * 1000
                rounds.append(
                    from_times(
                        name, 0, driven.seconds, cpu=used, values={"bytes": driven.size}, load=machine.load()
                    )
                )
            found[name] = middle(rounds)
    return found


def _figures(town: Town, only: set[str], told: dict[str, Figure]) -> Iterator[Figure]:
    factor = machine.DESIGN_RATE / (told["line"].rate or 1)
    for name, each in told.items():
        _say(each, 1)
        print(f"  reference {name}", flush=True)
    wanted = [name for name in SERVED if not only or name in only]
    if wanted:
        with serving(town.data, town.server_cores) as server:
            town.server = server
            for name in wanted:
                yield from _told(WITH_SERVER[name](town), name, factor)
            town.server = None
    for name in NOT_SERVED:
        if not only or name in only:
            yield from _told(WITHOUT_SERVER[name](town), name, factor)


def _told(figures: Iterator[Figure], name: str, factor: float) -> Iterator[Figure]:
    print(f"{name}:", flush=True)
    started = time.perf_counter()
    for figure in figures:
        _say(figure, factor)
        yield figure
    print(f"  ({time.perf_counter() - started:.0f} s)", flush=True)


def _say(figure: Figure, factor: float) -> None:
    parts = []
    if figure.rate is not None:
        parts.append(f"{figure.rate:,.1f}/s (scaled {figure.rate * factor:,.1f})")
    if figure.p95 is not None:
        parts.append(f"p50 {figure.p50:.1f} p95 {figure.p95:.1f} ms (scaled {figure.p95 / factor:.1f})")
    if figure.cpu is not None:
        parts.append(f"CPU {figure.cpu:.2f} ms")
    parts += [f"{name} {value:g}" for name, value in figure.values.items()]
    if figure.missing:
        parts.append(figure.missing)
    print(f"  {figure.name:45} {'  '.join(parts)}", flush=True)


def keep(path: Path, size: int, told: dict[str, Any], *, whole: bool) -> None:
    """Keep the figures of one size beside those of the others.

    :param whole: in place of all that was kept of this size; else only of what was measured now.
    """
    kept = json.loads(path.read_text()) if path.exists() else {"version": path.stem, "sizes": {}}
    older = kept["sizes"].get(str(size))
    if older and not whole:
        names = {figure["name"] for figure in told["figures"]}
        told["figures"] += [figure for figure in older["figures"] if figure["name"] not in names]
    kept["sizes"][str(size)] = told
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main())
