"""The form of a case."""

from typing import Any

from pyramid.request import Request

from ..kernel.date_fields import DateField
from ..kernel.fields import Choice, Group, Line, LongText, Title, no_match
from ..kernel.i18n import _
from ..security.cpr import contains_cpr
from ..security.readers import Sensitivity

CPR_IN_TITLE = _(
    "Titlen ligner et CPR-nummer. Skriv i stedet, hvad sagen handler om. CPR hører til under Parter"
)
NO_CPR_IN_TITLE = no_match(contains_cpr, CPR_IN_TITLE)
NO_CPR = no_match(contains_cpr, _("Teksten ligner et CPR-nummer. CPR hører til under Parter"))

SENSITIVITY_TITLES = {
    Sensitivity.NOT_CONFIDENTIAL: _("Ikke fortrolig"),
    Sensitivity.CONFIDENTIAL: _("Fortrolig"),
    Sensitivity.SENSITIVE: _("Følsom"),
    Sensitivity.VIP: _("Særligt beskyttet"),
}
SENSITIVITIES = tuple((code.value, title) for code, title in SENSITIVITY_TITLES.items())


class CaseField(Line):
    """Asks for a case: by its number, or by words of its title, which are completed while one types."""

    title = _("Sag")
    hint = _("Sagens nummer, for eksempel 2026-00412, eller ord i titlen")
    missing_msg = _("Vælg, hvilken sag dokumentet hører til")
    suggested_by = "/intranet/sager/forslag"


class CaseSchema(Group):
    """Facts of a case; ``title`` is always the one the public may see."""

    title = Title(hint=_("Kort og uden navne og CPR. Offentligheden kan se den."), validator=NO_CPR_IN_TITLE)
    kle_subject = Choice(
        "subjects", title=_("Emne"), missing_msg=_("Vælg, hvilket emne sagen hører til"), width="e-w8"
    )
    kle_facet = Choice("facets", title=_("Facet"), missing_msg=_("Vælg en handlingsfacet"), width="e-w4")
    responsible_unit = Choice(
        "units", title=_("Ansvarlig enhed"), missing_msg=_("Vælg den ansvarlige enhed"), width="e-w6"
    )
    caseworker = Choice("staff", title=_("Sagsbehandler"), missing=None, width="e-w6")
    sensitivity = Choice(
        SENSITIVITIES,
        title=_("Følsomhed"),
        hint=_("Fra Fortrolig og op kan kun den ansvarlige enhed og sagens behandlere læse sagen."),
        missing_msg=_("Vælg, hvor følsom sagen er"),
        width="e-w6",
    )
    due_date = DateField(title=_("Frist"), missing=None, leaning=1, width="e-w6")
    description = LongText(title=_("Beskrivelse"), missing="", validator=NO_CPR)
    confidential_title = Line(
        title=_("Fortrolig titel"),
        hint=_("Den rigtige titel, når offentligheden kun må se en neutral."),
        missing="",
        validator=NO_CPR_IN_TITLE,
    )
    exemption_basis = Line(
        title=_("Undtaget fra aktindsigt efter"),
        hint=_("For eksempel: Offentlighedsloven § 30, nr. 1"),
        missing="",
        max_length=1024,
    )

    @staticmethod
    def suggest(_parent: Any, request: Request) -> dict[str, Any]:
        """Return what a new case most likely is: mine, my unit's, not confidential."""
        identity = request.identity
        return {
            "responsible_unit": identity.unit,
            "caseworker": identity.login,
            "sensitivity": Sensitivity.NOT_CONFIDENTIAL.value,
            "kle_facet": "G01",
        }
