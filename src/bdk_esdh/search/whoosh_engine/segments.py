"""What is remembered of a segment: it never changes, so that holds until the segment is gone.

Deletions are no part of it: what reads postings leaves deleted documents out by itself.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.matching.wrappers import FilterMatcher

#: rights of so many groups of readers in segments; at 100,000 documents a group takes 0.1 MB
_MOST_RIGHTS = 512
_MOST_SEGMENTS = 400


class SegmentFacts:
    """Columns of one segment, by document number."""

    def __init__(self, reader: Any) -> None:
        self.count = reader.doc_count_all()
        self.oids: list[int] = _column(reader, "oid")
        self.days: list[int] = _column(reader, "day")
        self.visible_from: list[int] = _column(reader, "visible_from")
        self.visible_until: list[int] = _column(reader, "visible_until")
        self._codes: dict[str, tuple[list[str], list[int]]] = {}

    def codes(self, facet: str, reader: Any) -> tuple[list[str], list[int]]:
        """Return the values of a facet, and for each document which of them it has.

        :param reader: of this segment, one that is open.
        """
        found = self._codes.get(facet)
        if found is None:
            numbers: dict[bytes, int] = {}
            column = [numbers.setdefault(value, len(numbers)) for value in _column(reader, facet)]
            found = self._codes[facet] = ([value.decode() for value in numbers], column)
        return found


def _column(reader: Any, name: str) -> list[Any]:
    return list(reader.column_reader(name, translate=False))


class SegmentMemory:
    """What a process remembers of segments, for all its threads."""

    def __init__(self) -> None:
        self._facts: OrderedDict[str, SegmentFacts] = OrderedDict()
        self._rights: OrderedDict[tuple[str, frozenset[str], frozenset[str] | None], bytearray] = (
            OrderedDict()
        )
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

    def readable(self, reader: Any, tokens: frozenset[str], kinds: frozenset[str] | None) -> bytearray:
        """Return for each document whether it may be known of by who holds ``tokens``.

        That takes one of its readers' tokens and one of its gates', and a type of ``kinds``.
        """
        key = (reader.segment().segment_id(), tokens, kinds)
        with self._lock:
            found = self._rights.get(key)
            if found is not None:
                self._rights.move_to_end(key)
                return found
        count = reader.doc_count_all()
        by_reader, by_gate = (_having(reader, name, tokens, count) for name in ("readers", "gates"))
        of_kind = bytearray(b"\1" * count) if kinds is None else _having(reader, "kind", kinds, count)
        found = bytearray(a & b & c for a, b, c in zip(by_reader, by_gate, of_kind, strict=True))
        with self._lock:
            self._rights[key] = found
            if len(self._rights) > _MOST_RIGHTS:
                self._rights.popitem(last=False)
        return found


def _having(reader: Any, field: str, terms: Iterable[str], count: int) -> bytearray:
    found = bytearray(count)
    for term in terms:
        for document in documents_with(reader, field, term):
            found[document] = 1
    return found


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
