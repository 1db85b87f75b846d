"""Which texts are looked at, and what is found in one of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pyramid.registry import Registry

from ..kernel.clean_html import CleanHtml, named_links_in
from ..kernel.graph import get_oid
from ..kernel.simple_text import html_of_lines
from ..meetings.content import AgendaItem
from ..pages.content import Publication
from ..pages.links import Fault, Links
from ..search.conditions import find_regardless
from .outer import OuterLinks

#: what everyone is shown of an item of an agenda
_OF_AN_ITEM = ("summary", "presentation", "recommendation", "economy", "personnel", "resolution")
KINDS = ("Page", "NewsItem", "AgendaItem")


def looked_at(root: Any) -> list[int]:
    """Return the object ids of all that has a text with links and is shown now, in order."""
    shown = find_regardless(root, {"kind": ["Page", "NewsItem"], "page_standing": "shown"}).ids
    items = find_regardless(root, {"kind": "AgendaItem"}).ids
    return sorted({*shown, *items})


def is_looked_at(node: Any, now: Any) -> bool:
    """Tell whether somebody but those who write it reads a text, and it can still be mended."""
    if isinstance(node, AgendaItem):
        return node.is_open_to_the_public and not node.meeting.has_minutes
    return isinstance(node, Publication) and node.standing(now) == "shown"


def inner_faults(node: Any, root: Any, registry: Registry) -> tuple[Fault, ...]:
    """Return what is wrong with the links of one text that lead to ourselves."""
    now = registry.clock.now()
    if isinstance(node, Publication):
        return Links(root, registry, now).of_page(node, files=True)
    # Who writes agendas need not be an editor, who alone may know of drafts.
    links = Links(root, registry, now, may_be_named=lambda _node: False)
    return tuple(dict.fromkeys(each for text in texts_of(node) for each in links.of_text(text)))


def texts_of(node: Any) -> Iterator[CleanHtml]:
    """Give the texts of a page, or of an item of an agenda."""
    if isinstance(node, Publication):
        yield node.text
    else:
        yield from (html_of_lines(text) for name in _OF_AN_ITEM if (text := getattr(node, name, "")))


def outer_links(node: Any, root: Any, registry: Registry) -> tuple[tuple[str, str], ...]:
    """Return the links of a text to other people's sites, each with its words."""
    links = Links(root, registry, registry.clock.now())
    return tuple(
        dict.fromkeys(
            (address, words)
            for text in texts_of(node)
            for address, words in named_links_in(text)
            if address.startswith(("http://", "https://")) and links.inner(address) is None
        )
    )


def outer_faults(
    outer: Iterable[tuple[str, str]], asked: OuterLinks | None, known: Mapping[str, Fault]
) -> Iterator[Fault]:
    """Give what is wrong with outer links; what is not asked now is as it was known.

    :param asked: ``None`` when nobody is asked.
    """
    for address, words in outer:
        judged = known.get(address) if asked is None or asked.is_over else asked.judge(address, words)
        if judged is not None:
            yield judged


def oid_of(node: Any) -> int:
    """Return the object id of a node."""
    return int(get_oid(node))
