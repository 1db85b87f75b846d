"""What is done to cases. Every way in (form, program, import) goes through here."""

from collections.abc import Mapping
from typing import Any

from ..audit.differences import change_of, changes_between
from ..audit.entering import enter
from ..classification.actions import require_facet, require_subject
from ..desk.kinds import CASE_GIVEN
from ..desk.notices import tell_person
from ..kernel.clock import local
from ..kernel.errors import DomainError, SeveralErrors
from ..kernel.graph import find_objectmap, reindex_below, tell_changed
from ..kernel.i18n import _
from ..kernel.records import Act, change_guard, changes, creates, form_values
from ..security.readers import Sensitivity, user_token
from ..sharing.actions import READING_INDEXES, put_access_list
from .closing import closing_obstacles
from .content import Case, CaseArchive
from .errors import BasisMissing, CaseClosed, ReasonMissing, UnknownSubject
from .journal import CLOSED, CREATED, FACTS_CHANGED, REOPENED, STATE_CHANGED, words_of
from .names import token_names
from .schema import CaseSchema
from .workflow import CASE_WORKFLOW

_RIGHTS_FIELDS = ("sensitivity", "responsible_unit", "caseworker", "access_list")


@creates("Case")
def open_case(archive: CaseArchive, values: Mapping[str, Any], act: Act) -> Case:
    """Open a case and give it its number.

    :param values: as ``CaseSchema`` has them.
    :raises SeveralErrors: when subject, facet or legal basis are wrong.
    """
    _check(archive, values)
    number = archive.counter.next(local(act.at).date())
    case = Case(
        number,
        values["title"],
        kle_subject=values["kle_subject"],
        kle_facet=values["kle_facet"],
        responsible_unit=values["responsible_unit"],
        opened_at=act.at,
        opened_by=act.by,
    )
    _apply(case, values, act)
    archive.add(number, case, registry=act.registry)
    enter(case, act, CREATED)
    tell_person(case.caseworker, CASE_GIVEN, case, act)
    return case


@changes("Case")
def change_case(case: Case, values: Mapping[str, Any], act: Act) -> None:
    """Change the facts of a case; those below it follow when rights change.

    :raises CaseClosed: when the case is closed.
    :raises SeveralErrors: when subject, facet or legal basis are wrong.
    """
    require_open(case)
    _check(case, values)
    facts, listed = case_values(case), case.access_list
    before = [getattr(case, name) for name in _RIGHTS_FIELDS]
    case.title = values["title"]
    case.kle_subject = values["kle_subject"]
    case.kle_facet = values["kle_facet"]
    case.responsible_unit = values["responsible_unit"]
    _apply(case, values, act)
    tell_changed(case, act.registry)
    if before != [getattr(case, name) for name in _RIGHTS_FIELDS]:
        reindex_below(case, *READING_INDEXES, "unit")
    _enter_change(case, facts, listed, act)
    if case.caseworker != facts["caseworker"]:
        tell_person(case.caseworker, CASE_GIVEN, case, act)


@form_values("Case")
def case_values(case: Case) -> dict[str, Any]:
    """Return what the form of a case starts from."""
    names = (
        "title", "kle_subject", "kle_facet", "responsible_unit", "caseworker", "sensitivity", "due_date",
        "description", "confidential_title", "exemption_basis",
    )  # fmt: skip
    return {name: getattr(case, name) for name in names}


@change_guard("Case")
def require_open(case: Case) -> None:
    """Refuse when ``case`` is closed: nothing in it may be added or changed.

    :raises CaseClosed: when it is.
    """
    if case.is_closed:
        raise CaseClosed(_("Sagen er afsluttet. Genåbn den, før du lægger noget på"))


def move_case(case: Case, transition: str, act: Act, *, reason: str = "") -> None:
    """Take a case from one state to another.

    :param transition: code of the transition.
    :param reason: why a closed case is opened again; required for that alone.
    :raises Refused: when the state does not allow it.
    :raises SeveralErrors: with everything that has to be finished before it can be closed.
    :raises ReasonMissing: when a closed case is opened again without a reason.
    """
    CASE_WORKFLOW.check(case, transition)
    came_from, reason = case.review_state, " ".join(reason.split())
    if transition == "close":
        obstacles: list[DomainError] = [*closing_obstacles(case, act.registry)]
        if obstacles:
            raise SeveralErrors(obstacles)
        case.closed_at = act.at
    if transition == "reopen":
        if not reason:
            raise ReasonMissing(_("Skriv, hvorfor sagen skal genåbnes"), field="reason")
        case.reopen_reason = reason
        case.closed_at = None
    CASE_WORKFLOW.move(case, transition)
    case.reached = (*case.reached, (case.review_state, act.at))
    touch(case, act)
    titles = [CASE_WORKFLOW.state(code).title for code in (came_from, case.review_state)]
    verb = {"close": CLOSED, "reopen": REOPENED}.get(transition, STATE_CHANGED)
    enter(case, act, verb, changes=change_of(_("Tilstand"), *titles), note=reason)


def touch(case: Case, act: Act) -> None:
    """Note that something in the case was changed, by whom and when."""
    case.changed_at = act.at
    case.changed_by = act.by
    tell_changed(case, act.registry)


def cases_of(node: Any) -> CaseArchive:
    """Return the archive of cases in the graph that ``node`` sits in."""
    return find_objectmap(node).root["sager"]


def _enter_change(case: Case, before: Mapping[str, Any], listed: tuple[str, ...], act: Act) -> None:
    changes = changes_between(CaseSchema, before, case_values(case), words_of(case))
    names = [", ".join(token_names(case, tokens)) for tokens in (listed, case.access_list)]
    changes += change_of(_("Adgangsliste"), *names)
    if changes:
        enter(case, act, FACTS_CHANGED, changes=changes)


def _check(node: Any, values: Mapping[str, Any]) -> None:
    errors: list[DomainError] = []
    for check, name in ((require_subject, "kle_subject"), (require_facet, "kle_facet")):
        if getattr(node, name, None) == values[name]:
            continue  # a retired subject stays valid on a case that has it
        try:
            check(node, values[name])
        except DomainError as error:
            errors.append(UnknownSubject(error.message, field=name))
    if bool(values.get("exemption_basis")) != bool(values.get("confidential_title")):
        missing = "confidential_title" if values.get("exemption_basis") else "exemption_basis"
        errors.append(
            BasisMissing(
                _("Fortrolig titel og lovhjemmel følges ad: udfyld begge, eller ingen af dem"), field=missing
            )
        )
    if errors:
        raise SeveralErrors(errors)


def _apply(case: Case, values: Mapping[str, Any], act: Act) -> None:
    was_vip = case.sensitivity == Sensitivity.VIP.value
    case.caseworker = values.get("caseworker")
    case.sensitivity = values.get("sensitivity") or Sensitivity.NOT_CONFIDENTIAL.value
    case.due_date = values.get("due_date")
    case.description = values.get("description", "")
    case.confidential_title = values.get("confidential_title", "")
    case.exemption_basis = values.get("exemption_basis", "")
    if case.sensitivity == Sensitivity.VIP.value and not case.access_list:
        # Whoever closes a case to all others keeps the key.
        put_access_list(case, sorted({user_token(act.by), *map(user_token, case.handlers())}))
    elif was_vip and case.sensitivity != Sensitivity.VIP.value:
        # The list came with the level. One that was set beside another level stays.
        put_access_list(case, ())
    case.changed_at = act.at
    case.changed_by = act.by
