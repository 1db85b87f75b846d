"""Pieces of what was found, with the words that were looked for marked.

Made of the record as it is now and as the reader may see it, not of what the index once held.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .danish import Lexicon, composed, fold, query_terms, stem, terms_of, words_in
from .port import All, AnyOf, Field, IndexedRecord, Part, Phrase, Prefix, Query, TextPage, Word

#: letters of an excerpt, about two lines
LENGTH = 240
_BEFORE = 80
#: of a long text so many places are looked at
_MOST_PLACES = 40
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Wanted:
    """What is marked: words by their terms, and beginnings."""

    terms: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to mark."""
        return not self.terms and not self.beginnings

    def has(self, word: str) -> bool:
        """Tell whether a folded word is one of those looked for."""
        if any(word.startswith(beginning) for beginning in self.beginnings):
            return True
        return not self.terms.isdisjoint(terms_of(word)) or not self.terms.isdisjoint(_parts(word))


@lru_cache(maxsize=50_000)
def _parts(word: str) -> tuple[str, ...]:
    return _lexicon().parts(word)


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    # The words that come with the software: those that an index has learnt besides mark a little more.
    return Lexicon()


def wanted_of(tree: Query) -> Wanted:
    """Return what of a query is to be marked; what is left out of the hits is not in it."""
    terms: set[str] = set()
    beginnings: list[str] = []
    for part in _positive(tree):
        match part:
            case Word(text):
                terms.update(query_terms(text))
            case Phrase(words):
                terms.update(term for word in words for term in query_terms(word))
            case Prefix(text):
                beginnings.append(fold(composed(text)))
                terms.add(stem(fold(composed(text))))
            case Field("sender", values):
                terms.update(term for value in values for term in query_terms(value))
    return Wanted(frozenset(terms), tuple(beginnings))


def _positive(tree: Query) -> Iterator[Query]:
    if isinstance(tree, All | AnyOf):
        for part in tree.parts:
            yield from _positive(part)
    else:
        yield tree


def marked(text: str, wanted: Wanted) -> tuple[Part, ...]:
    """Return all of ``text`` in pieces."""
    text = _SPACE.sub(" ", composed(text)).strip()
    return tuple(_pieces(text, 0, len(text), wanted))


def excerpt_of(record: IndexedRecord, wanted: Wanted) -> tuple[tuple[Part, ...], int | None]:
    """Return a piece of a record's text around what was looked for, and the page of its file that it is on.

    Of the fields first, then of the file; without anything to mark the beginning of either. Empty when
    what was looked for is in the title alone.
    """
    texts = [TextPage(record.sender), TextPage(record.text), *record.pages]
    needles = _needles(wanted)
    best: tuple[int, TextPage, int] | None = None
    places = 0
    for page in texts:
        for place, count in _places(page.text, wanted, needles):
            if best is None or count > best[0]:
                best = (count, page, place)
            places += 1
        if best is not None and (best[0] >= len(wanted.terms) or places > _MOST_PLACES):
            break
    if best is not None:
        return _window(best[1].text, best[2], wanted), best[1].number
    first = next((page for page in texts if page.text.strip()), None)
    if first is None or not wanted.is_empty:
        return (), None
    return _window(first.text, 0, wanted), first.number


def excerpt_in(text: str, wanted: Wanted) -> tuple[Part, ...]:
    """Return a piece of one text around what was looked for, or its beginning."""
    found = [*_places(text, wanted, _needles(wanted))]
    place = max(found, key=lambda each: each[1])[0] if found else 0
    return _window(text, place, wanted)


def _needles(wanted: Wanted) -> re.Pattern[str] | None:
    """Return what finds, fast, where in a long text a word looked for may be."""
    if wanted.is_empty:
        return None
    alternatives = "|".join(_spellings(term) for term in sorted({*wanted.terms, *wanted.beginnings}) if term)
    return re.compile(alternatives, re.IGNORECASE)


def _spellings(term: str) -> str:
    found = re.escape(term)
    for written, letters in (("aa", "å"), ("ae", "æä"), ("oe", "øö")):
        found = found.replace(written, f"(?:{written}|[{letters}])")
    return found


def _places(text: str, wanted: Wanted, needles: re.Pattern[str] | None) -> Iterable[tuple[int, int]]:
    """Yield where words looked for stand, each with how many different ones stand in a piece from there."""
    if needles is None:
        return
    found = 0
    for match in needles.finditer(text):
        start, end = _around(text, match.start())
        if not wanted.has(fold(composed(text[start:end]))):
            continue
        near = text[start : start + LENGTH - _BEFORE]
        words = {word for word, _from, _to in words_in(composed(near))}
        seen = {term for word in words if wanted.has(word) for term in (*terms_of(word), *_parts(word))}
        yield start, max(1, len(seen & wanted.terms))
        found += 1
        if found >= _MOST_PLACES:
            return


def _around(text: str, place: int) -> tuple[int, int]:
    start = end = place
    while start and place - start < LENGTH and (text[start - 1].isalnum() or text[start - 1] in "-./_"):
        start -= 1
    while end < len(text) and end - place < LENGTH and (text[end].isalnum() or text[end] in "-./_"):
        end += 1
    while end > start and text[end - 1] in "-./":
        end -= 1
    while start < end and text[start] in "-./":
        start += 1
    return start, max(end, start + 1)


def _window(text: str, place: int, wanted: Wanted) -> tuple[Part, ...]:
    start = max(0, place - _BEFORE)
    if start:
        space = text.find(" ", start, place)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + LENGTH)
    if end < len(text):
        space = text.rfind(" ", place, end)
        end = space if space > place + 1 else end
    piece = _SPACE.sub(
        " ", composed("".join(sign if sign.isprintable() else " " for sign in text[start:end]))
    ).strip()
    parts = list(_pieces(piece, 0, len(piece), wanted))
    if start and parts:
        parts.insert(0, Part("… "))
    if end < len(text) and parts:
        parts.append(Part(" …"))
    return tuple(parts)


def _pieces(text: str, start: int, end: int, wanted: Wanted) -> Iterator[Part]:
    here = start
    for word, word_start, word_end in words_in(text[start:end]):
        if not wanted.is_empty and wanted.has(word):
            if word_start > here:
                yield Part(text[here:word_start])
            yield Part(text[word_start:word_end], is_match=True)
            here = word_end
    if here < end:
        yield Part(text[here:end])
