"""Forms of committees, meetings and agenda items."""

from datetime import date, timedelta
from typing import Any

import colander
from pyramid.request import Request

from ..cases.schema import NO_CPR, NO_CPR_IN_TITLE, CaseField
from ..kernel.date_fields import DateField, TimeField
from ..kernel.fields import Check, Choice, Choices, Concealed, Group, Line, LongText, Number, Rows, Title
from ..kernel.i18n import _

KINDS = (("case", _("Sag")), ("standing", _("Fast punkt uden sag")))

#: why an item is taken behind closed doors; council: kommunestyrelsesloven § 10
CLOSED_REASONS = (
    ("personnel", _("Personaleforhold")),
    ("property_sale", _("Køb eller salg af ejendom")),
    ("tender", _("Udbud og tilbud")),
    ("individual_circumstances", _("Enkeltpersoners forhold")),
    ("other", _("Anden tavshedspligt")),
)
_WORKING_WEEK = (
    ("0", _("mandag")),
    ("1", _("tirsdag")),
    ("2", _("onsdag")),
    ("3", _("torsdag")),
    ("4", _("fredag")),
)
_LONG = 20_000


class MemberRow(Group):
    """A seat in a committee."""

    name = Line(title=_("Navn"), missing_msg=_("Skriv medlemmets navn"), width="e-w4", validator=NO_CPR)
    party = Line(title=_("Liste"), missing="", width="e-w4", max_length=60)
    login = Choice(
        "politicians",
        title=_("Brugernavn"),
        hint=_("Giver adgang til de lukkede punkter."),
        missing="",
        width="e-w4",
    )
    chair = Check(title=_("Formand"))


class CommitteeSchema(Group):
    """Facts of a committee and who sits in it."""

    title = Line(title=_("Navn"), missing_msg=_("Skriv udvalgets navn"), validator=NO_CPR_IN_TITLE)
    code = Line(
        title=_("Forkortelse"),
        hint=_("For eksempel ØK"),
        missing_msg=_("Skriv en forkortelse"),
        max_length=6,
        width="e-w3",
    )
    is_council = Check(title=_("Det er byrådet"), hint=_("Byrådets møder er offentlige, udvalgenes er ikke."))
    weekday = Choice(_WORKING_WEEK, title=_("Fast ugedag"), missing="", width="e-w4")
    time = TimeField(title=_("Fast tidspunkt"), missing=None, width="e-w4")
    place = Line(title=_("Fast mødested"), missing="", width="e-w8")
    agenda_deadline = Number(
        title=_("Dagsordenen skal ud så mange hverdage før mødet"), low=0, high=20, missing=4, width="e-w8"
    )
    members = Rows(MemberRow(title=_("Medlem")), title=_("Medlemmer"), add_label=_("Tilføj medlem"))

    @staticmethod
    def suggest(_parent: Any, _request: Request) -> dict[str, Any]:
        """Return the deadline that holds unless a committee decides otherwise."""
        return {"agenda_deadline": 4}


#: a committee that meets each week for half a year ahead picks its day itself
_WEEKS_LOOKED_AT = 26


class MeetingSchema(Group):
    """When and where a committee meets."""

    date = DateField(title=_("Dato"), leaning=1, width="e-w4")
    time = TimeField(title=_("Klokken"), width="e-w4")
    place = Line(title=_("Sted"), missing_msg=_("Skriv, hvor mødet holdes"), width="e-w8")

    @staticmethod
    def suggest(committee: Any, request: Request) -> dict[str, Any]:
        """Return the committee's usual time and place on a usual weekday that is free and leaves time."""
        values: dict[str, Any] = {"place": committee.place, "time": committee.time}
        if committee.weekday is not None:
            values["date"] = _next_free(committee, request.clock.today())
        return {name: value for name, value in values.items() if value not in (None, "")}


