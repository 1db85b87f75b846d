"""What a search may show of a node: to everyone its public hit, to staff its line."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request

from ..kernel.clock import local
from ..kernel.records import RecordType


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
    """Return the number people know a node by, or an empty string.

    A letter that waits on a case names the case and has no number yet: a case lies under its own.
    """
    case_number = getattr(node, "case_number", "")
    own = case_number if case_number == getattr(node, "__name__", None) else ""
    return str(getattr(node, "document_number", "") or own)


def title_of(node: Any) -> str:
    """Return the title for those who may read the node."""
    return str(getattr(node, "internal_title", "") or getattr(node, "title", ""))


def day_of(node: Any) -> dt.date | None:
    """Return the day a record stands under in the list of hits, if it has one."""
    for name in ("registered_at", "day", "shown_since", "opened_at", "changed_at"):
        moment = getattr(node, name, None)
        if isinstance(moment, dt.datetime):
            return local(moment).date()
        if isinstance(moment, dt.date):
            return moment
    return None


def badge_of(request: Request, node: Any) -> dict[str, str] | None:
    """Return the state of a record as a badge; ``None`` for what has no states."""
    declared = request.registry.records.of(node)
    code = getattr(node, "review_state", None)
    for state in declared.workflow.states if declared is not None and declared.workflow else ():
        if state.code == code:
            return {"kind": state.badge, "icon": state.icon, "text": request.localizer.translate(state.title)}
    return None


def public_plural(request: Request, declared: RecordType) -> str:
    """Return what the public search calls several records of a type."""
    return str(
        request.localizer.translate(request.registry.public_plurals.get(declared.cls, declared.plural))
    )


def add_public_hit(
    config: Configurator, cls: type, source: PublicHitSource, *, plural: str | None = None
) -> None:
    """Directive: say what the public search shows of nodes of ``cls``.

    For a capability that publishes another's records; a type of its own simply has a
    method ``public_hit(request)``.

    :param source: ``source(node, request) -> PublicHit | None``, or its dotted name.
    :param plural: what several are called in public, when it is not the type's own word.
    """
    source = config.maybe_dotted(source)

    def register() -> None:
        config.registry.public_hits[cls] = source
        if plural is not None:
            config.registry.public_plurals[cls] = plural

    config.action(("public hit", cls), register)


def includeme(config: Configurator) -> None:
    """Make the register and the indexes that types with public pages supply."""
    config.registry.public_hits = {}
    config.registry.public_plurals = {}
    config.add_directive("add_public_hit", add_public_hit)
    config.add_graph_index("public_date", "field")
