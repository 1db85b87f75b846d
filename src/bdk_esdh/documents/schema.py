"""Forms of a document."""

from typing import Any

from pyramid.request import Request

from ..cases.schema import NO_CPR, NO_CPR_IN_TITLE, SENSITIVITIES, CaseField
from ..kernel.date_fields import DateField
from ..kernel.fields import Check, Choice, Group, Line, LongText, Title
from ..kernel.file_fields import FileField
from ..kernel.i18n import _
from ..security.readers import Sensitivity

DOCUMENT_TYPES = (
    ("letter_incoming", _("Brev, indgående")),
    ("letter_outgoing", _("Brev, udgående")),
    ("note_internal", _("Internt notat")),
    ("note_external", _("Eksternt notat")),
    ("agenda", _("Dagsorden")),
    ("report", _("Rapport")),
    ("invoice", _("Faktura")),
    ("plan", _("Plan")),
    ("other", _("Andet")),
)
DIRECTIONS = (("incoming", _("Indgående")), ("outgoing", _("Udgående")), ("internal", _("Internt")))
#: the letters, and the one direction each can have
LETTERS = {"letter_incoming": "incoming", "letter_outgoing": "outgoing"}

#: how a private person appears on the postlist: by character, never by name (OFL § 16)
CHARACTERS = (
    ("Borgerhenvendelse", _("Borgerhenvendelse")),
    ("Ansøger", _("Ansøger")),
    ("Part", _("Part")),
    ("Nabo", _("Nabo")),
    ("Klager", _("Klager")),
)


class LimitedFile(FileField):
    """A file of at most the size the settings allow."""

    def after_bind(self, _node: Any, bindings: dict[str, Any]) -> None:
        """Take the limit from the settings."""
        self.max_bytes = bindings.get("upload_limit", self.max_bytes)


class DocumentFacts(Group):
    """Facts of a document; ``title`` is always the one the public may see."""

    title = Title(
        hint=_("Kort og uden navne og CPR. Offentligheden ser den på postlisten."), validator=NO_CPR_IN_TITLE
    )
    document_type = Choice(DOCUMENT_TYPES, title=_("Type"), missing_msg=_("Vælg, hvad det er"), width="e-w6")
    direction = Choice(DIRECTIONS, title=_("Retning"), missing_msg=_("Vælg retning"), width="e-w6")
    letter_date = DateField(
        title=_("Brevdato"),
        hint=_("Skal stå på breve. For eksempel 23.11.2026 eller 23/11"),
        missing=None,
        asked_for=True,
        leaning=-1,
        width="e-w6",
    )
    correspondent = Line(
        title=_("Afsender eller modtager"),
        missing="",
        asked_for=True,
        hint=_("Skal stå på breve."),
        width="e-w6",
    )
    character = Choice(
        CHARACTERS,
        title=_("Er det en privatperson?"),
        hint=_("Så vises navnet ikke på postlisten, men dette."),
        missing="",
        width="e-w6",
    )
    sensitivity = Choice(
        SENSITIVITIES, title=_("Følsomhed"), missing_msg=_("Vælg, hvor følsomt det er"), width="e-w6"
    )
    on_postlist = Check(title=_("Må komme på postlisten"))
    description = LongText(title=_("Beskrivelse"), missing="", validator=NO_CPR)
    exemption_basis = Line(
        title=_("Undtaget fra aktindsigt efter"),
        hint=_("For eksempel: Offentlighedsloven § 30, nr. 1"),
        missing="",
        max_length=1024,
    )


class RegisterSchema(DocumentFacts):
    """Facts of a new document and its file."""

    file = LimitedFile(title=_("Fil"), insert_before="title")

    @staticmethod
    def suggest(_case: Any, request: Request) -> dict[str, Any]:
        """Return what a document that is registered today most likely is."""
        return {
            "document_type": "letter_incoming",
            "direction": "incoming",
            "letter_date": request.clock.today(),
            "sensitivity": Sensitivity.NOT_CONFIDENTIAL.value,
            "on_postlist": True,
        }

    @staticmethod
    def suggest_answer(letter: Any, request: Request) -> dict[str, Any]:
        """Return what an answer to ``letter`` most likely is: a letter of today back to whoever wrote it."""
        say = request.localizer.translate
        return {
            "title": say(_("Svar på: ${title}", mapping={"title": letter.title}))[:255],
            "document_type": "letter_outgoing",
            "direction": "outgoing",
            "letter_date": request.clock.today(),
            "correspondent": letter.correspondent,
            "character": letter.character,
            "sensitivity": letter.sensitivity,
            "on_postlist": letter.on_postlist,
        }


class MailRoomSchema(RegisterSchema):
    """The same, with the case it belongs to."""

    case_number = CaseField(insert_before="title")


class VersionSchema(Group):
    """A new version of the file."""

    file = LimitedFile(title=_("Ny fil"))
    note = Line(title=_("Hvad er ændret"), missing="")


class ReleaseSchema(Group):
    """What is asked before a file is given to the public."""

    scan_confirmed = Check(
        title=_("Jeg har læst siderne uden læsbar tekst og ikke fundet noget, der skal hemmeligholdes"),
        hint=_("Dit navn bliver gemt sammen med bekræftelsen."),
    )
    numbers_confirmed = Check(
        title=_("Jeg har set efter: tallene i filen er ikke CPR-numre"),
        hint=_("Dit navn bliver gemt sammen med bekræftelsen."),
    )


class WithdrawalSchema(Group):
    """Why a released file is taken back."""

    reason = LongText(
        title=_("Hvorfor trækkes filen tilbage?"),
        hint=_("Begrundelsen vises for den, der har et link til filen."),
        missing_msg=_("Skriv, hvorfor filen trækkes tilbage"),
        validator=NO_CPR,
        max_length=500,
    )


class AssignmentSchema(Group):
    """Who is to work on a document."""

    assigned_to = Choice("staff", title=_("Fordel til"), missing_msg=_("Vælg en kollega"))
