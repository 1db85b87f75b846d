"""From our tree of a query to Whoosh's."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from whoosh import query as whoosh
from whoosh.matching import ListMatcher, NullMatcher

from ..danish import composed, fold, query_terms, stem
from ..port import FACETS, All, AnyOf, Dated, Field, Not, Phrase, Prefix, Query, Word
from .segments import SegmentMemory, documents_with

#: of the words that begin as typed, no more than so many are looked up in a segment
MOST_COMPLETIONS = 400
TITLE_BOOST = 2.0


class Documents(whoosh.Query):
    """A query whose documents a function finds: ``find(reader)`` gives their numbers in a segment."""

    def __init__(self, find: Callable[[Any], Iterable[int]]) -> None:
        self.find = find
        self.boost = 1.0

    def field(self) -> None:
        """It is of no one field."""

    def is_leaf(self) -> bool:
        """It has no parts."""
        return True

    def normalize(self) -> "Documents":
        """It is as simple as it gets."""
        return self

    def estimate_size(self, reader: Any) -> int:
        """Nobody knows before looking."""
        return int(reader.doc_count_all())

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Return what goes through the documents of a segment."""
        reader = searcher.reader()
        found = sorted(set(self.find(reader)))
        if reader.has_deletions():
            found = [number for number in found if not reader.is_deleted(number)]
        return ListMatcher(found, [1.0] * len(found)) if found else NullMatcher()

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


class Translation:
    """A tree being translated.

    :param memory: of segments, for conditions that look at columns.
    """

    def __init__(self, memory: SegmentMemory) -> None:
        self._memory = memory
        #: what had to be left out, as remarks
        self.remarks: set[str] = set()

    def of(self, tree: Query) -> Any:
        """Return the query of Whoosh's."""
        return self._made(tree).normalize()

    def _made(self, tree: Query) -> Any:
        return getattr(self, f"_{type(tree).__name__.casefold()}")(tree)

    def _not(self, tree: Not) -> Any:
        return whoosh.AndNot(whoosh.Every(), self._made(tree.part))

    def _anyof(self, tree: AnyOf) -> Any:
        return whoosh.Or([self._made(part) for part in tree.parts]) if tree.parts else whoosh.NullQuery

    def _prefix(self, tree: Prefix) -> Any:
        return Documents(lambda reader: self._beginning(reader, tree.text))

    def _dated(self, tree: Dated) -> Any:
        return Documents(lambda reader: self._between(reader, tree))

    def _all(self, tree: All) -> Any:
        wanted = [self._made(part) for part in tree.parts if not isinstance(part, Not)]
        unwanted = [self._made(part.part) for part in tree.parts if isinstance(part, Not)]
        found = whoosh.And(wanted) if wanted else whoosh.Every()
        return whoosh.AndNot(found, whoosh.Or(unwanted)) if unwanted else found

    def _word(self, tree: Word) -> Any:
        # The field `text` holds the title too; a word in the title weighs more.
        found = [
            whoosh.AndMaybe(whoosh.Term("text", term), whoosh.Term("title", term, boost=TITLE_BOOST))
            for term in query_terms(tree.text)
        ]
        return whoosh.And(found) if found else whoosh.NullQuery

    def _phrase(self, tree: Phrase) -> Any:
        terms = [term for word in tree.words for term in query_terms(word)]
        if not terms:
            return whoosh.NullQuery
        return whoosh.Phrase("text", terms) if len(terms) > 1 else self._word(Word(tree.words[0]))

    def _beginning(self, reader: Any, text: str) -> Iterable[int]:
        typed = composed(text).casefold()
        folded = fold(typed)
        numbers = set(documents_with(reader, "text", stem(folded)))
        for field, beginning in (("text", folded), ("surface", typed)):
            found = list(islice(reader.expand_prefix(field, beginning), MOST_COMPLETIONS + 1))
            if len(found) > MOST_COMPLETIONS:
                self.remarks.add("common")
            for term in found[:MOST_COMPLETIONS]:
                numbers.update(documents_with(reader, field, term))
        return numbers

    def _field(self, asked: Field) -> Any:
        if asked.name == "sender":
            return whoosh.Or([_every("sender", query_terms(value)) for value in asked.values])
        if asked.name in FACETS or asked.name in {"case_number", "number", "kle"}:
            return whoosh.Or([whoosh.Term(asked.name, value) for value in asked.values])
        return whoosh.NullQuery

    def _between(self, reader: Any, asked: Dated) -> Iterable[int]:
        first = asked.since.toordinal() if asked.since else 1
        last = asked.until.toordinal() if asked.until else 10**7
        days = self._memory.facts(reader).days
        return (number for number, day in enumerate(days) if first <= day <= last)


def _every(field: str, terms: list[str]) -> Any:
    return whoosh.And([whoosh.Term(field, term) for term in terms]) if terms else whoosh.NullQuery
