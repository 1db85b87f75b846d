"""The page of a document: the file as it looks, its facts, the next step, and what the public gets."""

from typing import Any

from pyramid.request import Request

from ...cases.names import person_name
from ...cases.schema import SENSITIVITY_TITLES
from ...kernel.clock import local
from ...kernel.danish import plain_date
from ...kernel.faces import face_path, intranet_view
from ...kernel.forms import Form
from ...kernel.i18n import _
from ...kernel.record_forms import EDIT_NAME, make_form
from ...security.permissions import Permission
from ...security.readers import Sensitivity
from ..actions import document_values
from ..content import Document
from ..reading import reading_message, text_pages
from ..renditions import rendition_can_be_asked_for, rendition_message
from ..schema import DIRECTIONS, DOCUMENT_TYPES, DocumentFacts
from ..whereabouts import whereabouts_of
from .file_links import file_link, pdf_link
from .heads import document_head, lock_text, may_edit, transitions_for
from .release_panel import release_panel

TEMPLATE = "bdk_esdh:documents/templates/intranet/document.pt"
_EXCERPT = 1_500
#: pictures that the file service shows as what they are
_SHOWN_IMAGES = frozenset({"image/png", "image/jpeg"})


@intranet_view(Document, permission=Permission.DOCUMENT_VIEW, template=TEMPLATE)
def document_page(context: Document, request: Request) -> dict[str, Any]:
    """Show a document."""
    editable = may_edit(context, request)
    return {
        "title": f"{context.document_number} {context.title}",
        "head": document_head(context, request, "dokument"),
        "preview": preview_of(context, request),
        "form": _facts_form(context, request) if editable else None,
        "facts": None if editable else _facts(context, request),
        "text_url": face_path(request, context, "tekst"),
        "lock": lock_text(context, request),
        "next_step": next_step(context, request),
        "release": release_panel(context, request),
        "whereabouts": whereabouts_of(context, request),
    }


def preview_of(document: Document, request: Request) -> dict[str, Any]:
    """Return how the newest version can be seen, with what one has to know of it."""
    say = request.localizer.translate
    version = document.latest
    message = reading_message(version)
    no_pdf = rendition_message(version, request.clock.now())
    texts = text_pages(version)
    return {
        "pdf": pdf_link(document, version, request),
        "image": file_link(document, version, request) if version.file.media_type in _SHOWN_IMAGES else None,
        "file": file_link(document, version, request),
        "filename": version.file.filename,
        "message": say(message) if message else None,
        "rendition_message": say(no_pdf) if no_pdf else None,
        "ask_rendition_url": _ask_rendition_url(document, request),
        "excerpt": texts[0][:_EXCERPT] if texts and version.pdf is None else None,
        "label": say(
            _("${name}, version ${number}", mapping={"name": document.title, "number": version.number})
        ),
    }


def _ask_rendition_url(document: Document, request: Request) -> str | None:
    if not request.has_permission(Permission.DOCUMENT_EDIT, document):
        return None
    askable = rendition_can_be_asked_for(document.latest, request.clock.now())
    return face_path(request, document, "lav-pdf") if askable else None


def next_step(document: Document, request: Request) -> dict[str, Any] | None:
    """Return what one may do with the document's state: give it to somebody, finish it."""
    if not may_edit(document, request):
        return None
    say = request.localizer.translate
    assigned = document.assigned_to
    return {
        "assigned": person_name(document, assigned) if assigned else None,
        "assign_url": face_path(request, document, "fordel"),
        "likely": assigned or document.case.caseworker,
        "colleagues": request.registry.choices["staff"](request),
        "unassign_url": face_path(request, document, "tag-tilbage") if assigned else None,
        "state_url": face_path(request, document, "tilstand"),
        "finalise": [
            say(each.title) for each in transitions_for(document, request) if each.code == "finalise"
        ],
    }


def _facts_form(document: Document, request: Request) -> Form:
    form = make_form(
        request,
        DocumentFacts,
        submit_label=request.localizer.translate(_("Gem")),
        action=face_path(request, document, EDIT_NAME),
        sticky=True,
        form_id="fakta",
    )
    return form.bind_record(document_values(document))


def _facts(document: Document, request: Request) -> list[dict[str, str]]:
    say = request.localizer.translate
    letter_date = plain_date(document.letter_date) if document.letter_date else ""
    rows = [
        (_("Titel"), document.title),
        (_("Type"), say(dict(DOCUMENT_TYPES).get(document.document_type, document.document_type))),
        (_("Retning"), say(dict(DIRECTIONS)[document.direction])),
        (_("Brevdato"), letter_date),
        (_("Modtager") if document.direction == "outgoing" else _("Afsender"), document.correspondent),
        (_("Skrevet af"), document.written_by),
        (_("Stilet til"), "; ".join(document.addressed_to)),
        (_("Vises som"), document.character),
        (_("Følsomhed"), say(SENSITIVITY_TITLES[Sensitivity(document.sensitivity)])),
        (_("Undtaget efter"), document.exemption_basis),
        (
            _("Postliste"),
            say(_("Må komme på postlisten") if document.on_postlist else _("Kommer ikke på postlisten")),
        ),
        (_("Fordelt til"), person_name(document, document.assigned_to)),
        (_("Beskrivelse"), document.description),
        (_("Registreret"), plain_date(local(document.registered_at).date())),
        (_("Endeligt"), plain_date(local(document.finalised_at).date()) if document.finalised_at else ""),
    ]
    return [{"term": say(term), "value": value} for term, value in rows if value]
