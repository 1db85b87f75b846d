"""What is done to the items of an agenda. Positions are numbers until the public has seen them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..audit.differences import change_of, changes_between
from ..audit.entering import enter
from ..cases.content import Case
from ..documents.content import Document
from ..kernel.danish import in_danish, plain_date
from ..kernel.errors import SeveralErrors
from ..kernel.graph import get_oid, tell_changed
from ..kernel.i18n import _
from ..kernel.records import Act, creates, form_values
from ..security.cpr import contains_cpr
from ..trash.actions import put_in_trash
from ..trash.content import TrashEntry
from .actions import CLOSING_ITEMS
from .content import TEXTS, AgendaItem, Meeting
from .errors import AgendaFixed, CaseMissing, DocumentElsewhere, NotPublishable
from .grants import close_case_of, close_documents, open_case_of, open_documents
from .guards import item_obstacles
from .journal import (
    CASE_OFF_AGENDA,
    CASE_ON_AGENDA,
    ITEM_ACCEPTED,
    ITEM_ADDED,
    ITEM_CHANGED,
    ITEM_DOCUMENTS_SET,
    ITEM_MOVED,
    RESOLUTION_WRITTEN,
)
from .ordering import moved
from .schema import ItemSchema, ResolutionSchema
from .workflow import ITEM_WORKFLOW

_WORDS = ("title", "neutral_title", "closed_reason", "routing", "late_reason", *TEXTS)


@creates("AgendaItem")
def add_item(meeting: Meeting, values: Mapping[str, Any], act: Act) -> AgendaItem:
    """Put an item on an agenda, before the items that every agenda ends with.

    Once the public has seen the agenda, it gets the next number at the end instead.

    :param values: as ``ItemSchema`` has them, with ``case`` (the case itself) and ``documents``
        (in order) instead of numbers; perhaps ``review_state`` ``proposed`` or ``approved``.
    :raises AgendaFixed: when the meeting is held.
    :raises CaseMissing: when an item about a case names none.
    :raises DocumentElsewhere: when a document does not lie on the case.
    :raises SeveralErrors: when the agenda is out and the item may not be on it as it is.
    """
    _require_before_the_meeting(meeting)
    documents = list(values.get("documents", ()))
    _check(values, documents)
    _check_public(meeting, str(meeting.last_number + 1), None, values, act)
    number = meeting.last_number + 1 if meeting.numbers_are_fixed else _make_room(meeting, act)
    item = AgendaItem(at=act.at, by=act.by)
    _apply(item, values)
    item.review_state = values.get("review_state") or "scheduled"
    meeting.add(str(number), item, registry=act.registry)
    meeting.last_number += 1
    _connect(item, values.get("case"), documents, act)
    _note_change(item, act)
    enter(item, act, ITEM_ADDED)
    _enter_on_cases(item, None, act)
    return item


def change_item(item: AgendaItem, values: Mapping[str, Any], act: Act) -> None:
    """Change an item; on a published agenda it is marked as changed.

    :param values: as for :func:`add_item`; without ``documents`` those stay that lie on the case.
    :raises AgendaFixed: when the meeting is held.
    :raises CaseMissing: when an item about a case names none.
    :raises DocumentElsewhere: when a document does not lie on the case.
    :raises SeveralErrors: when the agenda is out and the item may not be on it so.
    """
    _require_before_the_meeting(item.meeting)
    case = values.get("case")
    # What was moved to another case since it came on the item stays while the item keeps its case.
    moved = item.documents if case is not None and item.case is case else ()
    kept = [each for each in item.documents if case is not None and (each.case is case or each in moved)]
    documents = list(values.get("documents", kept))
    _check(values, [each for each in documents if each not in moved])
    _check_public(item.meeting, str(item.__name__), item, values, act)
    before, case_before = _facts(item), item.case
    close_access(item, act)
    _apply(item, values)
    _connect(item, case, documents, act)
    _note_change(item, act)
    changes = changes_between(ItemSchema, before, _facts(item))
    changes += change_of(_("Bilag"), before["documents"], _facts(item)["documents"])
    if changes:
        enter(item, act, ITEM_CHANGED, changes=changes)
    _enter_on_cases(item, case_before, act)


def item_values(item: AgendaItem) -> dict[str, Any]:
    """Return what a form of an item starts from, without its case."""
    names = ("kind", "closed_session", "neutral_title_released", *_WORDS)
    return {name: getattr(item, name) for name in names}


def set_documents(item: AgendaItem, documents: Sequence[Document], act: Act) -> None:
    """Set which documents of its case stand on an item, in order.

    :raises AgendaFixed: when the meeting is held.
    :raises DocumentElsewhere: when one that is new on the item does not lie on its case.
    """
    _require_before_the_meeting(item.meeting)
    _require_on_case([each for each in documents if each not in item.documents], item.case)
    if tuple(map(get_oid, documents)) == item.document_ids:
        return
    before = _numbers(item)
    close_documents(item, [each for each in item.documents if each not in documents], act.registry)
    item.document_ids = tuple(map(get_oid, documents))
    open_documents(item, documents, act.registry)
    _note_change(item, act)
    enter(item, act, ITEM_DOCUMENTS_SET, changes=change_of(_("Bilag"), before, _numbers(item)))


def accept_item(item: AgendaItem, act: Act) -> None:
    """Approve an item that was proposed.

    :raises Refused: when it is not waiting for that.
    """
    ITEM_WORKFLOW.move(item, "accept")
    _note_change(item, act)
    enter(item, act, ITEM_ACCEPTED)


def move_item(item: AgendaItem, to: str | int, act: Act, *, shown: Sequence[int] = ()) -> bool:
    """Move an item on an agenda that the public has not seen; the others make room.

    :param to: ``"up"``, ``"down"`` or the number it is to have; beyond the ends counts as the end.
    :param shown: object ids in the order in which ``to`` was chosen, when that may no longer be the
        order: then the item comes to stand after the one it was put after.
    :returns: whether it is another order by now.
    :raises AgendaFixed: when numbers may not change any more.
    """
    meeting = item.meeting
    _require_numbers_free(meeting)
    oid, now, number = get_oid(item), order_now(meeting), str(item.number)
    seen = shown if oid in shown else now
    here = list(seen).index(oid)
    wanted = {"up": here - 1, "down": here + 1}.get(str(to))
    place = int(to) - 1 if wanted is None else wanted
    by_id = {get_oid(each): each for each in meeting.values()}
    _renumber(meeting, [by_id[each] for each in moved(now, seen, oid, place)], act)
    changes = change_of(_("Nummer"), number, str(item.number))
    if changes:
        meeting.order_changed_at, meeting.order_changed_by_name = act.at, act.by_name
        enter(item, act, ITEM_MOVED, changes=changes)
    return tuple(seen) != now


def order_now(meeting: Meeting) -> tuple[int, ...]:
    """Return the object ids of the items in the order of the agenda."""
    return tuple(map(get_oid, meeting.items_in_order()))


def remove_item(item: AgendaItem, act: Act) -> TrashEntry:
    """Take an item off an agenda that is not out, into the trash; what it opened is closed again.

    Numbers close up only while the public has not seen them.

    :raises SeveralErrors: when the agenda is out, or the meeting held.
    """
    return put_in_trash(item, act)


def close_access(item: AgendaItem, act: Act) -> None:
    """End what an item opens to its readers; which case and documents it is about stays on it."""
    close_documents(item, item.documents, act.registry)
    close_case_of(item, act.registry)


def open_access(item: AgendaItem, act: Act) -> None:
    """Open again to its readers what an item is about."""
    open_case_of(item, act.registry)
    open_documents(item, item.documents, act.registry)


def close_up(meeting: Meeting, act: Act) -> None:
    """Number the items anew without gaps, unless the public has seen the numbers."""
    if not meeting.numbers_are_fixed:
        _renumber(meeting, meeting.items_in_order(), act)
        meeting.last_number = len(meeting)


def make_room_at(meeting: Meeting, number: int, act: Act) -> str:
    """Let an item come (back) at ``number``: those from there on move one down. Returns its name."""
    if meeting.numbers_are_fixed:
        return str(number)
    place = min(number, len(meeting) + 1)
    for item in reversed(meeting.items_in_order()[place - 1 :]):
        meeting.rename(item.__name__, str(item.number + 1), registry=act.registry)
    meeting.last_number = len(meeting) + 1
    return str(place)


def set_resolution(item: AgendaItem, resolution: str, act: Act, *, postponed: bool = False) -> None:
    """Write what the meeting decided about an item; the public reads it at once if the item is open.

    :param postponed: the meeting takes it another time.
    :raises AgendaFixed: when the meeting is not held yet, or its minutes are approved.
    :raises NotPublishable: when the text looks like a CPR number.
    """
    if item.meeting.review_state != "held":
        raise AgendaFixed(_("Beslutninger skrives, når mødet er holdt, og indtil referatet er godkendt"))
    if contains_cpr(resolution):
        raise NotPublishable(
            _("Teksten ligner et CPR-nummer. CPR hører til under Parter"), field="resolution", item=item
        )
    before = _decision(item)
    item.resolution = resolution.strip()
    wanted = "postpone" if postponed else "treat"
    if item.review_state != ITEM_WORKFLOW.transition(wanted).target:
        ITEM_WORKFLOW.move(item, wanted)
    tell_changed(item, act.registry)
    changes = changes_between(ResolutionSchema, before, _decision(item))
    enter(item, act, RESOLUTION_WRITTEN, changes=changes)


def _decision(item: AgendaItem) -> dict[str, Any]:
    return {"resolution": item.resolution, "postponed": item.review_state == "postponed"}


@form_values("AgendaItem")
def _facts(item: AgendaItem) -> dict[str, Any]:
    case = item.case
    number = case.case_number if case is not None else ""
    return {**item_values(item), "case_number": number, "documents": _numbers(item)}


def _numbers(item: AgendaItem) -> str:
    return ", ".join(document.document_number for document in item.documents)


def _enter_on_cases(item: AgendaItem, before: Case | None, act: Act) -> None:
    """Tell the journals of the cases that an item is about another case than before."""
    now = item.case
    if now is before:
        return
    if before is not None:
        enter(before, act, CASE_OFF_AGENDA, note=_meeting_name(item.meeting))
    if now is not None:
        enter(now, act, CASE_ON_AGENDA, note=_meeting_name(item.meeting))


def _meeting_name(meeting: Meeting) -> str:
    with in_danish():
        return f"{meeting.committee.title}, {plain_date(meeting.day)}"


def _require_before_the_meeting(meeting: Meeting) -> None:
    if meeting.has_minutes:
        raise AgendaFixed(_("Mødet er holdt. Dagsordenen kan ikke ændres"))


def _require_numbers_free(meeting: Meeting) -> None:
    if meeting.numbers_are_fixed:
        raise AgendaFixed(_("Dagsordenen har været offentlig, så punkterne beholder deres numre"))


def _check(values: Mapping[str, Any], documents: Sequence[Document]) -> None:
    case = values.get("case")
    if values.get("kind", "case") == "case" and case is None:
        raise CaseMissing(_("Skriv, hvilken sag punktet handler om"), field="case_number")
    _require_on_case(documents, case)


def _require_on_case(documents: Sequence[Document], case: Case | None) -> None:
    if any(case is None or document.case is not case for document in documents):
        raise DocumentElsewhere(_("Et bilag ligger ikke på punktets sag"), field="documents")


def _check_public(
    meeting: Meeting, name: str, item: AgendaItem | None, values: Mapping[str, Any], act: Act
) -> None:
    """Ask of an item that is about to be seen what publishing would have asked, before anything changes."""
    if not meeting.is_public:
        return
    draft = AgendaItem(at=act.at, by=act.by)
    draft.__parent__, draft.__name__ = meeting, name
    _apply(draft, values)
    draft.case_id = get_oid(values["case"]) if values.get("case") is not None else None
    draft.review_state = item.review_state if item is not None else values.get("review_state") or "scheduled"
    draft.first_published_at = item.first_published_at if item is not None else None
    obstacles = item_obstacles(draft, act.at, act.registry)
    if obstacles:
        raise SeveralErrors([*obstacles])


def _apply(item: AgendaItem, values: Mapping[str, Any]) -> None:
    item.kind = values.get("kind") or "case"
    item.closed_session = bool(values.get("closed_session"))
    item.neutral_title_released = bool(values.get("neutral_title_released"))
    for name in _WORDS:
        setattr(item, name, values.get(name) or "")


def _connect(item: AgendaItem, case: Case | None, documents: Iterable[Document], act: Act) -> None:
    documents = list(documents)
    item.case_id = get_oid(case) if case is not None and item.kind == "case" else None
    item.document_ids = tuple(map(get_oid, documents)) if item.case_id is not None else ()
    open_access(item, act)


def _note_change(item: AgendaItem, act: Act) -> None:
    item.changed_at = act.at
    item.changed_by = act.by
    if item.meeting.is_public:
        item.first_published_at = item.first_published_at or act.at
        if not item.closed_session:
            item.published_open_at = item.published_open_at or act.at
    tell_changed(item, act.registry)
    tell_changed(item.meeting, act.registry)


def _make_room(meeting: Meeting, act: Act) -> int:
    """Move the closing items one number up; return the number that became free."""
    items = meeting.items_in_order()
    place = len(items)
    while place and items[place - 1].kind == "standing" and items[place - 1].title in CLOSING_ITEMS:
        place -= 1
    for item in reversed(items[place:]):
        meeting.rename(item.__name__, str(item.number + 1), registry=act.registry)
    return place + 1


def _renumber(meeting: Meeting, items: Sequence[AgendaItem], act: Act) -> None:
    wrong = [(item, number) for number, item in enumerate(items, start=1) if item.number != number]
    # By way of names that no item has, since the new ones are still taken.
    for item, number in wrong:
        meeting.rename(item.__name__, f"{number}-flyttes", registry=act.registry)
    for item, number in wrong:
        meeting.rename(item.__name__, str(number), registry=act.registry)
