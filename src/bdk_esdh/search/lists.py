"""Lists that are right at once: queries of the graph catalog, a batch at a time.

Every list is intersected with what the reader may read before anything is
counted, so that neither rows nor totals tell of what one may not know.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from ..kernel.graph import catalog_of, find_objectmap
from ..kernel.i18n import _
from .conditions import Among, Beginnings, Lacking, find_ids
from .ordering import ordered

__all__ = [
    "BATCH_SIZE",
    "Among",
    "Batch",
    "Beginnings",
    "Lacking",
    "Page",
    "batch_of",
    "find_ids",
    "in_order",
    "listing",
    "readable",
    "start_of",
    "window",
]

BATCH_SIZE = 50
_LARGEST_START = 10_000_000


@dataclass(frozen=True)
class Page:
    """A link of the pagination."""

    number: int
    url: str
    current: bool


@dataclass(frozen=True)
class Batch:
    """A page of a list.

    :param items: the nodes of this page, in order.
    :param total: how many there are in all, of those the reader may read.
    :param start: number of the first item, from 0.
    """

    items: list[Any]
    total: int
    start: int
    size: int
    path: str = ""
    parameters: tuple[tuple[str, str], ...] = ()

    def __iter__(self) -> Iterator[Any]:
        """Go through the items of this page."""
        return iter(self.items)

    @property
    def end(self) -> int:
        """Number of the last item, counted from 1."""
        return self.start + len(self.items)

    @property
    def previous_url(self) -> str | None:
        """Address of the page before."""
        return self._url(max(0, self.start - self.size)) if self.start else None

    @property
    def next_url(self) -> str | None:
        """Address of the page after."""
        return self._url(self.start + self.size) if self.end < self.total else None

    @property
    def pages(self) -> list[Page]:
        """Links to the first, the last and the nearest pages."""
        count = -(-self.total // self.size) or 1
        here = self.start // self.size
        wanted = {0, count - 1} | {here + step for step in (-2, -1, 0, 1, 2)}
        return [
            Page(number + 1, self._url(number * self.size), number == here)
            for number in sorted(wanted)
            if 0 <= number < count
        ]

    @property
    def summary(self) -> str:
        """``1-50 af 312``."""
        if not self.total:
            return "0"
        span = {"first": self.start + 1, "last": self.end, "total": self.total}
        return _("${first}-${last} af ${total}", mapping=span)

    def _url(self, start: int) -> str:
        parameters = [(key, value) for key, value in self.parameters if key != "start"]
        if start:
            parameters.append(("start", str(start)))
        return self.path + ("?" + urlencode(parameters) if parameters else "")


def start_of(parameters: Mapping[str, str]) -> int:
    """Read ``start`` from a query string; nonsense counts as the beginning."""
    try:
        return min(max(0, int(parameters.get("start", "0"))), _LARGEST_START)
    except ValueError:
        return 0


def readable(root: Any, principals: frozenset[str]) -> Any:
    """Return the query for everything that ``principals`` may read, to be joined with others."""
    catalog: Any = catalog_of(root)
    tokens = sorted(principals)
    return catalog["readers"].any(tokens) & catalog["gates"].any(tokens)


def listing(  # noqa: PLR0913 (each is a word of the question; all but three by name)
    root: Any,
    principals: frozenset[str],
    conditions: Mapping[str, Any],
    *,
    sort: str,
    reverse: bool = False,
    start: int = 0,
    size: int = BATCH_SIZE,
    path: str = "",
    parameters: Mapping[str, str] | None = None,
) -> Batch:
    """Return one page of what matches and may be read.

    :param conditions: as :func:`find_ids` takes them.
    :param sort: name of a field index; nodes without a value there are left out.
    :param path: with ``parameters``, what the links of the pagination are made of.
    """
    found = find_ids(root, principals, conditions)
    return batch_of(
        root, found, sort=sort, reverse=reverse, start=start, size=size, path=path, parameters=parameters
    )


def batch_of(  # noqa: PLR0913 (as listing)
    root: Any,
    found: Any,
    *,
    sort: str,
    reverse: bool = False,
    start: int = 0,
    size: int = BATCH_SIZE,
    path: str = "",
    parameters: Mapping[str, str] | None = None,
) -> Batch:
    """Return one page of ``found``, which holds only what the reader may know of.

    :param found: the executed query; the other arguments are those of :func:`listing`.
    """
    total = len(found)
    if start >= total:
        start = max(0, (total - 1) // size * size)
    catalog: Any = catalog_of(root)
    ids = ordered(catalog[sort], found.ids, start + size, reverse=reverse)[start:]
    return Batch(nodes_of(root, ids), total, start, size, path, tuple((parameters or {}).items()))


def nodes_of(root: Any, ids: list[int]) -> list[Any]:
    """Return the nodes of these ids, in their order, without those that are gone."""
    graph = find_objectmap(root)
    return [node for node in map(graph.object_for, ids) if node is not None]


def window(
    root: Any,
    principals: frozenset[str],
    conditions: Mapping[str, Any],
    sort: str,
    start: int,
    size: int,
    *,
    reverse: bool = False,
) -> Batch:
    """Return exactly the part of a list that was asked for; beyond its end that is nothing.

    A page for people shows the last part then (:func:`batch_of`). A program that goes
    through a list until nothing comes would never end.

    :param conditions: as :func:`find_ids` takes them.
    """
    found = find_ids(root, principals, conditions)
    if start >= len(found):
        return Batch([], len(found), start, size)
    return batch_of(root, found, sort=sort, reverse=reverse, start=start, size=size)


def in_order(root: Any, found: Any, sort: str, *, reverse: bool = False) -> list[int]:
    """Return all ids of ``found``: those with a value in ``sort`` in its order, then the rest."""
    catalog: Any = catalog_of(root)
    placed = ordered(catalog[sort], found.ids, len(found), reverse=reverse)
    known = set(placed)
    return placed + [oid for oid in found.ids if oid not in known]
