"""Find Danish in what an English page says of its own: everything but what people wrote."""

import re
from functools import cache

from babel.messages.pofile import read_po

from tests.support.site import ASSETS

CATALOGUE = ASSETS.parent / "src/bdk_esdh/locale/en/LC_MESSAGES/bdk_esdh.po"
#: where texts of the interface stand, and seldom anything else
_INTERFACE = (
    "label", "button", "legend", "th", "summary", "dt", "h1", "h2", "h3", "h4", "a", "p", "span", "option", "li", "td",
)  # fmt: skip
_ATTRIBUTES = ("aria-label", "placeholder", "title", "alt", "data-label")
_HOLE = re.compile(r"\$?\{\w+\}")
#: the fixed part of a text with values must be this long to tell it from what people write
_LEAST_FIXED = 14


@cache
def catalogue():
    """Return the English of each text of ours."""
    with CATALOGUE.open("rb") as source:
        return {entry.id: entry.string for entry in read_po(source) if entry.id}


@cache
def _danish():
    """Return the texts that are another in English: those that stand as they are, and patterns of the others."""
    whole, patterns = {}, []
    for text, english in catalogue().items():
        if text == english or text.casefold() == english.casefold():
            continue
        fixed = _HOLE.split(text)
        if len(fixed) == 1:
            whole[_plain(text)] = text
        elif len("".join(fixed)) >= _LEAST_FIXED:
            patterns.append((max(fixed, key=len).strip(), ".+".join(map(re.escape, fixed)), text))
    # What is also the English of another text is no Danish.
    for english in catalogue().values():
        whole.pop(_plain(english), None)
    return whole, [(part, re.compile(pattern), text) for part, pattern, text in patterns]


def _plain(text):
    return re.sub(r"\s+", " ", text).strip()


def danish_texts(tree, written=()):
    """Return the Danish texts of ours that an English page shows; what is marked as Danish may be.

    :param written: what people wrote and a page may show, though a text of ours is the same.
    """
    return [found for text in set(_texts(tree)) - set(written) if (found := _ours(text))]


@cache
def _ours(text):
    whole, patterns = _danish()
    if text in whole:
        return text
    return next((name for part, pattern, name in patterns if part in text and pattern.fullmatch(text)), None)


def _texts(tree):
    for element in tree.iter(*_INTERFACE):
        if _is_danish(element):
            continue
        yield _plain(element.text_content())
        yield _plain(element.text or "")
        for child in element:
            yield _plain(child.tail or "")
    for name in _ATTRIBUTES:
        for element in tree.iterfind(f".//*[@{name}]"):
            if not _is_danish(element):
                yield _plain(element.get(name))


def _is_danish(element):
    return any(each.get("lang") == "da" for each in (element, *element.iterancestors()) if each.tag != "html")
