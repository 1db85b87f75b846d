"""Giving a file to the public, and taking it back: each has a page of its own, for both reach the public."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ...kernel.clock import local
from ...kernel.danish import plain_date
from ...kernel.errors import DomainError
from ...kernel.faces import face_path, intranet_view
from ...kernel.form_pages import form_page
from ...kernel.forms import Form
from ...kernel.i18n import _
from ...kernel.page_frame import tell
from ...kernel.record_forms import carry_out, make_form
from ...security.permissions import Permission
from ..content import Document
from ..reading import is_unreadable
from ..release import ask_for_release, cancel_release, release_obstacles, withdraw_release
from ..schema import ReleaseSchema, WithdrawalSchema
from .file_links import pdf_link
from .release_panel import refused_guard, release_guard

TEMPLATE = "bdk_esdh:documents/templates/intranet/release.pt"
SCAN, NUMBERS = "scan_confirmed", "numbers_confirmed"


@intranet_view(Document, name="frigiv", permission=Permission.DOCUMENT_RELEASE, template=TEMPLATE)
def release_page(context: Document, request: Request) -> Any:
    """Show what stands in the way, or the button that releases the file."""
    if context.released is not None or context.asked_release is not None:
        return HTTPSeeOther(face_path(request, context))
    return _release_page(context, request, _release_form(context, request, _confirmations(context)))


def _confirmations(document: Document) -> set[str]:
    """Name what has to be confirmed, as far as it is known: a page gives no text, or the check said so."""
    needed = {SCAN} if is_unreadable(document.latest) else set()
    if document.refused_release is not None:
        needed |= {field for field, _reason in document.refused_release.reasons if field}
    return needed


@intranet_view(
    Document, name="frigiv", method="POST", permission=Permission.DOCUMENT_RELEASE, template=TEMPLATE
)
def release(context: Document, request: Request) -> Any:
    """Have the file released by the worker, or say what stands in the way."""
    form = _release_form(context, request, {SCAN, NUMBERS})
    here = face_path(request, context)

    def ask(values: dict[str, Any]) -> None:
        ask_for_release(context, request.act, scan_confirmed=values[SCAN], numbers_confirmed=values[NUMBERS])

    answer = carry_out(request, form, ask, where=lambda _done: here)
    if answer is None:
        return _release_page(context, request, _without_unneeded(context, request, form))
    tell(request, "info", _("Frigivelsen er sat i gang. Nederst på siden kan du se, når den er færdig"))
    return answer


@intranet_view(Document, name="fortryd-frigivelse", method="POST", permission=Permission.DOCUMENT_RELEASE)
def cancel(context: Document, request: Request) -> HTTPSeeOther:
    """Take back what was asked for before it is done."""
    try:
        cancel_release(context, request.act)
    except DomainError as refusal:
        tell(request, "warning", refusal.message)
    else:
        tell(request, "ok", _("Filen bliver ikke frigivet"))
    return HTTPSeeOther(face_path(request, context))


@intranet_view(Document, name="traek-tilbage", permission=Permission.DOCUMENT_RELEASE, template=TEMPLATE)
def withdrawal_page(context: Document, request: Request) -> Any:
    """Ask why the file is taken back."""
    if context.release is None or context.release.withdrawn_at is not None:
        return HTTPSeeOther(face_path(request, context))
    return _withdrawal_page(context, request, _withdrawal_form(context, request))


@intranet_view(
    Document, name="traek-tilbage", method="POST", permission=Permission.DOCUMENT_RELEASE, template=TEMPLATE
)
def withdraw(context: Document, request: Request) -> Any:
    """Take the file back."""
    form = _withdrawal_form(context, request)
    here = face_path(request, context)
    answer = carry_out(
        request,
        form,
        lambda values: withdraw_release(context, values["reason"], request.act),
        where=lambda _done: here,
    )
    if answer is None:
        return _withdrawal_page(context, request, form)
    tell(request, "ok", _("Filen er trukket tilbage. Siden, filen og søgningen viser det straks"))
    return answer


def _release_form(document: Document, request: Request, asked: set[str]) -> Form:
    schema = ReleaseSchema()
    for name in {SCAN, NUMBERS} - asked:
        del schema[name]
    label = _("Frigiv filen i ${number}", mapping={"number": document.document_number})
    return make_form(
        request,
        schema,
        submit_label=request.localizer.translate(label),
        action=face_path(request, document, "frigiv"),
        cancel_url=face_path(request, document),
    )


def _without_unneeded(document: Document, request: Request, form: Form) -> Form:
    """Keep of a refused form only the confirmations that are needed or were given."""
    needed = _confirmations(document)
    given = {name for name in (SCAN, NUMBERS) if request.POST.get(name)}
    kept = _release_form(document, request, needed | given)
    kept.submission = form.submission
    kept.top_errors = form.top_errors
    for child in form.root.children:
        if child.name in needed | given:
            kept.root[child.name].error = child.error
            kept.root[child.name].cstruct = child.cstruct
    return kept


def _withdrawal_form(document: Document, request: Request) -> Form:
    label = _("Træk filen i ${number} tilbage", mapping={"number": document.document_number})
    return make_form(
        request,
        WithdrawalSchema,
        submit_label=request.localizer.translate(label),
        action=face_path(request, document, "traek-tilbage"),
        cancel_url=face_path(request, document),
    )


def _release_page(document: Document, request: Request, form: Form) -> dict[str, Any]:
    say = request.localizer.translate
    obstacles = release_obstacles(document)
    lead = say(
        _(
            "Offentligheden får en ny PDF uden skjulte oplysninger. "
            "Vi leder efter CPR-numre i titel, filnavn og tekst. "
            "Navne og andet, der skal hemmeligholdes, skal du selv have set efter."
        )
    )
    page = _page(document, request, form, _("Frigiv filen i ${number}"), lead)
    guard = release_guard(document, request) if obstacles else refused_guard(document, request)
    return {
        **page,
        "form": None if obstacles else form,
        "guard": guard,
        "recalled": _recalled(document, request),
    }


def _recalled(document: Document, request: Request) -> dict[str, str] | None:
    """Return what to know before a file that was taken back is released: why, and whether it is the same."""
    release = document.release
    if release is None or release.withdrawn_at is None:
        return None
    day = plain_date(local(release.withdrawn_at).date())
    text = _(
        "Filen blev trukket tilbage ${day}: ${reason}",
        mapping={"day": day, "reason": release.withdrawn_reason},
    )
    same = release.version == document.latest.number
    return {
        "kind": "soon",
        "icon": "warning",
        "title": request.localizer.translate(
            _("Det er den samme version, der blev trukket tilbage")
            if same
            else _("En tidligere version blev trukket tilbage")
        ),
        "text": request.localizer.translate(text),
    }


def _withdrawal_page(document: Document, request: Request, form: Form) -> dict[str, Any]:
    lead = _("Siden, filen, søgningen og feeds viser straks, at filen er trukket tilbage.")
    return _page(
        document, request, form, _("Træk filen i ${number} tilbage"), request.localizer.translate(lead)
    )


def _page(document: Document, request: Request, form: Form, title: Any, lead: str) -> dict[str, Any]:
    heading = request.localizer.translate(title).replace("${number}", document.document_number)
    return form_page(
        request,
        document,
        form,
        heading,
        document_title=document.title,
        lead=lead,
        guard=None,
        recalled=None,
        pdf_url=pdf_link(document, document.latest, request),
        back_url=face_path(request, document),
    )