def _next_free(committee: Any, today: date) -> date:
    # Of a meeting within a week the agenda would be late before it is begun.
    day = _next_weekday(today + timedelta(days=7), committee.weekday)
    for _week in range(_WEEKS_LOOKED_AT):
        if day.isoformat() not in committee:
            break
        day += timedelta(days=7)
    return day


def _next_weekday(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


class ItemSchema(Group):
    """An agenda item; ``title`` is public unless the item is closed."""

    item = Concealed()
    kind = Choice(KINDS, title=_("Hvad er det?"), as_radios=True, missing_msg=_("Vælg, om punktet er en sag"))
    case_number = CaseField(missing="", asked_for=True, width="e-w8")
    routing = Line(
        title=_("Sagsforløb"), hint=_("For eksempel ØK/BY"), missing="", width="e-w4", max_length=60
    )
    title = Title(
        hint=_("Offentligheden ser den, medmindre punktet er lukket. Uden navne og CPR."),
        validator=NO_CPR_IN_TITLE,
    )
    summary = LongText(title=_("Resumé"), missing="", validator=NO_CPR)
    presentation = LongText(title=_("Sagsfremstilling"), missing="", validator=NO_CPR, max_length=_LONG)
    recommendation = LongText(title=_("Indstilling"), missing="", validator=NO_CPR, max_length=_LONG)
    economy = LongText(title=_("Økonomi"), missing="", validator=NO_CPR, max_length=_LONG)
    personnel = LongText(title=_("Personale"), missing="", validator=NO_CPR, max_length=_LONG)
    closed_session = Check(title=_("Lukket punkt"))
    closed_reason = Choice(CLOSED_REASONS, title=_("Hvorfor er punktet lukket?"), missing="", asked_for=True)
    neutral_title = Line(
        title=_("Neutral titel"),
        hint=_("Må ikke røbe noget, for eksempel: Salg af ejendom"),
        missing="",
        validator=NO_CPR_IN_TITLE,
    )
    neutral_title_released = Check(title=_("Offentligheden må se den neutrale titel"))
    late_reason = Line(
        title=_("Hvorfor kan punktet ikke vente?"),
        hint=_("Vises på dagsordenen, når den kommer ud efter fristen."),
        missing="",
        validator=NO_CPR,
    )


def proposal_schema(meetings: list[tuple[str, Any]], documents: list[tuple[str, Any]]) -> colander.SchemaNode:
    """Make the form by which a case is reported for a meeting.

    :param meetings: object id and label of those that take items now.
    :param documents: number and label of the case's documents.
    """
    names = ("title", "summary", "presentation", "recommendation", "closed_session", "closed_reason")
    item = ItemSchema()
    schema = Group()
    schema.add(Choice(meetings, name="meeting", title=_("Møde"), missing_msg=_("Vælg et møde")))
    for name in names:
        schema.add(item[name])
    if documents:
        schema.add(Choices(documents, name="documents", title=_("Bilag fra sagen")))
    return schema


class ReasonSchema(Group):
    """Why an agenda is taken back."""

    reason = LongText(
        title=_("Hvorfor trækkes dagsordenen tilbage?"),
        hint=_("Alle, der åbner adressen, ser begrundelsen."),
        missing_msg=_("Skriv, hvorfor dagsordenen trækkes tilbage"),
        validator=NO_CPR,
        max_length=500,
    )


class ResolutionSchema(Group):
    """What a meeting decided about an item."""

    item = Concealed()
    resolution = LongText(
        title=_("Beslutning"), missing_msg=_("Skriv beslutningen"), validator=NO_CPR, max_length=_LONG
    )
    postponed = Check(title=_("Punktet er udsat"))


class NothingToFill(Group):
    """A page that only asks whether."""

    item = Concealed()


def documents_schema(pairs: list[tuple[str, Any]]) -> colander.SchemaNode:
    """Make the form that chooses among the documents of a case.

    :param pairs: document number and label.
    """
    schema = Group()
    schema.add(Concealed(name="item"))
    schema.add(Choices(pairs, name="documents", title=_("Bilag fra sagen")))
    return schema
