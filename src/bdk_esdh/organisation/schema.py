"""Forms of the organisation."""

from typing import Any

import colander
from pyramid.request import Request

from ..kernel.date_fields import DateField
from ..kernel.fields import Choice, Choices, Group, Line, Rows, Secret, email_address, no_match
from ..kernel.i18n import _
from ..security.cpr import contains_cpr

LOGIN_RULE = _("Brug små bogstaver a-z og tal, og begynd med et bogstav")
_LONGEST_KEY = 80
PHONE = colander.Regex(r"^[0-9 +()-]{0,30}\Z", msg=_("Skriv kun cifre, mellemrum og +"))


class UnitSchema(Group):
    """Facts of a unit."""

    title = Line(title=_("Navn"), missing_msg=_("Skriv enhedens navn"))
    parent_key = Choice("units", title=_("Hører under"), missing=None)
    phone = Line(title=_("Telefon"), missing="", validator=PHONE)
    email = Line(title=_("E-mail"), missing="", validator=email_address)


def _suggest_unit(_context: Any, request: Request) -> dict[str, Any]:
    """Suggest the unit whose page one comes from."""
    return {"unit_key": request.GET.get("enhed", "")[:_LONGEST_KEY]}


class GroupSchema(Group):
    """Facts of a group and who is in it."""

    suggest = staticmethod(_suggest_unit)

    title = Line(title=_("Navn"), missing_msg=_("Skriv gruppens navn"))
    purpose = Line(title=_("Hvad er gruppen til?"), missing="")
    unit_key = Choice(
        "own_units",
        title=_("Enhed, der passer gruppen"),
        hint=_("Enhedens administratorer kan så rette gruppen."),
        missing=None,
    )
    members = Rows(
        Choice("own_staff", name="member", title=_("Medarbejder"), missing_msg=_("Vælg en medarbejder")),
        title=_("Medlemmer"),
        add_label=_("Tilføj medlem"),
        max_rows=200,
    )


class UnitAdministratorsSchema(Group):
    """Who manages the people and groups of a unit."""

    administrators = Rows(
        Choice("staff", name="administrator", title=_("Medarbejder"), missing_msg=_("Vælg en medarbejder")),
        title=_("Administratorer"),
        hint=_("De kan oprette, flytte og gøre medarbejdere inaktive her og i enhederne under."),
        add_label=_("Tilføj administrator"),
        max_rows=20,
    )


class PersonSchema(Group):
    """Facts of a person; the password is set on a page of its own."""

    suggest = staticmethod(_suggest_unit)

    title = Line(title=_("Navn"), missing_msg=_("Skriv personens navn"))
    login = Line(
        title=_("Brugernavn"),
        hint=_("Små bogstaver og tal. Kan ikke ændres senere."),
        missing_msg=_("Skriv et brugernavn"),
        validator=colander.Regex(r"^[a-z][a-z0-9]{1,39}\Z", msg=LOGIN_RULE),
    )
    job_title = Line(title=_("Stilling"), missing="")
    unit_key = Choice("own_units", title=_("Enhed"), missing=None)
    roles = Choices("own_roles", title=_("Roller"))
    phone = Line(title=_("Telefon"), missing="", validator=PHONE)
    email = Line(title=_("E-mail"), missing="", validator=email_address)


class NewPasswordSchema(Group):
    """A new password, typed twice."""

    new_password = Secret(
        title=_("Ny adgangskode"),
        hint=_("Mindst 10 tegn. Brug gerne en sætning."),
        missing_msg=_("Skriv den nye adgangskode"),
        autocomplete="new-password",
        width="e-w6",
    )
    repeated = Secret(
        title=_("Gentag den nye adgangskode"),
        missing_msg=_("Skriv den nye adgangskode igen"),
        autocomplete="new-password",
        width="e-w6",
    )


class OwnPasswordSchema(Group):
    """One's own new password; the present one shows that it is oneself who sits there."""

    current_password = Secret(
        title=_("Nuværende adgangskode"), missing_msg=_("Skriv den adgangskode, du har nu")
    )
    new_password = NewPasswordSchema().get("new_password")
    repeated = NewPasswordSchema().get("repeated")


SCOPES = (
    ("read", _("Læse: programmet ser det, du ser")),
    ("write", _("Læse og skrive: programmet kan det, du kan")),
)


class TokenSchema(Group):
    """A token that one gives to a program."""

    title = Line(
        title=_("Navn"),
        hint=_("Hvad skal det bruges til? For eksempel: Udtræk til økonomi"),
        missing_msg=_("Skriv, hvad adgangstegnet skal bruges til"),
        max_length=80,
        validator=no_match(contains_cpr, _("Navnet ligner et CPR-nummer. Skriv det uden")),
    )
    scope = Choice(SCOPES, title=_("Hvad må programmet?"), as_radios=True, missing_msg=_("Vælg, hvad det må"))
    expires = DateField(
        title=_("Gælder til og med"),
        hint=_("Højst et år frem, for eksempel 31.12.2026."),
        leaning=1,
        missing_msg=_("Skriv, hvor længe det skal gælde"),
    )
    current_password = Secret(
        title=_("Nuværende adgangskode"), missing_msg=_("Skriv den adgangskode, du har nu"), width="e-w6"
    )
