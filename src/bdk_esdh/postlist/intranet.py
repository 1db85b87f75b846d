"""The postlist at work: what is on it, what comes, and what is held back and why."""

from typing import Any

from pyramid.request import Request

from ..documents.content import Document
from ..kernel.danish import long_date, short_date
from ..kernel.faces import face_path, intranet_view
from ..kernel.graph import catalog_of
from ..kernel.i18n import _
from ..kernel.sparse_index import Without
from ..search.lists import batch_of, readable, start_of
from ..security.permissions import Permission
from .content import Postlist
from .filtering import DIRECTION_TITLES
from .predicate import Decision, shown_correspondent
from .public_entry import request_rules

#: how far back the clerk's list goes: what is older has been seen by everyone
DAYS = 30
SHOWN, COMING, HELD = "paa-listen", "kommer", "holdt-tilbage"
CHOICES = (
    ("", _("Alle")),
    (HELD, _("Holdt tilbage")),
    (COMING, _("Kommer")),
    (SHOWN, _("På listen")),
)


@intranet_view(Postlist, permission=Permission.POSTLIST_VIEW, template="templates/intranet/postlister.pt")
def clerks_list(context: Postlist, request: Request) -> dict[str, Any]:
    """List what was received and sent lately, with what the postlist makes of each."""
    path = face_path(request, context)
    codes = [code for code, _title in CHOICES]
    chosen = request.GET.get("vis", "")
    chosen = chosen if chosen in codes else ""
    batch = batch_of(
        request.root,
        _query(request, chosen).execute(),
        sort="journal_day",
        reverse=True,
        start=start_of(request.GET),
        path=path,
        parameters={"vis": chosen} if chosen else {},
    )
    return {
        "title": request.localizer.translate(_("Postliste")),
        "days": DAYS,
        "choices": [
            {
                "title": request.localizer.translate(title),
                "url": f"{path}?vis={code}" if code else path,
                "count": len(_query(request, code).execute()),
                "current": code == chosen,
            }
            for code, title in CHOICES
        ],
        "rows": [_row(request, document) for document in batch],
        "batch": batch,
        "public_url": "/postlister",
    }


def _query(request: Request, chosen: str) -> Any:
    catalog: Any = catalog_of(request.root)
    today = request.clock.today().toordinal()
    query = (
        readable(request.root, request.principals)
        & catalog["kind"].eq("Document")
        & catalog["direction"].any(["incoming", "outgoing"])
        & catalog["journal_day"].ge(today - DAYS)
    )
    visible_from = catalog["postlist"]
    if chosen == SHOWN:
        return query & visible_from.le(today)
    if chosen == COMING:
        return query & visible_from.gt(today)
    if chosen == HELD:
        return Without(query, visible_from.inrange(None, None))
    return query


def _row(request: Request, document: Document) -> dict[str, Any]:
    decision = request_rules(request).decide(document, request.clock.now())
    return {
        "title": document.title,
        "url": face_path(request, document),
        "number": document.document_number,
        "direction": request.localizer.translate(DIRECTION_TITLES[document.direction]),
        "incoming": document.direction == "incoming",
        "correspondent": shown_correspondent(document),
        "day": short_date(decision.journal_day, request.clock.today()),
        "badge": _badge(request, decision),
        "reasons": [request.localizer.translate(reason.text) for reason in decision.reasons],
        "comes": _comes(request, decision),
    }


def _badge(request: Request, decision: Decision) -> dict[str, str]:
    if decision.held_back:
        kind, icon, text = "closed", "lock", _("Holdt tilbage")
    elif decision.shown:
        kind, icon, text = "ok", "visibility", _("På listen")
    else:
        kind, icon, text = "soon", "time", _("Kommer")
    return {"kind": kind, "icon": icon, "text": request.localizer.translate(text)}


def _comes(request: Request, decision: Decision) -> str:
    if decision.held_back or decision.shown:
        return ""
    text = _("Vises fra ${day}", mapping={"day": long_date(decision.visible_from)})
    return request.localizer.translate(text)
