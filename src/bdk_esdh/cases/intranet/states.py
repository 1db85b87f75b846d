"""Taking a case to another state. Closing and reopening have a page; the rest is a button in "Mere"."""

from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound, HTTPSeeOther
from pyramid.request import Request

from ...kernel.errors import DomainError
from ...kernel.faces import face_path, intranet_view
from ...kernel.fields import Group, LongText
from ...kernel.form_pages import form_page
from ...kernel.forms import Form
from ...kernel.i18n import _
from ...kernel.page_frame import tell
from ...kernel.record_forms import carry_out, make_form
from ...security.permissions import Permission
from ..actions import move_case
from ..content import Case
from ..schema import NO_CPR
from ..workflow import CASE_WORKFLOW
from .case_page import ON_A_PAGE
from .obstacles import closing_guard

TEMPLATE = "bdk_esdh:cases/templates/intranet/case_state.pt"


class ClosingSchema(Group):
    """Nothing to fill in: the button is the answer."""


class ReopeningSchema(Group):
    """Why a closed case is opened again."""

    reason = LongText(
        title=_("Hvorfor skal sagen genåbnes?"),
        missing_msg=_("Skriv, hvorfor sagen skal genåbnes"),
        validator=NO_CPR,
    )


@intranet_view(Case, name="tilstand", method="POST", permission=Permission.CASE_DECIDE)
def change_state(context: Case, request: Request) -> HTTPSeeOther:
    """Take the case through the transition whose button was pressed."""
    code = request.POST.get("transition", "")
    found = [each for each in CASE_WORKFLOW.transitions if each.code == code]
    if not found:
        raise HTTPNotFound
    if not request.has_permission(found[0].permission, context):
        raise HTTPForbidden
    if code in ON_A_PAGE:
        return HTTPSeeOther(face_path(request, context, ON_A_PAGE[code]))
    try:
        move_case(context, code, request.act)
    except DomainError as error:
        tell(request, "warning", error.message)
    else:
        state = request.localizer.translate(CASE_WORKFLOW.state(context.review_state).title)
        tell(request, "ok", _("Sagens tilstand er nu: ${state}", mapping={"state": state}))
    return HTTPSeeOther(face_path(request, context))


@intranet_view(Case, name="luk", permission=Permission.CASE_DECIDE, template=TEMPLATE)
def closing_page(context: Case, request: Request) -> Any:
    """Show everything that stands in the way, or the button that closes the case."""
    if context.is_closed:
        return HTTPSeeOther(face_path(request, context))
    return _page(context, request, _closing_form(context, request), _("Afslut sag ${number}"), closing=True)


@intranet_view(Case, name="luk", method="POST", permission=Permission.CASE_DECIDE, template=TEMPLATE)
def close_case(context: Case, request: Request) -> Any:
    """Close the case."""
    form = _closing_form(context, request)
    here = face_path(request, context)
    answer = carry_out(
        request, form, lambda _values: move_case(context, "close", request.act), where=lambda _done: here
    )
    if answer is None:
        return _page(context, request, form, _("Afslut sag ${number}"), closing=True)
    tell(request, "ok", _("Sagen er afsluttet. Dokumenterne er låst"))
    return answer


@intranet_view(Case, name="genaabn", permission=Permission.CASE_DECIDE, template=TEMPLATE)
def reopening_page(context: Case, request: Request) -> Any:
    """Ask why the case is to be opened again."""
    if not context.is_closed:
        return HTTPSeeOther(face_path(request, context))
    return _page(context, request, _reopening_form(context, request), _("Genåbn sag ${number}"))


@intranet_view(Case, name="genaabn", method="POST", permission=Permission.CASE_DECIDE, template=TEMPLATE)
def reopen_case(context: Case, request: Request) -> Any:
    """Open a closed case again."""
    form = _reopening_form(context, request)
    here = face_path(request, context)
    answer = carry_out(
        request,
        form,
        lambda values: move_case(context, "reopen", request.act, reason=values["reason"]),
        where=lambda _done: here,
    )
    if answer is None:
        return _page(context, request, form, _("Genåbn sag ${number}"))
    tell(request, "ok", _("Sagen er genåbnet"))
    return answer


def _closing_form(case: Case, request: Request) -> Form:
    label = request.localizer.translate(_("Afslut sag ${number}", mapping={"number": case.case_number}))
    return make_form(request, ClosingSchema, submit_label=label, cancel_url=face_path(request, case))


def _reopening_form(case: Case, request: Request) -> Form:
    label = request.localizer.translate(_("Genåbn sag ${number}", mapping={"number": case.case_number}))
    return make_form(request, ReopeningSchema, submit_label=label, cancel_url=face_path(request, case))


def _page(case: Case, request: Request, form: Form, title: Any, *, closing: bool = False) -> dict[str, Any]:
    say = request.localizer.translate
    heading = say(title).replace("${number}", case.case_number)
    guard = closing_guard(case, request) if closing else None
    is_kept = guard is not None and not guard["is_ready"]
    page = form_page(
        request,
        case,
        form,
        heading,
        case_title=case.internal_title,
        guard=guard if is_kept else None,
        closing=closing,
        documents_text=say(_("Dokumenterne bliver låst. Sagen kan genåbnes med en grund.")),
        back_url=face_path(request, case),
    )
    return {**page, "form": None} if is_kept else page
