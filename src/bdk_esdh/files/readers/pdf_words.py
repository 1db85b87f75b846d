"""Every string in a PDF outside its page content: title, bookmarks, texts for pictures, comments, metadata.

The release check reads them of the cleaned file, where only the title and the texts for pictures should be
left; it does not trust the cleaning to have worked.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from bdk_esdh.files.readers.answer import Answer, CannotRead, ReadStatus

DEPTH = 50
NO_WORDS = ("/ID", "/Registry", "/Ordering")


def read(path: Path, answer: Answer) -> None:
    """Add each string, and the XML metadata of the file and its parts.

    :raises CannotRead: locked or damaged.
    """
    try:
        with pikepdf.open(path) as pdf:
            for words in _words_of(pdf.trailer.get("/Info"), 0):
                answer.add(words)
            for thing in pdf.objects:
                for words in _words_of(thing, 0):
                    answer.add(words)
    except pikepdf.PasswordError as error:
        raise CannotRead(ReadStatus.PASSWORD) from error
    except pikepdf.PdfError as error:
        raise CannotRead(ReadStatus.CORRUPT) from error


def _words_of(thing: Any, depth: int) -> Iterator[str]:
    """Give the strings in an object and in what is written directly inside it."""
    if depth > DEPTH:
        return
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array):
        for inner in thing:
            yield from _inner(inner, depth)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        if thing.get("/Type") == "/Metadata" and isinstance(thing, pikepdf.Stream):
            yield thing.read_bytes().decode("utf-8", "replace")
        for key in thing.keys():  # noqa: SIM118 - no dict: iterating differs
            if key not in NO_WORDS:
                yield from _inner(thing.get(key), depth)


def _inner(inner: Any, depth: int) -> Iterator[str]:
    if isinstance(inner, pikepdf.Object) and not inner.is_indirect:
        yield from _words_of(inner, depth + 1)
