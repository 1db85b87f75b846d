"""How a story is written down: a case, and its documents as short calls.

The calls fill in what follows from the case (sensitivity, author, postlist), so that
a story shows only what is special about each document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple, TypedDict, Unpack

from bdk_esdh.demo.stories.model import (
    Correspondent,
    Direction,
    DocumentState,
    DocumentType,
    FileKind,
    Sensitivity,
    StoryCase,
    StoryDocument,
    StoryVersion,
)

_MARKS = ("# ", "- ", "| ")
_KEPT_OFF_POSTLIST = ("27", "29", "32", "34", "81")
"""KLE main groups about persons: never on a postlist unless somebody says so."""


class Earlier(NamedTuple):
    """An earlier version: the first ``keep`` paragraphs of the final, and ``text``."""

    day: int
    note: str
    keep: int
    text: str = ""


class DocumentFields(TypedDict, total=False):
    """What a story may say about a document beyond the usual."""

    document_type: DocumentType
    journal_day: int
    author: str
    state: DocumentState
    file_kind: FileKind
    sensitivity: Sensitivity
    exemption_basis: str
    confidential_title: str
    on_postlist: bool
    released: bool
    earlier: tuple[Earlier, ...]
    enclosure: str


@dataclass(frozen=True)
class Entry:
    """A document as told, before it is filed on its case."""

    number: int
    title: str
    day: int
    text: str
    direction: Direction
    document_type: DocumentType
    sender: Correspondent | None = None
    recipients: tuple[Correspondent, ...] = ()
    more: DocumentFields = field(default_factory=DocumentFields)


def received(
    number: int,
    title: str,
    day: int,
    sender: Correspondent,
    text: str,
    **more: Unpack[DocumentFields],
) -> Entry:
    """Tell of a document that came in: ``day`` is its letter date."""
    return Entry(number, title, day, text, "incoming", "letter_incoming", sender, more=more)


def sent(
    number: int,
    title: str,
    day: int,
    to: Correspondent | tuple[Correspondent, ...],
    text: str,
    **more: Unpack[DocumentFields],
) -> Entry:
    """Tell of a document that was sent."""
    recipients = to if isinstance(to, tuple) else (to,)
    return Entry(
        number,
        title,
        day,
        text,
        "outgoing",
        "letter_outgoing",
        recipients=recipients,
        more=more,
    )


def internal(number: int, title: str, day: int, text: str, **more: Unpack[DocumentFields]) -> Entry:
    """Tell of a document made in the house: a note unless told otherwise."""
    return Entry(number, title, day, text, "internal", "note_internal", more=more)


def file_on(case: StoryCase, *entries: Entry) -> tuple[StoryDocument, ...]:
    """File the told documents on their case."""
    return tuple(_document(case, entry) for entry in entries)


def _document(case: StoryCase, entry: Entry) -> StoryDocument:
    more = entry.more
    body = paragraphs(entry.text)
    sensitivity = more.get("sensitivity", case.sensitivity)
    exemption = more.get("exemption_basis", "")
    open_to_all = (
        entry.direction != "internal"
        and sensitivity == "not_confidential"
        and not exemption
        and not case.exemption_basis
        and case.kle_subject[:2] not in _KEPT_OFF_POSTLIST
    )
    return StoryDocument(
        case=case.key,
        number=entry.number,
        title=entry.title,
        document_type=more.get("document_type", entry.document_type),
        direction=entry.direction,
        letter_day=entry.day,
        journal_day=more.get("journal_day", _journal_day(entry)),
        body=body,
        author=more.get("author", case.caseworker),
        classification=case.classification,
        state=more.get("state", "final"),
        file_kind=more.get("file_kind", "pdf"),
        sender=entry.sender,
        recipients=entry.recipients,
        sensitivity=sensitivity,
        exemption_basis=exemption,
        confidential_title=more.get("confidential_title", ""),
        on_postlist=more.get("on_postlist", open_to_all),
        released=more.get("released", False),
        earlier_versions=tuple(
            StoryVersion(e.day, e.note, body[: e.keep] + paragraphs(e.text)) for e in more.get("earlier", ())
        ),
        enclosure=paragraphs(more.get("enclosure", "")),
    )


def _journal_day(entry: Entry) -> int:
    """What comes on paper or by mail is registered the working day after.

    A form on the web is registered at once, as is what the house writes itself.
    """
    by_form = entry.more.get("file_kind") == "html"
    if entry.direction != "incoming" or by_form:
        return entry.day
    return min(entry.day + 1, -1)


def paragraphs(text: str) -> tuple[str, ...]:
    """Split an indented text at blank lines and join each paragraph into one line.

    Headings (``# ``) and table rows (``| ``) keep a line each; a list item (``- ``)
    may run over several.
    """
    blocks: list[str] = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        blocks.extend(_blocks_of(chunk))
    return tuple(block for block in blocks if block)


def _blocks_of(chunk: str) -> list[str]:
    blocks: list[str] = []
    for line in (raw.strip() for raw in chunk.splitlines()):
        starts = not blocks or line.startswith(_MARKS)
        if starts or blocks[-1].startswith(("# ", "| ")):
            blocks.append(line)
        else:
            blocks[-1] = f"{blocks[-1]} {line}"
    return blocks
