"""What a list is declared by: its columns, what it can be filtered by, and its order.

Everything here is data that a capability writes down once; see ``cases/intranet/case_list.py``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from pyramid.request import Request

from ..audit.verbs import Verb
from ..search.lists import Beginnings
from .journal import EXPORTED

if TYPE_CHECKING:
    from .asked import Asked

#: code and label
Pairs = Iterable[tuple[str, Any]]
#: index name to what :func:`search.conditions.find_ids` takes
Conditions = Mapping[str, Any]

YES = "1"
#: how many rows a page may have; the second is the usual one
SIZES = (25, 50, 100, 200)


@dataclass(frozen=True)
class Column:
    """One column.

    :param key: its name in the address and in what a person has chosen.
    :param value: what stands in the table for a spreadsheet: text, a number, a date or a moment.
    :param cell: what the page shows, as ``pieces['cell']`` takes it; the value when left out.
    :param index: field index to sort by; without it the list cannot be sorted by this column.
    :param shown: whether those who have chosen nothing see it.
    :param visible: whether there is such a column at all for whoever asks.
    """

    key: str
    title: Any
    value: Callable[[Request, Any], Any]
    cell: Callable[[Request, Any], Mapping[str, Any]] | None = None
    index: str = ""
    shown: bool = True
    number: bool = False
    visible: Callable[[Request], bool] = lambda _request: True


@dataclass(frozen=True)
class Filter:
    """One thing a list can be narrowed to; the functions below make them.

    :param kind: ``text``, ``select``, ``check``, ``days`` or ``tabs`` (choices with counts, over the list).
    :param conditions: what of the catalog a value asks for.
    :param choices: what may be chosen.
    :param blank: what the choice says when nothing is chosen.
    :param rare: it stands with others under "Flere filtre".
    :param names: of the two days of a period in the address.
    """

    key: str
    title: Any
    kind: str
    conditions: Callable[[Request, Any], Conditions] = lambda _request, _value: {}
    choices: Callable[[Request], Pairs] = lambda _request: ()
    blank: Any = ""
    rare: bool = False
    names: tuple[str, str] = ("", "")
    visible: Callable[[Request], bool] = lambda _request: True


def words(title: Any, *, key: str = "q", index: str = "words") -> Filter:
    """Make a filter by the beginnings of words."""
    return Filter(key, title, "text", lambda _request, typed: {index: Beginnings(typed)})


def one_of(key: str, title: Any, choices: Callable[[Request], Pairs], **more: Any) -> Filter:
    """Make a filter by one of several codes.

    :param more: ``index`` that holds the code, or ``conditions``; and what :class:`Filter` takes.
    """
    index = more.pop("index", key)
    usual = {"kind": "select", "conditions": lambda _request, code: {index: code}}
    return Filter(key, title, choices=choices, **{**usual, **more})


def tick(key: str, title: Any, conditions: Callable[[Request], Conditions]) -> Filter:
    """Make a filter that is on or off."""
    return Filter(key, title, "check", lambda request, _on: conditions(request))


def days(key: str, title: Any, *, index: str = "", last: int | None = None, **more: Any) -> Filter:
    """Make a filter by a period, of which either end may be left out.

    :param index: holds days as numbers; ``last`` is the number of the last day that counts as one.
    """

    def conditions(_request: Request, period: "Period") -> Conditions:
        return {index: period.numbers(last)} if index else {}

    return Filter(
        key, title, "days", **{"conditions": conditions, "names": (f"{key}-fra", f"{key}-til"), **more}
    )


@dataclass(frozen=True)
class Period:
    """Two days, of which either may be open."""

    first: date | None
    last: date | None

    def numbers(self, last: int | None) -> tuple[int | None, int | None]:
        """Return the period as day numbers."""
        first = self.first.toordinal() if self.first else None
        return first, self.last.toordinal() if self.last else last


@dataclass(frozen=True)
class BulkAct:
    """Something that is done to all that were chosen.

    :param url: of a page that takes object ids as ``valgt`` and says first what will be done.
    """

    title: Any
    url: str
    icon: str


@dataclass(frozen=True)
class Words:
    """What a list says of itself.

    :param one: ``1 sag``, ``many`` ``${count} sager``, ``none`` what it says when nothing fits.
    :param empty: title and text when there is nothing at all.
    :param show_all: the link that drops all filters; ``all_of`` is asked where the usual list leaves out.
    """

    one: Any
    many: Any
    none: Any
    empty: tuple[Any, Any]
    show_all: Any
    all_of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """Where the items of a list come from, when that is not the catalog.

    :param page: the batch that is asked for.
    :param all: everything, for the table.
    """

    page: Callable[[Request, "Asked"], Any]
    all: Callable[[Request, "Asked"], Iterator[Any]]


@dataclass(frozen=True)
class ListOf:
    """A list.

    :param name: of the list, in what is kept of a person's columns and in the name of the table.
    :param title: its caption.
    :param columns: the first is what a row is called, and always shown.
    :param sort: key of the column it is sorted by when nothing else is asked, ``-`` before it for descending.
    :param of: what belongs on it before any filter, as conditions.
    :param orders: sort keys that are no column, to their index.
    :param acts: what whoever asks may do to those chosen.
    :param verb: what the journal says of fetching the table.
    """

    name: str
    title: Any
    columns: tuple[Column, ...]
    says: Words
    sort: str = ""
    filters: tuple[Filter, ...] = ()
    of: Callable[[Any, Request], Conditions] = lambda _context, _request: {}
    orders: Mapping[str, str] = field(default_factory=dict)
    acts: Callable[[Any, Request], Iterable[BulkAct]] = lambda _context, _request: ()
    source: Source | None = None
    verb: Verb = EXPORTED

    def sorts(self) -> dict[str, str]:
        """Return what it can be sorted by: key in the address to index."""
        return {**{each.key: each.index for each in self.columns if each.index}, **self.orders}
