"""From a document of a story to its file: the one door into this folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, NamedTuple

from bdk_esdh.demo.stories.days import Dates
from bdk_esdh.demo.stories.model import FileKind, StoryDocument
from bdk_esdh.demo.writers.letter import Letter, compose
from bdk_esdh.demo.writers.mail import write_eml
from bdk_esdh.demo.writers.opendocument import write_odt
from bdk_esdh.demo.writers.pdf import write_pdf
from bdk_esdh.demo.writers.plain import write_txt
from bdk_esdh.demo.writers.scan import write_scan_pdf
from bdk_esdh.demo.writers.web import write_html
from bdk_esdh.demo.writers.word import write_docx
from bdk_esdh.kernel.danish import slug


class Writer(NamedTuple):
    """How one kind of file is made, and what it is called."""

    write: Callable[[Letter, IO[bytes]], None]
    extension: str
    media_type: str


class WrittenFile(NamedTuple):
    """What the file that was written is called and is."""

    filename: str
    media_type: str


WRITERS: dict[FileKind, Writer] = {
    "pdf": Writer(write_pdf, "pdf", "application/pdf"),
    "docx": Writer(
        write_docx,
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "odt": Writer(write_odt, "odt", "application/vnd.oasis.opendocument.text"),
    "eml": Writer(write_eml, "eml", "message/rfc822"),
    "html": Writer(write_html, "html", "text/html"),
    "txt": Writer(write_txt, "txt", "text/plain"),
    "scan-pdf": Writer(write_scan_pdf, "pdf", "application/pdf"),
}


def write(document: StoryDocument, stream: IO[bytes], *, dates: Dates, reference: str = "") -> WrittenFile:
    """Write the file of a document. The same arguments give the same bytes.

    For an earlier version pass ``document.as_saved_in(version)``.

    :param document: the story of the document.
    :param stream: a binary stream, open for writing; it stays open.
    :param dates: turns a number of working days from today into a date.
    :param reference: the number of its case, once that is known.
    """
    writer = WRITERS[document.file_kind]
    writer.write(compose(document, dates=dates, reference=reference), stream)
    return WrittenFile(f"{slug(document.title)}.{writer.extension}", writer.media_type)
