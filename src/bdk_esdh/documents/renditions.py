"""The PDF made of a file of another format: whether there is one, is being made, or can be asked for."""

from datetime import datetime, timedelta
from typing import Any

from ..audit.entering import enter
from ..files.conversion import can_be_converted, not_convertible
from ..kernel.i18n import _
from ..kernel.records import Act
from .actions import queue_reading
from .content import Document, Version
from .errors import RenditionNotAskable
from .journal import RENDITION_ASKED

#: longer than any conversion takes, and the queue before it on a busy day
_LATE = timedelta(minutes=10)


def rendition_message(version: Version, now: datetime) -> Any:
    """Say why there is no PDF to look at; ``None`` when there is one.

    :param now: aware; a PDF that was asked for long ago is not promised again.
    """
    if version.pdf is not None:
        return None
    if version.rendition_error:
        # Why not was said when it was tried, in a text that is stored.
        return version.rendition_error
    if not can_be_converted(version.file.media_type):
        return not_convertible()
    if version.rendition_asked_at is None:
        return _("Der er ingen PDF-udgave af filen")
    if now - version.rendition_asked_at < _LATE:
        return _("Filen bliver lavet om til PDF, så den kan ses her. Indlæs siden igen om et øjeblik")
    return _("PDF-udgaven skulle have været klar. Bed om den igen, eller sig det til administratoren")


def rendition_can_be_asked_for(version: Version, now: datetime) -> bool:
    """Tell whether asking for a PDF makes sense: there is none, it can be made, and nobody is at it."""
    if version.pdf is not None or not can_be_converted(version.file.media_type):
        return False
    return version.rendition_asked_at is None or now - version.rendition_asked_at >= _LATE


def ask_for_rendition(document: Document, act: Act) -> None:
    """Have a PDF made of the newest version, also when that was tried in vain.

    A final document may get one, too: what was filed is not changed by it.

    :raises RenditionNotAskable: when there is one, none can be made, or it is under way.
    """
    version = document.latest
    if not rendition_can_be_asked_for(version, act.at):
        raise RenditionNotAskable(_("Der er en PDF-udgave, den er på vej, eller filen kan ikke blive til en"))
    version.rendition_error = ""
    queue_reading(document, version, act)
    enter(document, act, RENDITION_ASKED)
