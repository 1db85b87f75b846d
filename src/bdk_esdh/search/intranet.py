"""The search page at work: everything one may read, rights inside the query."""

import re
from typing import Any
from urllib.parse import urlencode

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response

from ..kernel.faces import face_path, intranet_view
from ..kernel.graph import catalog_of, find_objectmap
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb
from ..kernel.records import Face, RecordType
from ..root import Root
from ..security.permissions import Permission
from .hits import number_of, title_of
from .lists import BATCH_SIZE, Batch, find_ids, in_order, readable, start_of
from .matching import matching
from .words import clean_query

_NUMBER = re.compile(r"(\d{4})\s*[-/]\s*(\d{1,9})(?:\s*[-/]\s*(\d{1,9}))?", re.ASCII)


@intranet_view(Root, name="soeg", permission=Permission.INTRANET_VIEW, template="templates/intranet/soeg.pt")
def search_page(context: Root, request: Request) -> dict[str, Any] | Response:
    """Show what has every word that was asked for; a whole number leads straight there."""
    text = clean_query(request.GET.get("q", ""))
    target = _node_with_number(context, request, text)
    if target is not None:
        return HTTPSeeOther(face_path(request, target))
    kinds = kinds_of(request)
    chosen = request.GET.get("art", "")
    query = _query(context, request, text, kinds)
    title = request.localizer.translate(_("Søg"))
    chosen = chosen if chosen in kinds else ""
    facets = _facets(request, query, kinds, chosen, text)
    batch = _batch(context, request, query, text, chosen)
    return {
        "title": f"{text} – {title}" if text else title,
        "heading": title,
        "crumbs": [Crumb(request.localizer.translate(_("Start")), "/intranet/"), Crumb(title, None)],
        "query": text,
        "facets": facets,
        "all_url": f"{request.path}?{urlencode({'q': text})}",
        "chosen": chosen,
        "batch": batch,
        "rows": [_row(request, node) for node in batch],
        "count": _in_words(request, batch),
    }


def _node_with_number(root: Root, request: Request, text: str) -> Any:
    match = _NUMBER.fullmatch(text)
    catalog = catalog_of(root)
    if match is None or catalog is None or "number" not in catalog:
        return None
    number = f"{match[1]}-{int(match[2]):05}" + (f"-{int(match[3])}" if match[3] else "")
    found = find_ids(root, request.principals, {"number": number})
    graph = find_objectmap(root)
    for oid in found.ids:
        node = graph.object_for(oid)
        if _may_open(request, node):
            return node
    return None


def _may_open(request: Request, node: Any) -> bool:
    declared = request.registry.records.of(node)
    return bool(
        declared
        and Face.INTRANET in declared.faces
        and declared.read_permission
        and request.has_permission(declared.read_permission, node)
    )


def kinds_of(request: Request) -> dict[str, RecordType]:
    """Return the types with a page at work that one's roles open; rights to each are in the query."""
    return {
        name: declared
        for name, declared in request.registry.records.types.items()
        if Face.INTRANET in declared.faces
        and declared.read_permission
        and request.has_permission(declared.read_permission, request.root)
    }


def _query(root: Root, request: Request, text: str, kinds: dict[str, RecordType]) -> Any:
    catalog = catalog_of(root)
    query = matching(catalog, "words", text) if catalog is not None else None
    if catalog is None or query is None or not kinds:
        return None
    return readable(root, request.principals) & query & catalog["kind"].any(sorted(kinds))


def _facets(
    request: Request, query: Any, kinds: dict[str, RecordType], chosen: str, text: str
) -> list[dict[str, Any]]:
    """How many there are of each kind: of what one may read, since the query says so."""
    if query is None:
        return []
    catalog: Any = catalog_of(request.root)
    found = []
    for name, declared in kinds.items():
        count = len((query & catalog["kind"].eq(name)).execute())
        if count:
            url = f"{request.path}?{urlencode({'q': text, 'art': name})}"
            found.append({"title": declared.plural, "count": count, "url": url, "current": name == chosen})
    return sorted(found, key=lambda facet: -int(facet["count"]))


def _batch(root: Root, request: Request, query: Any, text: str, chosen: str) -> Batch:
    parameters = tuple((name, value) for name, value in (("q", text), ("art", chosen)) if value)
    if query is None:
        return Batch([], 0, 0, BATCH_SIZE, request.path, parameters)
    catalog: Any = catalog_of(root)
    if chosen:
        query &= catalog["kind"].eq(chosen)
    ids = _newest_first(root, query)
    start = start_of(request.GET)
    if start >= len(ids):
        start = max(0, (len(ids) - 1) // BATCH_SIZE * BATCH_SIZE)
    graph = find_objectmap(root)
    nodes = [graph.object_for(oid) for oid in ids[start : start + BATCH_SIZE]]
    shown = [node for node in nodes if node is not None and _may_open(request, node)]
    return Batch(shown, len(ids), start, BATCH_SIZE, request.path, parameters)


def found_ids(root: Root, request: Request, text: str, kinds: dict[str, RecordType]) -> list[int]:
    """Return the ids of everything of ``kinds`` that has every word and may be read, newest first."""
    query = _query(root, request, text, kinds)
    return [] if query is None else _newest_first(root, query)


def _newest_first(root: Root, query: Any) -> list[int]:
    catalog: Any = catalog_of(root)
    sort = "changed" if "changed" in catalog else "title_order"
    return in_order(root, query.execute(), sort, reverse=sort == "changed")


def _row(request: Request, node: Any) -> dict[str, Any]:
    declared = request.registry.records.of(node)
    return {
        "title": title_of(node),
        "url": face_path(request, node),
        "number": number_of(node),
        "kind": declared.title,
        "icon": declared.icon,
    }


def _in_words(request: Request, batch: Batch) -> str:
    if batch.total == 1:
        return request.localizer.translate(_("1 svar"))
    return request.localizer.translate(_("${count} svar", mapping={"count": batch.total}))
