"""Lists and the search, for programs: the rights inside the query, as on the pages."""

from datetime import date
from typing import Any

from pyramid.request import Request

from ..kernel.faces import PREFIXES, api_view
from ..kernel.graph import find_objectmap
from ..kernel.json_face.answers import head, list_part, node_at, window_of
from ..kernel.records import Face
from ..root import Root
from ..security.permissions import Permission
from .hits import PublicHit
from .intranet import found_ids, kinds_of
from .lists import window
from .public import MOST_HITS, public_hits
from .words import clean_query


def listed(
    request: Request, conditions: dict[str, Any], sort: str, *, reverse: bool = False
) -> dict[str, Any]:
    """Return the part of a list that was asked for, of what the reader may read.

    :param conditions: as ``lists.find_ids`` takes them.
    :param sort: name of a field index.
    """
    part = window_of(request)
    batch = window(request.root, request.principals, conditions, sort, part.start, part.size, reverse=reverse)
    return list_part(request, batch.items, batch.total)


@api_view(Root, name="@search", permission=Permission.PUBLIC_VIEW)
def search(context: Root, request: Request) -> dict[str, Any]:
    """Find what has every word of ``SearchableText``; ``type`` narrows it to one type.

    Those who work here find what they may read, everyone else what is published.
    """
    text = clean_query(request.GET.get("SearchableText", ""))
    wanted = request.GET.get("type", "")
    known = request.registry.serializers.by_type
    kinds = {name: declared for name, declared in kinds_of(request).items() if declared.cls in known}
    found = (
        _inside(context, request, text, kinds, wanted) if kinds else _public(context, request, text, wanted)
    )
    return {"@id": request.url, **found}


def _inside(root: Root, request: Request, text: str, kinds: Any, wanted: str) -> dict[str, Any]:
    asked = {wanted: kinds[wanted]} if wanted in kinds else {} if wanted else kinds
    ids, part, graph = found_ids(root, request, text, asked), window_of(request), find_objectmap(root)
    nodes = (graph.object_for(oid) for oid in ids[part.start : part.start + part.size])
    return list_part(request, [node for node in nodes if node is not None], len(ids))


def _public(root: Root, request: Request, text: str, wanted: str) -> dict[str, Any]:
    hits = sorted(public_hits(root, request, text), key=lambda hit: hit.date or date.min, reverse=True)
    lines = [line for line in (_line(root, request, hit) for hit in hits[:MOST_HITS]) if line is not None]
    lines = [line for line in lines if wanted in ("", line["@type"])]
    part = window_of(request)
    return list_part(request, lines[part.start : part.start + part.size], len(lines))


def _line(root: Root, request: Request, hit: PublicHit) -> dict[str, Any] | None:
    """Return a hit under what it is published as: a document, say, as a line of the postlist."""
    node = node_at(root, PREFIXES[Face.API] + hit.url.partition("#")[0])
    return head(request, node, hit.title) if node is not None else None
