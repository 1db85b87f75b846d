"""Pages everyone reads, past the page cache and through it, and a file of 200 KB."""

from collections.abc import Iterator

from ..figures import Figure
from ..measuring import Probe, Town, measure, probe_all

#: whoever sends a cookie is not answered from the page cache
PAST_THE_CACHE = (("Cookie", "bench=1"),)
_NOT_CACHED = "not yet: answering takes as much as the page itself"


@measure("public pages")
def public_pages(town: Town) -> Iterator[Figure]:
    """Measure the pages of a document and of an agenda, a day of the postlist, and a file."""
    places = town.places
    half = "at least half the rate of the static Chameleon page"
    pages = {
        "public document page": places.document,
        "public agenda page": places.agenda,
        "postlist of a day": places.postlist,
        "public front page": "/",
    }
    probes = [Probe(f"{name}, uncached", (path,), PAST_THE_CACHE, goal=half) for name, path in pages.items()]
    probes += [
        Probe(f"{name}, cached", (path,), goal="at least 60% of the one-line rate")
        for name, path in pages.items()
    ]
    probes.append(Probe("PDF of 200 KB", (places.pdf,), goal="at least 686 a second, twice Plone's 343"))
    found = {figure.name: figure for figure in probe_all(town, probes)}
    for name in pages:
        cached, uncached = found[f"{name}, cached"], found[f"{name}, uncached"]
        # By processor time: what others do on the machine would make one of two equal rates look cached.
        if (cached.cpu or 0) > 0.5 * (uncached.cpu or 0):
            cached = found[cached.name] = Figure(
                cached.name, town.size, goal=cached.goal, missing=_NOT_CACHED
            )
        share = (uncached.rate or 0) / _equally_large(town, uncached.values["bytes"])
        uncached.values["of an equally large static page"] = round(share, 2)
        if not cached.missing:
            cached.values["of the one-line rate"] = round(
                (cached.rate or 0) / (town.reference["line"].rate or 1), 2
            )
    yield from found.values()


def _equally_large(town: Town, size: float) -> float:
    """Return the rate of a static page of ``size`` bytes: its time lies on a line through those measured."""
    pages = sorted(
        (each.values["bytes"], 1 / (each.rate or 1))
        for name, each in town.reference.items()
        if name.endswith("page")
    )
    (low, fast), (high, slow) = (pages[0], pages[-1])
    return 1 / max(fast + (size - low) * (slow - fast) / (high - low), 1e-6)
