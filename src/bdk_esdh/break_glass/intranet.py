"""The pages of emergencies: opening a case, ending that, and the list for those who control access."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ..kernel.danish import clock_time, moment_text
from ..kernel.errors import DomainError
from ..kernel.faces import face_path, intranet_view
from ..kernel.forms import Form
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb, tell
from ..kernel.record_forms import carry_out, make_form
from ..organisation.names import unit_name
from ..root import Root
from ..search.lists import BATCH_SIZE, Batch, start_of
from ..security.permissions import Permission
from ..security.readers import may_read
from .actions import SHORTEST_REASON, end_emergency, open_in_emergency
from .content import Opening, openings_of
from .notices import END_URL
from .schema import EmergencySchema

NAME = "noedadgang"
URL = f"/intranet/{NAME}"
LIST_NAME = "noedadgange"
PAGE = "templates/intranet/noedadgang.pt"


@intranet_view(Root, name=NAME, permission=Permission.BREAK_GLASS, template=PAGE)
def emergency_page(_context: Root, request: Request) -> dict[str, Any]:
    """Show the form, and what one has open."""
    return _page(request, _form(request))


@intranet_view(Root, name=NAME, method="POST", permission=Permission.BREAK_GLASS, template=PAGE)
def open_case(context: Root, request: Request) -> Any:
    """Open the case, or say that there is none, each on record."""
    form = _form(request)
    answer = carry_out(request, form, lambda values: _open(context, values, request), where=str)
    if answer is not None:
        return answer
    request.response.status_int = 422
    return _page(request, form)


def _open(root: Root, values: dict[str, Any], request: Request) -> str:
    """Do what the form asks and return where to go."""
    number = values["case_number"]
    case = open_in_emergency(root, number, values["reason"], request.act)
    if case is None:
        text = _(
            "Der er ingen sag ${number} at åbne. Forsøget og grunden står i journalen.",
            mapping={"number": number},
        )
        tell(request, "warning", text)
        return URL
    if may_read(case, request.identity.lasting_principals):
        tell(request, "ok", _("Du kan læse sagen i forvejen. Nødadgangen er noteret alligevel."))
    return face_path(request, case)


@intranet_view(Root, name=END_URL.rpartition("/")[2], method="POST", permission=Permission.BREAK_GLASS)
def end(context: Root, request: Request) -> HTTPSeeOther:
    """End an emergency of one's own."""
    try:
        opening = end_emergency(context, request.POST.get("name", ""), request.act)
        tell(
            request,
            "ok",
            _("Nødadgangen til sag ${number} er slut.", mapping={"number": opening.case_number}),
        )
    except DomainError as refusal:
        tell(request, "warning", refusal.message)
    return HTTPSeeOther(URL)


@intranet_view(
    Root, name=LIST_NAME, permission=Permission.JOURNAL_CONTROL, template="templates/intranet/noedadgange.pt"
)
def all_emergencies(_context: Root, request: Request) -> dict[str, Any]:
    """List every emergency there has been, for those who control access."""
    say = request.localizer.translate
    title = say(_("Brug af nødadgang"))
    openings = openings_of(request.root)
    total = len(openings) if openings is not None else 0
    start = start_of(request.GET)
    start = 0 if start >= total else start // BATCH_SIZE * BATCH_SIZE
    found = openings.newest(start, BATCH_SIZE) if openings is not None else []
    columns = (_("Hvornår"), _("Hvem"), _("Sag"), _("Ansvarlig enhed"), _("Grund"))
    return {
        "title": title,
        "crumbs": [Crumb(say(_("Start")), "/intranet/"), Crumb(title, None)],
        "table": {
            "caption": title,
            "columns": [{"title": say(each)} for each in columns],
            "compact": True,
            "rows": [_row(request, opening) for opening in found],
        },
        "batch": Batch(found, total, start, BATCH_SIZE, request.path),
        "empty": {
            "title": say(_("Nødadgang er aldrig brugt")),
            "text": say(_("Her står hver gang, nogen åbner en sag, der ellers er lukket for dem.")),
        },
    }


def _row(request: Request, opening: Opening) -> dict[str, Any]:
    moment = moment_text(opening.opened_at, request.clock.today())
    until = request.localizer.translate(_("til kl. ${time}", mapping={"time": clock_time(opening.over_at)}))
    return {
        "cells": [
            {"text": moment, "small": until},
            {"text": opening.name},
            {"text": opening.case_number},
            {"text": unit_name(request.root, opening.unit)},
            {"text": opening.reason},
        ]
    }


def _form(request: Request) -> Form:
    say = request.localizer.translate
    return make_form(request, EmergencySchema, submit_label=say(_("Åbn sagen")), action=URL)


def _page(request: Request, form: Form) -> dict[str, Any]:
    say = request.localizer.translate
    heading = say(_("Nødadgang"))
    minutes = request.registry.esdh_settings.break_glass_minutes
    controls = request.has_permission(Permission.JOURNAL_CONTROL, request.root)
    mapping = {"minutes": minutes, "count": SHORTEST_REASON}
    return {
        "title": say(_("Fejl: ${title}", mapping={"title": heading})) if form.has_errors else heading,
        "heading": heading,
        "crumbs": [Crumb(say(_("Start")), "/intranet/"), Crumb(heading, None)],
        "lead": say(
            _(
                "Du kan åbne en sag, der ellers er lukket for dig, i ${minutes} minutter. "
                "Kun du får adgang, og kun til at læse.",
                mapping=mapping,
            )
        ),
        "form": form,
        "open": _lasting(request),
        "end_url": END_URL,
        "list_url": f"/intranet/{LIST_NAME}" if controls else None,
    }


def _lasting(request: Request) -> list[dict[str, str]]:
    openings = openings_of(request.root)
    if openings is None:
        return []
    found = []
    for name, opening in openings.lasting(request.identity.login, request.clock.now()):
        text = _("åben til kl. ${time}", mapping={"time": clock_time(opening.until)})
        found.append(
            {
                "name": name,
                "number": opening.case_number,
                "url": f"/intranet/sager/{opening.case_number}",
                "text": request.localizer.translate(text),
            }
        )
    return found
