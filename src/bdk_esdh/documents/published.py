"""Where a released file can be fetched by the public: told by the capabilities that show it."""

from collections.abc import Callable, Iterator
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request

from .content import Document

#: ``source(document, request)`` yields (what the page is, its public path)
PublicLinks = Callable[[Document, Request], Iterator[tuple[str, str]]]


def public_links(document: Document, request: Request) -> list[tuple[str, str]]:
    """Return the public pages on which the released file of ``document`` can be fetched now."""
    if document.released is None:
        return []
    return [link for source in request.registry.public_links for link in source(document, request)]


def add_public_links(config: Configurator, source: Any) -> None:
    """Directive: name a function that knows public pages of documents, or its dotted name."""
    source = config.maybe_dotted(source)
    config.action(("public links", source), lambda: config.registry.public_links.append(source))


def includeme(config: Configurator) -> None:
    """Make the register."""
    config.registry.public_links = []
    config.add_directive("add_public_links", add_public_links)
