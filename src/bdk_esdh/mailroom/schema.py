"""The form of a letter that waits."""

from ..documents.schema import DocumentFacts
from ..kernel.fields import Choice, Group, Line
from ..kernel.i18n import _


class LetterSchema(DocumentFacts):
    """Facts of the document it becomes, and the case it belongs to."""

    case_number = Line(
        title=_("Sag"),
        hint=_("Sagens nummer, for eksempel 2026-00412"),
        missing_msg=_("Vælg, hvilken sag dokumentet hører til"),
        insert_before="title",
    )


class SendSchema(Group):
    """Where a letter is sent."""

    unit = Choice("units", title=_("Send til enhed"), missing_msg=_("Vælg en enhed"))
