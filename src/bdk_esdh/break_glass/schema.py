"""The form of an emergency."""

import colander

from ..kernel.fields import Group, Line, LongText
from ..kernel.i18n import _
from .actions import SHORTEST_REASON


class EmergencySchema(Group):
    """Which case, and why."""

    case_number = Line(
        title=_("Sagens nummer"),
        hint=_("For eksempel 2026-12345"),
        missing_msg=_("Skriv sagens nummer"),
        validator=colander.Regex(r"^\d{4}-\d{5,9}\Z", msg=_("Skriv nummeret som 2026-12345")),
        width="e-w8",
    )
    reason = LongText(
        title=_("Hvorfor er det nødvendigt nu?"),
        hint=_(
            "Mindst ${count} tegn. Grunden står i journalen. "
            "Sagens leder og de, der kontrollerer adgangen, læser den.",
            mapping={"count": SHORTEST_REASON},
        ),
        missing_msg=_("Skriv, hvorfor det er nødvendigt"),
        max_length=1000,
    )
