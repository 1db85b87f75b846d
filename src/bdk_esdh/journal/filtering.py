"""Lists of entries: their columns and filters, and the page of a list that is asked for.

A journal is a list like any other, only that it comes from the chain and not from the catalog: the newest
first, and on to older ones from wherever the page before it ended.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pyramid.request import Request

from ..audit.entering import journal_of
from ..audit.lookup import PAGE, Found, Line, Question, find
from ..audit.verbs import Kind
from ..kernel.clock import local
from ..kernel.i18n import _
from ..lists.asked import Asked
from ..lists.declared import Column, Filter, ListOf, Source, Words, days, one_of
from ..search.conditions import find_ids, find_regardless
from ..security.permissions import Permission
from .journal import JOURNAL_EXPORTED
from .rows import Eyes, Row, has_words

#: of an address that asks for older entries
BELOW = "under"
_DIGITS = 15
#: entries that are looked for at a time when all of them are asked for
_AT_A_TIME = 500

KINDS = {"aendringer": Kind.CHANGE, "opslag": Kind.READ, "login": Kind.ACCESS}
_KIND_TITLES = (("aendringer", _("Ændringer")), ("opslag", _("Opslag")), ("login", _("Log på og af")))


@dataclass(frozen=True)
class Shown:
    """An entry and what the reader sees of it."""

    line: Line
    row: Row


@dataclass(frozen=True)
class Entries:
    """A page of entries; nobody counts them all.

    :param older_url: where the list goes on, ``newest_url`` where it begins, if not here.
    """

    items: list[Shown]
    older_url: str | None
    newest_url: str | None
    total: int | None = None


def _in_control(request: Request) -> bool:
    return bool(request.has_permission(Permission.JOURNAL_CONTROL, request.root))


def _verbs(request: Request) -> list[tuple[str, str]]:
    verbs = request.registry.journal_verbs.values()
    pairs = [(verb.code, request.localizer.translate(verb.sentence)) for verb in verbs]
    return sorted(pairs, key=lambda pair: pair[1])


def _done(_request: Request, each: Shown) -> dict[str, Any]:
    # How often is said where it was done: a column of its own would be empty on most lines.
    return {"text": each.row.text, "after": (*each.row.details, *filter(None, [each.row.times]))}


def _record(_request: Request, each: Shown) -> dict[str, Any]:
    return {"text": each.row.record, "url": each.row.url}


COLUMNS = (
    Column("hvem", _("Hvem"), lambda _request, each: each.row.name),
    Column("hvad", _("Hvad"), lambda _request, each: each.row.text, _done),
    Column("indhold", _("Indhold"), lambda _request, each: " | ".join(each.row.details), shown=False),
    Column("om", _("Om"), lambda _request, each: each.row.record, _record),
    Column(
        "tid",
        _("Tid"),
        lambda _request, each: local(each.line.entry.at),
        lambda _request, each: {"text": each.row.moment},
        number=True,
    ),
    Column(
        "sag", _("Sag"), lambda _request, each: each.line.entry.case_number, shown=False, visible=_in_control
    ),
    Column(
        "brugernavn", _("Brugernavn"), lambda _request, each: each.line.entry.by, shown=False,
        visible=_in_control,
    ),
    Column(
        "nummer",
        _("Nummer"),
        lambda _request, each: each.line.sequence or "",
        lambda _request, each: {"text": each.row.seal, "number": True},
        visible=_in_control,
    ),
    Column(
        "gange",
        _("Gange"),
        lambda _request, each: each.line.times,
        lambda _request, each: {"text": each.row.times, "number": True},
        shown=False,
    ),
)  # fmt: skip
_FILTERS = {
    "person": Filter("person", _("Brugernavn"), "text"),
    "sag": Filter("sag", _("Sag"), "text"),
    "art": one_of("art", _("Vis"), lambda _request: _KIND_TITLES, blank=_("Alle")),
    "handling": one_of("handling", _("Handling"), _verbs, blank=_("Alle")),
    "dage": days("dage", "", names=("fra", "til")),
    "ord": Filter("ord", _("Ord"), "text"),
}
ENTRIES = ListOf(
    name="journal",
    title=_("Journal"),
    columns=COLUMNS,
    verb=JOURNAL_EXPORTED,
    says=Words(
        one=_("Poster, de nyeste først"),
        many=_("Poster, de nyeste først"),
        none=_("Ingen poster passer"),
        empty=(_("Ingen poster endnu"), _("Her står, hvad der bliver gjort og slået op.")),
        show_all=_("Vis alle poster"),
    ),
)


def entries_of(base: Question, names: tuple[str, ...], eyes: Callable[[Request], Eyes]) -> ListOf:
    """Return the list of the entries that fit ``base``.

    :param names: of the filters, in the order of the row.
    :param eyes: makes what a request may see of them.
    """

    def page(request: Request, asked: Asked) -> Entries:
        seeing, below = eyes(request), below_of(request.GET)
        found = find_rows(
            request, question_of(asked, base), seeing, words=asked["ord"], below=below, size=asked.size
        )
        if found.gave_up:
            told = _("Der er søgt i de nyeste af posterne. Vælg Ældre for at søge videre.")
            asked.notices.append(request.localizer.translate(told))
        older = asked.url(**{BELOW: str(found.older)}) if found.older is not None else None
        items = [Shown(line, seeing.row(line)) for line in found.lines]
        return Entries(items, older, asked.url() if below is not None else None)

    def every(request: Request, asked: Asked) -> Iterator[Shown]:
        seeing, question, below = eyes(request), question_of(asked, base), None
        while True:
            found = find_rows(request, question, seeing, words=asked["ord"], below=below, size=_AT_A_TIME)
            yield from (Shown(line, seeing.row(line)) for line in found.lines)
            below = found.older
            if below is None:
                return

    return replace(ENTRIES, filters=tuple(_FILTERS[name] for name in names), source=Source(page, every))


def question_of(asked: Asked, base: Question) -> Question:
    """Return what the filters ask for, beside what the page is about."""
    kind = KINDS.get(asked["art"])
    period = asked.period(_FILTERS["dage"])
    return replace(
        base,
        by=base.by or asked["person"].lower(),
        case_number=base.case_number or asked["sag"].partition(" ")[0],
        kinds=frozenset({kind}) if kind else base.kinds,
        verb=asked["handling"],
        first_day=period.first,
        last_day=period.last,
    )


def find_rows(
    request: Request,
    question: Question,
    eyes: Eyes,
    *,
    words: str = "",
    below: int | None = None,
    size: int = PAGE,
) -> Found:
    """Find the entries that fit and that the reader may see."""

    def keep(line: Line) -> bool:
        return eyes.may_see(line) and (not words or has_words(eyes.row(line), words))

    kept: Callable[[Line], bool] = keep
    return find(journal_of(request.root), question, below=below, size=size, readable=eyes.may_know, keep=kept)


def knowable(request: Request, eyes: Eyes, case_number: str) -> Callable[[int], bool]:
    """Return what tells of what lies on a case whether entries about it may be known, as ``eyes.may_know``.

    A case may have thousands of documents: loaded and asked one by one, they took a second. The catalog
    gives the same answer for all, since every act that changes who reads something renews it.
    """
    lying: Any = find_regardless(request.root, {"case": case_number}).ids
    readable: Any = find_ids(request.root, request.principals, {"case": case_number}).ids
    return lambda oid: oid in readable if oid in lying else eyes.may_know(oid)


def below_of(given: Mapping[str, str]) -> int | None:
    """Read from which number on older entries are asked for; nonsense counts as the newest."""
    typed: Any = given.get(BELOW, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _DIGITS else None
