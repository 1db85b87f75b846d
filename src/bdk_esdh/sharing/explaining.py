"""Why somebody may read something: each token of the rule with where it comes from.

What is told is made of the very tokens that decide, so that the page cannot say one thing and the
rule do another. A capability that knows more about its tokens says so by ``add_access_reasons``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request

from ..kernel.faces import face_path
from ..kernel.graph import find_objectmap, get_oid
from ..kernel.i18n import _
from ..kernel.records import Face
from ..security.readers import GRANTS_READING, gate_tokens, may_read, rule_source, tokens_by_rule
from .names import Named, named


@dataclass(frozen=True)
class Reason:
    """Where a right comes from, in words, perhaps with the page that shows it."""

    text: str
    url: str | None = None


@dataclass(frozen=True)
class RuleLine:
    """Somebody whom the rule lets read, and why."""

    who: Named
    url: str | None
    reasons: tuple[Reason, ...] = field(default=())


#: ``source(node, request)`` yields ``(token, reason)`` for what it knows of the rule of ``node``
ReasonSource = Callable[[Any, Request], Iterable[tuple[str, Reason]]]
#: ``source(node, request)`` yields notes as ``pieces.pt`` shows them
NoteSource = Callable[[Any, Request], Iterable[Mapping[str, Any]]]


def rule_lines(node: Any, request: Request) -> list[RuleLine]:
    """Return whom the rule of ``node`` lets read it, and why, without those named in sharing."""
    known: dict[str, list[Reason]] = {}
    for source in request.registry.access_reasons:
        for token, reason in source(node, request):
            known.setdefault(token, []).append(reason)
    for token, reason in _opened_by_others(node, request):
        known.setdefault(token, []).append(reason)
    fallback = _rule_of(node, request)
    lines = []
    for token in sorted(tokens_by_rule(node)):
        who = named(request.root, token)
        reasons = tuple(known.get(token, (fallback,)))
        lines.append(RuleLine(who, page_of(who.node, request), reasons))
    return lines


def _rule_of(node: Any, request: Request) -> Reason:
    say = request.localizer.translate
    source = rule_source(node)
    declared = request.registry.records.of(source) if source is not None else None
    kind = say(declared.title) if declared else ""
    if source is None or source is node:
        return Reason(say(_("Reglen for ${kind}", mapping={"kind": kind.lower()})))
    text = _("Følger ${what}", mapping={"what": name_for(source, request)})
    return Reason(say(text), page_of(source, request))


def _opened_by_others(node: Any, request: Request) -> Iterable[tuple[str, Reason]]:
    """Yield what meetings, and documents somebody works on, open; named only to those who may read them."""
    say = request.localizer.translate
    graph = find_objectmap(node)
    if graph is None or get_oid(node, None) is None:
        return
    for source in graph.sources(node, GRANTS_READING):
        declared = request.registry.records.of(source) if source is not None else None
        if declared is None:
            continue
        mapping = {"kind": say(declared.title).lower()}
        reason = Reason(say(_("Et ${kind}, der hører til", mapping=mapping)))
        if may_read(source, request.principals):
            number = getattr(source, "document_number", "") or title_of(source)
            text = _("${kind}: ${title}", mapping={"kind": say(declared.title), "title": number})
            reason = Reason(say(text), page_of(source, request))
        for token in source.granted_tokens():
            yield token, reason


def gate_names(node: Any, request: Request) -> list[Named]:
    """Return who stands on the access list that holds for ``node``; nobody when there is none."""
    return [named(request.root, token) for token in sorted(gate_tokens(node)) if _can_be_listed(token)]


def _can_be_listed(token: str) -> bool:
    return token.partition(":")[0] in {"user", "unit", "group"}


def page_of(node: Any, request: Request) -> str | None:
    """Return the address of ``node`` at work, if whoever asks may read it."""
    declared = request.registry.records.of(node) if node is not None else None
    if declared is None or Face.INTRANET not in declared.faces or declared.read_permission is None:
        return None
    if not request.has_permission(declared.read_permission, node):
        return None
    return face_path(request, node, face=Face.INTRANET)


def title_of(node: Any) -> str:
    """Return what a node is called for those who may read it."""
    number = getattr(node, "document_number", "") or getattr(node, "case_number", "")
    title = getattr(node, "internal_title", "") or getattr(node, "title", "") or node.__name__
    return f"{number} {title}" if number else str(title)


def name_for(node: Any, request: Request) -> str:
    """Return what ``node`` is called to whoever asks: by its title only if they may read it.

    What lies below may be open to people who may not know what it lies in.
    """
    if may_read(node, request.principals):
        return f"“{title_of(node)}”"
    declared = request.registry.records.of(node)
    kind = request.localizer.translate(declared.title) if declared is not None else ""
    return request.localizer.translate(_("${kind} ovenover", mapping={"kind": kind}))


def notes_on(node: Any, request: Request) -> list[Mapping[str, Any]]:
    """Return what others have to tell on the page of the access to ``node``."""
    return [note for source in request.registry.access_notes for note in source(node, request)]


def add_access_reasons(config: Configurator, source: Any) -> None:
    """Directive: name a function that knows why its tokens are in a rule, or its dotted name."""
    source = config.maybe_dotted(source)
    config.action(("access reasons", source), lambda: config.registry.access_reasons.append(source))


def add_access_notes(config: Configurator, source: Any) -> None:
    """Directive: name a function that has something to tell of the access to a node, or its dotted name."""
    source = config.maybe_dotted(source)
    config.action(("access notes", source), lambda: config.registry.access_notes.append(source))


def includeme(config: Configurator) -> None:
    """Make the registers."""
    config.registry.access_reasons = []
    config.registry.access_notes = []
    config.add_directive("add_access_reasons", add_access_reasons)
    config.add_directive("add_access_notes", add_access_notes)
