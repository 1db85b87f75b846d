"""The documents of a case, as a panel on its page."""

from typing import Any

from pyramid.request import Request

from ...cases.content import Case
from ...cases.panels import CasePanel
from ...kernel.faces import face_path
from ...kernel.i18n import _
from ...lists.asked import CHOSEN
from ...lists.page import table_values
from ...search.lists import find_ids, listing, start_of
from ...security.permissions import Permission
from ...trash.gaps import gap_notes
from ..schema import DIRECTIONS
from .document_list import ON_CASE
from .finalising import FINALISE_SEVERAL
from .moving import MOVE_SEVERAL, moved_away_notes
from .stamps import stamp_of

TEMPLATE = "bdk_esdh:documents/templates/intranet/_case_documents.pt"
ANCHOR = "dokumenter"
#: the view that gives the list by itself, to a page that stays open
LIVE = "dokumenter-nu"


def case_documents(case: Case, request: Request) -> CasePanel:
    """Make the panel: the newest documents first, of one direction if that is asked for."""
    say = request.localizer.translate
    asked = request.GET.get("retning", "")
    direction = asked if asked in dict(DIRECTIONS) else ""
    of_case: dict[str, Any] = {"kind": "Document", "case": case.case_number}
    path = face_path(request, case)
    batch = listing(
        request.root,
        request.principals,
        {**of_case, "direction": direction} if direction else of_case,
        sort="serial",
        reverse=True,
        start=start_of(request.GET),
        path=path,
        parameters={"retning": direction} if direction else {},
    )
    chooses = request.has_permission(Permission.DOCUMENT_ADD, case) and not case.is_closed
    # What is final stays where it is: a page of nothing else has nothing to choose.
    chooses = chooses and not all(each.is_final for each in batch.items)
    table = table_values(request, ON_CASE, batch, _("Dokumenter"))
    values = {
        "batch": batch,
        "table": {**table, "compact": True, "picks": CHOSEN if chooses else None},
        "move_url": face_path(request, case, MOVE_SEVERAL) if chooses else None,
        "finalise_url": face_path(request, case, FINALISE_SEVERAL)
        if chooses and request.has_permission(Permission.DOCUMENT_FINALISE, case)
        else None,
        "directions": _directions(request, path, direction),
        "empty": _empty(case, request, direction),
        "gaps": gap_notes(request, case),
        "moved_away": moved_away_notes(request, case),
        "stamp": stamp_of(case, batch),
        # The page with the newest first is kept up to date; on the others nothing new comes.
        "live": _live_address(case, request, direction) if not batch.start else None,
    }
    count = len(find_ids(request.root, request.principals, of_case)) if direction else batch.total
    return CasePanel(ANCHOR, say(_("Dokumenter")), count, TEMPLATE, values, _register_action(case, request))


def _live_address(case: Case, request: Request, direction: str) -> str:
    address = face_path(request, case, LIVE)
    return f"{address}?retning={direction}" if direction else address


def _directions(request: Request, path: str, direction: str) -> list[dict[str, Any]]:
    choices = (("", _("Alle")), *DIRECTIONS)
    return [
        {
            "title": request.localizer.translate(title),
            "url": f"{path}?retning={code}#{ANCHOR}" if code else f"{path}#{ANCHOR}",
            "current": code == direction,
        }
        for code, title in choices
    ]


def _register_action(case: Case, request: Request) -> dict[str, Any] | None:
    if case.is_closed or not request.has_permission(Permission.DOCUMENT_ADD, case):
        return None
    return {
        "title": request.localizer.translate(_("Dokument")),
        "url": face_path(request, case, "nyt-dokument"),
        "icon": "add-document",
        "primary": True,
    }


def _empty(case: Case, request: Request, direction: str) -> dict[str, Any]:
    say = request.localizer.translate
    if direction:
        return {
            "title": say(_("Ingen dokumenter passer")),
            "text": say(_("Sagen har dokumenter i andre retninger, eller ingen endnu.")),
            "link_text": say(_("Vis alle retninger")),
            "link_url": f"{face_path(request, case)}#{ANCHOR}",
        }
    action = _register_action(case, request)
    links = {"link_text": say(_("Registrér det første")), "link_url": action["url"]} if action else {}
    return {
        "title": say(_("Der er ingen dokumenter endnu")),
        "text": say(_("Her kommer breve, notater og andre dokumenter på sagen.")),
        **links,
    }
