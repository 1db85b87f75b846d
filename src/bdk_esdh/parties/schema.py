"""The form of a party."""

import colander

from ..cases.schema import NO_CPR
from ..kernel.fields import Check, Choice, Group, Line, LongText, email_address, no_match
from ..kernel.i18n import _
from ..security.cpr import contains_cpr

PERSON, ORGANISATION = "person", "organisation"
KINDS = ((PERSON, _("Person")), (ORGANISATION, _("Virksomhed, forening eller myndighed")))

PRIMARY, REPRESENTATIVE, BENEFICIARY = "primary_party", "party_representative", "beneficiary"
#: as OIO Sag has them, and whoever speaks for a party (forvaltningsloven § 8)
ROLES = (
    (PRIMARY, _("Primær part")),
    ("secondary_party", _("Sekundær part")),
    (REPRESENTATIVE, _("Partsrepræsentant")),
    (BENEFICIARY, _("Ydelsesmodtager")),
)
#: of these a case has at most one
ONLY_ONE = frozenset({PRIMARY, BENEFICIARY})

_CPR_IN_NAME = _("Navnet ligner et CPR-nummer. Skriv det i feltet CPR-nummer")


class PartySchema(Group):
    """Who it is, what they are in the case, and where they are reached."""

    kind = Choice(
        KINDS,
        title=_("Person eller virksomhed"),
        missing_msg=_("Vælg, om det er en person eller en virksomhed"),
        as_radios=True,
    )
    name = Line(
        title=_("Navn"),
        missing_msg=_("Skriv partens navn"),
        validator=no_match(contains_cpr, _CPR_IN_NAME),
        width="e-w6",
    )
    role = Choice(
        ROLES, title=_("Rolle i sagen"), missing_msg=_("Vælg, hvilken rolle parten har"), width="e-w6"
    )
    character = Line(
        title=_("Parten er"),
        hint=_("For eksempel ansøger, nabo, klager eller ejer"),
        missing="",
        max_length=60,
        validator=NO_CPR,
        width="e-w6",
    )
    cpr = Line(
        title=_("CPR-nummer"),
        hint=_("Kun for personer. Det vises ikke helt, og det føres i journalen, hvem der ser det."),
        missing="",
        max_length=16,
        width="e-w6",
    )
    cvr = Line(
        title=_("CVR-nummer"),
        hint=_("Otte cifre. Også for en person, der driver virksomhed."),
        missing="",
        max_length=16,
        inputmode="numeric",
        width="e-w6",
    )
    address = LongText(title=_("Adresse"), missing="", max_length=400, validator=NO_CPR)
    protected_address = Check(
        title=_("Navnet og adressen er beskyttet"),
        hint=_("Så må adressen ikke oplyses til andre parter."),
    )
    email = Line(
        title=_("E-mail"),
        missing="",
        max_length=254,
        validator=colander.All(email_address, NO_CPR),
        width="e-w6",
    )
    phone = Line(
        title=_("Telefon"), missing="", max_length=40, inputmode="tel", validator=NO_CPR, width="e-w6"
    )
    note = LongText(
        title=_("Bemærkning"),
        hint=_("For eksempel hvem en repræsentant taler for, og hvor fuldmagten ligger"),
        missing="",
        max_length=1000,
        validator=NO_CPR,
    )
