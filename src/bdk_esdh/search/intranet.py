"""The search page at work: everything one may read, rights inside the query."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response

from ..kernel.danish import plain_date
from ..kernel.faces import face_path, intranet_view
from ..kernel.graph import catalog_of, find_objectmap
from ..kernel.i18n import _
from ..kernel.maintenance import maintenance_of
from ..kernel.page_frame import Crumb
from ..kernel.records import Face
from ..root import Root
from ..security.permissions import Permission
from .actions import note_search, searches_of
from .asking import Asked, read_asked
from .hits import badge_of, day_of, number_of, title_of
from .lists import find_ids
from .page import batch_of_hits, page_values, parts_of, result_of
from .port import FACETS, SearchFace, SearchHit

NAME = "soeg"
TEMPLATE = "templates/intranet/soeg.pt"


@intranet_view(Root, name=NAME, permission=Permission.INTRANET_VIEW, template=TEMPLATE)
def search_page(context: Root, request: Request) -> dict[str, Any] | Response:
    """Show what was asked for; a whole number leads straight there."""
    asked = read_asked(request, FACETS, Face.INTRANET)
    target = node_with_number(context, request, asked.parsed.number) if asked.text else None
    if target is not None:
        return HTTPSeeOther(face_path(request, target))
    if request.method == "GET" and asked.text and not maintenance_of(request.registry).is_on:
        note_search(context, request.authenticated_userid, asked.text)
    return found_page(request, asked)


def found_page(
    request: Request, asked: Asked, *, naming: str | None = None, error: str | None = None
) -> dict[str, Any]:
    """Return what the page shows.

    :param naming: what was typed as the name of a search that is to be kept, when that was refused
        because of ``error``.
    """
    asked, result = result_of(request, asked, SearchFace.INTERNAL, facets=FACETS)
    rows = [row for row in (_row(request, hit) for hit in result.hits) if row is not None]
    values = page_values(request, asked, result, Face.INTRANET)
    mine = searches_of(request.root, request.authenticated_userid)
    query = asked.url().partition("?")[2]
    return {
        **values,
        "crumbs": [
            Crumb(request.localizer.translate(_("Start")), "/intranet/"),
            Crumb(values["heading"], None),
        ],
        "batch": batch_of_hits(request, asked, result, rows),
        "rows": rows,
        "recent": [
            {"text": text, "url": asked.without_filters().with_text(text).url()} for text in mine.recent
        ],
        "saved": saved_lines(request),
        "to_save": query,
        "is_saved": any(each.query == query for each in mine.saved),
        "naming": asked.text[:80] if naming is None else naming,
        "error": error,
    }


def saved_lines(request: Request) -> list[dict[str, str]]:
    """Return the searches that whoever asks has kept, as links."""
    mine = searches_of(request.root, request.authenticated_userid)
    return [
        {"key": each.key, "title": each.title, "url": f"/intranet/{NAME}?{each.query}"} for each in mine.saved
    ]


def node_with_number(root: Root, request: Request, number: str) -> Any:
    """Return the case or document with a number, if one may open it."""
    catalog = catalog_of(root)
    if not number or catalog is None or "number" not in catalog:
        return None
    graph = find_objectmap(root)
    # A number that something had before it was moved leads to it, where nothing else has it now.
    for index in ("number", "former_number"):
        found = find_ids(root, request.principals, {index: number}).ids if index in catalog else ()
        for node in map(graph.object_for, found):
            if may_open(request, node):
                return node
    return None


def may_open(request: Request, node: Any) -> bool:
    """Tell whether ``node`` has a page at work that whoever asks may open."""
    declared = request.registry.records.of(node)
    return bool(
        declared
        and Face.INTRANET in declared.faces
        and declared.read_permission
        and request.has_permission(declared.read_permission, node)
    )


def _row(request: Request, hit: SearchHit) -> dict[str, Any] | None:
    """Return the line of a hit; ``None`` for what has gone meanwhile."""
    node = find_objectmap(request.root).object_for(hit.oid)
    if node is None or not may_open(request, node):
        return None
    declared = request.registry.records.of(node)
    day = day_of(node)
    return {
        "title": parts_of(title_of(node), hit.title),
        "url": face_path(request, node),
        "number": number_of(node),
        "kind": request.localizer.translate(declared.title),
        "icon": declared.icon,
        "badge": badge_of(request, node),
        "day": plain_date(day) if day else "",
        "iso_day": day.isoformat() if day else None,
        "where": _where(request, node),
        "excerpt": hit.excerpt,
        "page": hit.page,
    }


def _where(request: Request, node: Any) -> dict[str, str] | None:
    """Return what the node lies in, the case or the meeting, for those who may open that too."""
    above = getattr(node, "__parent__", None)
    declared = request.registry.records.of(above)
    if declared is None or declared.place or above is request.root or not may_open(request, above):
        return None
    number = number_of(above)
    return {"text": f"{number} {title_of(above)}".strip(), "url": face_path(request, above)}
