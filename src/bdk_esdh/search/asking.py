"""What the address of a search page asks for: words, filters, order and page, all of it in the URL.

Anything may stand in an address. What is no value at all is left out with a remark; a value that
nothing has finds nothing, and the page offers to drop it. What was typed is always shown again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from pyramid.request import Request

from ..kernel.i18n import _
from ..kernel.records import Face
from .lists import start_of
from .port import FACETS, All, Query, Sort
from .querying import Names, ParsedQuery, parse_query, remark_text, visible
from .titles import names_of

#: what a facet is called in an address
PARAMETERS = {
    "kind": "art",
    "document_type": "type",
    "unit": "enhed",
    "year": "aar",
    "kle_group": "kle",
    "review_state": "tilstand",
}
BY_DATE = "dato"
BY_RELEVANCE = "relevans"
_SORTS = {"": Sort.RELEVANCE, BY_RELEVANCE: Sort.RELEVANCE, BY_DATE: Sort.DATE}
_VALUE = re.compile(r"[\w.:-]{1,60}")
_MOST_VALUES = 20
#: shorter beginnings fit too many words to say anything
SHORTEST_BEGINNING = 3
#: nobody reads the hits beyond, and each costs all before it
LARGEST_START = 10_000
#: a field in a page need not hold more; the remark says that the rest was not used
LONGEST_SHOWN = 2_000

UNKNOWN_SORT = _("Den rækkefølge findes ikke. Svarene står med de bedste først.")
BEGUN = _("Intet har det sidste ord. Her er det, der har et ord, der begynder sådan.")
UNREADABLE_FILTER = _("Et filter i adressen kunne ikke læses og er udeladt.")


@dataclass(frozen=True)
class Asked:
    """What somebody asks for.

    :param path: of the search page.
    :param text: what was typed, as it may be shown again.
    :param filters: the chosen values, by facet.
    :param order: as it stands in the address, known or not.
    :param unreadable: whether a filter was left out.
    :param today: what dates without a year lean to.
    :param is_begun: whether the last word is read as the beginning of one, since nothing has it whole.
    :param names: what units and their like are called, for ``enhed:`` and the other field words.
    """

    path: str
    text: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = ""
    start: int = 0
    unreadable: bool = False
    today: date | None = None
    names: Names = field(default_factory=dict)
    is_begun: bool = False

    @cached_property
    def parsed(self) -> ParsedQuery:
        """The words as they were understood."""
        text = self.text + "*" if self.is_begun else self.text
        return parse_query(text, today=self.today, names=self.names)

    @property
    def tree(self) -> Query | None:
        """What to look for; everything when there are filters alone, nothing when nothing was asked."""
        found = self.parsed.tree if self.text else None
        return All() if found is None and self.filters else found

    @property
    def sort(self) -> Sort:
        """The order; without words none fits better than another, so the newest come first."""
        chosen = _SORTS.get(self.order, Sort.RELEVANCE)
        return chosen if self.text and self.parsed.words else Sort.DATE

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for."""
        return not self.text and not self.filters

    def remarks(self, codes: tuple[str, ...] = ()) -> list[str]:
        """Return what has to be said of the question, to be translated.

        :param codes: those of the answer, beside those of the words.
        """
        found = [
            remark_text(code) for code in dict.fromkeys((*(self.parsed.remarks if self.text else ()), *codes))
        ]
        if self.order not in _SORTS:
            found.append(UNKNOWN_SORT)
        if self.is_begun:
            found.append(BEGUN)
        if self.unreadable:
            found.append(UNREADABLE_FILTER)
        return found

    def parameters(self) -> list[tuple[str, str]]:
        """Return the query string in pairs, always in the same order, without the page."""
        pairs = [("q", self.text)] if self.text else []
        for name in FACETS:
            pairs += [(PARAMETERS[name], value) for value in self.filters.get(name, ())]
        return pairs + ([("orden", self.order)] if self.order in (BY_DATE, BY_RELEVANCE) else [])

    def url(self) -> str:
        """Return the address of the first page."""
        pairs = self.parameters()
        return self.path + ("?" + urlencode(pairs) if pairs else "")

    def with_value(self, name: str, value: str) -> "Asked":
        """The same with one more value of a facet, or without it when it is chosen."""
        chosen = self.filters.get(name, ())
        changed = tuple(each for each in chosen if each != value) if value in chosen else (*chosen, value)
        filters = {key: values for key, values in {**self.filters, name: changed}.items() if values}
        return replace(self, filters=filters)

    def with_text(self, text: str) -> "Asked":
        """The same for other words."""
        return replace(self, text=text)

    def as_begun(self) -> "Asked | None":
        """The same with the last word as the beginning of one, if it can be."""
        last = self.text.rpartition(" ")[2]
        if len(last) < SHORTEST_BEGINNING or not last.isalpha():
            return None
        return replace(self, is_begun=True)

    def without_filters(self) -> "Asked":
        """The same words anywhere."""
        return replace(self, filters={})

    def ordered(self, order: str) -> "Asked":
        """The same in another order."""
        return replace(self, order=order)


def read_asked(request: Request, facets: tuple[str, ...], face: Face) -> Asked:
    """Read the address of a search page; anything may stand there.

    :param facets: those that the page offers; others in the address are left alone.
    """
    filters, unreadable = {}, False
    for name in facets:
        given = dict.fromkeys(value for value in request.GET.getall(PARAMETERS[name]) if value)
        values = tuple(value for value in given if _VALUE.fullmatch(value))[:_MOST_VALUES]
        unreadable |= len(values) < len(given)
        if values:
            filters[name] = values
    text = visible(request.GET.get("q", ""))[:LONGEST_SHOWN]
    return Asked(
        path=request.path,
        text=text,
        filters=filters,
        order=request.GET.get("orden", ""),
        start=min(start_of(request.GET), LARGEST_START),
        unreadable=unreadable,
        today=request.clock.today(),
        names=names_of(request, facets, face) if ":" in text else {},
    )
