"""Cases and documents of the demo, with real files."""

import io
from typing import Any

from ..cases.actions import move_case, open_case
from ..cases.content import Case
from ..documents.actions import add_version, assign_document, move_document, register_document
from ..documents.content import Document
from ..documents.release import release_document
from ..kernel.file_fields import Upload
from ..kernel.graph import get_oid
from ..parties.actions import add_party
from ..security.readers import user_token
from ..sharing.actions import set_access_list
from .parties import party_facts
from .stage import LOGINS, Stage
from .stories.days import fill_dates
from .stories.model import StoryCase, StoryDocument, StoryParty
from .stories.municipality import CASES, DOCUMENTS
from .stories.people import CITIZEN_BY_KEY, ORGANISATION_BY_KEY
from .writers.registry import write

#: transitions that lead to a state from the first
_WAY_OF_CASE = {
    "opened": (),
    "informed": ("inform",),
    "decided": ("inform", "decide"),
    "ordered": ("inform", "decide", "order"),
    "effected": ("inform", "decide", "effect"),
    "closed": ("inform", "decide", "effect", "close"),
}
_WAY_OF_DOCUMENT = {
    "received": (),
    "draft": ("start_draft",),
    "in_review": ("start_draft", "submit"),
    "final": ("finalise",),
}


def build_cases(stage: Stage) -> None:
    """Open the cases in the order they came, each with its documents."""
    for story in stories_in_order():
        with stage.app.graph() as root:
            build_case(stage, root, story)


def stories_in_order() -> list[StoryCase]:
    """List the cases in the order they came."""
    return sorted(CASES, key=lambda case: case.opened)


def build_case(stage: Stage, root: Any, story: StoryCase) -> None:
    """Open a case, file its documents and take it to its state."""
    case = _open(stage, root, story)
    last = story.opened
    documents = [each for each in DOCUMENTS if each.case == story.key]
    for document in sorted(documents, key=lambda each: each.number):
        last = max(last, document.journal_day)
        _register(stage, case, story, document)
    for transition in _WAY_OF_CASE[story.state]:
        move_case(case, transition, stage.act(story.caseworker, last))


def _open(stage: Stage, root: Any, story: StoryCase) -> Case:
    values = {
        "title": fill_dates(story.title, stage.day),
        "kle_subject": story.kle_subject,
        "kle_facet": story.kle_facet,
        "responsible_unit": story.responsible_unit,
        "caseworker": LOGINS[story.caseworker][0],
        "sensitivity": story.sensitivity,
        "due_date": stage.day(story.due_in) if story.due_in is not None else None,
        "description": fill_dates(story.description, stage.day),
        "confidential_title": story.confidential_title,
        "exemption_basis": story.exemption_basis,
    }
    act = stage.act(story.caseworker, story.opened)
    case = open_case(root["sager"], values, act)
    if story.access_list:
        set_access_list(case, [user_token(LOGINS[key][0]) for key in story.access_list], act)
    stage.cases[story.key] = get_oid(case)
    for party in story.parties:
        add_party(case, _party(party), act)
    return case


def _party(told: StoryParty) -> dict[str, Any]:
    if told.kind == "citizen":
        person = CITIZEN_BY_KEY[told.key]
        return party_facts(
            person.name, told.role, person.address, person.email, character=told.character, cpr=person.cpr
        )
    firm = ORGANISATION_BY_KEY[told.key]
    return {**party_facts(firm.name, told.role, firm.address, firm.email), "character": told.character}


def _register(stage: Stage, case: Case, story: StoryCase, document: StoryDocument) -> Document:
    first, *later = _texts(document)
    registrar = "villy" if document.direction == "incoming" and "villy" in LOGINS else document.author
    act = stage.act(registrar, first[0])
    made = register_document(case, _facts(stage, document) | {"file": _file(stage, case, first[1])}, act)
    for day, text, note in later:
        upload = _file(stage, case, text)
        add_version(made, upload.stream, upload.filename, stage.act(document.author, day), note=note)
    _move(stage, made, story, document)
    stage.documents[document.key] = get_oid(made)
    return made


def _texts(document: StoryDocument) -> list[Any]:
    """Return ``(day, story, note)`` of each version, oldest first."""
    texts = [(each.day, document.as_saved_in(each), each.note) for each in document.earlier_versions]
    texts.append((document.journal_day, document, ""))
    texts.sort(key=lambda each: each[0])
    return texts


def _move(stage: Stage, made: Document, story: StoryCase, document: StoryDocument) -> None:
    act = stage.act(document.author, document.journal_day)
    if document.state == "assigned":
        assign_document(made, LOGINS[story.caseworker][0], act)
        return
    for transition in _WAY_OF_DOCUMENT[document.state]:
        if made.review_state == "draft" and transition == "start_draft":
            continue
        move_document(made, transition, act)
    if document.released and document.file_kind == "pdf":
        release_document(made, act)


def _facts(stage: Stage, document: StoryDocument) -> dict[str, Any]:
    correspondent = (
        document.sender if document.direction == "incoming" else next(iter(document.recipients), None)
    )
    character = ""
    if correspondent is not None and correspondent.kind == "citizen":
        character = correspondent.character or "Borgerhenvendelse"
    return {
        "title": fill_dates(document.title, stage.day),
        "document_type": document.document_type,
        "direction": document.direction,
        "letter_date": stage.day(document.letter_day),
        "correspondent": correspondent.name if correspondent else "",
        "character": character,
        "sensitivity": document.sensitivity,
        "exemption_basis": document.exemption_basis,
        "confidential_title": document.confidential_title,
        "on_postlist": document.on_postlist,
        "sender_may_be_missing": True,
    }


def _file(stage: Stage, case: Case, document: StoryDocument) -> Upload:
    stream = io.BytesIO()
    written = write(document, stream, dates=stage.day, reference=case.case_number)
    size = stream.tell()
    stream.seek(0)
    return Upload(written.filename, size, stream)
