"""Where a document is and where it can go, on the JSON face."""

from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound
from pyramid.request import Request

from ...kernel.faces import Takes, api_view
from ...kernel.fields import Group
from ...kernel.json_face.acts import once
from ...kernel.json_face.answers import address, moment
from ...kernel.json_face.body import body_of
from ...kernel.json_face.values import read_values
from ...security.permissions import Permission
from ..actions import assign_document, move_document
from ..content import Document
from ..schema import AssignmentSchema
from ..workflow import DOCUMENT_WORKFLOW


class NothingToSay(Group):
    """A transition that needs no more than its name."""


@api_view(Document, name="@workflow", permission=Permission.DOCUMENT_VIEW)
def document_states(context: Document, request: Request) -> dict[str, Any]:
    """Tell where the document is, and where it can go from there."""
    if request.subpath:
        raise HTTPNotFound
    offered = [] if context.case.is_closed else DOCUMENT_WORKFLOW.available(context.review_state)
    return {
        "@id": address(request, context, "@workflow"),
        "review_state": context.review_state,
        "transitions": [
            {"@id": address(request, context, "@workflow", each.code), "id": each.code, "title": each.title}
            for each in offered
            if request.has_permission(each.permission, context)
        ],
    }


@api_view(
    Document,
    name="@workflow",
    method="POST",
    permission=Permission.DOCUMENT_EDIT,
    takes=Takes(
        subpaths=("/{transition}",),
        names={"transition": {"enum": [each.code for each in DOCUMENT_WORKFLOW.transitions]}},
        body={"type": "object", "properties": {"assigned_to": {"type": "string"}}},
    ),
)
def take_transition(context: Document, request: Request) -> dict[str, Any]:
    """Take the document through the transition that the address names; ``assign`` wants ``assigned_to``."""
    code = request.subpath[0] if len(request.subpath) == 1 else ""
    found = next((each for each in DOCUMENT_WORKFLOW.transitions if each.code == code), None)
    if found is None:
        raise HTTPNotFound
    if not request.has_permission(found.permission, context):
        raise HTTPForbidden
    values = read_values(request, AssignmentSchema if code == "assign" else NothingToSay, body_of(request))

    def move() -> str:
        if code == "assign":
            assign_document(context, values["assigned_to"], request.act)
        else:
            move_document(context, code, request.act)
        return request.path

    once(request, move)
    return {
        "@id": address(request, context),
        "action": code,
        "actor": request.authenticated_userid,
        "review_state": context.review_state,
        "time": moment(request.clock.now()),
    }
