"""The file of a planned paper, and what it says: nothing has to be read out of it again."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import IO

import pypdfium2

from ...kernel.clock import COPENHAGEN
from ...kernel.danish import slug
from ..large.plain_pdf import text_pdf
from ..stories.binder import paragraphs
from ..stories.model import StoryEmployee
from ..stories.organisation import DOMAIN, MUNICIPALITY, TOWN_HALLS, UNIT_BY_KEY
from ..writers.blocks import blocks_of
from ..writers.letter import Letter, Mailbox
from ..writers.mail import write_eml
from ..writers.opendocument import write_odt
from ..writers.pdf import write_pdf
from ..writers.plain import text_of, write_txt
from ..writers.scan import write_scan_pdf
from ..writers.spreadsheet import write_ods
from ..writers.web import write_html
from ..writers.word import write_docx
from .model import Party, PlannedPaper
from .people import UNITS

_UNITS = {**UNIT_BY_KEY, **{unit.key: unit for unit in UNITS}}
_WRITERS: dict[str, tuple[Callable[[Letter, IO[bytes]], None], str]] = {
    "pdf": (write_pdf, "pdf"),
    "scan": (write_scan_pdf, "pdf"),
    "docx": (write_docx, "docx"),
    "odt": (write_odt, "odt"),
    "ods": (write_ods, "ods"),
    "eml": (write_eml, "eml"),
    "html": (write_html, "html"),
    "txt": (write_txt, "txt"),
}
#: on a page of a plain edition
_LINES = 48
_LABELS = {
    "notat": "Internt notat",
    "telefon": "Telefonnotat",
    "rapport": "Rapport",
    "regneark": "Bilag",
    "faktura": "Faktura",
    "plan": "Plan",
}


@dataclass(frozen=True)
class WrittenPaper:
    """A file, and what is known of it.

    :param pages: its text, page by page where it has pages; empty for a scan.
    :param unreadable: numbers of pages that are pictures.
    """

    filename: str
    content: bytes
    pages: tuple[str, ...]
    unreadable: tuple[int, ...] = ()


def letter_of(paper: PlannedPaper, author: StoryEmployee, number: str, *, seed: str) -> Letter:
    """Lay out a paper.

    :param author: who wrote it or answers for it.
    :param number: of its case.
    :param seed: tells it from all others.
    """
    comes_in = paper.template.sort in ("ind", "faktura") or (
        paper.template.sort == "plan" and paper.party is not None
    )
    unit, outside = _UNITS[author.unit], paper.party
    house = (MUNICIPALITY, unit.name, *TOWN_HALLS[1])
    text = "\n".join(paper.body).replace("{sag}", number)
    day = paper.at.astimezone(COPENHAGEN).date()
    official = Mailbox(author.name, author.email)
    other = Mailbox(outside.name, outside.email) if outside else Mailbox(unit.name, unit.email)
    return Letter(
        official=not comes_in,
        label="" if comes_in else _LABELS.get(paper.template.sort, ""),
        sender=_address(outside) if comes_in and outside else (*house, f"Telefon {unit.phone}", unit.email),
        recipient=house if comes_in else _address(outside) if outside else (),
        day=day,
        reference=number,
        case_line=f"Sagsnr. {number}" if not comes_in else "",
        cover=False,
        subject=paper.title,
        blocks=blocks_of(paragraphs(text)),
        closing=_closing(author, unit.name, outside, comes_in=comes_in),
        author=outside.name if comes_in and outside else author.name,
        mail_from=other if comes_in else official,
        mail_to=(Mailbox(unit.name, f"{unit.key.replace('_', '-')}@{DOMAIN}"),) if comes_in else (other,),
        moment=datetime.combine(day, time(11), UTC),
        seed=seed,
    )


def _address(party: Party) -> tuple[str, ...]:
    return (party.name, *party.address)


def _closing(author: StoryEmployee, unit: str, outside: Party | None, *, comes_in: bool) -> tuple[str, ...]:
    if comes_in and outside:
        return ("Med venlig hilsen", outside.name)
    if outside is None:
        return (f"{author.name}, {author.title}", unit)
    return ("Med venlig hilsen", author.name, f"{author.title}, {unit}", f"Telefon {author.phone}")


def first_draft(letter: Letter) -> Letter:
    """Return the letter as it was when it was saved for the first time: its beginning."""
    return replace(letter, blocks=letter.blocks[: max(1, len(letter.blocks) // 2)])


def write_paper(letter: Letter, kind: str) -> WrittenPaper:
    """Make the file of a letter.

    :param kind: ``pdf scan docx odt ods eml html txt``.
    """
    write, extension = _WRITERS[kind]
    stream = io.BytesIO()
    write(letter, stream)
    content = stream.getvalue()
    filename = f"{slug(letter.subject)}.{extension}"
    if kind == "scan":
        pages = pages_of(content)
        return WrittenPaper(filename, content, (), tuple(range(1, len(pages) + 1)))
    if kind == "pdf":
        return WrittenPaper(filename, content, pages_of(content))
    return WrittenPaper(filename, content, (text_of(letter),))


def write_plain_edition(letter: Letter) -> bytes:
    """Make the PDF edition of what has no layout, such as a mail or a form: its lines."""
    lines = text_of(letter).split("\n")
    pages = ("\n".join(lines[at : at + _LINES]) for at in range(0, len(lines), _LINES))
    return text_pdf(tuple(pages))


def write_edition(letter: Letter, *, public_title: str = "") -> bytes:
    """Make the PDF edition of a letter.

    :param public_title: for a file that is given out: its only metadata.
    """
    stream = io.BytesIO()
    write_pdf(letter, stream, public_title=public_title)
    return stream.getvalue()


def pages_of(pdf: bytes) -> tuple[str, ...]:
    """Return what the pages of a PDF of our own say."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_text(page) for page in document)
    finally:
        document.close()


def _text(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_range()).replace("\r\n", "\n")
    finally:
        text.close()
