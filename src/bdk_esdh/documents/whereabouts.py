"""Where a document stands besides its case, as on an agenda: told by the capabilities that know."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request

from .content import Document


@dataclass(frozen=True)
class Whereabouts:
    """A line on the page of a document.

    :param place: what it stands on: the postlist, a meeting.
    :param text: where there, or from when.
    :param url: leads there, for whoever may read it.
    """

    place: str
    text: str
    url: str | None = None


#: ``source(document, request)`` yields what whoever makes the request may know
Source = Callable[[Document, Request], Iterator[Whereabouts]]


def whereabouts_of(document: Document, request: Request) -> list[Whereabouts]:
    """Return where ``document`` stands, as far as whoever makes the request may know it."""
    return [line for source in request.registry.whereabouts for line in source(document, request)]


def add_whereabouts(config: Configurator, source: Any) -> None:
    """Directive: name a function that knows where documents stand, or its dotted name."""
    source = config.maybe_dotted(source)
    config.action(("whereabouts", source), lambda: config.registry.whereabouts.append(source))


def includeme(config: Configurator) -> None:
    """Make the register."""
    config.registry.whereabouts = []
    config.add_directive("add_whereabouts", add_whereabouts)
