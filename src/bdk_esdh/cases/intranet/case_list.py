"""The list of cases."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pyramid.request import Request

from ...classification.actions import classification_of
from ...classification.outline import outline_of
from ...kernel.clock import local
from ...kernel.danish import short_date
from ...kernel.faces import face_path, intranet_view
from ...kernel.i18n import _
from ...kernel.working_days import WorkCalendar
from ...lists.declared import BulkAct, Column, Filter, ListOf, Words, days, one_of, tick, words
from ...lists.page import TEMPLATE, list_page
from ...organisation.names import unit_name
from ...security.permissions import Permission
from ..content import Case, CaseArchive
from ..deadlines import deadline_words
from ..indexes import NO_DUE_DATE
from ..names import person_name, subject_name, units_below
from ..schema import SENSITIVITY_TITLES
from ..workflow import CASE_WORKFLOW

ALL_STATES = "alle"
OPEN_STATES = tuple(state.code for state in CASE_WORKFLOW.states if state.code != "closed")
#: the page that gives cases to a colleague
HAND_OVER = "giv-videre"
_NUMBER = re.compile(r"[0-9]{2}(\.[0-9]{0,2}){0,2}")


@intranet_view(CaseArchive, permission=Permission.CASE_VIEW, template=TEMPLATE)
def case_list(context: CaseArchive, request: Request) -> Any:
    """List the cases one may read, those with the nearest deadline first."""
    return list_page(context, request, CASES, actions=_actions(context, request))


def units(request: Request) -> Any:
    """Return the units to filter by."""
    return request.registry.choices["units"](request)


def of_unit(request: Request, key: str) -> dict[str, Any]:
    """Return the condition for a unit and those below it."""
    return {"unit": units_below(request.root, key)}


def _states(_request: Request) -> Iterable[tuple[str, Any]]:
    return [
        (ALL_STATES, _("Alle, også afsluttede")),
        *((each.code, each.title) for each in CASE_WORKFLOW.states),
    ]


def _of_state(_request: Request, code: str) -> dict[str, Any]:
    every = [state.code for state in CASE_WORKFLOW.states]
    return {"review_state": every if code == ALL_STATES else code}


def _of_subject(request: Request, typed: str) -> dict[str, Any]:
    """Return the condition for a number, or the beginning of one, or words of subjects."""
    if _NUMBER.fullmatch(typed):
        return {"kle_subject": (typed, typed + "\U0010ffff")}
    outline = outline_of(classification_of(request.root), request.registry)
    return {"kle_subject": [row.number for row in outline.find(typed)]}


def _name_cell(request: Request, case: Case) -> dict[str, Any]:
    say = request.localizer.translate
    confidential = case.sensitivity != "not_confidential" or case.access_list
    return {
        "text": case.internal_title,
        "url": face_path(request, case),
        "icon": "lock" if confidential else "folder",
        "small": case.case_number + (f" · {say(_('Fortrolig'))}" if confidential else ""),
    }


def _due_cell(request: Request, case: Case) -> dict[str, Any]:
    say, today = request.localizer.translate, request.clock.today()
    if not case.due_date:
        return {"text": say(_("Ingen frist"))}
    if case.is_closed:
        return {"text": short_date(case.due_date, today)}
    calendar = WorkCalendar(request.registry.esdh_settings.closed_days)
    said = deadline_words(case.due_date, today, calendar, say)
    return {"text": "", "badge": {"kind": said.kind, "icon": said.icon, "text": said.short}}


def _state_cell(request: Request, case: Case) -> dict[str, Any]:
    state = CASE_WORKFLOW.state(case.review_state)
    text = request.localizer.translate(state.title)
    return {"text": "", "badge": {"kind": state.badge, "icon": state.icon, "text": text}}


def _unit_cell(_request: Request, case: Case) -> dict[str, Any]:
    return {"text": unit_name(case, case.responsible_unit), "small": person_name(case, case.caseworker)}


def _state(request: Request, case: Case) -> str:
    return str(request.localizer.translate(CASE_WORKFLOW.state(case.review_state).title))


def _acts(context: CaseArchive, request: Request) -> Iterable[BulkAct]:
    if request.has_permission(Permission.CASE_EDIT, context):
        title = request.localizer.translate(_("Giv de valgte videre"))
        yield BulkAct(title, face_path(request, context, HAND_OVER), "arrow-forward")


COLUMNS = (
    Column("nummer", _("Sag"), lambda _request, case: case.internal_title, _name_cell, index="number"),
    Column("sagsnummer", _("Sagsnummer"), lambda _request, case: case.case_number, shown=False),
    Column("enhed", _("Enhed"), lambda _request, case: unit_name(case, case.responsible_unit), _unit_cell),
    Column(
        "behandler",
        _("Sagsbehandler"),
        lambda _request, case: person_name(case, case.caseworker),
        shown=False,
    ),
    Column(
        "emne", _("Emne"), lambda _request, case: subject_name(case, case.kle_subject), index="kle_subject",
        shown=False,
    ),
    Column("frist", _("Frist"), lambda _request, case: case.due_date, _due_cell, index="due"),
    Column("aendret", _("Ændret"), lambda _request, case: local(case.changed_at), index="changed"),
    Column(
        "oprettet", _("Oprettet"), lambda _request, case: local(case.opened_at).date(), shown=False
    ),
    Column(
        "foelsomhed",
        _("Følsomhed"),
        lambda request, case: request.localizer.translate(SENSITIVITY_TITLES[case.sensitivity]),
        shown=False,
    ),
    Column("tilstand", _("Tilstand"), _state, _state_cell),
)  # fmt: skip

FILTERS = (
    words(_("Nummer eller ord i titlen")),
    one_of("enhed", _("Enhed"), units, conditions=of_unit, blank=_("Alle enheder")),
    one_of("tilstand", _("Tilstand"), _states, conditions=_of_state, blank=_("Åbne sager")),
    Filter("emne", _("Emne eller KLE-nummer"), "text", _of_subject),
    tick("mine", _("Kun mine sager"), lambda request: {"caseworker": request.identity.login}),
    days("frist", _("Frist"), index="due", last=NO_DUE_DATE - 1, rare=True),
)

CASES = ListOf(
    name="sager",
    title=_("Sager"),
    columns=COLUMNS,
    filters=FILTERS,
    sort="frist",
    of=lambda _context, _request: {"kind": "Case", "review_state": list(OPEN_STATES)},
    acts=_acts,
    says=Words(
        one=_("1 sag"),
        many=_("${count} sager"),
        none=_("Ingen sager passer"),
        empty=(
            _("Der er ingen åbne sager"),
            _("Her står de sager, du må læse. Afsluttede sager findes ved at vælge tilstand."),
        ),
        show_all=_("Vis alle sager, også afsluttede"),
        all_of={"tilstand": ALL_STATES},
    ),
)


def _actions(context: CaseArchive, request: Request) -> list[Mapping[str, Any]]:
    offered = [source(context, request) for source in request.registry.case_list_actions]
    actions = [each for each in offered if each is not None]
    if request.has_permission(Permission.CASE_ADD, context):
        title = request.localizer.translate(_("Ny sag"))
        url = face_path(request, context, "ny-sag")
        actions.append({"title": title, "url": url, "icon": "create-new-folder", "primary": True})
    return actions
