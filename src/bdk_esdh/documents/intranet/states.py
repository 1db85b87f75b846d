"""Taking a document to another state, giving it to a colleague, and undoing that."""

from collections.abc import Callable
from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound, HTTPSeeOther
from pyramid.request import Request

from ...cases.names import person_name
from ...kernel.errors import DomainError
from ...kernel.faces import face_path, intranet_view
from ...kernel.i18n import _
from ...kernel.page_frame import tell
from ...kernel.record_forms import carry_out, make_form
from ...security.permissions import Permission
from ...security.readers import may_read
from ..actions import assign_document, move_document, unassign_document
from ..content import Document
from ..renditions import ask_for_rendition
from ..schema import AssignmentSchema
from ..workflow import DOCUMENT_WORKFLOW
from .heads import WITH_A_FORM


@intranet_view(Document, name="tilstand", method="POST", permission=Permission.DOCUMENT_EDIT)
def change_state(context: Document, request: Request) -> HTTPSeeOther:
    """Take the document through the transition whose button was pressed."""
    code = request.POST.get("transition", "")
    found = [each for each in DOCUMENT_WORKFLOW.transitions if each.code == code and code not in WITH_A_FORM]
    if not found:
        raise HTTPNotFound
    if not request.has_permission(found[0].permission, context):
        raise HTTPForbidden
    text = _(
        "Dokumentets tilstand er nu: ${state}", mapping={"state": _state_title(found[0].target, request)}
    )
    return _attempt(context, request, lambda: move_document(context, code, request.act), text)


@intranet_view(Document, name="fordel", method="POST", permission=Permission.DOCUMENT_EDIT)
def assign(context: Document, request: Request) -> HTTPSeeOther:
    """Give the document to the chosen colleague."""
    form = make_form(request, AssignmentSchema, submit_label=request.localizer.translate(_("Fordel")))
    here = face_path(request, context)
    answer = carry_out(
        request,
        form,
        lambda values: assign_document(context, values["assigned_to"], request.act),
        where=lambda _done: here,
    )
    if answer is None:
        for line in form.error_lines:
            tell(request, "error", line.text)
        return HTTPSeeOther(here)
    name = person_name(context, context.assigned_to)
    tell(
        request,
        "ok",
        _("Dokumentet er fordelt til ${name}", mapping={"name": name}),
        undo_url=face_path(request, context, "tag-tilbage"),
    )
    return HTTPSeeOther(here)


@intranet_view(Document, name="tag-tilbage", method="POST", permission=Permission.DOCUMENT_EDIT)
def unassign(context: Document, request: Request) -> HTTPSeeOther:
    """Undo an assignment."""
    text = _("Dokumentet er ikke længere fordelt til nogen")
    return _attempt(context, request, lambda: unassign_document(context, request.act), text)


@intranet_view(Document, name="lav-pdf", method="POST", permission=Permission.DOCUMENT_EDIT)
def make_rendition(context: Document, request: Request) -> HTTPSeeOther:
    """Ask for a PDF of the newest version."""
    text = _("PDF-udgaven bliver lavet. Indlæs siden igen om et øjeblik")
    return _attempt(context, request, lambda: ask_for_rendition(context, request.act), text)


def _attempt(document: Document, request: Request, do: Callable[[], Any], text: Any) -> HTTPSeeOther:
    """Do something the rules may refuse, and tell on the page what came of it."""
    try:
        do()
    except DomainError as error:
        tell(request, "warning", error.message)
    else:
        tell(request, "ok", text)
    if may_read(document, request.principals):
        return HTTPSeeOther(face_path(request, document))
    return HTTPSeeOther(face_path(request, document.case))


def _state_title(code: str, request: Request) -> str:
    return request.localizer.translate(DOCUMENT_WORKFLOW.state(code).title)
