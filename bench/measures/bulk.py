"""Bulk import: storing many generated documents, beside what is there."""

import re
from collections.abc import Iterator

from ..bases import made_in
from ..commands import run
from ..figures import Figure
from ..machine import load
from ..measuring import Town, measure

_GOAL = "500 documents a second into the store"


@measure("bulk import", served=False)
def bulk_import(town: Town) -> Iterator[Figure]:
    """Store a thousand more, and tell what storing the base took."""
    number = 40 if town.quick else 1_000
    log = (town.data / "Data.fs").stat().st_size
    ran = run(town.data, "demo", "--size", str(number), where=town.server_cores)
    grown = (town.data / "Data.fs").stat().st_size - log
    told = re.search(r"(\d+) a second", ran.output)
    yield Figure(
        "bulk import into the store",
        town.size,
        rate=float(told[1]) if told else None,
        cpu=None,
        values={"log KB": round(grown / number / 1000, 1), "MB at most": round(ran.megabytes)},
        goal=_GOAL,
        note="real actions, numbers, every index, journal, files; forced to disk in each transaction of 500",
        load=load(),
    )
    made = made_in(town.size)
    if "indexed" in made:
        yield Figure(
            "bulk import into the text index",
            town.size,
            rate=town.size / made["indexed"],
            values={"s": round(made["indexed"])},
            goal="200 documents a second into the index",
            note="when the base was made: esdh reindex --texts, with the start of the command",
            load=made["load"],
        )
    yield Figure(
        "making the whole base",
        town.size,
        rate=town.size / made["seconds"],
        cpu=made["cpu"] / town.size * 1000 if "cpu" in made else None,
        values={"s": round(made["seconds"])}
        | ({"MB at most": round(made["megabytes"])} if "megabytes" in made else {}),
        note="when it was made, with the start of the command",
        load=made["load"],
    )
