"""Forms of sharing."""

from ..kernel.fields import Choice, Group, Line
from ..kernel.i18n import _


class GrantSchema(Group):
    """Who is to have access, and how much."""

    who = Choice(
        "nameable",
        title=_("Hvem skal have adgang?"),
        missing_msg=_("Vælg, hvem der skal have adgang"),
        width="e-w8",
    )
    level = Choice("grant_levels", title=_("Hvor meget?"), missing_msg=_("Vælg, hvor meget"), width="e-w8")
    note = Line(title=_("Hvorfor?"), hint=_("Står på siden og i journalen."), missing="", max_length=200)


class ListSchema(Group):
    """Who is put on an access list."""

    listed = Choice(
        "nameable",
        title=_("Hvem skal stå på listen?"),
        missing_msg=_("Vælg, hvem der skal stå på listen"),
        width="e-w8",
    )
