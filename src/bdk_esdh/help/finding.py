"""Finding sections of the guides by words, as the text search does: stems, spellings, compounds.

The guides are a few hundred sections that are read anyway; a question goes through all of them, and no index
has to be kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from ..search.danish import composed, fold, query_terms, words_in
from ..search.excerpts import Wanted, excerpt_in, marked
from ..search.port import Part
from .guides import PLACE, Guide, Passage

#: letters of a question, and words of it that are looked for
LONGEST, _MOST_WORDS = 200, 12
MOST_FOUND = 30
_SHORTEST_BEGINNING = 3
#: a word of the heading says more than one of the text
_IN_TITLE = 20


@dataclass(frozen=True)
class FoundSection:
    """A section that has all words."""

    guide: str
    title: tuple[Part, ...]
    url: str
    excerpt: tuple[Part, ...]


def find_sections(guides: Iterable[Guide], typed: str) -> list[FoundSection]:
    """Return the sections that have every word of ``typed``, those with most of them in the heading first."""
    asked = _asked(typed)
    if not asked:
        return []
    found: list[tuple[int, int, Guide, Passage]] = []
    for guide in guides:
        for passage in guide.passages:
            weight = _weight(guide, passage, asked)
            if weight:
                found.append((-weight, len(found), guide, passage))
    every = Wanted(
        frozenset(term for each in asked for term in each.terms),
        tuple(beginning for each in asked for beginning in each.beginnings),
    )
    return [
        FoundSection(
            guide.title,
            marked(passage.title, every),
            f"{PLACE}/{guide.name}" + (f"#{passage.anchor}" if passage.anchor else ""),
            excerpt_in(passage.text, every),
        )
        for _weight_of_it, _number, guide, passage in sorted(found, key=itemgetter(0, 1))[:MOST_FOUND]
    ]


def _asked(typed: str) -> list[Wanted]:
    """Return each word that was typed as what is looked for."""
    words = [word for word, _start, _end in words_in(composed(typed[:LONGEST]))][:_MOST_WORDS]
    return [
        Wanted(
            frozenset(query_terms(word)),
            (fold(word),) if len(word) >= _SHORTEST_BEGINNING and word.isalpha() else (),
        )
        for word in dict.fromkeys(words)
    ]


def _weight(guide: Guide, passage: Passage, asked: list[Wanted]) -> int:
    """Return how much a section has of what is looked for; 0 when one of the words is missing."""
    title, text = passage.title_words, passage.words
    of_guide = frozenset(word for word, _start, _end in words_in(composed(guide.title)))
    weight = 0
    for wanted in asked:
        in_title = any(map(wanted.has, title))
        in_text = sum(count for word, count in text.items() if wanted.has(word))
        if not (in_title or in_text or any(map(wanted.has, of_guide))):
            return 0
        weight += _IN_TITLE * in_title + min(in_text, _IN_TITLE // 2)
    return weight
