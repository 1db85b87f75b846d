"""What is done to documents: registering, versions, states. Releasing is in ``release.py``."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import IO, Any

from ..audit.differences import change_of, changes_between
from ..audit.entering import enter
from ..audit.entries import Change
from ..cases.actions import cases_of, require_open, touch
from ..cases.content import Case
from ..cases.names import person_name
from ..desk.kinds import DOCUMENT_GIVEN
from ..desk.notices import tell_person
from ..files.content import StoredFile
from ..files.storing import store_file
from ..jobs.queue import queue_of
from ..kernel.clock import local
from ..kernel.errors import DomainError, SeveralErrors
from ..kernel.graph import find_objectmap, get_oid, tell_changed
from ..kernel.i18n import _
from ..kernel.records import Act, change_guard, changes, creates, form_values
from ..organisation.actions import people_of
from ..security.readers import Sensitivity, may_read
from .content import Document, FileText, Version
from .errors import (
    CharacterMissing,
    DocumentFinal,
    LetterDateMissing,
    LetterDateTooLate,
    NotAssigned,
    SameFile,
    SenderMissing,
    UnknownCase,
    UnknownColleague,
    WrongDirection,
)
from .journal import (
    ASSIGNED,
    FACTS_CHANGED,
    FINALISED,
    REGISTERED,
    STATE_CHANGED,
    UNASSIGNED,
    VERSION_ADDED,
)
from .private_names import require_character
from .schema import LETTERS, DocumentFacts
from .workflow import DOCUMENT_WORKFLOW

_FACTS = (
    "title", "document_type", "direction", "letter_date", "correspondent", "character", "sensitivity",
    "on_postlist", "description", "exemption_basis",
)  # fmt: skip
#: a letter may be dated ahead, but hardly by more
_FURTHEST_AHEAD = timedelta(days=366)


@creates("Document")
def register_document(
    case: Case,
    values: Mapping[str, Any],
    act: Act,
    *,
    text: tuple[str, ...] | None = None,
    stored: StoredFile | None = None,
) -> Document:
    """Register a document on a case, with its file and its number.

    The number is taken from the case alone, so that filing meets no counter that
    others wait for; it is spent only when everything else has been accepted.

    :param values: as ``RegisterSchema`` has them; ``file`` has ``stream`` and ``filename``.
        ``sender_may_be_missing`` lets a letter in without its correspondent: programs may not know it
        yet, the form asks for it.
    :param stored: a file that was taken in before; then ``values`` has none.
    :raises CaseClosed: when the case is closed.
    :raises SeveralErrors: when something is missing.
    :raises DomainError: when the file is refused (see ``files.storing``).
    """
    require_open(case)
    _check_facts(case, values, local(act.at).date())
    if stored is None:
        stored = _store(case, values["file"].stream, values["file"].filename, act)
    serial = case.last_serial + 1
    document = Document(serial, f"{case.case_number}-{serial}", values["title"], at=act.at, by=act.by)
    _apply(document, values)
    if document.direction != "incoming":
        document.review_state = "draft"
    document.versions.append(
        Version(1, stored, at=act.at, by=act.by, by_name=act.by_name, note=values.get("note", ""))
    )
    case.last_serial = serial
    case.add(str(serial), document, registry=act.registry)
    _take_text(document, document.latest, text, act)
    touch(case, act)
    enter(document, act, REGISTERED)
    return document


@changes("Document")
def change_document(document: Document, values: Mapping[str, Any], act: Act) -> None:
    """Change the facts of a document that is not final.

    :raises DocumentFinal: when it is locked.
    :raises CaseClosed: when its case is closed.
    :raises SeveralErrors: when something is missing.
    """
    require_changeable(document)
    _check_facts(document.case, values, local(act.at).date())
    before = document_values(document)
    document.title = values["title"]
    _apply(document, values)
    note_change(document, act)
    changes = changes_between(DocumentFacts, before, document_values(document))
    if changes:
        enter(document, act, FACTS_CHANGED, changes=changes)


@form_values("Document")
def document_values(document: Document) -> dict[str, Any]:
    """Return what the form of a document starts from."""
    return {name: getattr(document, name) for name in _FACTS}


def add_version(
    document: Document,
    stream: IO[bytes],
    filename: str,
    act: Act,
    *,
    note: str = "",
    text: tuple[str, ...] | None = None,
) -> Version:
    """Add a version of the file.

    :param text: of its pages, when that is known; else the worker reads it.
    :raises DocumentFinal: when the document is locked.
    :raises SameFile: when the file is the newest version, byte for byte.
    """
    require_changeable(document)
    stored = _store(document, stream, filename, act)
    if stored.sha256 == document.latest.file.sha256:
        raise SameFile(
            _("Ingen ændring: filen er den samme som version ${n}", mapping={"n": document.latest.number}),
            field="file",
        )
    version = Version(
        document.latest.number + 1, stored, at=act.at, by=act.by, by_name=act.by_name, note=note.strip()
    )
    document.versions.append(version)
    _take_text(document, version, text, act)
    note_change(document, act)
    changes = change_of(_("Version"), str(version.number - 1), str(version.number))
    enter(document, act, VERSION_ADDED, changes=changes, note=version.note)
    return version


def move_document(document: Document, transition: str, act: Act) -> None:
    """Take a document from one state to another; ``finalise`` locks it.

    :raises CaseClosed: when its case is closed.
    :raises Refused: when its state does not allow it.
    """
    require_open(document.case)
    came_from = document.review_state
    DOCUMENT_WORKFLOW.move(document, transition)
    if transition == "finalise":
        document.finalised_at = act.at
    note_change(document, act)
    verb = FINALISED if transition == "finalise" else STATE_CHANGED
    enter(document, act, verb, changes=_state_change(came_from, document))


def assign_document(document: Document, login: str, act: Act) -> None:
    """Give a document to the one who is to work on it.

    :raises CaseClosed: when its case is closed.
    :raises DocumentFinal: when it is locked.
    :raises UnknownColleague: when nobody with ``login`` works here.
    """
    require_changeable(document)
    person = people_of(find_objectmap(document).root).get(login)
    if person is None or not person.is_staff or not person.active:
        raise UnknownColleague(_("Vælg en kollega, der arbejder her"), field="assigned_to")
    names = [person_name(document, each) for each in (document.assigned_to, login)]
    came_from = document.review_state
    document.assigned_to = login
    if document.review_state == "received":
        DOCUMENT_WORKFLOW.move(document, "assign")
    note_change(document, act)
    changes = change_of(_("Fordelt til"), *names) + _state_change(came_from, document)
    enter(document, act, ASSIGNED, changes=changes)
    tell_person(login, DOCUMENT_GIVEN, document, act)


def unassign_document(document: Document, act: Act) -> None:
    """Undo an assignment: the document waits to be given to somebody again.

    :raises CaseClosed: when its case is closed.
    :raises DocumentFinal: when it is locked.
    :raises NotAssigned: when it is nobody's.
    """
    require_changeable(document)
    if document.assigned_to is None:
        raise NotAssigned(_("Dokumentet er ikke fordelt til nogen"))
    name, came_from = person_name(document, document.assigned_to), document.review_state
    document.assigned_to = None
    if document.review_state == "assigned":
        # Not a step forward of its own but the undoing of one, so no transition of the workflow.
        document.review_state = DOCUMENT_WORKFLOW.transition("assign").sources[0]
    note_change(document, act)
    changes = change_of(_("Fordelt til"), name, "") + _state_change(came_from, document)
    enter(document, act, UNASSIGNED, changes=changes)


@change_guard("Document")
def require_changeable(document: Document) -> None:
    """Refuse when nothing about ``document`` may be changed.

    :raises CaseClosed: when its case is closed.
    :raises DocumentFinal: when it is locked.
    """
    require_open(document.case)
    if document.is_final:
        raise DocumentFinal(_("Dokumentet er endeligt og låst. Registrér et nyt dokument i stedet"))


def find_case(node: Any, number: str, principals: frozenset[str]) -> Case:
    """Find the case with ``number``, if whoever asks may read it.

    :param number: the number alone, or with the title after it as lists show it.
    :raises UnknownCase: when there is none, in the same words whether or not it exists.
    """
    wanted = (number.split() or [""])[0]
    case = cases_of(node).get(wanted)
    if case is None or not may_read(case, principals):
        raise UnknownCase(
            _("Sag ${number} findes ikke. Prøv at søge på titlen", mapping={"number": wanted[:40]}),
            field="case_number",
        )
    return case


def _state_change(came_from: str, document: Document) -> list[Change]:
    titles = [DOCUMENT_WORKFLOW.state(code).title for code in (came_from, document.review_state)]
    return change_of(_("Tilstand"), *titles)


def _check_facts(case: Case, values: Mapping[str, Any], today: date) -> None:
    errors: list[DomainError] = []
    dated = values.get("letter_date")
    if dated and dated > today + _FURTHEST_AHEAD:
        words = _("Datoen ligger mere end et år ude i fremtiden. Er årstallet rigtigt?")
        errors.append(LetterDateTooLate(words, field="letter_date"))
    if values["document_type"] in LETTERS:
        if values["direction"] != LETTERS[values["document_type"]]:
            errors.append(
                WrongDirection(_("Retningen passer ikke til typen. Ret en af dem"), field="direction")
            )
        if not values.get("letter_date"):
            errors.append(LetterDateMissing(_("Skriv brevets dato"), field="letter_date"))
        if not values.get("correspondent") and not values.get("sender_may_be_missing"):
            words = (
                _("Skriv, hvem brevet er fra")
                if values["document_type"] == "letter_incoming"
                else _("Skriv, hvem brevet er til")
            )
            errors.append(SenderMissing(words, field="correspondent"))
    try:
        require_character(case, values)
    except CharacterMissing as error:
        errors.append(error)
    if errors:
        raise SeveralErrors(errors)


def _apply(document: Document, values: Mapping[str, Any]) -> None:
    document.document_type = values["document_type"]
    document.direction = values["direction"]
    document.letter_date = values.get("letter_date")
    document.correspondent = values.get("correspondent", "")
    document.character = values.get("character", "") or ""
    document.sensitivity = values.get("sensitivity") or Sensitivity.NOT_CONFIDENTIAL.value
    document.on_postlist = bool(values.get("on_postlist"))
    document.description = values.get("description", "")
    document.exemption_basis = values.get("exemption_basis", "")
    # A form asks for one side only, and leaves the other as a program has told it.
    document.written_by = values.get("written_by", document.written_by)
    document.addressed_to = tuple(values.get("addressed_to", document.addressed_to))


def _store(node: Any, stream: IO[bytes], filename: str, act: Act) -> Any:
    return store_file(stream, filename, limit=act.registry.esdh_settings.upload_limit, connection=node._p_jar)


def _take_text(document: Document, version: Version, text: tuple[str, ...] | None, act: Act) -> None:
    if text is None:
        queue_reading(document, version, act)
    else:
        version.reading, version.text = "read", FileText(text)


def queue_reading(document: Document, version: Version, act: Act) -> None:
    """Have the worker read the text of a version, and make a PDF of it."""
    if version.pdf is None:
        version.rendition_asked_at = act.at
    queue_of(document).put(
        "read_document", get_oid(document), version.number, at=act.at, about=get_oid(document)
    )


def note_change(document: Document, act: Act) -> None:
    """Note that a document, and with it its case, was changed."""
    document.changed_at = act.at
    document.changed_by = act.by
    tell_changed(document, act.registry)
    touch(document.case, act)
