"""The two functions by which everyone enters what was done and what was read."""

from collections.abc import Iterable
from typing import Any

from pyramid.request import Request

from ..kernel.graph import find_objectmap, get_oid
from ..kernel.records import Act
from .entries import Change, Entry, shortened
from .journal import Journal
from .verbs import Verb


def enter(node: Any, act: Act, verb: Verb, *, changes: Iterable[Change] = (), note: str = "") -> None:
    """Enter in the journal, in the current transaction, what an action did to ``node``.

    :param node: the record, in the graph; what is being removed is entered before it goes.
    :param changes: the facts that were changed, before and after, as pages show them.
    :param note: a reason or detail in the person's words. Never a CPR number, nor the title
        of something secret: the journal is read by those who may not open the record too.
    """
    root = find_objectmap(node).root
    journal_of(root).put(
        shortened(
            Entry(
                at=act.at,
                by=act.by,
                by_name=act.by_name,
                verb=verb.code,
                kind=verb.kind,
                subject=get_oid(node),
                subject_type=_type_of(node),
                subject_label=_label_of(node),
                case_number=_case_number_of(node),
                changes=tuple(changes),
                note=note,
            )
        )
    )


def enter_read(request: Request, node: Any, verb: Verb, *, note: str = "") -> None:
    """Enter in the journal that whoever makes ``request`` has read ``node``.

    :param verb: one of kind ``READ``: opened, fetched, exported, unmasked.
    """
    if request.method != "HEAD":
        enter(node, request.act, verb, note=note)


def journal_of(root: Any) -> Journal:
    """Return the journal of the graph, made on first use in a graph from before it."""
    journal = getattr(root, "journal", None)
    if journal is None:
        journal = root.journal = Journal()
    return journal


def _type_of(node: Any) -> str:
    declared = type(node).__dict__.get("__record__")
    return declared.name if declared else type(node).__name__


def _label_of(node: Any) -> str:
    for name in ("document_number", "case_number"):
        number = getattr(node, name, None)
        if number:
            return str(number)
    return str(getattr(node, "__name__", None) or "")


def _case_number_of(node: Any) -> str:
    while node is not None:
        number = getattr(node, "case_number", None)
        if number:
            return str(number)
        node = getattr(node, "__parent__", None)
    return ""
