"""The filter of the postlist: read from the address, kept in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from pyramid.request import Request

from ..kernel.danish import form_date, plain_date
from ..kernel.date_fields import UnreadableDateError, read_date
from ..kernel.graph import catalog_of
from ..kernel.i18n import _
from ..organisation.actions import units_of
from ..search.conditions import Among, find_regardless
from ..search.finding import ids_with_words
from ..search.port import SearchFace
from ..search.words import clean_query, query_words

DIRECTIONS = {"ind": "incoming", "ud": "outgoing", "incoming": "incoming", "outgoing": "outgoing"}
DIRECTION_WORDS = {"incoming": "ind", "outgoing": "ud"}
DIRECTION_TITLES = {"incoming": _("Indgående"), "outgoing": _("Udgående")}
OLDEST_FIRST = "aeldste"
_LONGEST_TYPED = 60


@dataclass(frozen=True)
class ActiveFilter:
    """A part of the filter in words, and the address without it."""

    text: str
    url: str


@dataclass
class PostlistFilter:
    """What of the postlist somebody wants to see.

    :param typed: what stands in the fields, as it was typed.
    :param errors: field name to what is wrong with it; with errors nothing is listed.
    """

    typed: dict[str, str] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    direction: str = ""
    unit: str = ""
    unit_title: str = ""
    words: str = ""
    oldest_first: bool = False
    errors: dict[str, str] = field(default_factory=dict)

    def parameters(self, *, without: str = "") -> dict[str, str]:
        """Return the query string that leads back here, in one spelling."""
        found = {
            "fra": form_date(self.first) if self.first else "",
            "til": form_date(self.last) if self.last else "",
            "retning": DIRECTION_WORDS.get(self.direction, ""),
            "enhed": self.unit,
            "q": self.words,
            "orden": OLDEST_FIRST if self.oldest_first else "",
        }
        return {name: value for name, value in found.items() if value and name != without}

    def url(self, path: str, *, without: str = "", **more: str) -> str:
        """Return the address of the list under this filter."""
        parameters = {**self.parameters(without=without), **more}
        return path + ("?" + urlencode(parameters) if parameters else "")


def read_filter(request: Request) -> PostlistFilter:
    """Read the filter from the query string; what cannot be used is told at its field."""
    given = {
        name: clean_query(request.GET.get(name, ""))
        for name in ("fra", "til", "retning", "enhed", "q", "orden")
    }
    wanted = PostlistFilter(typed=given, oldest_first=given["orden"] == OLDEST_FIRST)
    today = request.clock.today()
    wanted.first = _day(request, wanted, "fra", today)
    wanted.last = _day(request, wanted, "til", today)
    if wanted.first and wanted.last and wanted.first > wanted.last:
        _wrong(request, wanted, "til", _("Slutdatoen skal ligge efter startdatoen"))
    if given["retning"]:
        wanted.direction = DIRECTIONS.get(given["retning"], "")
        if not wanted.direction:
            _wrong(request, wanted, "retning", _("Vælg indgående eller udgående"))
    if given["enhed"]:
        unit = units_of(request.root).get(given["enhed"])
        if unit is None:
            _wrong(request, wanted, "enhed", _("Enheden findes ikke. Vælg en på listen"))
        else:
            wanted.unit, wanted.unit_title = given["enhed"], unit.title
    wanted.words = given["q"]
    if given["q"] and not query_words(given["q"]):
        _wrong(request, wanted, "q", _("Skriv mindst et ord eller et nummer"))
    return wanted


def _day(request: Request, wanted: PostlistFilter, name: str, today: date) -> date | None:
    typed = wanted.typed[name]
    if not typed:
        return None
    try:
        return read_date(typed[:_LONGEST_TYPED], today, leaning=-1)
    except UnreadableDateError as error:
        _wrong(request, wanted, name, error.args[0])
        return None


def _wrong(request: Request, wanted: PostlistFilter, name: str, message: Any) -> None:
    wanted.errors[name] = request.localizer.translate(message)


def find_entries(request: Request, wanted: PostlistFilter) -> Any:
    """Return the ids of what is on the list today and fits ``wanted``, as a result set.

    What is held back has no entry in ``postlist``, and what is to come has a later day
    there: so neither is listed, counted or found by its words.
    """
    conditions: dict[str, Any] = {"postlist": (None, request.clock.today().toordinal())}
    if wanted.first or wanted.last:
        first = (wanted.first.toordinal(),) if wanted.first else None
        conditions["postlist_order"] = (first, (wanted.last.toordinal() + 1,) if wanted.last else None)
    if wanted.direction:
        conditions["direction"] = wanted.direction
    if wanted.unit:
        conditions["unit"] = _with_those_below(request.root, wanted.unit)
    if wanted.words:
        conditions["words"] = Among(ids_with_words(request, wanted.words, "Document", SearchFace.PUBLIC))
    return find_regardless(request.root, conditions)


def nearest_day(request: Request, day: date, *, later: bool) -> date | None:
    """Return the journal date before or after ``day`` of which something is on the list today."""
    catalog: Any = catalog_of(request.root)
    catalog["postlist_order"].flush()
    journal = catalog["postlist_order"]._fwd_index  # noqa: SLF001 -- hypatia has no question for the next value
    shown_from, today = catalog["postlist"]._rev_index, request.clock.today().toordinal()  # noqa: SLF001
    here = day.toordinal()
    while True:
        try:
            here = journal.minKey((here + 1,))[0] if later else journal.maxKey((here,))[0]
        except ValueError:
            return None
        of_that_day = journal.values(min=(here,), max=(here + 1,))
        if any(shown_from.get(oid, today + 1) <= today for ids in of_that_day for oid in ids):
            return date.fromordinal(here)


def _with_those_below(root: Any, key: str) -> list[str]:
    units = units_of(root)
    found: list[str] = []
    left: list[Any] = [key]
    while left:
        here = left.pop()
        if here not in found:
            found.append(here)
            left.extend(unit.__name__ for unit in units.below(here))
    return found


def active_filters(request: Request, wanted: PostlistFilter, path: str) -> list[ActiveFilter]:
    """List the parts of the filter, each with the address that drops it."""
    translate = request.localizer.translate
    words: Mapping[str, Any] = {
        "fra": wanted.first and _("Fra ${day}", mapping={"day": plain_date(wanted.first)}),
        "til": wanted.last and _("Til ${day}", mapping={"day": plain_date(wanted.last)}),
        "retning": wanted.direction and DIRECTION_TITLES[wanted.direction],
        "enhed": wanted.unit and _("Enhed: ${unit}", mapping={"unit": wanted.unit_title}),
        "q": wanted.words and _("Ord: ${words}", mapping={"words": wanted.words}),
    }
    return [
        ActiveFilter(translate(text), wanted.url(path, without=name)) for name, text in words.items() if text
    ]
