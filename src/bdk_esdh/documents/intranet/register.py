"""Registering a document: on the page of a case, and in the mail room with the case's number."""

from collections.abc import Callable, Mapping
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ...cases.content import Case
from ...kernel.faces import face_path, intranet_view
from ...kernel.form_pages import form_page
from ...kernel.forms import Form
from ...kernel.i18n import _
from ...kernel.page_frame import tell
from ...kernel.record_forms import carry_out, make_form
from ...organisation.names import unit_name
from ...security.permissions import Permission
from ...security.readers import may_read
from ..actions import find_case, register_document
from ..content import Document, Documents
from ..schema import MailRoomSchema, RegisterSchema
from .heads import is_answerable
from .suggesting import correspondents_url

TEMPLATE = "bdk_esdh:documents/templates/intranet/register.pt"


@intranet_view(Case, name="nyt-dokument", permission=Permission.DOCUMENT_ADD, template=TEMPLATE)
def register_page(context: Case, request: Request) -> Any:
    """Show the form with what is most likely filled in; ``svar`` in the address is the letter it answers."""
    if context.is_closed:
        return _to_closed_case(context, request)
    letter = context.get(request.GET.get("svar", ""))
    if is_answerable(letter) and may_read(letter, request.principals):
        values = RegisterSchema.suggest_answer(letter, request)
    else:
        values = RegisterSchema.suggest(context, request)
    form = _form(context, request, RegisterSchema).bind_values(values)
    return _page(context, request, form)


def _to_closed_case(case: Case, request: Request) -> HTTPSeeOther:
    """Lead to a case that takes no documents, and say how it gets to take them again."""
    links = {}
    text = _(
        "Sagen er afsluttet og tager ikke imod dokumenter. Bed en sagsbehandler i ${unit} om at genåbne den.",
        mapping={"unit": unit_name(case, case.responsible_unit)},
    )
    if request.has_permission(Permission.CASE_DECIDE, case):
        text = _("Sagen er afsluttet og tager ikke imod dokumenter, før den er genåbnet.")
        reopen = request.localizer.translate(_("Genåbn sagen"))
        links = {"link_text": reopen, "link_url": face_path(request, case, "genaabn")}
    tell(request, "warning", text, **links)
    return HTTPSeeOther(face_path(request, case))


@intranet_view(
    Case, name="nyt-dokument", method="POST", permission=Permission.DOCUMENT_ADD, template=TEMPLATE
)
def register_on_case(context: Case, request: Request) -> Any:
    """Register the document and go back to the case."""
    form = _form(context, request, RegisterSchema)
    here = face_path(request, context)
    return _register(context, request, form, lambda _values: context, back=here)


@intranet_view(Documents, name="registrer", permission=Permission.DOCUMENT_ADD, template=TEMPLATE)
def mail_room_page(context: Documents, request: Request) -> dict[str, Any]:
    """Show the form of the mail room; ``sag`` in the address fills in a case."""
    form = _form(context, request, MailRoomSchema)
    asked = request.GET.get("sag", "")[:40]
    return _page(
        context, request, form.bind_values({**MailRoomSchema.suggest(context, request), "case_number": asked})
    )


@intranet_view(
    Documents, name="registrer", method="POST", permission=Permission.DOCUMENT_ADD, template=TEMPLATE
)
def register_in_mail_room(context: Documents, request: Request) -> Any:
    """Register the document on the case that was named, and be ready for the next."""
    form = _form(context, request, MailRoomSchema)

    def case_of(values: Mapping[str, Any]) -> Case:
        return find_case(context, values["case_number"], request.principals)

    return _register(context, request, form, case_of, back=face_path(request, context, "registrer"))


def _register(
    context: Any, request: Request, form: Form, case_of: Callable[[Mapping[str, Any]], Case], *, back: str
) -> Any:
    made: list[Document] = []

    def register(values: Mapping[str, Any]) -> Document:
        document = register_document(case_of(values), values, request.act)
        made.append(document)
        return document

    answer = carry_out(request, form, register, where=lambda _document: back)
    if answer is None:
        return _page(context, request, form)
    if not made:
        tell(request, "info", _("Formularen er allerede sendt. Dokumentet er registreret én gang"))
    else:
        tell_number(request, made[-1])
    return answer


def tell_number(
    request: Request, document: Document, text: str | None = None, *, leads_there: bool = False
) -> None:
    """Tell the number, with a link for whoever may open the document.

    :param text: what is told, when it is more than that.
    :param leads_there: the next page is the document's own, and needs no link to itself.
    """
    if text is None:
        text = _("Registreret som ${number}", mapping={"number": document.document_number})
    links = {}
    if not leads_there and may_read(document, request.principals):
        # Whoever registers something confidential for another unit cannot open it afterwards.
        links = {
            "link_text": request.localizer.translate(_("Åbn dokumentet")),
            "link_url": face_path(request, document),
        }
    tell(request, "ok", text, **links)


def _form(context: Any, request: Request, schema: type) -> Form:
    made: Any = schema()
    if isinstance(context, Case):
        made = made.clone()  # the fields themselves are those of all forms
        made["correspondent"].suggested_by = correspondents_url(request, context)
    return make_form(
        request,
        made,
        submit_label=request.localizer.translate(_("Registrér")),
        cancel_url=face_path(request, context),
        sticky=True,
    )


def _page(context: Any, request: Request, form: Form) -> dict[str, Any]:
    if not isinstance(context, Case):
        return form_page(request, context, form, _("Registrér post"), lead=None)
    heading = _("Nyt dokument på sag ${number}", mapping={"number": context.case_number})
    return form_page(request, context, form, heading, lead=context.internal_title)
