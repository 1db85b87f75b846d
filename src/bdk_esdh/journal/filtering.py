"""The filters over a list of entries, and the page of the list that is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pyramid.request import Request

from ..audit.entering import journal_of
from ..audit.lookup import PAGE, Found, Line, Question, find
from ..audit.verbs import Kind
from ..cases.filtering import Filter, Filters
from ..kernel.date_fields import UnreadableDateError, read_date
from ..kernel.i18n import _
from .rows import Eyes, Row, has_words

#: of an address that asks for older entries
BELOW = "under"
_DIGITS = 15

KINDS = {"aendringer": Kind.CHANGE, "opslag": Kind.READ, "login": Kind.ACCESS}
_KIND_TITLES = {"aendringer": _("Ændringer"), "opslag": _("Opslag"), "login": _("Log på og af")}


@dataclass(frozen=True)
class Entries:
    """A page of entries.

    :param rows: as the reader sees them.
    :param older_url: where the list goes on, ``newest_url`` where it begins, if not here.
    :param notice: what one has to know of the list.
    """

    rows: list[Row]
    older_url: str | None
    newest_url: str | None
    notice: str


def filters_for(request: Request, path: str, names: tuple[str, ...]) -> Filters:
    """Return the filters ``names`` of a list as the request has them.

    :param names: of ``person sag art handling fra til ord``, in the order of the row.
    """
    say = request.localizer.translate
    verbs = request.registry.journal_verbs.values()
    known = {
        "person": Filter("person", say(_("Brugernavn"))),
        "sag": Filter("sag", say(_("Sag"))),
        "art": Filter(
            "art", say(_("Vis")), tuple((code, say(title)) for code, title in _KIND_TITLES.items())
        ),
        "handling": Filter(
            "handling",
            say(_("Handling")),
            tuple(sorted(((verb.code, say(verb.sentence)) for verb in verbs), key=lambda pair: pair[1])),
        ),
        "fra": Filter("fra", say(_("Fra dato"))),
        "til": Filter("til", say(_("Til dato"))),
        "ord": Filter("ord", say(_("Ord"))),
    }
    return Filters(path, [known[name] for name in names], request.GET, sorts=("",))


def question_of(request: Request, filters: Filters, names: tuple[str, ...], base: Question) -> Question:
    """Return what the filters ask for, beside what the page is about."""
    asked = {name: filters[name] for name in names}
    kind = KINDS.get(asked.get("art", ""))
    return replace(
        base,
        by=base.by or asked.get("person", "").lower(),
        case_number=base.case_number or asked.get("sag", "").partition(" ")[0],
        kinds=frozenset({kind}) if kind else base.kinds,
        verb=asked.get("handling", ""),
        first_day=_day(request, asked.get("fra", "")),
        last_day=_day(request, asked.get("til", "")),
    )


def _day(request: Request, typed: str) -> date | None:
    try:
        return read_date(typed, request.clock.today()) if typed else None
    except UnreadableDateError:
        return None


def unreadable_dates(request: Request, filters: Filters) -> str:
    """Say that a date was not understood, since a list without it shows something else than was asked."""
    given = [filters.parameters.get(name, "") for name in ("fra", "til")]
    wrong = [typed for typed in given if typed and not _day(request, typed)]
    if not wrong:
        return ""
    text = _("Datoen “${date}” kan ikke læses. Skriv den som 23.11.2026", mapping={"date": wrong[0]})
    return request.localizer.translate(text)


def entries_for(request: Request, question: Question, eyes: Eyes, filters: Filters, *, words: str) -> Entries:
    """Return the page of entries that a request asks for."""
    below = below_of(request.GET)
    found = find_rows(request, question, eyes, words=words, below=below)
    rows = [eyes.row(line) for line in found.lines]
    older = filters.url(**{BELOW: str(found.older)}) if found.older is not None else None
    notice = unreadable_dates(request, filters)
    if found.gave_up and not notice:
        notice = request.localizer.translate(
            _("Der er søgt i de nyeste af posterne. Vælg Ældre for at søge videre.")
        )
    return Entries(rows, older, filters.url() if below is not None else None, notice)


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


def below_of(given: Mapping[str, str]) -> int | None:
    """Read from which number on older entries are asked for; nonsense counts as the newest."""
    typed: Any = given.get(BELOW, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _DIGITS else None
