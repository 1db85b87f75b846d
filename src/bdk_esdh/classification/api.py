"""The subjects as programs see them: the same for everyone, since the plan is public."""

from typing import Any

from pyramid.request import Request

from ..kernel.json_face.answers import day, list_part, window_of
from ..kernel.json_face.serializers import json_fields, json_items, json_public
from .content import Classification, Subject
from .outline import outline_of


@json_public(Classification)
def public_plan(plan: Classification, _request: Request) -> dict[str, Any]:
    """Return the plan itself."""
    return {"title": plan.title, "edition": day(plan.edition)}


@json_fields(Classification)
def plan_fields(plan: Classification, _request: Request) -> dict[str, Any]:
    """Return the same."""
    return {"edition": day(plan.edition)}


@json_items(Classification)
def main_groups(plan: Classification, request: Request) -> dict[str, Any]:
    """List the main groups in use."""
    return _below(plan, request, "")


@json_public(Subject)
def public_subject(subject: Subject, _request: Request) -> dict[str, Any]:
    """Return a number of the plan."""
    return {"title": subject.title, **_facts(subject)}


@json_fields(Subject)
def subject_fields(subject: Subject, _request: Request) -> dict[str, Any]:
    """Return the same, and how long cases are kept."""
    return {**_facts(subject), "retention_code": subject.retention_code}


def _facts(subject: Subject) -> dict[str, Any]:
    return {
        "number": subject.number,
        "retired": day(subject.retired),
        "replaced_by": list(subject.replaced_by),
    }


@json_items(Subject)
def subjects_below(subject: Subject, request: Request) -> dict[str, Any]:
    """List what belongs to a number, as far as it is in use."""
    plan: Any = subject.__parent__
    return _below(plan, request, subject.number)


def _below(plan: Classification, request: Request, number: str) -> dict[str, Any]:
    rows = [
        row
        for row in outline_of(plan, request.registry).rows
        if not row.retired and row.number.rpartition(".")[0] == number
    ]
    part = window_of(request)
    nodes = [plan[row.number] for row in rows[part.start : part.start + part.size]]
    return list_part(request, nodes, len(rows))
