"""Which addresses the sitemap lists: what the anonymous may read, told by indexes; no node is loaded."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from pyramid.registry import Registry
from pyramid.request import Request

from ..classification.outline import outline_of
from ..kernel.clock import local
from ..kernel.graph import catalog_of, find_objectmap
from ..postlist.filtering import PostlistFilter, find_entries
from ..postlist.public_entry import PLACE
from ..search.lists import find_ids
from ..security.identity import ANONYMOUS_PRINCIPALS

#: what is at a fixed address of its own; listed when everyone can read it
FIXED = ("nyheder", "udvalg", "postlister", "emner")


@dataclass(frozen=True)
class Listed:
    """An address, and the day of the last change where that is known."""

    path: str
    changed: date | None = None


Source = Callable[[Request], Iterable[Listed]]


def front(request: Request) -> Iterator[Listed]:
    """The front page and the fixed places."""
    yield Listed("/")
    yield from (Listed(f"/{name}") for name in FIXED if name in request.root)
    yield Listed("/was")


def pages(request: Request) -> Iterator[Listed]:
    """Pages and news that are shown now."""
    return _nodes(request, {"kind": ["Page", "NewsItem"], "page_standing": "shown", "audience": "public"})


def meetings(request: Request) -> Iterator[Listed]:
    """Committees, their meetings whose agenda is out, and the open items of those."""
    return _nodes(request, {"kind": ["Committee", "Meeting", "AgendaItem"]})


def subjects(request: Request) -> Iterator[Listed]:
    """The numbers of the plan, each with a page of its own."""
    plan = request.root["emner"]
    return (Listed(f"/emner/{row.number}") for row in outline_of(plan, request.registry).rows)


def days(request: Request) -> Iterator[Listed]:
    """The days of the postlist that have an entry."""
    found = dict.fromkeys(order[0] for _oid, order in _orders(request))
    return (Listed(f"{PLACE}/{date.fromordinal(day).isoformat()}") for day in found)


def letters(request: Request) -> Iterator[Listed]:
    """The documents on the postlist, with or without a file that is given out with them."""
    catalog: Any = catalog_of(request.root)
    changed = catalog["changed"]._rev_index  # noqa: SLF001 -- hypatia has no question for one node's value
    for oid, (day, case, serial) in _orders(request):
        path = f"{PLACE}/{date.fromordinal(day).isoformat()}/{case}-{serial}"
        yield Listed(path, _day(changed.get(oid)))


#: what a part of the sitemap holds, by the name it has in its address
SOURCES: dict[str, Source] = {
    "forside": front,
    "sider": pages,
    "moeder": meetings,
    "emner": subjects,
    "dage": days,
    "breve": letters,
}
#: the type without which a source has nothing to ask
_NEEDS = {"sider": "Page", "moeder": "Meeting", "emner": "Subject", "dage": "Postlist", "breve": "Postlist"}


def sources_of(registry: Registry) -> dict[str, Source]:
    """Return the sources of the capabilities that are switched on."""
    types = registry.records.types
    return {name: source for name, source in SOURCES.items() if _NEEDS.get(name, "Root") in types}


def part_of(found: Iterable[Listed], number: int, size: int) -> list[Listed]:
    """Return part ``number``, counted from 1, of ``size`` addresses each."""
    return list(islice(found, (number - 1) * size, number * size))


def _nodes(request: Request, wanted: dict[str, Any]) -> Iterator[Listed]:
    root = request.root
    ids = find_ids(root, ANONYMOUS_PRINCIPALS, wanted).ids
    catalog: Any = catalog_of(root)
    changed, graph = catalog["changed"]._rev_index, find_objectmap(root)  # noqa: SLF001 -- as above
    for oid in ids:
        path = graph.path_for(oid)
        if path is not None:
            yield Listed("/".join(path), _day(changed.get(oid)))


def _orders(request: Request) -> list[tuple[int, tuple[int, str, int]]]:
    catalog: Any = catalog_of(request.root)
    ids = find_entries(request, PostlistFilter()).ids
    catalog["postlist_order"].flush()
    orders = catalog["postlist_order"]._rev_index  # noqa: SLF001 -- as above
    return sorted(((oid, orders[oid]) for oid in ids if oid in orders), key=lambda pair: pair[1])


def _day(seconds: int | None) -> date | None:
    return None if seconds is None else local(datetime.fromtimestamp(seconds, UTC)).date()
