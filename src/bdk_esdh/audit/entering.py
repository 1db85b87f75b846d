"""The functions by which everyone enters what was done and what was read."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pyramid.request import Request

from ..kernel.graph import find_objectmap, get_oid
from ..kernel.maintenance import maintenance_of
from ..kernel.records import Act
from ..security.cpr import find_cpr
from .entries import Change, Done, Entry, shortened
from .journal import Journal
from .spool import spool
from .verbs import Kind, Verb

_MASKED = "██████-████"


def enter(node: Any, act: Act, verb: Verb, *, changes: Iterable[Change] = (), note: str = "") -> None:
    """Enter in the journal, in the current transaction, what an action did to ``node``.

    What looks like a personal number is masked, wherever it came from: the journal is kept
    for ever and nothing in it can be changed (databeskyttelsesloven § 11;
    databeskyttelsesforordningen art. 5, stk. 1, litra c). That everything is entered makes the
    record of a case whole (offentlighedsloven § 15).

    :param node: the record, in the graph; what is being removed is entered before it goes.
    :param changes: the facts that were changed, before and after, as pages show them.
    :param note: a reason or detail in the person's words. Never the title of something
        secret: shown to those who may read the record.
    """
    journal_of(find_objectmap(node).root).put(_entry(node, act, verb, tuple(changes), note))
    if verb.kind is Kind.CHANGE and getattr(node, "changed_at", None) is not None:
        # Beside who and when, which the thing keeps itself: lists say what was done without the journal.
        node.last_done = Done(verb.code, act.by_name, act.at)


def enter_counted(node: Any, act: Act, verb: Verb, *, note: str = "") -> None:
    """Enter what is done again and again: the first time, and how often within five minutes."""
    journal_of(find_objectmap(node).root).put_or_count(_entry(node, act, verb, (), note))


def enter_read(request: Request, node: Any, verb: Verb, *, note: str = "") -> None:
    """Enter in the journal that whoever makes ``request`` has read ``node``.

    One entry per person, record, verb and five minutes, with a count. A HEAD request reads
    nothing; an answer that is a part of a file, or says that it has not changed, is a
    reading like any other. (Databeskyttelsesforordningen art. 5, stk. 2, and art. 32)

    :param verb: one of kind ``READ``: opened, fetched, exported, unmasked.
    :param note: which part of it, when that matters: the number of a version.
    """
    entered = entered_by(request)
    if request.method == "HEAD" or (get_oid(node), verb.code, note) in entered:
        return
    entered.add((get_oid(node), verb.code, note))
    if maintenance_of(request.registry).is_on:
        # The store is not written to; what was read is on record all the same.
        spool(request.registry.esdh_settings.data, _entry(node, request.act, verb, (), note))
        return
    enter_counted(node, request.act, verb, note=note)


def entered_by(request: Request) -> set[tuple[int, str, str]]:
    """Return what a request has entered that it read: object id, verb and note."""
    entered: set[tuple[int, str, str]] | None = request.__dict__.get("journaled_reads")
    if entered is None:
        entered = request.__dict__["journaled_reads"] = set()
    return entered


def journal_of(root: Any) -> Journal:
    """Return the journal of the graph, made on first use in a graph from before it."""
    journal = getattr(root, "journal", None)
    if journal is None:
        journal = root.journal = Journal()
    return journal


def _entry(node: Any, act: Act, verb: Verb, changes: tuple[Change, ...], note: str) -> Entry:
    entry = Entry(
        at=act.at,
        by=act.by,
        by_name=act.by_name,
        verb=verb.code,
        kind=verb.kind,
        subject=get_oid(node),
        subject_type=_type_of(node),
        subject_label=_label_of(node),
        case_number=_case_number_of(node),
        changes=changes,
        note=note,
    )
    return _masked(shortened(entry))


def _masked(entry: Entry) -> Entry:
    if not entry.changes and not entry.note:
        return entry
    changes = tuple(
        Change(each.field, without_cpr(each.before), without_cpr(each.after)) for each in entry.changes
    )
    return replace(entry, changes=changes, note=without_cpr(entry.note))


def without_cpr(text: str) -> str:
    """Return a text with what looks like a personal number covered."""
    for hit in reversed(find_cpr(text, over_lines=True)):
        text = text[: hit.start] + _MASKED + text[hit.end :]
    return text


def _type_of(node: Any) -> str:
    declared = type(node).__dict__.get("__record__")
    return declared.name if declared else type(node).__name__


def _label_of(node: Any) -> str:
    """Return the number of a record, or where it is; never a title.

    A record whose address is made of a title that may be secret says itself what it is called.
    """
    own = getattr(node, "journal_label", None)
    if own is not None:
        return str(own)
    for name in ("document_number", "case_number"):
        number = getattr(node, name, None)
        if number:
            return str(number)
    names: list[str] = []
    while node is not None and node.__name__:
        names.insert(0, node.__name__)
        node = getattr(node, "__parent__", None)
    return "/".join(names)


def _case_number_of(node: Any) -> str:
    while node is not None:
        number = getattr(node, "case_number", None)
        if number:
            return str(number)
        node = getattr(node, "__parent__", None)
    return ""
