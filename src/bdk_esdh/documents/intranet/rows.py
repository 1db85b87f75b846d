"""What lists and pages show of a document by signs: its direction, its state, the kind of its file."""

from datetime import date

from pyramid.request import Request

from ...cases.schema import SENSITIVITY_TITLES
from ...kernel.clock import local
from ...kernel.i18n import _
from ...security.readers import Sensitivity
from ..content import Document, Version
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


def letter_day(document: Document) -> date:
    """Return the day a document is of: that of the letter, or else that of its registration."""
    return document.letter_date or local(document.registered_at).date()


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
