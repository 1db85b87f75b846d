"""A story's document laid out as a letter or a note, before any file format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from bdk_esdh.demo.stories.days import Dates, fill_dates
from bdk_esdh.demo.stories.model import Correspondent, StoryDocument, StoryEmployee
from bdk_esdh.demo.stories.organisation import (
    DOMAIN,
    EMPLOYEE_BY_KEY,
    MAIN_PHONE,
    MUNICIPALITY,
    TOWN_HALLS,
    UNIT_BY_KEY,
)
from bdk_esdh.demo.stories.people import CITIZEN_BY_KEY, ORGANISATION_BY_KEY
from bdk_esdh.demo.writers.blocks import Block, Heading, blocks_of
from bdk_esdh.kernel.danish import plain_date

_LABELS = {
    "note_internal": "Internt notat",
    "note_external": "Notat",
    "report": "Rapport",
    "plan": "Plan",
    "agenda": "Dagsorden",
    "invoice": "Faktura",
    "other": "Dokument",
}


@dataclass(frozen=True)
class Mailbox:
    """A name and an e-mail address."""

    name: str
    address: str


@dataclass(frozen=True)
class Letter:
    """Everything that stands on the paper, in the order one reads it.

    ``official`` is true for what the municipality wrote: it gets the letterhead.
    ``case_line`` names the case as the sender would; who writes for the first time
    knows no number. ``cover`` asks for a front page with the list of contents.
    ``moment`` is the only time that a file's metadata may hold, ``seed`` the only
    source of chance. ``enclosure`` is what stands in the PDF that a mail encloses.
    """

    official: bool
    label: str
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    day: date
    reference: str
    case_line: str
    cover: bool
    subject: str
    blocks: tuple[Block, ...]
    closing: tuple[str, ...]
    author: str
    mail_from: Mailbox
    mail_to: tuple[Mailbox, ...]
    moment: datetime
    seed: str
    enclosure: tuple[Block, ...] = ()

    @property
    def dateline(self) -> str:
        """The date as it stands on the paper."""
        return plain_date(self.day)


def compose(document: StoryDocument, *, dates: Dates, reference: str = "") -> Letter:
    """Lay out a document as it would stand on paper.

    :param document: the story, or an earlier version of it.
    :param dates: turns a number of working days from today into a date.
    :param reference: the case number; without it the letter shows KLE and facet.
    """
    author = EMPLOYEE_BY_KEY[document.author]
    shown = reference or document.classification
    day = dates(document.letter_day)
    body = (fill_dates(text, dates).replace("{sag}", shown) for text in document.body)
    blocks = blocks_of(body)
    outside = document.sender
    return Letter(
        official=outside is None,
        label=_label(document),
        sender=_address(outside) if outside else _letterhead(author),
        recipient=_recipient(document, author),
        day=day,
        reference=shown,
        case_line=_case_line(document, shown),
        cover=outside is None and _is_long(document, blocks),
        subject=document.confidential_title or document.title,
        blocks=blocks,
        closing=_outside_closing(outside) if outside else _closing(document, author),
        author=outside.name if outside else author.name,
        mail_from=_mailbox(outside) if outside else Mailbox(author.name, author.email),
        mail_to=_mail_to(document, author),
        moment=datetime.combine(day, time(11, 0), UTC),
        seed=f"{document.key}/{document.letter_day}",
        enclosure=blocks_of(fill_dates(text, dates) for text in document.enclosure),
    )


def _label(document: StoryDocument) -> str:
    """A letter needs no label; everything else says what it is."""
    if document.direction == "outgoing" and document.document_type == "letter_outgoing":
        return "Udkast" if document.state in {"draft", "in_review"} else ""
    return _LABELS.get(document.document_type, "")


def _case_line(document: StoryDocument, reference: str) -> str:
    if document.sender is None:
        return f"Sagsnr. {reference}"
    return f"Jeres sag {reference}" if document.number > 1 else ""


def _is_long(document: StoryDocument, blocks: tuple[Block, ...]) -> bool:
    """A report or plan of several chapters gets a front page."""
    chapters = sum(isinstance(block, Heading) for block in blocks)
    return document.document_type in {"plan", "report"} and chapters >= 3


def _letterhead(author: StoryEmployee) -> tuple[str, ...]:
    unit = UNIT_BY_KEY[author.unit]
    return (MUNICIPALITY, unit.name, *TOWN_HALLS[1], f"Telefon {unit.phone}", unit.email)


def _address(person: Correspondent) -> tuple[str, ...]:
    return (person.name, *person.address)


def _recipient(document: StoryDocument, author: StoryEmployee) -> tuple[str, ...]:
    if document.sender:
        return (MUNICIPALITY, UNIT_BY_KEY[author.unit].name, *TOWN_HALLS[1])
    if not document.recipients:
        return ()
    first, *others = document.recipients
    return (*_address(first), *(f"Kopi til: {person.name}" for person in others))


def _closing(document: StoryDocument, author: StoryEmployee) -> tuple[str, ...]:
    unit = UNIT_BY_KEY[author.unit]
    if document.direction == "internal":
        return (f"{author.name}, {author.title}", unit.name)
    return (
        "Med venlig hilsen",
        author.name,
        f"{author.title}, {unit.name}",
        f"Telefon {author.phone}",
    )


def _outside_closing(person: Correspondent) -> tuple[str, ...]:
    return ("Med venlig hilsen", person.name)


def _mailbox(person: Correspondent) -> Mailbox:
    known = ORGANISATION_BY_KEY[person.key] if person.kind == "organisation" else CITIZEN_BY_KEY[person.key]
    return Mailbox(person.name, known.email)


def _mail_to(document: StoryDocument, author: StoryEmployee) -> tuple[Mailbox, ...]:
    if document.recipients:
        return tuple(_mailbox(person) for person in document.recipients)
    unit = UNIT_BY_KEY[author.unit]
    return (Mailbox(unit.name, unit.email),)


FOOT = f"{MUNICIPALITY} · Telefon {MAIN_PHONE} · {DOMAIN}"
