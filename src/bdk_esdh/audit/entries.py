"""An entry of the journal: as a value, as it is stored, and as it is hashed.

Stored as a plain tuple without the empty fields at its end, since a municipality has
millions; hashed as JSON without blanks in UTF-8, so that anybody can verify the chain
with a few lines of any language.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from ..kernel.clock import local
from .verbs import Kind

#: what the first entry of a chain is hashed with
BEGINNING = bytes(32)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
#: a note or value longer than this is cut: the journal is no place to keep texts
LONGEST_TEXT = 1_000

#: how a kind of verb is stored
LETTERS = {Kind.CHANGE: "c", Kind.READ: "r", Kind.ACCESS: "a"}
KINDS = {letter: kind for kind, letter in LETTERS.items()}

#: the fields that may be left out at the end of a stored entry
_EMPTY: tuple[Any, ...] = ("", "", (), "", 0, 0)

#: an entry as it is stored
Packed = tuple[Any, ...]


@dataclass(frozen=True)
class Done:
    """What was last done to a record, as it keeps it: ``node.last_done``; none before version 0.5.

    :param verb: code of the verb.
    """

    verb: str
    by_name: str
    at: datetime


@dataclass(frozen=True)
class Change:
    """One fact that was changed, in the words a person reads.

    :param field: what the fact is called on its form (``Frist``).
    :param before: what it was, as pages show it; empty when it was nothing.
    :param after: what it is now.
    """

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One line of the journal.

    :param at: the moment, aware, in UTC.
    :param by: login of the person, or ``system``.
    :param by_name: the name as it was then.
    :param verb: code of the verb, ``kind`` whether it changed or read.
    :param subject: object id of the record, ``subject_type`` its type, ``subject_label`` its
        number or other short name; never a title, which may be secret.
    :param case_number: number of the case it belongs to, or ``""``.
    :param changes: what was changed, fact by fact.
    :param note: a reason or other detail in the person's own words.
    :param times: in an entry that closes a count of readings: how many there were.
    :param first: the sequence number of the reading that is counted there.
    """

    at: datetime
    by: str
    by_name: str
    verb: str
    kind: Kind
    subject: int
    subject_type: str
    subject_label: str
    case_number: str = ""
    changes: tuple[Change, ...] = ()
    note: str = ""
    times: int = 0
    first: int = 0

    @property
    def day(self) -> date:
        """The day in Copenhagen."""
        return local(self.at).date()

    @property
    def is_count(self) -> bool:
        """Whether it says how often something was read, and is no reading of its own."""
        return bool(self.first)


@dataclass(frozen=True)
class Sealed:
    """An entry in the chain.

    :param sequence: its number, from 1 without gaps.
    :param digest: the hash of the one before it and of this.
    """

    sequence: int
    entry: Entry
    digest: bytes


def pack(entry: Entry) -> Packed:
    """Return an entry as it is stored."""
    changes = tuple((each.field, each.before, each.after) for each in entry.changes)
    fields = [
        microseconds(entry.at), entry.by, entry.by_name, entry.verb, LETTERS[entry.kind],
        entry.subject, entry.subject_type, entry.subject_label, entry.case_number, changes, entry.note,
        entry.times, entry.first,
    ]  # fmt: skip
    while not fields[-1]:
        fields.pop()
    return tuple(fields)


def unpack(packed: Packed) -> Entry:
    """Return the entry that was packed.

    :raises ValueError: when it has too few fields.
    :raises KeyError: when its kind is none.
    """
    at, by, by_name, verb, kind, subject, subject_type, *rest = packed
    rest += _EMPTY[len(rest) :]
    label, case_number, changes, note, times, first = rest
    return Entry(
        _EPOCH + timedelta(microseconds=at),
        by,
        by_name,
        verb,
        KINDS[kind],
        subject,
        subject_type,
        label,
        case_number,
        tuple(Change(*each) for each in changes),
        note,
        times,
        first,
    )


def digest_of(previous: bytes, sequence: int, packed: Packed) -> bytes:
    """Return the hash of an entry in its place: SHA-256 of the previous hash and the canonical JSON."""
    return hashlib.sha256(previous + canonical(sequence, packed)).digest()


def canonical(sequence: int, packed: Packed) -> bytes:
    """Return the JSON that is hashed: the number and the entry as it is stored."""
    text = json.dumps([sequence, packed], separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def day_of(packed: Packed) -> int:
    """Return the day of an entry in Copenhagen, as a proleptic ordinal."""
    return local(_EPOCH + timedelta(microseconds=packed[0])).date().toordinal()


def microseconds(moment: datetime) -> int:
    """Return a moment as whole microseconds since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


def shortened(entry: Entry) -> Entry:
    """Return the entry with texts that are too long cut."""
    changes = tuple(Change(each.field, _cut(each.before), _cut(each.after)) for each in entry.changes)
    return replace(entry, changes=changes, note=_cut(entry.note))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
