"""Lists and the search, for programs: the rights inside the query, as on the pages."""

from typing import Any

from pyramid.request import Request

from ..kernel.faces import PREFIXES, Takes, api_view
from ..kernel.graph import find_objectmap
from ..kernel.i18n import _
from ..kernel.json_face.answers import head, list_part, may_read_fields, node_at, summary, window_of
from ..kernel.json_face.problems import Problem
from ..kernel.records import Face
from ..root import Root
from ..security.permissions import Permission
from .finding import find, open_kinds
from .lists import window
from .port import FACETS, All, Part, SearchFace, SearchHit, SearchRequest, SearchResult, Sort
from .public import PUBLIC_FACETS, hit_now
from .querying import ParsedQuery, parse_query, remark_text
from .titles import names_of, value_titles

#: what a program calls the facets: as the fields of records, and ``type`` for the kind
NAMES = {name: "type" if name == "kind" else name for name in FACETS}
SORTS = {"relevance": Sort.RELEVANCE, "date": Sort.DATE}
_WHERE = {SearchFace.INTERNAL: Face.INTRANET, SearchFace.PUBLIC: Face.PUBLIC}
_OFFERED = {SearchFace.INTERNAL: FACETS, SearchFace.PUBLIC: PUBLIC_FACETS}
_LONGEST_VALUE = 60
_MOST_VALUES = 20


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


_TEXTS = {"type": "array", "items": {"type": "string"}}


@api_view(
    Root,
    name="@search",
    permission=Permission.PUBLIC_VIEW,
    takes=Takes(
        listing=True,
        query={
            "SearchableText": {"type": "string"},
            "sort_on": {"enum": sorted(SORTS)},
            "facets": {"type": "string", "description": "Names of facets with commas in between"},
            **dict.fromkeys(NAMES.values(), _TEXTS),
        },
    ),
)
def search(context: Root, request: Request) -> dict[str, Any]:
    """Find what ``SearchableText`` asks for; ``type``, ``unit``, ``year`` and so on narrow it.

    Those who work here find what they may read, everyone else what is published.
    ``sort_on`` is ``relevance`` or ``date``; ``facets`` names those to count, with commas.

    :raises Problem: 400 for an order or a facet that does not exist.
    """
    known = request.registry.serializers.by_type
    kinds = sorted(name for name, declared in open_kinds(request).items() if declared.cls in known)
    face = SearchFace.INTERNAL if kinds else SearchFace.PUBLIC
    asked = _asked(request, face, frozenset(kinds) or None)
    result = find(request, asked) if asked is not None else SearchResult()
    lines = (_inside if kinds else _outside)(context, request, result)
    return {
        "@id": request.url,
        **list_part(request, lines, result.total),
        "facets": _facets(request, result, face),
        "suggestion": result.suggestion or None,
        "remarks": [request.localizer.translate(each) for each in _remarks(request, result, face)],
        "index_state": result.index_state.value,
    }


def _asked(request: Request, face: SearchFace, kinds: frozenset[str] | None) -> SearchRequest | None:
    """Read what is asked for; ``None`` when there is nothing to look for."""
    text, part = request.GET.get("SearchableText", ""), window_of(request)
    offered = _OFFERED[face]
    filters = {name: values for name in offered if (values := _given(request, NAMES[name]))}
    parsed = _parsed(request, face)
    sort, facets = _sort(request), _wanted_facets(request, offered)
    # Without a word nothing is found, but with a filter everything that it lets through.
    tree = parsed.tree or (All() if filters and not text.strip() else None)
    if tree is None:
        return None
    return SearchRequest(
        query=tree,
        tokens=request.principals,
        face=face,
        sort=sort if parsed.words else Sort.DATE,
        start=part.start,
        size=part.size,
        filters=filters,
        facets=facets,
        kinds=kinds,
    )


def _given(request: Request, name: str) -> tuple[str, ...]:
    given = dict.fromkeys(value for value in request.GET.getall(name) if value)
    return tuple(value[:_LONGEST_VALUE] for value in given)[:_MOST_VALUES]


def _sort(request: Request) -> Sort:
    name = request.GET.get("sort_on") or "relevance"
    if name not in SORTS:
        raise Problem(400, _("sort_on er relevance eller date."))
    return SORTS[name]


def _wanted_facets(request: Request, offered: tuple[str, ...]) -> tuple[str, ...]:
    names = {name for each in request.GET.getall("facets") for name in each.split(",") if name}
    by_name = {NAMES[name]: name for name in offered}
    if not names <= by_name.keys():
        detail = _("facets kan være ${names}.", mapping={"names": ", ".join(sorted(by_name))})
        raise Problem(400, detail)
    return tuple(facet for name, facet in by_name.items() if name in names)


def _parsed(request: Request, face: SearchFace) -> ParsedQuery:
    text, where, offered = request.GET.get("SearchableText", ""), _WHERE[face], _OFFERED[face]
    names = names_of(request, offered, where) if ":" in text else {}
    return parse_query(text, today=request.clock.today(), names=names)


def _remarks(request: Request, result: SearchResult, face: SearchFace) -> list[str]:
    typed = request.GET.get("SearchableText", "").strip()
    codes = (*(_parsed(request, face).remarks if typed else ()), *result.remarks)
    return [remark_text(code) for code in dict.fromkeys(codes)]


def _facets(request: Request, result: SearchResult, face: SearchFace) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for name, counted in result.facets.items():
        titles = value_titles(request, name, _WHERE[face])
        found[NAMES[name]] = [
            {"value": value, "title": titles.get(value, value), "count": count}
            for value, count in counted
            if count
        ]
    return found


def _inside(root: Root, request: Request, result: SearchResult) -> list[dict[str, Any]]:
    graph = find_objectmap(root)
    found = ((hit, graph.object_for(hit.oid)) for hit in result.hits)
    # A summary falls back to what is public of a record, an excerpt does not: no line without that right.
    lines = (
        (hit, summary(request, node))
        for hit, node in found
        if node is not None and may_read_fields(request, node)
    )
    return [{**line, **_matches(hit)} for hit, line in lines if line is not None]


def _outside(root: Root, request: Request, result: SearchResult) -> list[dict[str, Any]]:
    """Return hits under what they are published as: a document, say, as a line of the postlist."""
    lines = []
    for hit in result.hits:
        shown = hit_now(request, hit)
        node = node_at(root, PREFIXES[Face.API] + shown.url.partition("#")[0]) if shown is not None else None
        if shown is not None and node is not None:
            lines.append({**head(request, node, shown.title), **_matches(hit)})
    return lines


def _matches(hit: SearchHit) -> dict[str, Any]:
    return {"excerpt": [_part(each) for each in hit.excerpt], "page": hit.page}


def _part(part: Part) -> dict[str, Any]:
    return {"text": part.text, "is_match": part.is_match}
