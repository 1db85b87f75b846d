"""The form in which an edition is uploaded."""

from ..kernel.fields import Group
from ..kernel.file_fields import FileField
from ..kernel.i18n import _


class EditionSchema(Group):
    """A file with an edition."""

    file = FileField(
        title=_("Fil med emner eller facetter"),
        hint=_(
            "KLE-Emneplan eller KLE-Handlingsfacetter fra KL, eller en tabel med level,number,parent,title"
        ),
        extensions=("xml", "csv"),
        missing_msg=_("Vælg en fil"),
    )
