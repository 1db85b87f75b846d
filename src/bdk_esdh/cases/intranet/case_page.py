"""The page of a case: its head, the panels of other capabilities, and the facts beside them."""

from typing import Any

from pyramid.request import Request

from ...kernel.clock import local
from ...kernel.danish import plain_date, short_date
from ...kernel.faces import face_path, intranet_view
from ...kernel.i18n import _
from ...kernel.working_days import WorkCalendar
from ...security.permissions import Permission
from ...security.readers import Sensitivity
from ...sharing.links import access_item
from ...trash.deleting import delete_item
from ..content import Case
from ..deadlines import deadline_words, own_deadline
from ..names import facet_name, person_name, retention_code, subject_name, unit_line
from ..panels import CasePanel, notices_of, panels_of
from ..schema import SENSITIVITY_TITLES
from ..who_reads import who_reads
from ..workflow import CASE_WORKFLOW
from .obstacles import closing_guard

TEMPLATE = "bdk_esdh:cases/templates/intranet/case.pt"
#: transitions that have a page of their own, where one is told what follows
ON_A_PAGE = {"close": "luk", "reopen": "genaabn"}


@intranet_view(Case, permission=Permission.CASE_VIEW, template=TEMPLATE)
def case_page(context: Case, request: Request) -> dict[str, Any]:
    """Show a case."""
    panels = panels_of(context, request)
    return {
        "title": f"{context.case_number} {context.internal_title}",
        "head": case_head(context, request, panels),
        "notices": notices_of(context, request),
        "panels": panels,
        "facts": _facts(context, request),
        "description": [line for line in context.description.splitlines() if line.strip()],
        "deadline": _deadline(context, request),
        "guard": None if context.is_closed else closing_guard(context, request),
    }


def case_head(case: Case, request: Request, panels: list[CasePanel]) -> dict[str, Any]:
    """Return the head of the page: what, how far, and what one may do."""
    say = request.localizer.translate
    facts = [f"{subject_name(case, case.kle_subject)} · {case.kle_facet}"]
    if case.confidential_title:
        facts.append(say(_("Offentlig titel: ${title}", mapping={"title": case.title})))
    return {
        "number": case.case_number,
        "title": case.internal_title,
        "facts": facts,
        "badges": _badges(case, request),
        "states": _states(case, request),
        "tabs": [
            {
                "title": panel.title,
                "url": f"#{panel.anchor}",
                "count": panel.count,
                "current": panel is panels[0],
            }
            for panel in panels
        ],
        "actions": _actions(case, request, panels),
        **_more(case, request),
    }


def _badges(case: Case, request: Request) -> list[dict[str, str]]:
    say = request.localizer.translate
    level = Sensitivity(case.sensitivity)
    is_open = level is Sensitivity.NOT_CONFIDENTIAL
    kind, icon = ("plain", "visibility") if is_open else ("closed", "visibility-off")
    badges = [{"kind": kind, "icon": icon, "text": say(SENSITIVITY_TITLES[level])}]
    if case.due_date and not case.is_closed:
        words = deadline_words(case.due_date, request.clock.today(), _calendar(request), say)
        badges.append({"kind": words.kind, "icon": words.icon, "text": words.text})
    return badges


def _states(case: Case, request: Request) -> list[dict[str, str]]:
    """Return the path of states: those passed with their day, where it is now, what may come."""
    today = request.clock.today()
    reached = {CASE_WORKFLOW.initial: case.opened_at, **dict(case.reached)}
    codes = [state.code for state in CASE_WORKFLOW.states]
    here = codes.index(case.review_state)
    path = []
    for place, state in enumerate(CASE_WORKFLOW.states):
        passed = place <= here and state.code in reached
        day = " " + short_date(local(reached[state.code]).date(), today) if passed else ""
        kind = "now" if place == here else "done" if passed else "next"
        path.append({"text": request.localizer.translate(state.title) + day, "kind": kind})
    return path


def _actions(case: Case, request: Request, panels: list[CasePanel]) -> list[Any]:
    actions: list[Any] = [] if case.is_closed else [panel.action for panel in panels if panel.action]
    if not case.is_closed and request.has_permission(Permission.CASE_EDIT, case):
        actions.append(
            {
                "title": request.localizer.translate(_("Ret")),
                "url": face_path(request, case, "ret"),
                "icon": "edit",
            }
        )
    return actions[:3]


def _more(case: Case, request: Request) -> dict[str, Any]:
    """Return the menu "Mere": a button for each state that can be next, a link where one is asked first."""
    say = request.localizer.translate
    offered = [
        each
        for each in CASE_WORKFLOW.available(case.review_state)
        if request.has_permission(each.permission, case)
    ]
    url = face_path(request, case, "tilstand")
    return {
        "posts": [
            {"title": say(each.title), "url": url, "name": "transition", "value": each.code}
            for each in offered
            if each.code not in ON_A_PAGE
        ],
        "more": [
            {"title": say(each.title), "url": face_path(request, case, ON_A_PAGE[each.code])}
            for each in offered
            if each.code in ON_A_PAGE
        ]
        + access_item(case, request)
        + ([] if case.is_closed else delete_item(case, request)),
    }


def _facts(case: Case, request: Request) -> list[dict[str, str]]:
    say = request.localizer.translate
    opened = f"{plain_date(local(case.opened_at).date())}, {person_name(case, case.opened_by)}"
    rows = [
        (_("Enhed"), unit_line(case, case.responsible_unit)),
        (_("Behandler"), person_name(case, case.caseworker) or say(_("Ingen endnu"))),
        (_("Emne"), subject_name(case, case.kle_subject)),
        (_("Facet"), facet_name(case, case.kle_facet)),
        (_("Offentlighed"), _publicity(case, request)),
        (_("Offentlig titel"), case.title if case.confidential_title else ""),
        (_("Adgang"), who_reads(case, say)),
        (_("Bevaring"), retention_code(case, case.kle_subject)),
        (_("Oprettet"), opened),
        (_("Afsluttet"), plain_date(local(case.closed_at).date()) if case.closed_at else ""),
        (_("Genåbnet, fordi"), case.reopen_reason if not case.is_closed else ""),
    ]
    return [{"term": say(term), "value": value} for term, value in rows if value]


def _publicity(case: Case, request: Request) -> str:
    if case.exemption_basis:
        return request.localizer.translate(_("Undtaget: ${basis}", mapping={"basis": case.exemption_basis}))
    return request.localizer.translate(_("Åben. Titlen må vises"))


def _deadline(case: Case, request: Request) -> dict[str, str] | None:
    if case.due_date is None or case.is_closed:
        return None
    return own_deadline(case.due_date, request.clock.today(), _calendar(request), request.localizer.translate)


def _calendar(request: Request) -> WorkCalendar:
    return WorkCalendar(request.registry.esdh_settings.closed_days)
