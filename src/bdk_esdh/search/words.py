"""Words of a text, folded the way people search for them."""

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"[\w]+(?:[-.][\w]+)*", re.UNICODE)
_SPELLINGS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
LONGEST_WORD = 40
#: what is typed beyond these limits says nothing more about what is sought
LONGEST_QUERY = 200
MOST_WORDS = 12


def words_of(text: str) -> set[str]:
    """Return the folded words of ``text``; numbers with hyphens or dots stay whole.

    ``Ærøgade 2026-00012`` gives ``aeroegade``, ``2026-00012`` and its two parts.
    """
    found = set()
    for word in _folded_words(text):
        found.add(word)
        if "-" in word or "." in word:
            found.update(part for part in re.split(r"[-.]", word) if part)
    return found


def query_words(text: str) -> list[str]:
    """Return the folded words somebody searches for, each once, in the order typed.

    Unlike :func:`words_of` it does not add the parts of a number: who types a whole
    number means that one. Only the first words count, so that a pasted page of text
    is no heavier than a sentence.
    """
    return list(dict.fromkeys(_folded_words(text[:LONGEST_QUERY])))[:MOST_WORDS]


def clean_query(text: str) -> str:
    """Return what somebody typed as it may be shown again and put in links.

    Control characters and invisible marks (NUL, those that turn the direction of
    writing) go, and so does what is too long to be a question.
    """
    visible = "".join(sign if sign.isprintable() else " " for sign in text[: 2 * LONGEST_QUERY])
    return " ".join(visible.split())[:LONGEST_QUERY]


def _folded_words(text: str) -> Iterator[str]:
    for match in _WORD.finditer(unicodedata.normalize("NFC", text).casefold().translate(_SPELLINGS)):
        yield match.group()[:LONGEST_WORD]
