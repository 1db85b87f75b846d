"""From our tree of a query to the documents of a segment and how well each fits.

Whoosh's matchers go from document to document, with some ten calls of Python at each: a word in half of
100,000 documents took 0.4 s. Here the postings of a term are read a block at a time, and sets are joined. The
formula is Whoosh's (BM25F, field by field); phrases, which need places, are left to its matcher.
"""

from collections.abc import Iterable
from functools import reduce
from itertools import islice
from typing import Any

from whoosh import query as whoosh

from ..danish import composed, fold, query_terms, stem
from ..port import FACETS, All, AnyOf, Dated, Field, Not, Phrase, Prefix, Query, Word
from .segments import SegmentMemory, documents_with, weighted_postings

#: of the words that begin as typed, no more than so many are looked up in a segment
MOST_COMPLETIONS = 400
TITLE_BOOST = 2.0
#: how much a longer text weighs less, and how soon more of a word adds no more (Whoosh's own)
_B, _K1 = 0.75, 1.2
_NOT_SCORED = 1.0

#: number of a document in its segment, and how well it fits
Scores = dict[int, float]


class Evaluation:
    """A tree, looked up in one segment after the other.

    :param searcher: of the whole index, which knows how rare a word is.
    :param memory: of segments.
    :param scored: whether anybody wants to know how well each fits; without it all fit alike.
    """

    def __init__(self, searcher: Any, memory: SegmentMemory, *, scored: bool) -> None:
        self._searcher = searcher
        self._memory = memory
        self._scored = scored
        #: what had to be left out, as remarks
        self.remarks: set[str] = set()

    def find(self, leaf: Any, tree: Query) -> Scores:
        """Return the documents of a segment that fit; what was deleted since is not among them.

        :param leaf: the searcher of the segment.
        """
        found: Scores = getattr(self, f"_{type(tree).__name__.casefold()}")(leaf, tree)
        return found

    def _word(self, leaf: Any, tree: Word) -> Scores:
        return _all_of([self._term(leaf, term) for term in query_terms(tree.text)])

    def _term(self, leaf: Any, term: str) -> Scores:
        # The field `text` holds the title too; a word in the title weighs more.
        reader = leaf.reader()
        if not self._scored:
            return dict.fromkeys(documents_with(reader, "text", term), _NOT_SCORED)
        found = self._field_scores(reader, "text", term, 1.0)
        for number, score in self._field_scores(reader, "title", term, TITLE_BOOST).items():
            if number in found:
                found[number] += score
        return found

    def _field_scores(self, reader: Any, field: str, term: str, boost: float) -> Scores:
        numbers, weights = weighted_postings(reader, field, term)
        if not numbers:
            return {}
        lengths = self._memory.facts(reader).lengths(field, reader)
        average = self._searcher.avg_field_length(field) or 1
        most = boost * self._searcher.idf(field, term) * (_K1 + 1)
        least, more = _K1 * (1 - _B), _K1 * _B / average
        return {
            number: most * weight / (weight + least + more * lengths[number])
            for number, weight in zip(numbers, weights, strict=True)
        }

    def _phrase(self, leaf: Any, tree: Phrase) -> Scores:
        terms = [term for word in tree.words for term in query_terms(word)]
        if len(terms) < 2:
            return _all_of([self._term(leaf, term) for term in terms])
        context = self._searcher.context() if self._scored else self._searcher.boolean_context()
        matcher = whoosh.Phrase("text", terms).matcher(leaf, context)
        found = {}
        while matcher.is_active():
            found[matcher.id()] = matcher.score() if self._scored else _NOT_SCORED
            matcher.next()
        return found

    def _prefix(self, leaf: Any, tree: Prefix) -> Scores:
        reader = leaf.reader()
        typed = composed(tree.text).casefold()
        folded = fold(typed)
        numbers = set(documents_with(reader, "text", stem(folded)))
        for field, beginning in (("text", folded), ("surface", typed)):
            terms = list(islice(reader.expand_prefix(field, beginning), MOST_COMPLETIONS + 1))
            if len(terms) > MOST_COMPLETIONS:
                self.remarks.add("common")
            for term in terms[:MOST_COMPLETIONS]:
                numbers.update(documents_with(reader, field, term))
        return dict.fromkeys(numbers, _NOT_SCORED)

    def _dated(self, leaf: Any, tree: Dated) -> Scores:
        first = tree.since.toordinal() if tree.since else 1
        last = tree.until.toordinal() if tree.until else 10**7
        days = self._memory.facts(leaf.reader()).days
        return {
            number: _NOT_SCORED for number in leaf.reader().all_doc_ids() if first <= days[number] <= last
        }

    def _field(self, leaf: Any, tree: Field) -> Scores:
        reader = leaf.reader()
        if tree.name == "sender":
            values = [query_terms(value) for value in tree.values]
            return _any_of(
                [_all_of([_unscored(reader, "sender", term) for term in terms]) for terms in values]
            )
        if tree.name in FACETS or tree.name in {"case_number", "number", "kle"}:
            return _any_of([_unscored(reader, tree.name, value) for value in tree.values])
        return {}

    def _not(self, leaf: Any, tree: Not) -> Scores:
        return _without(_everything(leaf), self.find(leaf, tree.part))

    def _anyof(self, leaf: Any, tree: AnyOf) -> Scores:
        return _any_of([self.find(leaf, part) for part in tree.parts])

    def _all(self, leaf: Any, tree: All) -> Scores:
        wanted = [self.find(leaf, part) for part in tree.parts if not isinstance(part, Not)]
        found = _all_of(wanted) if wanted else _everything(leaf)
        for part in tree.parts:
            if isinstance(part, Not) and found:
                found = _without(found, self.find(leaf, part.part))
        return found


def _unscored(reader: Any, field: str, term: str) -> Scores:
    return dict.fromkeys(documents_with(reader, field, term), _NOT_SCORED)


def _everything(leaf: Any) -> Scores:
    return dict.fromkeys(leaf.reader().all_doc_ids(), _NOT_SCORED)


def _all_of(parts: list[Scores]) -> Scores:
    """Return what is in all; none of nothing."""
    return reduce(_both, sorted(parts, key=len)) if parts else {}


def _both(fewer: Scores, more: Scores) -> Scores:
    return {number: score + more[number] for number, score in fewer.items() if number in more}


def _any_of(parts: Iterable[Scores]) -> Scores:
    found: Scores = {}
    for part in parts:
        for number, score in part.items():
            found[number] = found.get(number, 0.0) + score
    return found


def _without(found: Scores, unwanted: Scores) -> Scores:
    return {number: score for number, score in found.items() if number not in unwanted}
