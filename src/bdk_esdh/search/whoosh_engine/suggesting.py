"""Words that are offered: to complete what is typed, and in place of what finds nothing.

A word is offered only when a record that the reader may see holds it.
"""

from dataclasses import replace
from itertools import islice
from typing import Any

from ..danish import composed
from ..port import All, AnyOf, Phrase, Prefix, Query, SearchRequest, Word
from .searching import Search, known_in
from .segments import SegmentMemory, documents_with

_MOST_LOOKED_AT = 500
_MOST_TRIED = 40
_COUNTED = 50
_SHORTEST_CORRECTED = 4
_LONG = 6
_MOST_WORDS = 4
_ANOTHER_SPELLING = (("aa", "å"), ("ae", "æ"), ("oe", "ø"))


def completions(
    searcher: Any, memory: SegmentMemory, beginning: str, asked: SearchRequest, most: int
) -> list[str]:
    """Return words that begin like this, those in most of the reader's records first."""
    typed = composed(beginning).casefold().strip()
    spellings = {typed}
    for written, letter in _ANOTHER_SPELLING:
        spellings |= {each.replace(written, letter) for each in spellings}
    frequencies: dict[str, int] = {}
    for spelling in filter(None, spellings):
        for reader, _offset in searcher.reader().leaf_readers():
            for term in islice(reader.expand_prefix("surface", spelling), _MOST_LOOKED_AT):
                word = term.decode() if isinstance(term, bytes) else term
                frequencies[word] = frequencies.get(word, 0) + reader.doc_frequency("surface", word)
    tried = sorted(frequencies, key=lambda word: (-frequencies[word], word))[:_MOST_TRIED]
    seen = {word: _times_seen(searcher, memory, word, asked) for word in tried}
    return sorted(filter(seen.get, tried), key=lambda word: (-seen[word], word))[:most]


def _times_seen(searcher: Any, memory: SegmentMemory, word: str, asked: SearchRequest) -> int:
    """Count the reader's records that hold ``word``, as far as :data:`_COUNTED`."""
    found = 0
    for reader, _offset in searcher.reader().leaf_readers():
        known = known_in(reader, memory.facts(reader), memory, asked)
        for number in documents_with(reader, "surface", word):
            found += bool(known(number))
            if found >= _COUNTED:
                return found
    return found


def corrections(
    searcher: Any, memory: SegmentMemory, asked: SearchRequest
) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return words to exchange so that something is found, and the query's words after that; or nothing."""
    changes = []
    tree = asked.query
    for word in list(dict.fromkeys(_words(tree)))[:_MOST_WORDS]:
        if _finds(searcher, memory, asked, Word(word)):
            continue
        better = _nearest(searcher, memory, asked, word)
        if not better:
            return (), ""
        changes.append((word, better))
        tree = _exchanged(tree, word, better)
    if not changes or not _finds(searcher, memory, asked, tree):
        return (), ""
    return tuple(changes), " ".join(_shown(tree))


def _finds(searcher: Any, memory: SegmentMemory, asked: SearchRequest, tree: Query) -> bool:
    alone = replace(asked, query=tree, facets=(), start=0, size=0)
    return Search(searcher, memory, alone).result().total > 0


def _nearest(searcher: Any, memory: SegmentMemory, asked: SearchRequest, typed: str) -> str:
    word = composed(typed).casefold()
    if len(word) < _SHORTEST_CORRECTED or not word.isalpha():
        return ""
    for distance in (1, 2) if len(word) >= _LONG else (1,):
        found: set[str] = set()
        for reader, _offset in searcher.reader().leaf_readers():
            found.update(islice(reader.terms_within("surface", word, distance, prefix=1), _MOST_LOOKED_AT))
        seen = {
            other: _times_seen(searcher, memory, other, asked) for other in sorted(found) if other != word
        }
        best = max(seen, key=lambda other: seen[other], default="")
        if best and seen[best]:
            return best
    return ""


def _words(tree: Query) -> list[str]:
    match tree:
        case Word(text):
            return [text]
        case All(parts) | AnyOf(parts):
            return [word for part in parts for word in _words(part)]
    return []


def _exchanged(tree: Query, word: str, better: str) -> Query:
    match tree:
        case Word(text):
            return Word(better) if text == word else tree
        case All(parts):
            return All(tuple(_exchanged(part, word, better) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_exchanged(part, word, better) for part in parts))
    return tree


def _shown(tree: Query) -> list[str]:
    match tree:
        case Word(text):
            return [text]
        case Prefix(text):
            return [f"{text}*"]
        case Phrase(words):
            return ['"' + " ".join(words) + '"']
        case All(parts):
            return [word for part in parts for word in _shown(part)]
    return []
