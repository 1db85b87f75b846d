"""Where a record is in its workflow, and taking it on from there, for types that say how."""

from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound
from pyramid.request import Request

from ..kernel.faces import Takes
from ..kernel.json_face.acts import once, require_match
from ..kernel.json_face.answers import address, moment
from ..kernel.json_face.body import body_of
from ..kernel.json_face.described import described_body
from ..kernel.json_face.serializers import Serializer
from ..kernel.json_face.values import read_values

NAME = "@workflow"


def show_states(context: Any, request: Request) -> dict[str, Any]:
    """Tell where it is, and where it can go from there."""
    if request.subpath:
        raise HTTPNotFound
    steps = request.registry.serializers.of(context).steps
    workflow = request.registry.records.of(context).workflow
    return {
        "@id": address(request, context, NAME),
        "review_state": context.review_state,
        "transitions": [
            {
                "@id": address(request, context, NAME, each.code),
                "id": each.code,
                "title": request.localizer.translate(each.title),
            }
            for each in workflow.available(context.review_state)
            if each.code in steps and request.has_permission(each.permission, context)
        ],
    }


def take_step(context: Any, request: Request) -> dict[str, Any]:
    """Take it through the transition that the address names."""
    code = request.subpath[0] if len(request.subpath) == 1 else ""
    step = request.registry.serializers.of(context).steps.get(code)
    if step is None:
        raise HTTPNotFound
    transition = request.registry.records.of(context).workflow.transition(code)
    if not request.has_permission(transition.permission, context):
        raise HTTPForbidden
    require_match(request, context)
    values = read_values(request, step.schema, body_of(request))

    def move() -> str:
        step.do(context, values, request.act)
        return str(request.path)

    once(request, move)
    return {
        "@id": address(request, context),
        "action": code,
        "actor": request.authenticated_userid,
        "review_state": context.review_state,
        "time": moment(request.clock.now()),
    }


def step_takes(serializer: Serializer) -> Takes:
    """Describe what the transitions of a type are told: whatever any of them is."""
    fields: dict[str, Any] = {}
    for step in serializer.steps.values():
        fields |= described_body(step.schema())["properties"]
    names = {"transition": {"enum": list(serializer.steps)}}
    return Takes(subpaths=("/{transition}",), names=names, body={"type": "object", "properties": fields})
