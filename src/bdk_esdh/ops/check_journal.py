"""Verifying the journal: that no entry was changed, removed, put in between, moved or cut off.

Everything is computed anew from the entries: their numbers, their hashes, the ways to find
them, the heads of the days, and the file of heads beside the database. Each fault is told
with its place: the number in the chain, the record and the moment. What whoever can write the
database and the file has made consistent again is found by a head that was kept elsewhere.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ZODB.POSException import POSKeyError

from ..audit.chain import Chain, is_another_day
from ..audit.entries import BEGINNING, Packed, day_of, digest_of, unpack
from ..audit.heads import Head, heads_path, read_heads
from ..audit.last_check import LastCheck, note_check
from ..audit.postings import Postings, sequence_of
from ..kernel.clock import local

#: faults that are told; a chain that was made anew differs in every entry
MOST = 200
_FIRST = 12
#: what can go wrong with an entry that is none
_GARBAGE = (TypeError, ValueError, KeyError, AttributeError, IndexError, OverflowError, struct.error)


@dataclass
class Walk:
    """What one pass through the chain has found.

    :param ends: the heads of the days that are over; ``wanted`` the hashes of the entries that the
        file names.
    :param postings: how many keys each index has to have.
    """

    faults: list[str] = field(default_factory=list)
    entries: int = 0
    last: int = 0
    head: bytes = BEGINNING
    postings: dict[str, int] = field(default_factory=dict)
    repeats: int = 0
    ends: list[Head] = field(default_factory=list)
    wanted: dict[int, bytes] = field(default_factory=dict)
    day: int = 0


def check_journal(root: Any, data: Path, now: datetime) -> list[str]:
    """Verify the journal and leave the result behind for the page of whoever controls.

    (Databeskyttelsesforordningen art. 5, stk. 2, and art. 32)

    :param data: the data folder, where the file of heads is.
    :returns: a sentence for each fault; none when there is no journal yet.
    """
    journal = getattr(root, "journal", None)
    faults = []
    if journal is not None:
        faults = [*verify(journal.chain, read_heads(data), heads_path(data).name)]
    last = journal.chain.last if journal is not None else 0
    note_check(data, LastCheck(now, last, len(faults)))
    if len(faults) > MOST:
        faults = [*faults[:MOST], f"… and {len(faults) - MOST} more faults in the journal"]
    return faults


def verify(chain: Chain, lines: list[Head | None], file: str) -> Iterator[str]:
    """Yield a sentence for each fault of the chain, its indexes and the file of heads.

    :param lines: of the file, ``file`` its name.
    """
    walk = Walk(wanted={each.sequence: b"" for each in lines if each is not None})
    for number, packed, digest in _rows(chain, walk):
        _verify_entry(chain, walk, number, packed, digest)
    yield from walk.faults
    yield from _tip_faults(chain, walk)
    yield from _index_faults(chain, walk)
    yield from _day_faults(chain, walk)
    yield from _file_faults(walk, lines, file)


def _rows(chain: Chain, walk: Walk) -> Iterator[tuple[int, Packed, bytes]]:
    for first, block in chain.blocks.items():
        try:
            rows = block.rows
        except POSKeyError:
            walk.faults.append(f"journal: the entries from number {first} on cannot be read")
            continue
        for place, (packed, digest) in enumerate(rows):
            yield first + place, packed, digest


def _verify_entry(chain: Chain, walk: Walk, number: int, packed: Packed, digest: bytes) -> None:
    if number > walk.last + 1:
        gap = f"{walk.last + 1}" if number == walk.last + 2 else f"{walk.last + 1}-{number - 1}"
        walk.faults.append(f"journal: number {gap} is missing before {_place(number, packed)}")
    elif number <= walk.last:
        walk.faults.append(f"journal: number {number} is there twice: {_place(number, packed)}")
    if _digest(walk.head, number, packed) != digest:
        walk.faults.append(
            f"journal: {_place(number, packed)} is not what was sealed after number {walk.last}"
        )
    walk.entries, walk.last = walk.entries + 1, max(number, walk.last)
    # From here on by the hash as it stands, or one fault would be told of every later entry.
    _note_day(walk, number, packed)
    walk.head = digest
    if number in walk.wanted:
        walk.wanted[number] = digest
    _verify_indexes(chain, walk, number, packed)


def _digest(previous: bytes, number: int, packed: Packed) -> bytes:
    try:
        return digest_of(previous, number, packed)
    except (TypeError, ValueError):
        return b""


def _note_day(walk: Walk, number: int, packed: Packed) -> None:
    try:
        day = day_of(packed)
    except _GARBAGE:
        return
    if walk.day == 0:
        walk.day = day
    elif is_another_day(day, walk.day):
        walk.ends.append(Head(date.fromordinal(walk.day), number - 1, walk.head))
        walk.day = day


def _verify_indexes(chain: Chain, walk: Walk, number: int, packed: Packed) -> None:
    if len(packed) > _FIRST:
        walk.repeats += 1
        if chain.repeats.get(packed[_FIRST]) != number:
            walk.faults.append(f"journal: {_place(number, packed)} counts a reading that does not know of it")
        return
    names = {id(postings): name for name, postings in _indexes(chain)}
    try:
        keys = [*chain.keys_of(number, packed)]
    except _GARBAGE:
        return  # its hash is wrong, which is told already
    for postings, key in keys:
        name = names[id(postings)]
        walk.postings[name] = walk.postings.get(name, 0) + 1
        if key not in postings:
            walk.faults.append(f"journal: {_place(number, packed)} is not found by {name}")


def _indexes(chain: Chain) -> tuple[tuple[str, Postings], ...]:
    return ("record", chain.by_record), ("case", chain.by_case), ("person", chain.by_person)


def _tip_faults(chain: Chain, walk: Walk) -> Iterator[str]:
    if chain.last > walk.last:
        numbers = f"{walk.last + 1}-{chain.last}"
        yield f"journal: the end is cut off: numbers {numbers} are missing after number {walk.last}"
    elif chain.last < walk.last:
        yield f"journal: the chain ends with number {chain.last}, but there is a number {walk.last}"
    elif chain.head != walk.head:
        yield f"journal: the chain's head is not the hash of number {walk.last}"


def _index_faults(chain: Chain, walk: Walk) -> Iterator[str]:
    """Look for keys of entries that are not there, when there are more keys than entries."""
    for name, postings in _indexes(chain):
        if len(postings) == walk.postings.get(name, 0):
            continue
        for key in postings:
            number = sequence_of(key)
            row = chain.row(number)
            if row is None:
                yield f"journal: the index by {name} names number {number}, which is not there"
            elif not _has_key(chain, postings, key, number, row[0]):
                yield f"journal: the index by {name} names number {number}, which is about something else"
    if len(chain.repeats) != walk.repeats:
        for first, number in chain.repeats.items():
            row = chain.row(number)
            if row is None or row[0][_FIRST:] != (first,):
                yield f"journal: number {first} names number {number} as its count, which it is not"


def _has_key(chain: Chain, postings: Postings, key: bytes, number: int, packed: Packed) -> bool:
    try:
        return any(other is postings and each == key for other, each in chain.keys_of(number, packed))
    except _GARBAGE:
        return False


def _day_faults(chain: Chain, walk: Walk) -> Iterator[str]:
    kept = {number: (day, digest) for number, (day, digest) in chain.heads.items()}
    found = {each.sequence: (each.day.toordinal(), each.digest) for each in walk.ends}
    for number in sorted(kept.keys() | found.keys()):
        if kept.get(number) != found.get(number):
            day = date.fromordinal((kept.get(number) or found[number])[0])
            yield f"journal: the head kept for {day} is not that of number {number}"


def _file_faults(walk: Walk, lines: list[Head | None], file: str) -> Iterator[str]:
    newest = 0
    for place, line in enumerate(lines, start=1):
        if line is None:
            yield f"{file}, line {place}: is not a date, a number and a hash"
        elif line.sequence > walk.last:
            yield (
                f"{file}, line {place} ({line.day}): names number {line.sequence}, "
                f"but the journal ends with number {walk.last}"
            )
        elif walk.wanted[line.sequence] != line.digest:
            yield (
                f"{file}, line {place} ({line.day}): the hash is not that of number {line.sequence}: "
                "the journal or the file was written anew"
            )
        elif line.sequence <= newest:
            yield f"{file}, line {place} ({line.day}): stands in the wrong order"
        newest = max(newest, line.sequence if line is not None else 0)
    told = {(line.day, line.sequence) for line in lines if line is not None}
    for end in walk.ends:
        if (end.day, end.sequence) not in told:
            yield f"{file}: the line of {end.day} (number {end.sequence}) is missing"


def _place(number: int, packed: Packed) -> str:
    """Say where an entry stands: its number, the record, the moment."""
    try:
        entry = unpack(packed)
        moment = local(entry.at).strftime("%Y-%m-%d %H:%M:%S")
    except _GARBAGE:
        return f"number {number}, which is no entry"
    record = " ".join(filter(None, (entry.subject_type, entry.subject_label)))
    return f"number {number} ({record}, {moment}, {entry.by}: {entry.verb})"
