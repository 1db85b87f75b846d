"""Reading an agenda item at work: politicians and secretaries the closed part too."""

from collections.abc import Callable, Iterator
from typing import Any

from pyramid.request import Request

from ...documents.content import Document
from ...documents.whereabouts import Whereabouts
from ...kernel.clock import local
from ...kernel.danish import short_date
from ...kernel.faces import face_path, intranet_view
from ...kernel.graph import find_objectmap
from ...kernel.i18n import _
from ...security.permissions import Permission
from ...security.readers import GRANTS_READING, may_read
from ..content import AgendaItem
from ..papers import HEADINGS
from ..schema import CLOSED_REASONS
from .rows import item_url, may_edit

_PAGE = "bdk_esdh:meetings/templates/intranet/item.pt"
_REASONS = dict(CLOSED_REASONS)


@intranet_view(AgendaItem, permission=Permission.MEETING_VIEW, template=_PAGE)
def item_page(context: AgendaItem, request: Request) -> dict[str, Any]:
    """Show an item, the documents on it that one may read, and its case if one may know it."""
    translate = request.localizer.translate
    number = translate(_("Punkt ${number}", mapping={"number": context.number}))
    return {
        "title": f"{number}: {context.title}",
        "head": {
            "number": number,
            "title": context.title,
            "facts": [context.meeting.title],
            "badges": _badges(request, context),
            "actions": _actions(request, context),
        },
        "texts": [
            {"heading": translate(heading), "paragraphs": getattr(context, name).split("\n\n")}
            for name, heading in HEADINGS
            if getattr(context, name)
        ],
        "documents": [
            _document(request, document)
            for document in context.documents
            if may_read(document, request.principals)
        ],
        "before": _neighbour(request, context, reversed),
        "after": _neighbour(request, context, iter),
        "agenda_url": face_path(request, context.meeting),
        "facts_box": {"title": translate(_("Om punktet")), "rows": _facts(request, context)},
    }


def _neighbour(request: Request, item: AgendaItem, way: Callable[[Any], Any]) -> dict[str, str] | None:
    """Return the nearest item before (``reversed``) or after (``iter``) that whoever asks may read."""
    items = list(way(item.meeting.items_in_order()))
    for each in items[items.index(item) + 1 :]:
        if may_read(each, request.principals):
            return {"text": f"{each.number}. {each.title}", "url": face_path(request, each)}
    return None


def _badges(request: Request, item: AgendaItem) -> list[dict[str, str]]:
    if not item.closed_session:
        return []
    return [{"kind": "closed", "icon": "lock", "text": request.localizer.translate(_("Lukket punkt"))}]


def _actions(request: Request, item: AgendaItem) -> list[dict[str, Any]]:
    if not may_edit(request, item.meeting):
        return []
    name, title = ("punkt", _("Ret punktet"))
    if item.meeting.review_state == "held":
        name, title = ("beslutning", _("Skriv beslutning"))
    elif item.meeting.has_minutes:
        return []
    text = request.localizer.translate(title)
    return [{"title": text, "url": item_url(request, item, name), "icon": "edit", "primary": True}]


def _document(request: Request, document: Any) -> dict[str, Any]:
    translate = request.localizer.translate
    released = document.released is not None
    badge = {"kind": "ok", "icon": "visibility", "text": translate(_("Frigivet"))}
    if not released:
        badge = {"kind": "plain", "icon": "lock", "text": translate(_("Ikke frigivet"))}
    day = short_date(local(document.registered_at).date(), request.clock.today())
    facts = " · ".join(filter(None, (document.correspondent, day)))
    return {"title": document.title, "url": face_path(request, document), "badge": badge, "facts": facts}


def _facts(request: Request, item: AgendaItem) -> list[dict[str, Any]]:
    translate = request.localizer.translate
    case = item.case
    meeting_url = face_path(request, item.meeting)
    rows = [{"term": translate(_("Møde")), "value": item.meeting.title, "url": meeting_url}]
    if case is not None and may_read(case, request.principals):
        value = f"{case.case_number} {case.internal_title}"
        rows.append({"term": translate(_("Sag")), "value": value, "url": face_path(request, case)})
    if item.routing:
        rows.append({"term": translate(_("Sagsforløb")), "value": item.routing, "url": None})
    if item.closed_session and item.closed_reason:
        rows.append(
            {
                "term": translate(_("Lukket på grund af")),
                "value": translate(_REASONS[item.closed_reason]),
                "url": None,
            }
        )
    return rows


def agendas_of_document(document: Document, request: Request) -> Iterator[Whereabouts]:
    """Tell on which agenda items ``document`` stands that whoever asks may read, the latest first."""
    items = [
        item
        for item in find_objectmap(document).sources(document, GRANTS_READING)
        if isinstance(item, AgendaItem) and may_read(item, request.principals)
    ]
    say = request.localizer.translate
    for item in sorted(items, key=lambda each: each.meeting.starts_at, reverse=True):
        mapping = {"number": item.number, "title": item.title}
        yield Whereabouts(
            item.meeting.title,
            say(_("Punkt ${number}: ${title}", mapping=mapping)),
            face_path(request, item),
        )
