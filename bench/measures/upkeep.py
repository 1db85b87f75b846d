"""Upkeep by the command line: check, reindex, backup, pack. Seconds, processor time, memory at most."""

import shutil
from collections.abc import Iterator

from ..commands import run
from ..figures import Figure
from ..machine import load
from ..measuring import Town, measure

#: left out when only the measure itself is tried: the command differs in its arguments alone, or takes long
SLOW = frozenset({"check", "check --quick", "backup, the next", "reindex", "reindex --texts"})


@measure("upkeep", served=False)
def upkeep(town: Town) -> Iterator[Figure]:
    """Run each once, on the copy, in the order that an administrator would."""
    target = town.data.with_name(f"{town.data.name}-backup")
    shutil.rmtree(target, ignore_errors=True)
    for name, arguments in (
        ("check", ("check",)),
        ("check --quick", ("check", "--quick")),
        ("backup, the first", ("backup", str(target))),
        ("backup, the next", ("backup", str(target))),
        ("reindex", ("reindex", "--from-start")),
        ("reindex --texts", ("reindex", "--texts")),
        ("pack", ("pack", "--days", "0")),
    ):
        if town.quick and name in SLOW:
            continue
        ran = run(town.data, *arguments, where=town.server_cores)
        values = {"s": round(ran.seconds, 1), "cpu s": round(ran.cpu, 1), "MB at most": round(ran.megabytes)}
        if name == "pack":
            values["Data.fs MB"] = round((town.data / "Data.fs").stat().st_size / 1e6)
        yield Figure(name, town.size, rate=town.size / ran.seconds, values=values, load=load())
    shutil.rmtree(target, ignore_errors=True)
