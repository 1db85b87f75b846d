"""Words of a text, folded the way people search for them."""

import re
import unicodedata

_WORD = re.compile(r"[\w]+(?:[-.][\w]+)*", re.UNICODE)
_SPELLINGS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
LONGEST_WORD = 40


def words_of(text: str) -> set[str]:
    """Return the folded words of ``text``; numbers with hyphens or dots stay whole.

    ``Ærøgade 2026-00012`` gives ``aeroegade``, ``2026-00012`` and its two parts.
    """
    found = set()
    for match in _WORD.finditer(unicodedata.normalize("NFC", text).casefold().translate(_SPELLINGS)):
        word = match.group()[:LONGEST_WORD]
        found.add(word)
        if "-" in word or "." in word:
            found.update(part for part in re.split(r"[-.]", word) if part)
    return found
