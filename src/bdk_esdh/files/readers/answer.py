"""What a reader answers with, and the limits it keeps while reading."""

import unicodedata
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

TEXT_LIMIT = 5_000_000
KEPT_CONTROLS = frozenset("\n\t")


class ReadStatus(StrEnum):
    """How the reading of a file ended."""

    READ = "read"
    NO_TEXT = "no_text"
    PASSWORD = "password"  # noqa: S105 - says that the file has one
    CORRUPT = "corrupt"
    UNSUPPORTED = "unsupported"
    TIMEOUT = "timeout"


class CannotRead(Exception):
    """A reader gives up, with the status that says why."""

    def __init__(self, status: ReadStatus) -> None:
        """Keep the status."""
        super().__init__(status.value)
        self.status = status


@dataclass
class Answer:
    """Text in pieces: pages for a PDF, else paragraphs or parts.

    :param limit: how many characters are kept in all.
    :param pieces: cleaned text, in the order of the file.
    :param paged: the pieces are pages.
    :param unreadable: numbers (from 1) of pages that show something but give no text.
    :param cut: the limit was reached.
    """

    limit: int = TEXT_LIMIT
    pieces: list[str] = field(default_factory=list)
    paged: bool = False
    unreadable: list[int] = field(default_factory=list)
    cut: bool = False
    status: ReadStatus = ReadStatus.READ

    @property
    def full(self) -> bool:
        """Whether reading on would be in vain."""
        return self.limit <= 0

    def add(self, text: str) -> None:
        """Keep a piece, cleaned, as far as the limit allows."""
        cleaned = clean_text(text[: self.limit + 1])
        self.cut = self.cut or len(cleaned) > self.limit
        self.pieces.append(cleaned[: self.limit])
        self.limit -= len(self.pieces[-1])

    def as_json(self) -> dict[str, Any]:
        """Return what goes through the pipe."""
        return asdict(self)


def clean_text(text: str) -> str:
    """Drop NUL, control signs, lone surrogates and noncharacters; make every line end a line feed."""
    lined = text.replace("\r\n", "\n").replace("\r", "\n")
    if lined.isascii() and lined.isprintable():
        return lined
    return "".join(sign for sign in lined if sign in KEPT_CONTROLS or not _dropped(sign))


def _dropped(sign: str) -> bool:
    # pdfium gives U+FFFE for a hyphen at the end of a line and for glyphs without a Unicode value.
    return unicodedata.category(sign) in {"Cc", "Cs"} or ord(sign) & 0xFFFE == 0xFFFE
