"""What a search field suggests while one types: words, and the records one may want to go straight to.

The public face suggests from the public index alone. At work a word is suggested only when a
record that the reader may see has it, and each record is asked for its rights again.
"""

from typing import Any

from pyramid.request import Request

from ..kernel.faces import face_path, intranet_view, public_view
from ..kernel.graph import find_objectmap
from ..kernel.i18n import _
from ..root import Root
from ..security.permissions import Permission
from .finding import find
from .finding import suggestions as words_like
from .hits import number_of, title_of
from .intranet import may_open, node_with_number
from .port import SearchFace, SearchHit, SearchRequest
from .public import hit_now
from .querying import full_number, parse_query, visible

NAME = "soegeforslag"
TEMPLATE = "templates/_suggestions.pt"
SHORTEST = 2
#: whoever has written so much needs no help with it
LONGEST = 200
MOST_WORDS = 5
MOST_HITS = 5


@public_view(Root, name=NAME, permission=Permission.PUBLIC_VIEW, template=TEMPLATE)
def public_suggestions(_context: Root, request: Request) -> dict[str, Any]:
    """Suggest what is published."""
    request.response.headers["Cache-Control"] = "no-store"  # as the search itself: no copy of it is kept
    text = _typed(request)
    hits = (hit_now(request, hit) for hit in _hits(request, text, SearchFace.PUBLIC))
    rows = [{"text": hit.title, "kind": hit.kind, "url": hit.url} for hit in hits if hit is not None]
    return _values(request, text, rows, SearchFace.PUBLIC)


@intranet_view(Root, name=NAME, permission=Permission.INTRANET_VIEW, template=TEMPLATE)
def suggestions(context: Root, request: Request) -> dict[str, Any]:
    """Suggest what one may read; a whole number suggests what has it."""
    text = _typed(request)
    target = node_with_number(context, request, full_number(text))
    graph = find_objectmap(context)
    if target is not None:
        nodes = [target]
    else:
        found = (graph.object_for(hit.oid) for hit in _hits(request, text, SearchFace.INTERNAL))
        nodes = [node for node in found if node is not None and may_open(request, node)]
    return _values(request, text, [_row(request, node) for node in nodes], SearchFace.INTERNAL)


def _typed(request: Request) -> str:
    return visible(request.GET.get("q", ""))[:LONGEST]


def _row(request: Request, node: Any) -> dict[str, str]:
    kind = request.localizer.translate(request.registry.records.of(node).title)
    return {
        "text": title_of(node),
        "kind": f"{kind} {number_of(node)}".strip(),
        "url": face_path(request, node),
    }


def _values(request: Request, text: str, rows: list[dict[str, str]], face: SearchFace) -> dict[str, Any]:
    say = request.localizer.translate
    words = [{"text": each, "kind": say(_("Søg efter"))} for each in _words(request, text, face)]
    return {"words": words, "rows": rows, "told": told_of(request, len(words) + len(rows))}


def told_of(request: Request, count: int) -> str:
    """Say how many suggestions there are, for whoever hears the page."""
    if count == 1:
        return str(request.localizer.translate(_("1 forslag")))
    text = _("${count} forslag. Vælg med piletasterne.", mapping={"count": count})
    return str(request.localizer.translate(text))


def _words(request: Request, text: str, face: SearchFace) -> list[str]:
    """Return what was typed with its last word finished in the ways that find something."""
    before, last = _split(text)
    if len(last) < SHORTEST or not last.isalpha():
        return []
    found = words_like(request, last, face, most=MOST_WORDS + 1)
    # What already stands there is no suggestion.
    return [f"{before}{word}" for word in found if word.casefold() != last.casefold()][:MOST_WORDS]


def _split(text: str) -> tuple[str, str]:
    last = text.rpartition(" ")[2]
    return text[: len(text) - len(last)], last


def _hits(request: Request, text: str, face: SearchFace) -> tuple[SearchHit, ...]:
    _before, last = _split(text)
    if len(text) < SHORTEST:
        return ()
    # The last word is not finished; one in quotes or after a colon is left as it is.
    tree = parse_query(f"{text}*" if last.isalpha() and len(last) >= SHORTEST else text).tree
    if tree is None:
        return ()
    asked = SearchRequest(
        query=tree,
        tokens=request.principals,
        face=face,
        size=MOST_HITS,
    )
    return find(request, asked).hits
