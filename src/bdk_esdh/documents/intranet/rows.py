"""A document as one row of a list; the same on the page of its case and in the list of all."""

from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from ...cases.schema import SENSITIVITY_TITLES
from ...kernel.clock import local
from ...kernel.danish import short_date
from ...kernel.faces import face_path
from ...kernel.i18n import _
from ...security.readers import Sensitivity
from ..content import Document, Version
from ..schema import DIRECTIONS
from ..workflow import DOCUMENT_WORKFLOW

#: direction to its short word, its sign and its class
DIRECTION_SIGNS = {
    "incoming": (_("Ind"), "arrow-downward", "e-dir-in"),
    "outgoing": (_("Ud"), "arrow-upward", "e-dir-out"),
    "internal": (_("Int."), "document", "e-soft"),
}
_MISSING = {"incoming": _("Mangler afsender"), "outgoing": _("Mangler modtager")}
_ICONS = (
    ("application/pdf", "file-pdf"),
    ("wordprocessing", "file-word"),
    ("application/msword", "file-word"),
    ("opendocument.text", "file-word"),
    ("spreadsheet", "file-excel"),
    ("ms-excel", "file-excel"),
    ("image/", "file-image"),
    ("message/", "email"),
    ("ms-outlook", "email"),
)


@dataclass(frozen=True)
class DocumentRow:
    """What a list shows of a document; ``where`` is its number, alone or within the case."""

    url: str
    title: str
    where: str
    icon: str
    direction: str
    direction_icon: str
    direction_class: str
    date: str
    iso_date: str
    version: str
    badges: list[dict[str, str]]


def document_row(document: Document, request: Request, *, on_case: bool) -> DocumentRow:
    """Make the row of ``document``.

    :param on_case: the list is that of its case, so that its place there says enough.
    """
    say = request.localizer.translate
    word, sign, css_class = DIRECTION_SIGNS[document.direction]
    day = document.letter_date or local(document.registered_at).date()
    number = str(document.serial) if on_case else document.document_number
    correspondent = document.correspondent
    if correspondent and document.direction == "outgoing":
        correspondent = say(_("til ${name}", mapping={"name": correspondent}))
    return DocumentRow(
        url=face_path(request, document),
        title=document.title,
        where=f"{number} · {correspondent}" if correspondent else number,
        icon=file_icon(document.latest),
        direction=say(word),
        direction_icon=sign,
        direction_class=css_class,
        date=short_date(day, request.clock.today()),
        iso_date=day.isoformat(),
        version=f"v{document.latest.number}",
        badges=document_badges(document, request),
    )


def document_badges(document: Document, request: Request, *, with_open: bool = False) -> list[dict[str, str]]:
    """Return the badges of state and sensitivity.

    :param with_open: also say so when everyone at work may read it.
    """
    say = request.localizer.translate
    state = DOCUMENT_WORKFLOW.state(document.review_state)
    badges = [{"kind": state.badge, "icon": state.icon, "text": say(state.title)}]
    missing = _MISSING.get(document.direction)
    if missing is not None and not document.correspondent:
        # A program may file a letter before anybody knows who it is from; a form asks for it.
        badges.append({"kind": "late", "icon": "warning", "text": say(missing)})
    level = document.effective_sensitivity
    if level is not Sensitivity.NOT_CONFIDENTIAL:
        badges.append({"kind": "closed", "icon": "visibility-off", "text": say(SENSITIVITY_TITLES[level])})
    elif with_open:
        badges.append({"kind": "plain", "icon": "visibility", "text": say(SENSITIVITY_TITLES[level])})
    return badges


def file_icon(version: Version) -> str:
    """Return the sign for the kind of file a version is."""
    media_type = version.file.media_type
    return next((icon for part, icon in _ICONS if part in media_type), "document")


def direction_choices(request: Request) -> tuple[tuple[str, str], ...]:
    """Return the directions for a filter."""
    return tuple((code, request.localizer.translate(title)) for code, title in DIRECTIONS)


def counted(request: Request, total: int) -> str:
    """Return ``12 dokumenter``."""
    texts: dict[int, Any] = {0: _("Ingen dokumenter"), 1: _("1 dokument")}
    text = texts.get(total) or _("${count} dokumenter", mapping={"count": total})
    return request.localizer.translate(text)
