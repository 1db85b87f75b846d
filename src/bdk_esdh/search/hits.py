"""What a search may show of a node: to everyone its public hit, to staff its line."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request


@dataclass(frozen=True)
class PublicHit:
    """A line of the public search: only what is published, made by the type itself.

    :param kind: what it is, in Danish ("Postliste", "Nyhed").
    :param date: the day it stands under, if it has one.
    :param text: one more line, or empty.
    """

    title: str
    url: str
    kind: str
    date: dt.date | None = None
    text: str = ""


PublicHitSource = Callable[[Any, Request], PublicHit | None]


def public_hit_of(node: Any, request: Request) -> PublicHit | None:
    """Ask ``node``, at this moment, what the public search may show of it.

    :returns: ``None`` when it says nothing: then it is neither shown nor counted.
    """
    source = request.registry.public_hits.get(type(node))
    if source is not None:
        return source(node, request)
    own = getattr(node, "public_hit", None)
    return own(request) if own is not None else None


def number_of(node: Any) -> str:
    """Return the number people know a node by, or an empty string."""
    return str(getattr(node, "document_number", "") or getattr(node, "case_number", ""))


def title_of(node: Any) -> str:
    """Return the title for those who may read the node."""
    return str(getattr(node, "internal_title", "") or getattr(node, "title", ""))


def add_public_hit(config: Configurator, cls: type, source: PublicHitSource) -> None:
    """Directive: say what the public search shows of nodes of ``cls``.

    For a capability that publishes another's records; a type of its own simply has a
    method ``public_hit(request)``.

    :param source: ``source(node, request) -> PublicHit | None``, or its dotted name.
    """
    source = config.maybe_dotted(source)
    config.action(("public hit", cls), lambda: config.registry.public_hits.__setitem__(cls, source))


def includeme(config: Configurator) -> None:
    """Make the register and the indexes that types with public pages supply."""
    config.registry.public_hits = {}
    config.add_directive("add_public_hit", add_public_hit)
    config.add_graph_index("public_words", "keyword")
    config.add_graph_index("public_date", "field")
