"""The form by which parked work is taken away."""

from ..kernel.fields import Group, LongText, no_match
from ..kernel.i18n import _
from ..security.cpr import contains_cpr


class DiscardSchema(Group):
    """Why parked work is not to be done."""

    reason = LongText(
        title=_("Hvorfor skal arbejdet ikke gøres?"),
        hint=_("Begrundelsen bliver skrevet i journalen sammen med dit navn."),
        missing_msg=_("Skriv, hvorfor arbejdet ikke skal gøres"),
        validator=no_match(contains_cpr, _("Teksten ligner et CPR-nummer. Skriv uden")),
        max_length=500,
    )
