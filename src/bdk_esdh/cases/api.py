"""Cases as programs see them, and what programs do to them: through the same actions as the forms."""

from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response

from ..kernel.faces import Takes, api_view
from ..kernel.fields import Group
from ..kernel.json_face.acts import changed, create_once, once, require_match, require_type
from ..kernel.json_face.answers import address, day, moment
from ..kernel.json_face.body import body_of
from ..kernel.json_face.serializers import json_fields, json_items, json_summary
from ..kernel.json_face.values import read_values
from ..search.api import listed
from ..security.permissions import Permission
from ..security.readers import Sensitivity
from .actions import case_values, change_case, move_case, open_case
from .content import Case, CaseArchive
from .intranet.states import ReopeningSchema
from .schema import CaseSchema
from .workflow import CASE_WORKFLOW

#: what is shown and cannot be changed by writing it
_FIXED = frozenset({"case_number", "review_state", "opened_at", "changed_at", "closed_at", "items"})


@json_fields(Case)
def case_fields(case: Case, _request: Request) -> dict[str, Any]:
    """Return the facts of a case."""
    return {
        "case_number": case.case_number,
        "confidential_title": case.confidential_title,
        "exemption_basis": case.exemption_basis,
        "kle_subject": case.kle_subject,
        "kle_facet": case.kle_facet,
        "responsible_unit": case.responsible_unit,
        "caseworker": case.caseworker,
        "sensitivity": case.sensitivity,
        "review_state": case.review_state,
        "due_date": day(case.due_date),
        "description": case.description,
        "opened_at": moment(case.opened_at),
        "changed_at": moment(case.changed_at),
        "closed_at": moment(case.closed_at),
    }


@json_summary(Case)
def case_line(case: Case, _request: Request) -> dict[str, Any]:
    """Return what a list shows of a case."""
    return {"case_number": case.case_number, "review_state": case.review_state}


@json_items(CaseArchive)
def cases_in_archive(_archive: CaseArchive, request: Request) -> dict[str, Any]:
    """List the cases one may read, by number."""
    return listed(request, {"kind": "Case"}, "number")


@api_view(
    CaseArchive,
    method="POST",
    permission=Permission.CASE_ADD,
    takes=Takes(CaseSchema, makes="Case", optional=("responsible_unit", "sensitivity"), status=201),
)
def create_case(context: CaseArchive, request: Request) -> Any:
    """Open a case: ``title``, ``kle_subject`` and ``kle_facet`` are enough."""
    given = body_of(request)
    require_type(given, "Case")
    given.setdefault("responsible_unit", request.identity.unit)
    given.setdefault("sensitivity", Sensitivity.NOT_CONFIDENTIAL.value)
    values = read_values(request, CaseSchema, given, fixed=_FIXED)
    return create_once(request, lambda: open_case(context, values, request.act))


@api_view(
    Case,
    method="PATCH",
    permission=Permission.CASE_EDIT,
    takes=Takes(CaseSchema, partial=True, status=204),
)
def edit_case(context: Case, request: Request) -> Response:
    """Change the facts that are given, and no others."""
    require_match(request, context)
    values = read_values(request, CaseSchema, body_of(request), partial=True, fixed=_FIXED)
    change_case(context, {**case_values(context), **values}, request.act)
    return changed(request, context)


@api_view(Case, name="@workflow", permission=Permission.CASE_VIEW)
def case_states(context: Case, request: Request) -> dict[str, Any]:
    """Tell where the case is, and where it can go from there."""
    if request.subpath:
        raise HTTPNotFound
    return {
        "@id": address(request, context, "@workflow"),
        "review_state": context.review_state,
        "transitions": [
            {"@id": address(request, context, "@workflow", each.code), "id": each.code, "title": each.title}
            for each in CASE_WORKFLOW.available(context.review_state)
            if request.has_permission(each.permission, context)
        ],
    }


class NothingToSay(Group):
    """A transition that needs no more than its name."""


@api_view(
    Case,
    name="@workflow",
    method="POST",
    permission=Permission.CASE_DECIDE,
    takes=Takes(
        subpaths=("/{transition}",),
        names={"transition": {"enum": [each.code for each in CASE_WORKFLOW.transitions]}},
        body={"type": "object", "properties": {"reason": {"type": "string"}}},
    ),
)
def take_transition(context: Case, request: Request) -> dict[str, Any]:
    """Take the case through the transition that the address names; ``reopen`` wants a ``reason``."""
    code = request.subpath[0] if len(request.subpath) == 1 else ""
    found = next((each for each in CASE_WORKFLOW.transitions if each.code == code), None)
    if found is None:
        raise HTTPNotFound
    if not request.has_permission(found.permission, context):
        raise HTTPForbidden
    schema = ReopeningSchema if code == "reopen" else NothingToSay
    values = read_values(request, schema, body_of(request))

    def move() -> str:
        move_case(context, code, request.act, **values)
        return request.path

    once(request, move)
    return {
        "@id": address(request, context),
        "action": code,
        "actor": request.authenticated_userid,
        "review_state": context.review_state,
        "time": moment(request.clock.now()),
    }
