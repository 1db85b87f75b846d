"""Search: a word that few documents have, one that half of them have, for the public and at work."""

from collections.abc import Iterator
from urllib.parse import quote

from bdk_esdh.demo.large.subjects import COMMON_WORD, RARE_WORD

from ..driving import get
from ..figures import Figure, from_times
from ..measuring import Probe, Town, measure, probe_all

_GOAL = "p95 under 60 ms"
_GOAL_COMMON = "p95 under 400 ms"
#: by login, each with other rights
_PERSONS = (
    "leder",
    "sagsbehandler",
    "postmedarbejder",
    "sekretaer",
    "administrator",
    "redaktoer",
    "politiker",
)


@measure("search")
def search(town: Town) -> Iterator[Figure]:
    """Measure the pages of a search, the first of a person and those after it."""
    rare, common = quote(RARE_WORD), quote(COMMON_WORD)
    cookie = town.cookie_of("leder")
    clerk = (("Cookie", cookie),)
    # Before anybody has searched: what is read for the first time counts in the first of these.
    firsts = []
    for login in _PERSONS[: 2 if town.quick else None]:
        theirs = town.cookie_of(login)
        (first,) = town.clients.ask(town.served.port, [[get(f"/intranet/soeg?q={rare}", {"Cookie": theirs})]])
        firsts += first.seconds
    yield from_times(
        "search at work, a person's first",
        town.size,
        firsts,
        goal="p95 under 150 ms",
        values={"the first of all, ms": round(firsts[0] * 1000)},
        note=f"{len(firsts)} persons",
    )
    yield from probe_all(
        town,
        [
            Probe("search at work, a word in 0.6%", (f"/intranet/soeg?q={rare}",), clerk, goal=_GOAL),
            Probe(
                "search at work, a word in half of all",
                (f"/intranet/soeg?q={common}",),
                clerk,
                goal=_GOAL_COMMON,
            ),
            Probe("public search, a word in 0.6%", (f"/soeg?q={rare}",), goal=_GOAL),
            Probe("public search, a word in half of all", (f"/soeg?q={common}",), goal=_GOAL_COMMON),
        ],
    )
