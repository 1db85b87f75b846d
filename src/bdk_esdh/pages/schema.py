"""The forms of pages and news."""

from typing import Any

from pyramid.request import Request

from ..kernel.date_fields import DateField, TimeField
from ..kernel.fields import Check, Choice, Group, Line, LongText, Title, email_address
from ..kernel.file_fields import FileField
from ..kernel.i18n import _
from ..kernel.rich_text_fields import RichText

AUDIENCES = (
    ("public", _("Alle: den står på den offentlige side")),
    ("intranet", _("Medarbejdere: den står kun på intranettet")),
)
_BODY_HINT = _(
    "Det, der er offentliggjort, ændrer sig, så snart du gemmer, og der står “Ændret” og datoen på "
    "siden. En kladde ser kun redaktører. Uden værktøjslinje giver en tom linje nyt afsnit, ## en "
    "overskrift og - et punkt."
)


class PublicationSchema(Group):
    """What pages and news have in common."""

    title = Title(hint=_("Kort og uden navne og CPR. Adressen bliver lavet af titlen, når siden oprettes."))
    lead = LongText(
        title=_("Indledning"),
        hint=_("En eller to sætninger, der siger det vigtigste."),
        max_length=400,
        missing="",
    )
    body = RichText(title=_("Tekst"), hint=_BODY_HINT, missing="")
    audience = Choice(
        AUDIENCES, title=_("Hvem kan læse den?"), as_radios=True, missing_msg=_("Vælg, hvem der kan læse den")
    )
    published_from = DateField(
        title=_("Vises fra"),
        hint=_("Tom: fra den bliver offentliggjort. For eksempel 1.12.2026."),
        missing=None,
        leaning=1,
        width="e-w4",
    )
    published_to = DateField(
        title=_("Vises til og med"),
        hint=_("Tom: uden slutdato. For eksempel 31.12.2026."),
        missing=None,
        leaning=1,
        width="e-w4",
    )
    contact_phone = Line(
        title=_("Telefon i kontaktboksen"), max_length=40, missing="", inputmode="tel", width="e-w4"
    )
    contact_mail = Line(
        title=_("Mail i kontaktboksen"), max_length=254, missing="", validator=email_address, width="e-w6"
    )

    @staticmethod
    def suggest(_parent: Any, _request: Request) -> dict[str, Any]:
        """Return what a new one most likely is: for everybody."""
        return {"audience": "public"}


class PageSchema(PublicationSchema):
    """The form of a page."""


class NewsSchema(PublicationSchema):
    """The form of a news item."""

    unit = Choice(
        "units",
        title=_("Enhed"),
        hint=_(
            "Kun når nyheden kommer fra en enhed. Den vises som enhedens; den begrænser ikke, hvem der læser."
        ),
        missing=None,
        width="e-w6",
    )


class PictureSchema(Group):
    """A picture, and what it shows."""

    file = FileField(
        title=_("Billede"),
        hint=_("Det bliver gjort mindre, og stedet og kameraet fjernes"),
        extensions=("jpg", "jpeg", "png", "webp", "gif"),
        max_bytes=20_000_000,
        missing_msg=_("Vælg et billede"),
    )
    alt = Line(
        title=_("Hvad viser billedet?"),
        hint=_("En sætning til den, der ikke kan se det. Skriv den uden navne og CPR."),
        max_length=250,
        missing="",
        asked_for=True,
    )
    decoration = Check(title=_("Kun pynt: det siger ikke noget, som teksten ikke siger"))


class RenameSchema(Group):
    """The last part of an address."""

    name = Line(
        title=_("Sidste del af adressen"),
        hint=_("Små bogstaver, tal og bindestreg. Den gamle adresse fører altid til den nye."),
        max_length=80,
        missing_msg=_("Skriv den sidste del af adressen"),
        width="e-w6",
    )


class MoveSchema(Group):
    """Where a page lies, and the last part of its address."""

    place = Choice(
        "page_places",
        title=_("Ligger under"),
        hint=_("Dens undersider følger med."),
        missing_msg=_("Vælg, hvor den skal ligge"),
        width="e-w8",
    )
    name = RenameSchema()["name"].clone()


class PlanSchema(Group):
    """When a draft is published."""

    day = DateField(title=_("Dato"), hint=_("For eksempel 1.12.2026"), leaning=1, width="e-w4")
    time = TimeField(title=_("Klokken"), hint=_("For eksempel 8.00. Dansk tid."), width="e-w4")


class WithdrawSchema(Group):
    """Why something is taken back."""

    reason = LongText(
        title=_("Begrundelse"),
        hint=_("Den, der kommer efter siden, læser den. Skriv den uden navne og CPR."),
        max_length=500,
        missing_msg=_("Skriv, hvorfor den trækkes tilbage"),
    )


class PlanWithdrawalSchema(PlanSchema):
    """When something is taken back, and why."""

    reason = WithdrawSchema()["reason"].clone()
