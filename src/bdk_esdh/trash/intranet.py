"""The trash at work: what lies there of what one may read, and taking it back."""

from typing import Any

import transaction
from pyramid.httpexceptions import HTTPForbidden, HTTPSeeOther
from pyramid.request import Request

from ..kernel.clock import local
from ..kernel.danish import moment_text, plain_date
from ..kernel.errors import DomainError
from ..kernel.faces import face_path, intranet_view
from ..kernel.form_controls import printable
from ..kernel.graph import postorder
from ..kernel.i18n import _
from ..kernel.page_frame import tell
from ..kernel.places import is_place, place_title
from ..search.lists import Beginnings, listing, start_of
from ..security.permissions import Permission
from ..security.readers import may_read
from .actions import restore
from .content import Trash, TrashEntry
from .gaps import restore_url
from .rights import may_restore

_LONGEST_SEARCH = 100


@intranet_view(Trash, permission=Permission.TRASH_VIEW, template="templates/intranet/trash.pt")
def trash_page(context: Trash, request: Request) -> dict[str, Any]:
    """List what was thrown away, the newest first."""
    chosen = _chosen(request)
    conditions: dict[str, Any] = {"kind": "TrashEntry"}
    if chosen["art"]:
        conditions["trash_kind"] = chosen["art"]
    if chosen["hvem"]:
        conditions["trash_by"] = chosen["hvem"]
    if chosen["q"]:
        conditions["trash_words"] = Beginnings(chosen["q"])
    batch = listing(
        request.root,
        request.principals,
        conditions,
        sort="trash_at",
        reverse=True,
        start=start_of(request.GET),
        path=face_path(request, context),
        parameters={name: value for name, value in chosen.items() if value},
    )
    # Asked again of each, as of every hit that is shown: the index may be a moment behind.
    rows = [_row(request, entry) for entry in batch if may_read(entry.content, request.principals)]
    return {
        "title": place_title(request, context),
        "rows": rows,
        "batch": batch,
        "filters": _filters(request, chosen),
        "path": face_path(request, context),
        "query": chosen["q"],
        "empty": _empty(request, filtered=any(chosen.values())),
    }


def _chosen(request: Request) -> dict[str, str]:
    given = {name: printable(request.GET.get(name, ""))[:_LONGEST_SEARCH] for name in ("art", "hvem", "q")}
    kinds = {code for code, _title in _kinds(request)}
    people = {code for code, _title in request.registry.choices["staff"](request)}
    return {
        "art": given["art"] if given["art"] in kinds else "",
        "hvem": given["hvem"] if given["hvem"] in people else "",
        "q": " ".join(given["q"].split()),
    }


def _kinds(request: Request) -> list[tuple[str, str]]:
    found = [cls.__dict__["__record__"] for cls in request.registry.trash_rules]
    say = request.localizer.translate
    return sorted(((each.name, say(each.title)) for each in found), key=lambda each: each[1])


def _filters(request: Request, chosen: dict[str, str]) -> list[dict[str, Any]]:
    lists = (
        ("art", _("Hvad"), _kinds(request)),
        ("hvem", _("Slettet af"), request.registry.choices["staff"](request)),
    )
    say = request.localizer.translate
    return [
        {
            "name": name,
            "title": say(title),
            "options": [
                {"code": code, "title": say(label), "chosen": code == chosen[name]} for code, label in options
            ],
        }
        for name, title, options in lists
    ]


def _row(request: Request, entry: TrashEntry) -> dict[str, Any]:
    return {
        "kind": _kind_title(request, entry),
        "icon": _declared(request, entry).icon,
        "number": entry.number,
        "title": entry.title,
        "url": face_path(request, entry),
        "when": moment_text(entry.at, request.clock.today()),
        "by": entry.by_name or entry.by,
        "reason": entry.reason,
        "restore_url": restore_url(request, entry) if may_restore(request, entry) else None,
    }


def _empty(request: Request, *, filtered: bool) -> dict[str, str]:
    say = request.localizer.translate
    if filtered:
        return {
            "title": say(_("Intet i papirkurven passer")),
            "text": say(_("Vælg noget andet, eller vis alt.")),
        }
    return {
        "title": say(_("Papirkurven er tom")),
        "text": say(_("Her ligger det, der er slettet, til nogen gendanner det.")),
    }


@intranet_view(TrashEntry, permission=Permission.TRASH_VIEW, template="templates/intranet/entry.pt")
def entry_page(context: TrashEntry, request: Request) -> dict[str, Any]:
    """Say what it is, who threw it away and why; with the way back for those who may take it."""
    say = request.localizer.translate
    below = sum(may_read(each, request.principals) for each in postorder(context.content)) - 1
    rows = [
        (_("Slettet"), f"{plain_date(local(context.at).date())}, {context.by_name or context.by}"),
        (_("Begrundelse"), context.reason),
        (_("Lå i"), _place_title(request, context)),
        (_("Følger med"), str(below) if below else ""),
    ]
    return {
        "title": f"{context.number} {context.title}".strip(),
        "head": {
            "number": context.number or _kind_title(request, context),
            "title": context.title,
            "badges": [{"kind": "plain", "icon": "delete", "text": say(_("Slettet"))}],
        },
        "rows": [{"term": say(term), "value": value} for term, value in rows if value],
        "restore_url": restore_url(request, context) if may_restore(request, context) else None,
        "text": say(_("Det står ikke på nogen liste og kan ikke åbnes, før det er gendannet.")),
    }


@intranet_view(Trash, name="gendan", method="POST", permission=Permission.TRASH_RESTORE)
def take_back(context: Trash, request: Request) -> HTTPSeeOther:
    """Put what ``id`` names back where it lay; addressed by the trash, so that who comes second is told."""
    here = face_path(request, context)
    entry = context.get(request.GET.get("id", "")[:_LONGEST_SEARCH])
    if entry is None or not may_read(entry.content, request.principals):
        tell(request, "info", _("Det ligger ikke længere i papirkurven. Måske er det gendannet."))
        return HTTPSeeOther(here)
    if not may_restore(request, entry):
        raise HTTPForbidden
    name = entry.number or f"“{entry.title}”"
    before = transaction.savepoint()
    try:
        node = restore(entry, request.act)
    except DomainError as refused:
        before.rollback()
        tell(request, "warning", refused.message)
        return HTTPSeeOther(face_path(request, entry))
    tell(request, "ok", _("${name} er gendannet.", mapping={"name": name}))
    return HTTPSeeOther(face_path(request, node))


def _place_title(request: Request, entry: TrashEntry) -> str:
    place = entry.place
    if place is request.root:
        return str(request.localizer.translate(_("Forside")))
    if not may_read(place, request.principals):
        return ""
    if is_place(place):
        return place_title(request, place)
    return str(getattr(place, "crumb_title", None) or getattr(place, "title", ""))


def _kind_title(request: Request, entry: TrashEntry) -> str:
    return str(request.localizer.translate(_declared(request, entry).title))


def _declared(request: Request, entry: TrashEntry) -> Any:
    return request.registry.records.of(entry.content)
