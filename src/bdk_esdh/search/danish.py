"""Danish words as the text search knows them: one spelling, one stem, and the parts of compounds.

Used alike when something is indexed and when it is looked for, and free of any engine.
"""

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import resources

from whoosh.lang.snowball.danish import DanishStemmer

#: longer ones are no words but something that was encoded
LONGEST_WORD = 60
_WORD = re.compile(r"\w+(?:[-./]\w+)*")
_SPELLINGS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "y", "é": "e"})
_JOINTS = re.compile(r"[-./]")
_DIGITS = re.compile(r"[\d\-./]+")
_SHORTEST_COMPOUND = 7
_SHORTEST_PART = 3
_MOST_PARTS = 4
_LINKS = ("", "s", "e", "er", "n")

_stemmer = DanishStemmer()
_stemmer_lock = threading.Lock()


def fold(word: str) -> str:
    """Return a word in the one spelling: ``Ærøgade`` and ``AEROEGADE`` are ``aeroegade``."""
    return word.casefold().translate(_SPELLINGS)


def words_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the folded words of ``text``, each with where it begins and ends; numbers stay whole."""
    for match in _WORD.finditer(text):
        yield fold(match.group()), match.start(), match.end()


def folded_words(text: str) -> list[str]:
    """Return the folded words of ``text``, as :func:`words_in` finds them, at once."""
    return _WORD.findall(fold(text))


def composed(text: str) -> str:
    """Return ``text`` with letters and their marks put together, as all other functions here expect it."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a folded word: ``tilladelserne`` is ``tillad``; numbers are their own stems."""
    if len(word) <= _SHORTEST_PART or not word.isalpha():
        return word
    # Its object keeps state while it works.
    with _stemmer_lock:
        return str(_stemmer.stem(word))


@lru_cache(maxsize=100_000)
def terms_of(word: str) -> tuple[str, ...]:
    """Return what a folded word is found by, itself first: its stem, and the pieces of a number.

    ``2026-00012-3`` is found by the case number ``2026-00012`` too, ``02.34.02`` by ``02.34``.
    """
    word = word[:LONGEST_WORD]
    if not _JOINTS.search(word):
        return (stem(word),)
    pieces = [piece for piece in _JOINTS.split(word) if piece]
    found = dict.fromkeys([word])
    if _DIGITS.fullmatch(word):
        found |= dict.fromkeys(match.string[: match.start()] for match in _JOINTS.finditer(word))
    found |= dict.fromkeys(stem(piece) for piece in pieces)
    return tuple(term for term in found if term)


def query_terms(word: str) -> list[str]:
    """Return the terms that have to be found for a word somebody typed, one of each list entry.

    A number stays whole: who types a case number means that case.
    """
    return [terms_of(piece)[0] for piece, _start, _end in words_in(composed(word))]


class Lexicon:
    """The words that compounds may be made of: ours, those of the classification, those of the titles.

    :param words: beside those that come with the software.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._whole = set(_own_words())
        self._stems = {stem(word) for word in self._whole}
        self._split: dict[str, tuple[str, ...]] = {}
        self.added: set[str] = set()
        self.learn(words)

    def learn(self, words: Iterable[str]) -> None:
        """Take words into account from now on."""
        for word in words:
            fits = _SHORTEST_PART < len(word) <= _LONGEST_PART and word.isascii() and word.isalpha()
            if fits and word not in self._whole:
                self._whole.add(word)
                self._stems.add(stem(word))
                self.added.add(word)
                self._split.clear()

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the stems of the words that a folded word is made of; none when it is no compound."""
        if len(word) < _SHORTEST_COMPOUND or len(word) > LONGEST_WORD or not word.isalpha():
            return ()
        found = self._split.get(word)
        if found is None:
            if len(self._split) > _MOST_REMEMBERED:
                self._split.clear()
            found = self._split[word] = tuple(dict.fromkeys(stem(part) for part in self._pieces(word, 0)))
        return found

    def _pieces(self, word: str, depth: int) -> tuple[str, ...]:
        """Cut a word in two, the longest known head first, and each of the two again."""
        if depth == _MOST_PARTS or len(word) < 2 * _SHORTEST_PART:
            return ()
        for cut in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
            head = self._head(word[:cut])
            if not head:
                continue
            tail = word[cut:]
            below = self._pieces(tail, depth + 1)
            if below or self._is_word(tail):
                return (head, *self._pieces(head, depth + 1), tail, *below)
        return ()

    def _head(self, piece: str) -> str:
        """Return the word that ``piece`` is as the first part of a compound, without its joint."""
        for link in _LINKS:
            word = piece.removesuffix(link) if link else piece
            if len(word) >= _SHORTEST_PART and (not link or word != piece) and word in self._whole:
                return word
        return ""

    def _is_word(self, piece: str) -> bool:
        return piece in self._whole or (len(piece) > _SHORTEST_PART and stem(piece) in self._stems)


_LONGEST_PART = 16
_MOST_REMEMBERED = 200_000


@lru_cache(maxsize=1)
def _own_words() -> frozenset[str]:
    text = resources.files(__package__).joinpath("danish_words.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(fold(word) for line in lines for word in line.split())
