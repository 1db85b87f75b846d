"""The top of the JSON face, and what types there are."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from ..kernel.faces import PREFIXES, Takes, api_view
from ..kernel.graph import find_objectmap, get_oid
from ..kernel.json_face.answers import list_part, node_at, summary, window_of
from ..kernel.json_face.serializers import json_fields, json_items, json_public
from ..kernel.records import Face, RecordType
from ..root import Root
from ..search.lists import find_ids, in_order
from ..security.permissions import Permission


@json_public(Root)
def everyones_top(_root: Root, request: Request) -> dict[str, Any]:
    """Return whose site this is."""
    return {"title": request.registry.esdh_settings.site_name}


@json_fields(Root)
def top_fields(root: Root, request: Request) -> dict[str, Any]:
    """Return the same."""
    return everyones_top(root, request)


@json_items(Root)
def top(root: Root, request: Request) -> dict[str, Any]:
    """List the fixed places one may know of, then the pages at the top."""
    known = request.registry.serializers.by_type
    places = [
        node_at(root, f"{PREFIXES[Face.API]}/{each.place}")
        for each in request.registry.records.places()
        if "/" not in str(each.place) and each.cls in known
    ]
    shown = [place for place in places if place is not None and summary(request, place) is not None]
    found = find_ids(root, request.principals, {"kind": "Page", "page_above": get_oid(root)})
    pages, part = in_order(root, found, "title_order"), window_of(request)
    both, graph = [*shown, *pages], find_objectmap(root)
    wanted = both[part.start : part.start + part.size]
    nodes = [graph.object_for(each) if isinstance(each, int) else each for each in wanted]
    return list_part(request, [node for node in nodes if node is not None], len(both))


@api_view(Root, name="@types", permission=Permission.PUBLIC_VIEW, takes=Takes(subpaths=("", "/{type}")))
def types(_context: Root, request: Request) -> Any:
    """List the types of records that this face knows, or give one: ``@types/Case``."""
    known = {
        name: _described(request, declared)
        for name, declared in request.registry.records.types.items()
        if declared.cls in request.registry.serializers.by_type
    }
    if not request.subpath:
        return list(known.values())
    if len(request.subpath) > 1 or request.subpath[0] not in known:
        raise HTTPNotFound
    return known[request.subpath[0]]


def _described(request: Request, declared: RecordType) -> dict[str, Any]:
    workflow = declared.workflow
    return {
        "@id": f"{request.host_url}{PREFIXES[Face.API]}/@types/{declared.name}",
        "@type": declared.name,
        "title": request.localizer.translate(declared.title),
        "parents": list(declared.parents),
        "states": [state.code for state in workflow.states] if workflow else [],
        "transitions": [each.code for each in workflow.transitions] if workflow else [],
    }
