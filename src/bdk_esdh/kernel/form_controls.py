"""The names and values a browser, or anybody else, has posted as a form."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

MOST_CONTROLS = 5_000
SURROGATE = re.compile("[\ud800-\udfff]")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Controls:
    """The names and values of a posted form, made safe to ask.

    :param items: pairs in the order they came. What is not a text name with a
        text or file value is left out; lone surrogates become U+FFFD, so that the
        answer can be encoded, and NUL and its like go.
    """

    def __init__(self, items: Iterable[tuple[Any, Any]]) -> None:
        """Sort the values under their names."""
        self._values: dict[str, list[Any]] = {}
        self._marked: dict[str, str] = {}
        self.too_many = False
        for count, (name, value) in enumerate(items):
            if count >= MOST_CONTROLS:
                self.too_many = True
                break
            if not isinstance(name, str):
                continue
            if isinstance(value, str):
                if name not in self._values and UNPRINTABLE.search(value):
                    self._marked[name] = printable(UNPRINTABLE.sub("\ufffd", value))
                self._values.setdefault(name, []).append(printable(value))
            elif getattr(value, "file", None) is not None:
                self._values.setdefault(name, []).append(value)

    def __contains__(self, name: str) -> bool:
        """Whether the form sent this name at all."""
        return name in self._values

    def presses_a_row_or_file(self) -> bool:
        """Whether a button that adds or removes a row or a file was pressed, rather than one that sends."""
        return any(name.endswith((":add", ":remove")) for name in self._values)

    def text(self, name: str) -> str | None:
        """Give the first text sent under a name."""
        return next(iter(self.texts(name)), None)

    def marked_text(self, name: str) -> str | None:
        """Give the first text under a name, with U+FFFD for what is fit for no page: for exact values."""
        return self._marked.get(name, self.text(name))

    def texts(self, name: str) -> list[str]:
        """Give every text sent under a name."""
        return [value for value in self._values.get(name, ()) if isinstance(value, str)]

    def file(self, name: str) -> Any:
        """Give the first file sent under a name: an object with ``filename`` and ``file``."""
        return next((value for value in self._values.get(name, ()) if not isinstance(value, str)), None)


def printable(text: str) -> str:
    """Make any string fit for a page: no lone surrogates, no NUL, no other control but tab and line break."""
    return UNPRINTABLE.sub("", SURROGATE.sub("\ufffd", text))


def file_name(raw: str) -> str:
    """Keep the last part of a file name, in composed form, fit for a page and at most 255 characters."""
    last = re.split(r"[\\/]", printable(raw))[-1]
    return unicodedata.normalize("NFC", " ".join(last.split()))[:255] or "fil"
