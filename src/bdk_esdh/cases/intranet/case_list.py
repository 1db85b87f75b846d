"""The list of cases."""

from collections.abc import Mapping
from typing import Any

from pyramid.request import Request

from ...kernel.clock import local
from ...kernel.danish import short_date
from ...kernel.faces import face_path, intranet_view
from ...kernel.i18n import _
from ...kernel.working_days import WorkCalendar
from ...organisation.names import unit_name
from ...search.lists import Batch, Beginnings, listing, start_of
from ...security.permissions import Permission
from ..content import Case, CaseArchive
from ..deadlines import deadline_words
from ..filtering import Filter, Filters
from ..names import person_name, units_below
from ..workflow import CASE_WORKFLOW

TEMPLATE = "bdk_esdh:cases/templates/intranet/case_list.pt"
SORTS = {"frist": "due", "aendret": "changed", "nummer": "number"}
ALL_STATES = "alle"
OPEN_STATES = tuple(state.code for state in CASE_WORKFLOW.states if state.code != "closed")


@intranet_view(CaseArchive, permission=Permission.CASE_VIEW, template=TEMPLATE)
def case_list(context: CaseArchive, request: Request) -> dict[str, Any]:
    """List the cases one may read, those with the nearest deadline first."""
    filters = _filters(context, request)
    batch = find_cases(request, filters)
    return {
        "title": context.title,
        "filters": filters,
        "heading": _heading(request, batch.total),
        "batch": batch,
        "table": {
            "caption": request.localizer.translate(_("Sager")),
            "compact": True,
            "columns": _columns(request, filters),
            "rows": [{"cells": _cells(request, case)} for case in batch],
        },
        "new_url": _new_url(context, request),
        "empty": _empty(request, filters),
    }


def find_cases(request: Request, filters: Filters) -> Batch:
    """Return the page of the list that the filters ask for, within what one may read."""
    code = filters.sort.removeprefix("-")
    return listing(
        request.root,
        request.principals,
        _conditions(request, filters),
        sort=SORTS[code],
        reverse=filters.sort.startswith("-"),
        start=start_of(request.GET),
        path=filters.path,
        parameters=filters.parameters,
    )


def _conditions(request: Request, filters: Filters) -> Mapping[str, Any]:
    conditions: dict[str, Any] = {"kind": "Case"}
    if filters["q"]:
        conditions["words"] = Beginnings(filters["q"])
    if filters["enhed"]:
        conditions["unit"] = units_below(request.root, filters["enhed"])
    if filters["mine"]:
        conditions["caseworker"] = request.identity.login
    if not filters["tilstand"]:
        conditions["review_state"] = list(OPEN_STATES)
    elif filters["tilstand"] != ALL_STATES:
        conditions["review_state"] = filters["tilstand"]
    return conditions


def _filters(context: CaseArchive, request: Request) -> Filters:
    say = request.localizer.translate
    states = [
        (ALL_STATES, say(_("Alle, også afsluttede"))),
        *((each.code, say(each.title)) for each in CASE_WORKFLOW.states),
    ]
    return Filters(
        face_path(request, context),
        (
            Filter("q", say(_("Nummer eller ord i titlen"))),
            Filter(
                "enhed",
                say(_("Enhed")),
                tuple(request.registry.choices["units"](request)),
                blank=say(_("Alle enheder")),
            ),
            Filter("tilstand", say(_("Tilstand")), tuple(states), blank=say(_("Åbne sager"))),
            Filter("mine", say(_("Kun mine sager")), is_check=True),
        ),
        request.GET,
        sorts=[*SORTS, *(f"-{code}" for code in SORTS)],
    )


def _columns(request: Request, filters: Filters) -> list[dict[str, Any]]:
    say = request.localizer.translate
    return [
        filters.column(say(_("Sag")), "nummer"),
        filters.column(say(_("Enhed og sagsbehandler"))),
        filters.column(say(_("Frist")), "frist"),
        filters.column(say(_("Ændret")), "aendret"),
        filters.column(say(_("Tilstand"))),
    ]


def _cells(request: Request, case: Case) -> list[dict[str, Any]]:
    say = request.localizer.translate
    today = request.clock.today()
    calendar = WorkCalendar(request.registry.esdh_settings.closed_days)
    state = CASE_WORKFLOW.state(case.review_state)
    due: dict[str, Any] = {"text": say(_("Ingen frist"))}
    if case.due_date and case.is_closed:
        due = {"text": short_date(case.due_date, today)}
    elif case.due_date:
        words = deadline_words(case.due_date, today, calendar, say)
        due = {"badge": {"kind": words.kind, "icon": words.icon, "text": words.short}}
    confidential = case.sensitivity != "not_confidential" or case.access_list
    return [
        {
            "text": case.internal_title,
            "url": face_path(request, case),
            "icon": "lock" if confidential else "folder",
            "small": case.case_number + (f" · {say(_('Fortrolig'))}" if confidential else ""),
        },
        {"text": unit_name(case, case.responsible_unit), "small": person_name(case, case.caseworker)},
        due,
        {"text": short_date(local(case.changed_at).date(), today)},
        {"badge": {"kind": state.badge, "icon": state.icon, "text": say(state.title)}},
    ]


def _heading(request: Request, total: int) -> str:
    if not total:
        return request.localizer.translate(_("Ingen sager"))
    counted = _("1 sag") if total == 1 else _("${count} sager", mapping={"count": total})
    return request.localizer.translate(counted)


def _new_url(context: CaseArchive, request: Request) -> str | None:
    return (
        face_path(request, context, "ny-sag")
        if request.has_permission(Permission.CASE_ADD, context)
        else None
    )


def _empty(request: Request, filters: Filters) -> dict[str, Any]:
    say = request.localizer.translate
    if filters.is_active:
        return {
            "title": say(_("Ingen sager passer")),
            "text": say(_("Fjern et af filtrene ovenfor, eller søg også i de afsluttede sager.")),
            "link_text": say(_("Vis alle sager, også afsluttede")),
            "link_url": filters.url(q="", enhed="", mine="", tilstand=ALL_STATES),
        }
    return {
        "title": say(_("Der er ingen åbne sager")),
        "text": say(_("Her står de sager, du må læse. Afsluttede sager findes ved at vælge tilstand.")),
        "link_text": say(_("Vis alle sager, også afsluttede")),
        "link_url": filters.url(tilstand=ALL_STATES),
    }
