"""The public search page: published records alone, from an index of their own."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response

from ..kernel.danish import plain_date
from ..kernel.faces import public_view
from ..kernel.graph import catalog_of, find_objectmap
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb
from ..kernel.records import Face
from ..root import Root
from ..security.permissions import Permission
from .asking import read_asked
from .hits import PublicHit, public_hit_of
from .page import batch_of_hits, page_values, parts_of, result_of
from .port import SearchFace, SearchHit

#: of what is public of every record; a document's type and state are not
PUBLIC_FACETS = ("kind", "unit", "year")


@public_view(Root, name="soeg", permission=Permission.PUBLIC_VIEW, template="templates/public/soeg.pt")
def search_page(context: Root, request: Request) -> dict[str, Any] | Response:
    """Show what is published of what was asked for; the number of a document leads straight there."""
    # Of words there is no end, and what the public has found must be asked anew: no copy of it is kept.
    request.response.headers["Cache-Control"] = "no-store"
    asked = read_asked(request, PUBLIC_FACETS, Face.PUBLIC)
    target = _hit_with_number(context, request, asked.parsed.number) if asked.text else None
    if target is not None:
        return HTTPSeeOther(target.url)
    asked, result = result_of(request, asked, SearchFace.PUBLIC, facets=PUBLIC_FACETS)
    rows = [row for row in (_row(request, hit) for hit in result.hits) if row is not None]
    values = page_values(request, asked, result, Face.PUBLIC)
    return {
        **values,
        "crumbs": [Crumb(request.localizer.translate(_("Forside")), "/"), Crumb(values["heading"], None)],
        "batch": batch_of_hits(request, asked, result, rows),
        "rows": rows,
    }


def hit_now(request: Request, hit: SearchHit) -> PublicHit | None:
    """Ask the record itself, at this moment, what the public may see of it; ``None`` for nothing."""
    node = find_objectmap(request.root).object_for(hit.oid)
    return public_hit_of(node, request) if node is not None else None


def _hit_with_number(root: Root, request: Request, number: str) -> PublicHit | None:
    catalog = catalog_of(root)
    if not number or catalog is None or "number" not in catalog:
        return None
    graph = find_objectmap(root)
    nodes = (graph.object_for(oid) for oid in catalog["number"].eq(number).execute().ids)
    hits = (public_hit_of(node, request) for node in nodes if node is not None)
    return next((hit for hit in hits if hit is not None), None)


def _row(request: Request, hit: SearchHit) -> dict[str, Any] | None:
    shown = hit_now(request, hit)
    if shown is None:
        return None
    return {
        "title": parts_of(shown.title, hit.title),
        "url": shown.url,
        "kind": shown.kind,
        "day": plain_date(shown.date) if shown.date else "",
        "iso_day": shown.date.isoformat() if shown.date else None,
        "text": shown.text,
        "excerpt": hit.excerpt,
        "page": hit.page,
    }
