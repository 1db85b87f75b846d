"""An edition of the classification as it is read from a file, before anything is done with it.

Each row is checked by itself here, whatever file it came from; what it means for
the subjects that are there already is ``importing.py``'s matter.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

LEVELS = {"hovedgruppe": 1, "gruppe": 2, "emne": 3}
LONGEST_TITLE = 500

_NUMBER = re.compile(r"[0-9]{2}(\.[0-9]{2}){0,2}")
_FACET = re.compile("[APSØGKI][0-9]{2}")
#: KLE, BevaringJaevnfoerArkivloven; "tom" marks subjects that went out before there were codes
_RETENTION = {"B": "B", "K": "K", "K5": "K5", "K10": "K10", "tom": "", "": ""}
_DURATION = re.compile(r"P(?=[0-9])([0-9]{1,5}Y)?([0-9]{1,5}M)?([0-9]{1,6}D)?")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
#: a bracket without its partner, left at the end of some titles of one source
_STRAY_BRACKET = re.compile(r"\s*\[\s*$")


@dataclass(frozen=True)
class Row:
    """One subject or facet of an edition.

    What is ``None`` the file says nothing about; what is there already stays then.

    :param number: ``02``, ``02.34``, ``02.34.02``, or a facet's code, ``P19``.
    :param line: where in the file it begins.
    """

    number: str
    title: str
    retention_code: str | None = None
    retired: date | None = None
    says_whether_retired: bool = False
    replaced_by: tuple[str, ...] = ()
    deletion_period: str | None = None
    line: int = 0

    @property
    def is_facet(self) -> bool:
        """Whether it is a facet and no subject."""
        return not self.number[0].isdigit()

    @property
    def parent_number(self) -> str | None:
        """Number of what it belongs to."""
        return self.number.rpartition(".")[0] or None


@dataclass(frozen=True)
class Refusal:
    """A row that cannot be brought in.

    :param reason: a key of ``import_texts.REASONS``, which puts it in words.
    :param text: the beginning of what stood there.
    """

    line: int
    reason: str
    text: str


@dataclass(frozen=True)
class RawRow:
    """A row as it stands in the file, all of it text."""

    number: str
    title: str
    retention_code: str | None = None
    retired: str | None = None
    says_whether_retired: bool = False
    replaced_by: tuple[str, ...] = ()
    deletion_period: str | None = None
    line: int = 0


@dataclass
class Edition:
    """What was read of a file.

    :param published: the day the edition came out, if the file says.
    :param rows: what may be brought in, those above before those below.
    :param refused: what may not, in the order of the file.
    """

    published: date | None = None
    rows: list[Row] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


class RowRefused(ValueError):
    """A row is wrong.

    :param reason: as in :class:`Refusal`.
    """

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


def collect(raw_rows: Iterable[RawRow | Refusal], published: date | None = None) -> Edition:
    """Check each row, and each number once; sort those above before those below.

    :param raw_rows: what a reader of some format found, and what it could not read.
    """
    edition = Edition(published)
    seen: set[str] = set()
    for raw in raw_rows:
        if isinstance(raw, Refusal):
            edition.refused.append(raw)
            continue
        try:
            row = checked(raw)
        except RowRefused as refused:
            edition.refused.append(refusal(raw.line, refused.reason, f"{raw.number} {raw.title}"))
            continue
        if row.number in seen:
            edition.refused.append(refusal(raw.line, "twice", f"{raw.number} {raw.title}"))
            continue
        seen.add(row.number)
        edition.rows.append(row)
    edition.rows.sort(key=lambda row: row.number)
    return edition


def checked(raw: RawRow) -> Row:
    """Make a row of what the file says.

    :raises RowRefused: when number, title, retention code or a date cannot be used.
    """
    number = unicodedata.normalize("NFC", raw.number).strip()
    if not _NUMBER.fullmatch(number) and not _FACET.fullmatch(number):
        raise RowRefused("number")
    title = clean_title(raw.title)
    if not title:
        raise RowRefused("no title")
    if len(title) > LONGEST_TITLE:
        raise RowRefused("long title")
    retention_code = raw.retention_code.strip() if raw.retention_code is not None else None
    if retention_code is not None and retention_code not in _RETENTION:
        raise RowRefused("retention code")
    return Row(
        number,
        title,
        retention_code=None if retention_code is None else _RETENTION[retention_code],
        retired=day(raw.retired),
        says_whether_retired=raw.says_whether_retired,
        replaced_by=tuple(filter(_NUMBER.fullmatch, map(str.strip, raw.replaced_by))),
        deletion_period=_duration(raw.deletion_period),
        line=raw.line,
    )


def clean_title(title: str) -> str:
    """Return the title on one line, composed (NFC), without control characters or a stray bracket."""
    text = " ".join(_CONTROL.sub(" ", unicodedata.normalize("NFC", title)).split())
    return _STRAY_BRACKET.sub("", text)


def day(text: str | None) -> date | None:
    """Read ``2025-05-01``, with or without a time zone after it.

    :raises RowRefused: when it is no date.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise RowRefused("date") from None


def _duration(text: str | None) -> str | None:
    if text is None or not text.strip():
        return text and ""
    if not _DURATION.fullmatch(text.strip()):
        raise RowRefused("deletion period")
    return text.strip()


def refusal(line: int, reason: str, text: str) -> Refusal:
    """Make a refusal that shows the beginning of ``text``."""
    return Refusal(line, reason, clean_title(text)[:80])
