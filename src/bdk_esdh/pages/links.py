"""Links of a text that lead to nothing everyone can read; only our own addresses are looked at, from within.

What an editor is told is what any visitor sees by following the link: that something is not public, and never
whether it exists.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from pyramid.request import Request

from ..kernel.clean_html import links_in
from ..kernel.faces import RESERVED_NAMES
from ..kernel.records import Face
from .content import Publication
from .moving import found_at
from .naming import view_names

#: addresses of ours that are no nodes, and that everyone has
_OPEN = frozenset({"soeg", "log-ind", "static"})


def dead_links(node: Publication, request: Request) -> tuple[str, ...]:
    """Return the addresses in a text that lead nowhere for whoever reads it."""
    return tuple(link for link in links_in(node.text) if link.startswith("/") and not _leads(link, request))


def _leads(link: str, request: Request) -> bool:
    names = tuple(unquote(name) for name in urlsplit(link).path.split("/") if name)
    if names and names[0] in RESERVED_NAMES:
        return names[0] in _OPEN
    node: Any = request.root
    for name in names:
        below = _child(node, name)
        if below is None:
            moved = found_at(request.root, names)
            known = name in view_names(node, request.registry) and _is_public(node, request)
            return known or (moved is not None and _is_public(moved[0], request))
        node = below
    return _is_public(node, request)


def _child(node: Any, name: str) -> Any:
    try:
        return node.get(name)
    except (AttributeError, KeyError):
        return None


def _is_public(node: Any, request: Request) -> bool:
    declared = request.registry.records.of(node)
    if node is request.root:
        return True
    if declared is None or Face.PUBLIC not in declared.faces:
        return False
    shown = getattr(node, "is_published", None)
    return shown is None or bool(shown(request.clock.now()))


def pages_with_dead_links(request: Request, nodes: Any) -> Iterator[tuple[Publication, tuple[str, ...]]]:
    """Give each page that has such links, with them."""
    for node in nodes:
        found = dead_links(node, request)
        if found:
            yield node, found
