"""The last look before a file is released: is there a personal number in it, and could all of it be read?

Databeskyttelsesloven § 11, stk. 3, and CPR-loven § 54: a CPR number must not be published. A finding says
where, and never repeats the digits: it is shown, logged and journaled. A person may overrule it, by name;
that is the caller's.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bdk_esdh.files.extraction import Extraction, ReadStatus, extract_as
from bdk_esdh.files.sniffing import PDF_WORDS
from bdk_esdh.kernel.i18n import _
from bdk_esdh.security.cpr import find_cpr


class Place(StrEnum):
    """Where something was found."""

    TITLE = "title"
    FILENAME = "filename"
    PAGE = "page"
    METADATA = "metadata"


@dataclass(frozen=True)
class Finding:
    """Something that stands against releasing the file.

    :param place: where.
    :param message: the same for the person who decides; without the digits.
    :param page: number of the page, from 1, if it is on one.
    :param unreadable: nothing was found because nothing could be read; a named person has to look and
        confirm.
    :param loose: it may be something else than a personal number.
    :param why: why it may be.
    """

    place: Place
    message: str
    page: int | None = None
    unreadable: bool = False
    loose: bool = False
    why: str = ""


@dataclass(frozen=True)
class ReleaseCheck:
    """What a look through a file came to.

    :param findings: what stands against giving it out; empty when nothing does.
    :param pages: the text of each page, for whoever is to find it once it is out.
    """

    findings: list[Finding]
    pages: tuple[str, ...]


def check_release(pdf_path: str | Path, *, title: str, filename: str) -> ReleaseCheck:
    """Look for personal numbers in all that would be published with a file.

    :param pdf_path: the **cleaned** file.
    :param title: the public title.
    :param filename: the name it would be handed out under.
    """
    found = _numbers(
        title, Place.TITLE, _("Titlen ligner et CPR-nummer. Skriv i stedet, hvad sagen handler om")
    )
    found += _numbers(
        filename, Place.FILENAME, _("Filens navn ligner et CPR-nummer. Giv filen et andet navn")
    )
    pages, words = extract_as(pdf_path, ("application/pdf", PDF_WORDS))
    return ReleaseCheck(found + _on_pages(pages) + _in_metadata(words), pages.pages)


def _on_pages(extraction: Extraction) -> list[Finding]:
    found = []
    for number, text in enumerate(extraction.pages, start=1):
        message = _("Side ${page} ser ud til at have et CPR-nummer", mapping={"page": number})
        found += _numbers(text, Place.PAGE, message, page=number)
    # A number may begin at the foot of one page and end at the head of the next.
    if not found:
        found += _numbers(
            "\n".join(extraction.pages), Place.PAGE, _("Et CPR-nummer ser ud til at gå over to sider")
        )
    found += [_unreadable(number) for number in extraction.unreadable]
    if extraction.cut or extraction.status not in (ReadStatus.READ, ReadStatus.NO_TEXT):
        found.append(_unread(Place.PAGE))
    return found


def _in_metadata(extraction: Extraction) -> list[Finding]:
    message = _("Filens skjulte tekst (titel eller billedtekster) ser ud til at have et CPR-nummer")
    found = _numbers(extraction.text, Place.METADATA, message)
    if extraction.cut or extraction.status is not ReadStatus.READ:
        found.append(_unread(Place.METADATA))
    return found


def _numbers(text: str, place: Place, message: str, *, page: int | None = None) -> list[Finding]:
    """Make one finding for the firm hits of a place, or one for the loose ones."""
    hits = find_cpr(text, over_lines=True)
    if not hits:
        return []
    surest = min(hits, key=lambda hit: hit.loose)
    return [Finding(place, message, page=page, loose=surest.loose, why=surest.why)]


def _unreadable(page: int) -> Finding:
    message = _(
        "Side ${page} er et billede, som ikke kan læses af maskinen. Læs den selv, og bekræft med dit navn",
        mapping={"page": page},
    )
    return Finding(Place.PAGE, message, page=page, unreadable=True)


def _unread(place: Place) -> Finding:
    message = _("Hele filen kunne ikke læses af maskinen. Læs den selv, og bekræft med dit navn")
    return Finding(place, message, unreadable=True)
