"""The form of a letter that waits."""

from ..cases.schema import CaseField
from ..documents.schema import DocumentFacts
from ..kernel.fields import Choice, Group
from ..kernel.i18n import _


class LetterSchema(DocumentFacts):
    """Facts of the document it becomes, and the case it belongs to."""

    case_number = CaseField(insert_before="title")


class SendSchema(Group):
    """Where a letter is sent."""

    unit = Choice("units", title=_("Send til enhed"), missing_msg=_("Vælg en enhed"))
