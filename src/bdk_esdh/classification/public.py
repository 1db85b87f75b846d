"""The plan as everyone sees it: numbers and titles, from main group to group to subject.

The addresses are permanent: a number that went out of use keeps its page, which says what
came in its place. Everything shown comes from the outline in memory; nothing of what is
filed under a number is on these pages.
"""

from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from ..kernel.danish import plain_date
from ..kernel.faces import face_path, public_view
from ..kernel.form_controls import printable
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb
from ..search.lists import BATCH_SIZE, Batch, start_of
from ..security.permissions import Permission
from .content import Classification, Subject
from .outline import OutlineRow, outline_of

_LONGEST_SEARCH = 100
_LEVELS = {1: _("Hovedgruppe ${number}"), 2: _("Gruppe ${number}"), 3: _("Emne ${number}")}
_BELOW = {1: _("Grupper"), 2: _("Emner"), 3: ""}


@dataclass(frozen=True)
class PublicSubject:
    """A number of the plan, and its page."""

    number: str
    title: str
    url: str


@public_view(Classification, permission=Permission.PUBLIC_VIEW, template="templates/public/emner.pt")
def plan_page(context: Classification, request: Request) -> dict[str, Any]:
    """List the main groups, or what a search finds among all that is in use."""
    words = " ".join(printable(request.GET.get("q", ""))[:_LONGEST_SEARCH].split())
    outline = outline_of(context, request.registry)
    rows = outline.find(words) if words else [row for row in outline.rows if "." not in row.number]
    rows = [row for row in rows if not row.retired]
    here = face_path(request, context)
    batch = _batch(request, rows, here, words)
    count = _("1 emne fundet") if len(rows) == 1 else _("${count} emner fundet", mapping={"count": len(rows)})
    return {
        "title": request.localizer.translate(_("Emner")),
        "heading": request.localizer.translate(count if words else _("Hovedgrupper")),
        "words": words,
        "here": here,
        "rows": [_public(request, context, row) for row in batch],
        "batch": batch,
        "edition": plain_date(context.edition) if context.edition else None,
    }


@public_view(Subject, permission=Permission.PUBLIC_VIEW, template="templates/public/emne.pt")
def subject_page(context: Subject, request: Request) -> dict[str, Any]:
    """Show a number: what it is called, where it belongs, and what belongs to it."""
    classification: Any = context.__parent__
    rows = [
        row
        for row in outline_of(classification, request.registry).rows
        if not row.retired and row.number.rpartition(".")[0] == context.number
    ]
    batch = _batch(request, rows, face_path(request, context), "")
    translate = request.localizer.translate
    retired = (
        _("Gik ud af brug ${day}.", mapping={"day": plain_date(context.retired)}) if context.retired else ""
    )
    return {
        "title": f"{context.number} {context.title}",
        "crumbs": _crumbs(request, context),
        "heading": context.title,
        "level": translate(_(_LEVELS[context.level], mapping={"number": context.number})),
        "retired": translate(retired) if retired else None,
        "successors": _named(request, classification, context.replaced_by),
        "below": translate(_BELOW[context.level]) if rows else None,
        "rows": [_public(request, classification, row) for row in batch],
        "batch": batch,
        "plan_url": face_path(request, classification),
    }


def _public(request: Request, classification: Classification, row: OutlineRow | Subject) -> PublicSubject:
    return PublicSubject(row.number, row.title, face_path(request, classification, row.number))


def _batch(request: Request, rows: list[OutlineRow], path: str, words: str) -> Batch:
    start = start_of(request.GET)
    start = start if start < len(rows) else max(0, (len(rows) - 1) // BATCH_SIZE * BATCH_SIZE)
    parameters = (("q", words),) if words else ()
    return Batch(rows[start : start + BATCH_SIZE], len(rows), start, BATCH_SIZE, path, parameters)


def _named(request: Request, classification: Classification, numbers: tuple[str, ...]) -> list[PublicSubject]:
    return [
        _public(request, classification, classification[number])
        for number in numbers
        if number in classification
    ]


def _crumbs(request: Request, subject: Subject) -> list[Crumb]:
    classification: Any = subject.__parent__
    parts = subject.number.split(".")
    above = _named(request, classification, tuple(".".join(parts[:end]) for end in range(1, len(parts))))
    translate = request.localizer.translate
    return [
        Crumb(translate(_("Forside")), "/"),
        Crumb(translate(_("Emner")), face_path(request, classification)),
        *(Crumb(f"{each.number} {each.title}", each.url) for each in above),
        Crumb(subject.crumb_title, None),
    ]
