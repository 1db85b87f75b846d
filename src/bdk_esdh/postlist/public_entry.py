"""All that anyone outside is shown of a document: one allow-list, built in one place.

A persistent object never reaches a public template. What is not a field here cannot
leak; the correspondent of a private person is not even read into it.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from ..documents.content import Document
from ..kernel.danish import file_size, plain_date
from ..kernel.i18n import _
from ..organisation.actions import units_of
from ..search.hits import PublicHit
from .predicate import Decision, PostlistRules, rules_of, shown_correspondent

PLACE = "/postlister"


@dataclass(frozen=True)
class PublicFile:
    """The released file: never the internal one."""

    path: str
    size_text: str


@dataclass(frozen=True)
class PublicEntry:
    """One document as the postlist shows it (offentlighedsloven § 16, stk. 2).

    :param day: the journal date it stands under.
    :param correspondent: an organisation by name, a private person by character.
    :param title: the public title.
    :param unit: name of the responsible unit.
    :param document_date: the letter's own date.
    :param visible_from: the day it came on the list.
    :param file: the released file, if there is one.
    """

    day: dt.date
    number: str
    direction: str
    correspondent: str
    title: str
    case_number: str
    unit: str
    document_date: dt.date | None
    visible_from: dt.date
    path: str
    file: PublicFile | None

    @property
    def is_incoming(self) -> bool:
        """Whether it was received rather than sent."""
        return self.direction == "incoming"


def request_rules(request: Request) -> PostlistRules:
    """Return the rules under this installation's settings."""
    return rules_of(request.registry)


def public_entry(request: Request, document: Document) -> PublicEntry | None:
    """Return what everyone may see of ``document`` now, or ``None`` for nothing at all."""
    decision = request_rules(request).decide(document, request.clock.now())
    return _entry(request.root, document, decision) if decision.shown else None


def _entry(root: Any, document: Document, decision: Decision) -> PublicEntry:
    unit = units_of(root).get(document.case.responsible_unit)
    path = f"{PLACE}/{decision.journal_day.isoformat()}/{document.document_number}"
    released = document.released
    return PublicEntry(
        day=decision.journal_day,
        number=document.document_number,
        direction=document.direction,
        correspondent=shown_correspondent(document),
        title=document.title.strip(),
        case_number=document.case.case_number,
        unit=unit.title if unit is not None else "",
        document_date=document.letter_date,
        visible_from=decision.visible_from,
        path=path,
        file=PublicFile(f"{path}/fil.pdf", file_size(released.file.size)) if released else None,
    )


def public_links(document: Document, request: Request) -> Iterator[tuple[str, str]]:
    """Tell on which page of the postlist everyone can fetch the file of ``document`` now."""
    entry = public_entry(request, document)
    if entry is not None and entry.file is not None:
        yield (
            request.localizer.translate(_("Postlisten ${day}", mapping={"day": plain_date(entry.day)})),
            entry.path,
        )


def public_hit(document: Document, request: Request) -> PublicHit | None:
    """Return the document's line in the public search, or ``None``."""
    entry = public_entry(request, document)
    if entry is None:
        return None
    return PublicHit(
        title=entry.title,
        url=entry.path,
        kind=request.localizer.translate(_("Postliste")),
        date=entry.day,
        text=f"{entry.correspondent} · {entry.number}",
    )
