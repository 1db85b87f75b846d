"""Adding a party to a case, and one more if there are several."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ...cases.actions import require_open
from ...cases.content import Case
from ...kernel.errors import DomainError
from ...kernel.faces import face_path, intranet_view
from ...kernel.form_pages import form_page
from ...kernel.forms import Form
from ...kernel.i18n import _
from ...kernel.page_frame import tell
from ...kernel.record_forms import TEMPLATE, carry_out, make_form
from ...security.permissions import Permission
from ..actions import add_party
from ..content import Party, parties_in
from ..schema import PERSON, PRIMARY, PartySchema
from .case_parties import ADD, ANCHOR


@intranet_view(Case, name=ADD, permission=Permission.CASE_EDIT, template=TEMPLATE)
def new_party(context: Case, request: Request) -> Any:
    """Show the form with what is most likely filled in."""
    try:
        require_open(context)
    except DomainError as refusal:
        tell(request, "warning", refusal.message)
        return HTTPSeeOther(face_path(request, context))
    return _page(request, context, _form(request, context).bind_values(_suggested(context)))


@intranet_view(Case, name=ADD, method="POST", permission=Permission.CASE_EDIT, template=TEMPLATE)
def create_party(context: Case, request: Request) -> Any:
    """Add the party and go back to the case, whence the next one is a click away."""
    form = _form(request, context)
    made: list[Party] = []

    def add(values: dict[str, Any]) -> Party:
        made.append(add_party(context, values, request.act))
        return made[0]

    back = f"{face_path(request, context)}#{ANCHOR}"
    answer = carry_out(request, form, add, where=lambda _party: back)
    if answer is None:
        return _page(request, context, form)
    if made:
        tell(
            request,
            "ok",
            _("${name} er nu part i sagen.", mapping={"name": made[0].title}),
            link_text=request.localizer.translate(_("Tilføj en part til")),
            link_url=face_path(request, context, ADD),
        )
    return answer


def _suggested(case: Case) -> dict[str, str]:
    """Return what a new party most likely is: the one the case is about, or beside that one another."""
    has_primary = any(each.role == PRIMARY for each in parties_in(case))
    return {"kind": PERSON, "role": "secondary_party" if has_primary else PRIMARY}


def _form(request: Request, case: Case) -> Form:
    return make_form(request, PartySchema, submit_label=_("Tilføj"), cancel_url=face_path(request, case))


def _page(request: Request, case: Case, form: Form) -> dict[str, Any]:
    return form_page(request, case, form, _("Ny part på sag ${number}", mapping={"number": case.case_number}))
