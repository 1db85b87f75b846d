"""Forms of the organisation."""

import colander

from ..kernel.fields import Choice, Choices, Group, Line, Rows, Secret, email_address
from ..kernel.i18n import _

LOGIN_RULE = _("Brug små bogstaver a-z og tal, og begynd med et bogstav")
PHONE = colander.Regex(r"^[0-9 +()-]{0,30}\Z", msg=_("Skriv kun cifre, mellemrum og +"))


class UnitSchema(Group):
    """Facts of a unit."""

    title = Line(title=_("Navn"), missing_msg=_("Skriv enhedens navn"))
    parent_key = Choice("units", title=_("Hører under"), missing=None)
    phone = Line(title=_("Telefon"), missing="", validator=PHONE)
    email = Line(title=_("E-mail"), missing="", validator=email_address)


class GroupSchema(Group):
    """Facts of a group and who is in it."""

    title = Line(title=_("Navn"), missing_msg=_("Skriv gruppens navn"))
    purpose = Line(title=_("Hvad er gruppen til?"), missing="")
    members = Rows(
        Choice("staff", name="member", title=_("Medarbejder"), missing_msg=_("Vælg en medarbejder")),
        title=_("Medlemmer"),
        add_label=_("Tilføj medlem"),
        max_rows=200,
    )


class PersonSchema(Group):
    """Facts of a person; the password is set on a page of its own."""

    title = Line(title=_("Navn"), missing_msg=_("Skriv personens navn"))
    login = Line(
        title=_("Brugernavn"),
        hint=_("Små bogstaver og tal. Kan ikke ændres senere."),
        missing_msg=_("Skriv et brugernavn"),
        validator=colander.Regex(r"^[a-z][a-z0-9]{1,39}\Z", msg=LOGIN_RULE),
    )
    job_title = Line(title=_("Stilling"), missing="")
    unit_key = Choice("units", title=_("Enhed"), missing=None)
    roles = Choices("roles", title=_("Roller"))
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
