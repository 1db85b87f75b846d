"""Which reader reads what."""

from pathlib import Path

from bdk_esdh.files.filenames import extension
from bdk_esdh.files.readers.answer import Answer, CannotRead, ReadStatus
from bdk_esdh.files.sniffing import KINDS, OCTETS, OPEN_DOCUMENT, OPEN_XML, PDF_WORDS

WORD = f"{OPEN_XML}wordprocessingml.document"


def read_file(path: Path, media_type: str, answer: Answer) -> None:
    """Read a file into an answer; each reader is imported when it is needed, since a child reads one file.

    :raises CannotRead: locked, damaged, a picture, or of a kind that nobody here reads.
    """
    if media_type == "application/pdf":
        from bdk_esdh.files.readers import pdf

        pdf.read(path, answer)
    elif media_type == PDF_WORDS:
        from bdk_esdh.files.readers import pdf_words

        pdf_words.read(path, answer)
    elif media_type == WORD:
        from bdk_esdh.files.readers import word

        word.read(path, answer)
    elif media_type.startswith(OPEN_DOCUMENT):
        from bdk_esdh.files.readers import opendocument

        opendocument.read(path, answer)
    elif media_type == "message/rfc822":
        from bdk_esdh.files.readers import mail

        mail.read(path, answer, read_attachment)
    elif media_type == "text/html":
        from bdk_esdh.files.readers import html

        html.read(path, answer)
    else:
        _read_as_text(path, media_type, answer)


def read_attachment(path: Path, media_type: str, name: str, answer: Answer) -> None:
    """Add the text of an attachment; one that cannot be read does not spoil the mail around it."""
    kind = KINDS.get(extension(name))
    media_type = kind.media_type if kind is not None else media_type
    if media_type in ("message/rfc822", OCTETS):
        return
    inner = Answer(limit=answer.limit)
    try:
        read_file(path, media_type, inner)
    except CannotRead:
        return
    answer.add("\n".join(inner.pieces))


def _read_as_text(path: Path, media_type: str, answer: Answer) -> None:
    if media_type.startswith("text/") or media_type in ("application/json", "application/xml"):
        from bdk_esdh.files.readers import plain

        plain.read(path, answer)
    elif media_type.startswith("image/") and media_type != "image/svg+xml":
        raise CannotRead(ReadStatus.NO_TEXT)
    else:
        raise CannotRead(ReadStatus.UNSUPPORTED)
