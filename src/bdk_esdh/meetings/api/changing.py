"""What programs do to meetings and agenda items, through the same actions as the pages."""

from collections.abc import Mapping
from typing import Any

from pyramid.request import Request
from pyramid.response import Response

from ...cases.content import Case
from ...documents.actions import find_case
from ...documents.content import Document
from ...kernel.faces import Takes, api_view
from ...kernel.i18n import _
from ...kernel.json_face.acts import changed, create_once, require_match, require_type
from ...kernel.json_face.answers import address, node_at
from ...kernel.json_face.body import body_of
from ...kernel.json_face.problems import invalid
from ...kernel.json_face.serializers import json_names, json_transition
from ...kernel.json_face.values import Reference, References, read_values
from ...kernel.records import Act
from ...security.permissions import Permission
from ...security.readers import may_read
from ..actions import change_meeting, meeting_values
from ..content import AgendaItem, Meeting
from ..items import accept_item, add_item, change_item, item_values, set_resolution
from ..publishing import approve_meeting, hold_meeting, publish_meeting, withdraw_meeting
from ..schema import ItemSchema, MeetingSchema, ReasonSchema, ResolutionSchema
from .records import item_fields, meeting_fields

_EDIT = Permission.MEETING_EDIT


@json_names(AgendaItem)
def item_names() -> Mapping[str, str]:
    """Name what the form calls otherwise: programs give the case itself."""
    return {"case_number": "case"}


def item_schema() -> Any:
    """Make the schema of an item with the names that programs know."""
    schema: Any = ItemSchema()
    del schema["item"]
    del schema["case_number"]
    schema.add(Reference(name="case", title=_("Sag"), missing=None))
    schema.add(References(name="documents", title=_("Bilag"), missing=()))
    return schema


def resolution_schema() -> Any:
    """Make the schema of a decision; whether it is postponed says the transition."""
    schema: Any = ResolutionSchema()
    del schema["item"]
    del schema["postponed"]
    return schema


@api_view(Meeting, method="PATCH", permission=_EDIT, takes=Takes(MeetingSchema, partial=True, status=204))
def edit_meeting(context: Meeting, request: Request) -> Response:
    """Change when and where a meeting is; a new date is a new address, which ``Location`` gives."""
    require_match(request, context)
    fixed = meeting_fields(context, request)
    values = read_values(request, MeetingSchema, body_of(request), partial=True, fixed=fixed)
    change_meeting(context, {**meeting_values(context), **values}, request.act)
    response = changed(request, context)
    if address(request, context) != request.path_url:
        response.headers["Location"] = address(request, context)
    return response


@api_view(
    Meeting,
    method="POST",
    permission=_EDIT,
    takes=Takes(item_schema, makes="AgendaItem", optional=("kind",), status=201),
)
def create_item(context: Meeting, request: Request) -> Any:
    """Put an item on the agenda: ``title``, and ``case`` unless it is a standing one."""
    given = body_of(request)
    require_type(given, "AgendaItem")
    given.setdefault("kind", "case" if given.get("case") else "standing")
    values = read_values(request, item_schema, given)
    with request.registry.serializers.by_type[AgendaItem].named():
        return create_once(
            request, lambda: add_item(context, _for_action(request, context, values, None), request.act)
        )


@api_view(AgendaItem, method="PATCH", permission=_EDIT, takes=Takes(item_schema, partial=True, status=204))
def edit_item(context: AgendaItem, request: Request) -> Response:
    """Change the facts that are given. Send ``If-Match``: another may have its number by now."""
    require_match(request, context)
    fixed = item_fields(context, request)
    given = read_values(request, item_schema, body_of(request), partial=True, fixed=fixed)
    values = {**item_values(context), "case": context.case, **given}
    with request.registry.serializers.by_type[AgendaItem].named():
        change_item(context, _for_action(request, context.meeting, values, context), request.act)
    return changed(request, context)


def _for_action(
    request: Request, meeting: Meeting, values: Mapping[str, Any], item: AgendaItem | None
) -> dict[str, Any]:
    """Turn what names the case and the documents into these, if whoever asks may know them."""
    found = dict(values)
    if isinstance(found["case"], str):
        found["case"] = _case(request, meeting, found["case"])
    if "documents" in found:
        found["documents"] = _documents(request, found["documents"], item)
    return found


def _case(request: Request, meeting: Meeting, named: str) -> Case:
    # By its number alone: an answer that knew the address would tell that there is a case.
    return find_case(meeting, named.rstrip("/").rpartition("/")[2], request.principals)


def _documents(request: Request, names: tuple[str, ...], item: AgendaItem | None) -> list[Document]:
    found = [_document(request, number, named) for number, named in enumerate(names)]
    # What whoever asks may not know of stays on the item.
    kept = item.documents if item is not None else []
    hidden = [each for each in kept if not may_read(each, request.principals)]
    return [*hidden, *dict.fromkeys(found)]


def _document(request: Request, number: int, named: str) -> Document:
    node = _node(request, named)
    if node is None:
        case, _dash, serial = named.rpartition("-")
        node = _node(request, f"/sager/{case}/{serial}")
    if isinstance(node, Document) and may_read(node, request.principals):
        return node
    raise invalid([(f"documents.{number}", _("Dokumentet findes ikke"))])


def _node(request: Request, named: str) -> Any:
    path = named.removeprefix(request.host_url)
    return node_at(request.root, path) if path.startswith("/") else None


@json_transition(Meeting, "publish")
def publish_it(meeting: Meeting, _values: Mapping[str, Any], act: Act) -> None:
    """Give the agenda to the public."""
    publish_meeting(meeting, act)


@json_transition(Meeting, "withdraw", ReasonSchema)
def take_it_back(meeting: Meeting, values: Mapping[str, Any], act: Act) -> None:
    """Take the agenda back."""
    withdraw_meeting(meeting, values["reason"], act)


@json_transition(Meeting, "hold")
def note_it_held(meeting: Meeting, _values: Mapping[str, Any], act: Act) -> None:
    """Note that the meeting has been held."""
    hold_meeting(meeting, act)


@json_transition(Meeting, "approve")
def approve_minutes(meeting: Meeting, _values: Mapping[str, Any], act: Act) -> None:
    """Approve the minutes."""
    approve_meeting(meeting, act)


@json_transition(AgendaItem, "accept")
def accept_it(item: AgendaItem, _values: Mapping[str, Any], act: Act) -> None:
    """Approve an item that was proposed."""
    accept_item(item, act)


@json_transition(AgendaItem, "treat", resolution_schema)
def decide(item: AgendaItem, values: Mapping[str, Any], act: Act) -> None:
    """Write what the meeting decided."""
    set_resolution(item, values["resolution"], act)


@json_transition(AgendaItem, "postpone", resolution_schema)
def postpone(item: AgendaItem, values: Mapping[str, Any], act: Act) -> None:
    """Write that the meeting takes it another time."""
    set_resolution(item, values["resolution"], act, postponed=True)
