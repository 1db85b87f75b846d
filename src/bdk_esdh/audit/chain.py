"""The chain of sealed entries: each carries the hash of the one before it and of itself.

Whoever changes, removes, inserts or moves an entry changes every hash after it; and the hash
of the last entry of each day is kept outside the database too (``heads.py``).
"""

from collections.abc import Iterator, Sequence

from BTrees.LLBTree import LLBTree
from BTrees.LOBTree import LOBTree
from persistent import Persistent

from .entries import BEGINNING, Packed, Sealed, day_of, digest_of, unpack
from .postings import Postings, key_of, name_prefix, record_prefix

#: entries of one block: showing one entry loads its block
BLOCK = 32
#: an entry may come a day late (a request over midnight) without beginning another day
_LATE = 1
_BY, _KIND, _SUBJECT, _CASE, _FIRST = 1, 4, 5, 8, 12


class Blocks(LOBTree):
    """Blocks by the number of their first entry."""

    max_leaf_size = 12
    max_internal_size = 40


class Block(Persistent):
    """Some entries that were sealed together.

    :param rows: ``(entry as stored, hash)``, one after the other.
    """

    def __init__(self, rows: tuple[tuple[Packed, bytes], ...]) -> None:
        """Keep the entries."""
        self.rows = rows


class Tip(Persistent):
    """Where the chain has come to; kept by itself because each sealing writes it.

    :param last: number of the newest entry, ``head`` its hash.
    :param day: its day, ``since`` the number of the first entry of that day.
    """

    last = 0
    head = BEGINNING
    day = 0
    since = 1


class Chain(Persistent):
    """All sealed entries, and the ways to find them.

    :param heads: number of the last entry of each day that is over to ``(day, hash)``.
    :param days: each day that is over to the first and last number of its entries.
    :param repeats: number of a reading to that of the entry that counts it.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.tip = Tip()
        self.blocks = Blocks()
        self.by_record = Postings()
        self.by_case = Postings()
        self.by_person = Postings()
        self.days = LOBTree()
        self.heads = LOBTree()
        self.repeats = LLBTree()

    @property
    def last(self) -> int:
        """Number of the newest entry; 0 while there is none."""
        return self.tip.last

    @property
    def head(self) -> bytes:
        """Hash of the newest entry."""
        return self.tip.head

    def append(self, batch: Sequence[Packed]) -> list[int]:
        """Seal entries in the order given; return their numbers."""
        rows, numbers, tip = [], [], self.tip
        for packed in batch:
            self._turn_day(day_of(packed))
            tip.last += 1
            tip.head = digest_of(tip.head, tip.last, packed)
            rows.append((packed, tip.head))
            numbers.append(tip.last)
            self._index(tip.last, packed)
        for start in range(0, len(rows), BLOCK):
            self.blocks[numbers[start]] = Block(tuple(rows[start : start + BLOCK]))
        return numbers

    def _turn_day(self, day: int) -> None:
        """Note the head of the day before when ``day`` is another; also when the clock was set back."""
        tip = self.tip
        if tip.day == 0:
            tip.day = day
        elif is_another_day(day, tip.day):
            self.heads[tip.last] = (tip.day, tip.head)
            self.days[tip.day] = self._span(tip.day)
            tip.day, tip.since = day, tip.last + 1

    def _span(self, day: int) -> tuple[int, int]:
        """Return the first and last number of the day that the chain has come to."""
        first, _last = self.days.get(day, (self.tip.since, 0))
        return first, self.tip.last

    def _index(self, number: int, packed: Packed) -> None:
        if len(packed) > _FIRST:
            self.repeats[packed[_FIRST]] = number
            return
        for postings, key in self.keys_of(number, packed):
            postings[key] = packed[_SUBJECT]

    def keys_of(self, number: int, packed: Packed) -> Iterator[tuple[Postings, bytes]]:
        """Yield every index with the key under which it has entry ``number``."""
        letter = packed[_KIND]
        yield self.by_record, key_of(record_prefix(packed[_SUBJECT]), number, letter)
        yield self.by_person, key_of(name_prefix(packed[_BY]), number, letter)
        if len(packed) > _CASE and packed[_CASE]:
            yield self.by_case, key_of(name_prefix(packed[_CASE]), number, letter)

    def get(self, number: int) -> Sealed | None:
        """Return entry ``number``, if it is there and is one: pages go on when it was tampered with."""
        row = self.row(number)
        try:
            return Sealed(number, unpack(row[0]), row[1]) if row is not None else None
        except (TypeError, ValueError, KeyError, OverflowError):
            return None

    def row(self, number: int) -> tuple[Packed, bytes] | None:
        """Return entry ``number`` as it is stored, with its hash."""
        if not 1 <= number <= self.last:
            return None
        try:
            first = self.blocks.maxKey(number)
        except ValueError:  # the first block is gone
            return None
        rows = self.blocks[first].rows
        return rows[number - first] if number - first < len(rows) else None

    def between(self, first_day: int | None, last_day: int | None) -> tuple[int, int]:
        """Return the lowest and highest number that entries of these days may have."""
        if first_day is None and last_day is None:
            return 1, self.last
        # An entry may stand with the day after its own, see ``is_another_day``.
        highest = None if last_day is None else last_day + _LATE
        spans = list(self.days.values(min=first_day, max=highest))
        if (first_day or 0) <= self.tip.day and (highest is None or highest >= self.tip.day):
            spans.append(self._span(self.tip.day))
        if not spans:
            return 1, 0
        return min(first for first, _last in spans), max(last for _first, last in spans)


def is_another_day(day: int, present: int) -> bool:
    """Tell whether an entry of ``day`` begins another day in a chain that has come to ``present``.

    One that comes a moment after midnight does not begin the day before again; a clock that
    was set back does.
    """
    return day > present or present - day > _LATE
