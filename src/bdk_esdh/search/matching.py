"""Matching by words: every word has to be there, the last one may be unfinished."""

from itertools import islice
from typing import Any

from ..kernel.graph import GraphCatalog
from .words import query_words

#: shorter beginnings fit too many words to say anything
SHORTEST_BEGINNING = 3
#: of the words that begin as typed, no more than so many are looked up
MOST_COMPLETIONS = 2000


def matching(catalog: GraphCatalog, name: str, text: str) -> Any:
    """Return the query for the nodes that have every word of ``text``.

    The last word also matches as the beginning of a word, since people press Enter
    before they have finished typing.

    :param name: a keyword index of folded words.
    :returns: a query of the catalog, or ``None`` when ``text`` holds no word.
    """
    words = query_words(text)
    if not words:
        return None
    index = catalog[name]
    query = index.any(_completions(index, words[-1]))
    if words[:-1]:
        query &= index.all(words[:-1])
    return query


def _completions(index: Any, beginning: str) -> list[str]:
    found = [beginning]
    if len(beginning) >= SHORTEST_BEGINNING:
        index.flush()  # what this transaction has indexed so far counts too
        words = index._fwd_index.keys(beginning, beginning + chr(0x10FFFF), excludemin=True)  # noqa: SLF001
        found += islice(words, MOST_COMPLETIONS)
    return found
