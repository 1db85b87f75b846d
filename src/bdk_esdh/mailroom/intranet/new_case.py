"""A case for a letter that waits: many a letter is about nothing we have a case of."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ...cases.actions import cases_of
from ...cases.content import Case
from ...cases.schema import CaseSchema
from ...kernel.faces import face_path, intranet_view
from ...kernel.form_pages import form_page
from ...kernel.i18n import _
from ...kernel.page_frame import tell
from ...kernel.record_forms import TEMPLATE, carry_out, make_form
from ...security.permissions import Permission
from ...security.readers import may_read
from ..actions import case_opened_for, open_case
from ..content import WaitingLetter
from ..suggesting import suggestions_for

NAME = "ny-sag"
#: what a letter tells of the case it begins
_FROM_LETTER = ("title", "sensitivity")


@intranet_view(WaitingLetter, name=NAME, permission=Permission.CASE_ADD, template=TEMPLATE)
@intranet_view(WaitingLetter, name=NAME, method="POST", permission=Permission.CASE_ADD, template=TEMPLATE)
def new_case_page(context: WaitingLetter, request: Request) -> Any:
    """Open a case for the letter, and lead back to it with the number of the case filled in."""
    back = face_path(request, context)
    form = make_form(request, CaseSchema, submit_label=_("Opret sagen"), cancel_url=back)
    if request.method != "POST":
        if context.settled:
            return HTTPSeeOther(face_path(request, context, "registreret"))
        if case_opened_for(context) is not None:
            return _to_the_case_there_is(context, request)
        form.bind_values(_likely(context, request))
        return _page(context, request, form)
    create = request.registry.records.actions_of("Case").create
    made: list[Case] = []

    def add(values: dict[str, Any]) -> Case:
        made.append(open_case(context, values, request.act, create))
        return made[0]

    answer = carry_out(request, form, add, where=lambda case: f"{back}?sag={case.case_number}")
    if answer is None:
        return _page(context, request, form)
    if made:  # the same form sent again leads to what it made the first time, and tells nothing
        text = _(
            "Sag ${number} er oprettet. Registrér nu brevet på den", mapping={"number": made[0].case_number}
        )
        tell(request, "ok", text)
    return answer


def new_case_url(letter: WaitingLetter, request: Request) -> str | None:
    """Return where a case for ``letter`` is opened, for whoever may and cannot see one that was."""
    opened = case_opened_for(letter)
    if opened is not None and may_read(opened, request.principals):
        return None
    may_add = request.has_permission(Permission.CASE_ADD, cases_of(letter))
    return face_path(request, letter, NAME) if may_add else None


def _to_the_case_there_is(letter: WaitingLetter, request: Request) -> HTTPSeeOther:
    """Lead back to the letter and say why: one letter begins one case."""
    opened = case_opened_for(letter)
    if opened is not None and may_read(opened, request.principals):
        words = _("Sag ${number} er allerede oprettet til brevet", mapping={"number": opened.case_number})
    else:
        words = _("Der er allerede oprettet en sag til brevet, og du har ikke adgang til den")
    tell(request, "info", words)
    return HTTPSeeOther(face_path(request, letter))


def _likely(letter: WaitingLetter, request: Request) -> dict[str, Any]:
    """Return what the letter says of the case; else what any new case is."""
    told = suggestions_for(letter, request).values
    values = CaseSchema.suggest(letter, request)
    values.update({name: told[name] for name in _FROM_LETTER if told.get(name)})
    if letter.unit:
        # Whose letter it is has the case; who there takes it is for them to say.
        mine = letter.unit == values["responsible_unit"]
        values.update(responsible_unit=letter.unit, caseworker=values["caseworker"] if mine else None)
    return values


def _page(letter: WaitingLetter, request: Request, form: Any) -> dict[str, Any]:
    return form_page(
        request, letter, form, _("Ny sag til ${filename}", mapping={"filename": letter.filename})
    )
