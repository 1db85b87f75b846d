"""Pages of those who work here: a case with 50 documents, the list of cases, the start page."""

from collections.abc import Iterator

from ..figures import Figure
from ..measuring import Probe, Town, measure, probe_all


@measure("pages at work")
def pages_at_work(town: Town) -> Iterator[Figure]:
    """Measure what a caseworker opens all day."""
    clerk = (("Cookie", town.cookie_of("sagsbehandler")),)
    cases = "/intranet/sager?enhed=teknik_miljoe&tilstand=opened&emne=05&sorter=frist"
    yield from probe_all(
        town,
        [
            Probe("case page with 50 documents", (town.places.case,), clerk, goal="p95 under 40 ms"),
            Probe(
                "list of cases, filtered and sorted",
                (cases,),
                clerk,
                goal="p95 under 80 ms",
                note="by unit, state and KLE main group, the earliest deadline first",
            ),
            Probe("list of all cases, sorted by deadline", ("/intranet/sager?tilstand=alle",), clerk),
            Probe("start page at work", ("/intranet/",), clerk),
        ],
    )
