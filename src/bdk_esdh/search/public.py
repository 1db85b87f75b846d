"""The public search page: published records, by the words the public may see of them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pyramid.request import Request

from ..kernel.danish import plain_date
from ..kernel.faces import public_view
from ..kernel.graph import catalog_of, find_objectmap
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb
from ..root import Root
from ..security.permissions import Permission
from .hits import PublicHit, public_hit_of
from .lists import Batch, in_order, start_of
from .matching import matching
from .words import clean_query

PAGE_SIZE = 20
#: every hit is asked whether it may be shown before any is counted; so many are asked
MOST_HITS = 300


@public_view(Root, name="soeg", permission=Permission.PUBLIC_VIEW, template="templates/public/soeg.pt")
def search_page(context: Root, request: Request) -> dict[str, Any]:
    """Show what is published and has every word that was asked for."""
    # Of words there is no end, and what the public has found must be asked anew: no copy of it is kept.
    request.response.headers["Cache-Control"] = "no-store"
    text = clean_query(request.GET.get("q", ""))
    hits = list(public_hits(context, request, text))
    more = len(hits) > MOST_HITS
    hits.sort(key=lambda hit: hit.date or date.min, reverse=True)
    batch = _batch(hits[:MOST_HITS], request, text)
    title = request.localizer.translate(_("Søg"))
    return {
        "title": f"{text} – {title}" if text else title,
        "heading": title,
        "crumbs": [Crumb(request.localizer.translate(_("Forside")), "/"), Crumb(title, None)],
        "query": text,
        "count": _in_words(request, batch.total, more=more) if text else "",
        "batch": batch,
        "rows": [_row(hit) for hit in batch],
    }


def public_hits(root: Root, request: Request, text: str) -> Iterator[PublicHit]:
    """Yield what is public at this moment and has every word; one more than :data:`MOST_HITS` at most."""
    catalog = catalog_of(root)
    query = matching(catalog, "public_words", text) if catalog is not None else None
    if query is None:
        return
    graph = find_objectmap(root)
    shown = 0
    for oid in in_order(root, query.execute(), "public_date", reverse=True):
        node = graph.object_for(oid)
        hit = public_hit_of(node, request) if node is not None else None
        if hit is None:
            continue
        yield hit
        shown += 1
        if shown > MOST_HITS:
            return


def _batch(hits: list[PublicHit], request: Request, text: str) -> Batch:
    start = start_of(request.GET)
    if start >= len(hits):
        start = max(0, (len(hits) - 1) // PAGE_SIZE * PAGE_SIZE)
    page = hits[start : start + PAGE_SIZE]
    return Batch(page, len(hits), start, PAGE_SIZE, request.path, (("q", text),))


def _in_words(request: Request, count: int, *, more: bool) -> str:
    if more:
        text = _(
            "Mere end ${count} svar. Her er de nyeste. Skriv et ord mere for at få færre.",
            mapping={"count": count},
        )
    elif count == 1:
        text = _("1 svar")
    else:
        text = _("${count} svar. Nyeste først.", mapping={"count": count}) if count else _("Ingen svar")
    return request.localizer.translate(text)


def _row(hit: PublicHit) -> dict[str, Any]:
    return {
        "title": hit.title,
        "url": hit.url,
        "kind": hit.kind,
        "date": plain_date(hit.date) if hit.date else "",
        "iso_date": hit.date.isoformat() if hit.date else None,
        "text": getattr(hit, "text", ""),
    }
