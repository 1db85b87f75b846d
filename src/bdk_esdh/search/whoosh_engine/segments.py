"""What is remembered of a segment: it never changes, so that holds until the segment is gone.

Deletions are no part of it: what reads postings leaves deleted documents out by itself.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any

from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.matching.wrappers import FilterMatcher

from .columns import codes_in, lengths_in, numbers_in

#: rights of so many groups of readers in segments; at 100,000 documents a group takes 0.1 MB
_MOST_RIGHTS = 512
#: tokens in segments; most are in none or few, and one takes at most a byte for each document
_MOST_MASKS = 8_192
_MOST_SEGMENTS = 400


class SegmentFacts:
    """Columns of one segment, by document number."""

    def __init__(self, reader: Any) -> None:
        self.count = reader.doc_count_all()
        self.oids = numbers_in(reader, "oid")
        self.days = numbers_in(reader, "day")
        self.visible_from = numbers_in(reader, "visible_from")
        self.visible_until = numbers_in(reader, "visible_until")
        self._codes: dict[str, tuple[list[str], Sequence[int]]] = {}
        self._lengths: dict[str, Sequence[int]] = {}

    def lengths(self, field: str, reader: Any) -> Sequence[int]:
        """Return how many words each document has in ``field``, roughly, as Whoosh keeps it.

        :param reader: of this segment, one that is open.
        """
        found = self._lengths.get(field)
        if found is None:
            found = self._lengths[field] = lengths_in(reader, field)
        return found

    def codes(self, facet: str, reader: Any) -> tuple[list[str], Sequence[int]]:
        """Return the values of a facet, and for each document which of them it has.

        :param reader: of this segment, one that is open.
        """
        found = self._codes.get(facet)
        if found is None:
            values, column = codes_in(reader, facet)
            found = self._codes[facet] = ([value.decode() for value in values], column)
        return found


class SegmentMemory:
    """What a process remembers of segments, for all its threads."""

    def __init__(self) -> None:
        self._facts: OrderedDict[str, SegmentFacts] = OrderedDict()
        self._rights: OrderedDict[tuple[str, frozenset[str], frozenset[str] | None], bytes] = OrderedDict()
        #: what single tokens open, which many readers have alike
        self._masks: OrderedDict[tuple[str, str, str], int] = OrderedDict()
        self._lock = threading.Lock()

    def facts(self, reader: Any) -> SegmentFacts:
        """Return the columns of a segment."""
        key = reader.segment().segment_id()
        with self._lock:
            found = self._facts.get(key)
            if found is None:
                found = self._facts[key] = SegmentFacts(reader)
                if len(self._facts) > _MOST_SEGMENTS:
                    self._facts.popitem(last=False)
            else:
                self._facts.move_to_end(key)
            return found

    def readable(self, reader: Any, tokens: frozenset[str], kinds: frozenset[str] | None) -> bytes:
        """Return for each document whether it may be known of by who holds ``tokens``: 1 or 0.

        That takes one of its readers' tokens and one of its gates', and a type of ``kinds``.
        """
        key = (reader.segment().segment_id(), tokens, kinds)
        with self._lock:
            found = self._rights.get(key)
            if found is not None:
                self._rights.move_to_end(key)
                return found
        mask = self._having(reader, "readers", tokens) & self._having(reader, "gates", tokens)
        if kinds is not None:
            mask &= self._having(reader, "kind", kinds)
        found = mask.to_bytes(reader.doc_count_all(), "little")
        with self._lock:
            self._rights[key] = found
            if len(self._rights) > _MOST_RIGHTS:
                self._rights.popitem(last=False)
        return found

    def _having(self, reader: Any, field: str, terms: Iterable[str]) -> int:
        """Return which documents have any of the terms, as a number with a byte for each: joined fast."""
        mask = 0
        for term in terms:
            key = (reader.segment().segment_id(), field, term)
            with self._lock:
                one = self._masks.get(key)
            if one is None:
                one = _mask_of(reader, field, term)
                with self._lock:
                    self._masks[key] = one
                    if len(self._masks) > _MOST_MASKS:
                        self._masks.popitem(last=False)
            mask |= one
        return mask


def _mask_of(reader: Any, field: str, term: str) -> int:
    found = bytearray(reader.doc_count_all())
    for number in documents_with(reader, field, term):
        found[number] = 1
    return int.from_bytes(found, "little")


def documents_with(reader: Any, field: str, term: str) -> Iterable[int]:
    """Return the numbers of the documents of a segment that have ``term``; none when it is unknown.

    What was deleted since is not among them.
    """
    return numbers_of(reader.postings(field, term)) if (field, term) in reader else ()


def numbers_of(matcher: Any) -> Iterable[int]:
    """Return the numbers of all documents of a matcher, a block of postings at a time.

    Whoosh goes from one posting to the next by five calls; those of a beginning that many words have, and of
    the rights of a reader, are read by the ten thousand.
    """
    if isinstance(matcher, FilterMatcher):
        return (number for number in numbers_of(matcher.child) if number not in matcher._ids)  # noqa: SLF001 -- no other way to ask
    if not isinstance(matcher, W3LeafMatcher):
        return matcher.all_ids()
    found: list[int] = []
    while matcher.is_active():
        matcher.block_min_id()  # reads the block
        found += matcher._ids  # noqa: SLF001 -- as above
        matcher._next_block()  # noqa: SLF001 -- as above
    return found


def weighted_postings(reader: Any, field: str, term: str) -> tuple[list[int], list[float]]:
    """Return the documents of a segment that have ``term``, and how often each does."""
    if (field, term) not in reader:
        return [], []
    matcher = reader.postings(field, term)
    if isinstance(matcher, FilterMatcher):
        numbers, weights = _weighted(matcher.child)
        left = [pair for pair in zip(numbers, weights, strict=True) if pair[0] not in matcher._ids]  # noqa: SLF001 -- as above
        return [number for number, _weight in left], [weight for _number, weight in left]
    return _weighted(matcher)


def _weighted(matcher: Any) -> tuple[list[int], list[float]]:
    numbers: list[int] = []
    weights: list[float] = []
    by_block = isinstance(matcher, W3LeafMatcher)
    while matcher.is_active():
        weight = matcher.weight()  # reads the block
        if by_block:
            matcher.block_min_id()
            numbers += matcher._ids  # noqa: SLF001 -- as above
            weights += matcher._weights  # noqa: SLF001 -- as above
            matcher._next_block()  # noqa: SLF001 -- as above
        else:
            numbers.append(matcher.id())
            weights.append(weight)
            matcher.next()
    return numbers, weights
