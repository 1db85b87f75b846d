"""The list of all documents."""

from typing import Any

from pyramid.request import Request

from ...cases.filtering import Filter, Filters
from ...cases.names import units_below
from ...kernel.faces import face_path, intranet_view
from ...kernel.i18n import _
from ...search.finding import ids_with_words
from ...search.lists import Batch, WithIds, listing, start_of
from ...search.port import SearchFace
from ...security.permissions import Permission
from ..content import Documents
from ..workflow import DOCUMENT_WORKFLOW
from .rows import counted, direction_choices, document_row

TEMPLATE = "bdk_esdh:documents/templates/intranet/document_list.pt"
SORTS = {"registreret": "journal_day", "aendret": "changed", "nummer": "number"}


@intranet_view(Documents, permission=Permission.DOCUMENT_VIEW, template=TEMPLATE)
def document_list(context: Documents, request: Request) -> dict[str, Any]:
    """List the documents one may read, those registered last first."""
    filters = _filters(context, request)
    batch = find_documents(request, filters)
    say = request.localizer.translate
    may_register = request.has_permission(Permission.DOCUMENT_ADD, context)
    return {
        "title": context.title,
        "filters": filters,
        "heading": counted(request, batch.total),
        "batch": batch,
        "rows": [document_row(document, request, on_case=False) for document in batch],
        "register_url": face_path(request, context, "registrer") if may_register else None,
        "sorts": [
            {"title": say(title), "url": filters.url(sorter=code), "current": filters.sort == code}
            for code, title in (
                ("-registreret", _("Nyeste først")),
                ("registreret", _("Ældste først")),
                ("-aendret", _("Senest ændret")),
            )
        ],
        "empty": _empty(request, filters),
    }


def find_documents(request: Request, filters: Filters) -> Batch:
    """Return the page of the list that the filters ask for, within what one may read."""
    conditions: dict[str, Any] = {"kind": "Document"}
    if filters["q"]:
        found = ids_with_words(request, filters["q"], "Document", SearchFace.INTERNAL)
        conditions["words"] = WithIds(found)
    if filters["retning"]:
        conditions["direction"] = filters["retning"]
    if filters["enhed"]:
        conditions["unit"] = units_below(request.root, filters["enhed"])
    if filters["tilstand"]:
        conditions["review_state"] = filters["tilstand"]
    if filters["ufordelt"]:
        # What came in and was given to nobody is "received", whatever state is asked for besides.
        conditions["review_state"] = "received" if filters["tilstand"] in {"", "received"} else []
    return listing(
        request.root,
        request.principals,
        conditions,
        sort=SORTS[filters.sort.removeprefix("-")],
        reverse=filters.sort.startswith("-"),
        start=start_of(request.GET),
        path=filters.path,
        parameters=filters.parameters,
    )


def _filters(context: Documents, request: Request) -> Filters:
    say = request.localizer.translate
    states = tuple((state.code, say(state.title)) for state in DOCUMENT_WORKFLOW.states)
    return Filters(
        face_path(request, context),
        (
            Filter("q", say(_("Nummer, ord i titlen eller afsender"))),
            Filter("retning", say(_("Retning")), direction_choices(request), blank=say(_("Alle retninger"))),
            Filter("tilstand", say(_("Tilstand")), states, blank=say(_("Alle tilstande"))),
            Filter(
                "enhed",
                say(_("Enhed")),
                tuple(request.registry.choices["units"](request)),
                blank=say(_("Alle enheder")),
            ),
            Filter("ufordelt", say(_("Kun dem, der ikke er fordelt")), is_check=True),
        ),
        request.GET,
        sorts=["-registreret", "registreret", "-aendret", "aendret", "-nummer", "nummer"],
    )


def _empty(request: Request, filters: Filters) -> dict[str, Any]:
    say = request.localizer.translate
    if filters.is_active:
        return {
            "title": say(_("Ingen dokumenter passer")),
            "text": say(_("Fjern et af filtrene ovenfor.")),
            "link_text": say(_("Vis alle dokumenter")),
            "link_url": filters.path,
        }
    return {
        "title": say(_("Der er ingen dokumenter endnu")),
        "text": say(_("Her står de dokumenter, du må læse, på alle sager.")),
    }
