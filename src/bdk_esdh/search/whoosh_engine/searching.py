"""One search in one generation of one index: what is found, of what the reader may know of.

Rights, what is hidden and what is public at this moment are looked at before anything is counted; so totals,
facets and hits are of the same documents, and nothing else is ever in any of them.
"""

import heapq
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..port import FACETS, SearchFace, SearchHit, SearchRequest, SearchResult, Sort
from .evaluating import Evaluation, Scores
from .schema import ALWAYS_UNTIL
from .segments import SegmentFacts, SegmentMemory

#: whether a document of a segment may be known of
Known = Callable[[int], bool]


class Search:
    """A request on an open searcher."""

    def __init__(self, searcher: Any, memory: SegmentMemory, asked: SearchRequest) -> None:
        self._searcher = searcher
        self._memory = memory
        self._asked = asked
        self._remarks: set[str] = set()
        self._counts: dict[str, Counter[str]] = {name: Counter() for name in asked.facets if name in FACETS}

    def result(self) -> SearchResult:
        """Find, count, and give the hits that were asked for."""
        asked = self._asked
        total = 0
        best: list[tuple[Any, ...]] = []
        most = asked.start + asked.size
        by_date = asked.sort is Sort.DATE
        for reader, facts, found in self._by_segment(scored=asked.size > 0 and not by_date):
            kept = self._count(reader, facts, list(found))
            total += len(kept)
            if asked.size:
                days, oids = facts.days, facts.oids
                weights = _weights(facts.codes("kind", reader), asked.weights)
                hits = (
                    (days[number], oids[number], 0.0)
                    if by_date
                    else (found[number] * weights(number), days[number], oids[number])
                    for number in kept
                )
                best = heapq.nlargest(most, [*best, *heapq.nlargest(most, hits)])
        given = tuple(
            SearchHit(hit[1], 0.0) if by_date else SearchHit(hit[2], hit[0])
            for hit in best[asked.start : most]
        )
        facets = {name: _commonest(counts) for name, counts in self._counts.items()}
        return SearchResult(total, given, facets, remarks=tuple(sorted(self._remarks)))

    def ids(self) -> list[int]:
        """Return the ids of all that is found."""
        found = []
        for reader, facts, numbers in self._by_segment(scored=False):
            found += [facts.oids[number] for number in self._count(reader, facts, list(numbers))]
        return found

    def _by_segment(self, *, scored: bool) -> Iterator[tuple[Any, SegmentFacts, Scores]]:
        """Yield for each segment its documents that are found and may be known of, each with its score."""
        if not self._asked.tokens and self._asked.face is SearchFace.INTERNAL:
            return
        evaluation = Evaluation(self._searcher, self._memory, scored=scored)
        for leaf, _offset in self._searcher.leaf_searchers():
            reader = leaf.reader()
            if not reader.doc_count_all():
                continue
            facts = self._memory.facts(reader)
            known = known_in(reader, facts, self._memory, self._asked)
            found = evaluation.find(leaf, self._asked.query)
            yield reader, facts, {number: score for number, score in found.items() if known(number)}
        self._remarks |= evaluation.remarks

    def _count(self, reader: Any, facts: SegmentFacts, found: list[int]) -> list[int]:
        """Count the facets of what is found; return what passes all filters.

        A facet counts what passes all filters but its own.
        """
        passes = {
            name: _passing(facts.codes(name, reader), values)
            for name, values in self._asked.filters.items()
            if values and name in FACETS
        }
        kept = found
        for fits in passes.values():
            kept = [number for number in kept if fits(number)]
        for name, counts in self._counts.items():
            others = [fits for other, fits in passes.items() if other != name]
            counted = kept
            if name in passes:
                counted = [number for number in found if all(fits(number) for fits in others)]
            values, column = facts.codes(name, reader)
            for code, count in Counter(map(column.__getitem__, counted)).items():
                if values[code]:
                    counts[values[code]] += count
        return kept


def _weights(codes: tuple[list[str], Sequence[int]], by_kind: Mapping[str, float]) -> Callable[[int], float]:
    """Return what tells how much a document of a segment weighs, by its type."""
    known, column = codes
    by_code = [by_kind.get(kind, 1.0) for kind in known]
    return lambda number: by_code[column[number]]


def known_in(reader: Any, facts: SegmentFacts, memory: SegmentMemory, asked: SearchRequest) -> Known:
    """Return what tells whether a document may be known of by whoever asks, now."""
    oids, hidden = facts.oids, asked.hidden
    if asked.face is SearchFace.INTERNAL:
        readable = memory.readable(reader, asked.tokens, asked.kinds)
        if not hidden:
            return lambda number: readable[number] == 1
        return lambda number: readable[number] == 1 and oids[number] not in hidden
    since, until = facts.visible_from, facts.visible_until
    if asked.at is None:
        # Whoever does not say when gets only what is public for ever.
        return lambda number: (
            not since[number] and until[number] == ALWAYS_UNTIL and oids[number] not in hidden
        )
    now = int(asked.at.timestamp())
    return lambda number: since[number] <= now < until[number] and oids[number] not in hidden


def _passing(codes: tuple[list[str], Sequence[int]], values: tuple[str, ...]) -> Known:
    known, column = codes
    wanted = {code for code, value in enumerate(known) if value in values}
    return lambda number: column[number] in wanted


def _commonest(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))
