"""What lists and heads at work say of pages and news: where each stands, who reads it, who changed it."""

from typing import Any

from pyramid.request import Request

from ..kernel.clock import local
from ..kernel.danish import moment_text, plain_date, short_date
from ..kernel.faces import face_path
from ..kernel.i18n import _
from ..kernel.records import Face
from ..search.lists import Batch
from .content import Audience, Publication, Standing
from .schedule_pages import plan_sentence

_BADGES: dict[Standing, tuple[str, str, str]] = {
    Standing.DRAFT: ("plain", "edit", _("Kladde")),
    Standing.WITHDRAWN: ("plain", "visibility-off", _("Trukket tilbage")),
    Standing.SCHEDULED: ("now", "time", _("Planlagt til ${day}")),
    Standing.SHOWN: ("ok", "visibility", _("Offentlig")),
    Standing.EXPIRED: ("plain", "time", _("Udløbet ${day}")),
}


def badge(request: Request, node: Publication) -> dict[str, str]:
    """Say where a page stands now."""
    standing = node.standing(request.clock.now())
    kind, icon, text = _BADGES[standing]
    if standing is Standing.SHOWN and node.audience == Audience.INTRANET:
        text = _("På intranettet")
    if node.plan is not None:
        return {"kind": "now", "icon": "time", "text": plan_sentence(request, node)}
    day = {Standing.SCHEDULED: node.published_from, Standing.EXPIRED: node.published_to}.get(standing)
    if day:
        text = text % {"day": short_date(day, request.clock.today())}
    return {"kind": kind, "icon": icon, "text": request.localizer.translate(text)}


def facts(request: Request, node: Publication) -> list[dict[str, Any]]:
    """List what an editor wants to know beside the text."""
    t = request.localizer.translate
    today = request.clock.today()
    rows: list[dict[str, Any]] = [{"term": t(_("Læses af")), "value": audience(request, node)}]
    if node.audience == Audience.PUBLIC:
        address = face_path(request, node, face=Face.PUBLIC)
        public = node.is_published(request.clock.now())
        rows.append({"term": t(_("Adresse")), "value": address, "url": address if public else None})
    for term, day in ((_("Vises fra"), node.published_from), (_("Vises til og med"), node.published_to)):
        if day:
            rows.append({"term": t(term), "value": plain_date(day)})
    if node.published_at and node.review_state == "published":
        rows.append({"term": t(_("Offentliggjort")), "value": moment_text(node.published_at, today)})
    changed = f"{moment_text(node.changed_at, today)}, {node.changed_by_name}"
    rows.append({"term": t(_("Sidst ændret")), "value": changed})
    if node.plan is not None:
        rows.append(
            {"term": t(_("Planlagt")), "value": f"{plan_sentence(request, node)}, {node.plan.by_name}"}
        )
    taken_back = node.withdrawal
    if taken_back:
        rows.append(
            {
                "term": t(_("Trukket tilbage")),
                "value": f"{moment_text(taken_back.at, today)}, {taken_back.by_name}",
            }
        )
        rows.append({"term": t(_("Begrundelse")), "value": taken_back.reason})
    return rows


def audience(request: Request, node: Publication) -> str:
    """Say who it is for."""
    words = _("Alle") if node.audience == Audience.PUBLIC else _("Medarbejdere")
    return request.localizer.translate(words)


def table(request: Request, caption: str, batch: Batch) -> dict[str, Any]:
    """Make a table of pages or news, with where each stands."""
    t = request.localizer.translate
    columns = (_("Titel"), _("Tilstand"), _("Læses af"), _("Sidst ændret"))
    return {
        "caption": t(caption),
        "columns": [{"title": t(column)} for column in columns],
        "compact": True,
        "rows": [{"cells": _cells(request, node)} for node in batch],
    }


def _cells(request: Request, node: Publication) -> list[dict[str, Any]]:
    day = short_date(local(node.changed_at).date(), request.clock.today())
    return [
        {
            "text": node.title,
            "url": face_path(request, node),
            "small": face_path(request, node, face=Face.PUBLIC),
        },
        {"badge": badge(request, node)},
        {"text": audience(request, node)},
        {"text": f"{day}, {node.changed_by_name}"},
    ]


def filters(request: Request, chosen: str) -> list[dict[str, Any]]:
    """List the standings one may choose among; ``chosen`` is what the address says."""
    names = (
        ("", _("Alle")),
        (Standing.SHOWN.value, _("Vises nu")),
        (Standing.DRAFT.value, _("Kladder")),
        (Standing.SCHEDULED.value, _("Planlagte")),
        (Standing.WITHDRAWN.value, _("Trukket tilbage")),
        (Standing.EXPIRED.value, _("Udløbne")),
    )
    known = chosen if chosen in list(Standing) else ""
    return [
        {
            "title": request.localizer.translate(title),
            "url": request.path + (f"?tilstand={code}" if code else ""),
            "current": code == known,
        }
        for code, title in names
    ]
