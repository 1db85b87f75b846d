"""The versions of a document's file: every one that was, and a form for the next."""

from typing import Any

from pyramid.request import Request

from ...kernel.danish import file_size, moment_text
from ...kernel.faces import face_path, intranet_view
from ...kernel.forms import Form
from ...kernel.i18n import _
from ...kernel.page_frame import Crumb, lineage_crumbs, tell
from ...kernel.record_forms import carry_out, make_form
from ...security.permissions import Permission
from ..actions import add_version
from ..content import Document, Version
from ..reading import reading_message
from ..schema import VersionSchema
from .file_links import file_link
from .heads import document_head, lock_text, may_edit

TEMPLATE = "bdk_esdh:documents/templates/intranet/versions.pt"


@intranet_view(Document, name="versioner", permission=Permission.DOCUMENT_VIEW, template=TEMPLATE)
def versions_page(context: Document, request: Request) -> dict[str, Any]:
    """List the versions, the newest first."""
    return _page(context, request, _form(context, request) if may_edit(context, request) else None)


@intranet_view(
    Document, name="versioner", method="POST", permission=Permission.DOCUMENT_EDIT, template=TEMPLATE
)
def add_a_version(context: Document, request: Request) -> Any:
    """Add the chosen file as the newest version."""
    form = _form(context, request)

    def add(values: dict[str, Any]) -> Version:
        upload = values["file"]
        return add_version(context, upload.stream, upload.filename, request.act, note=values["note"])

    here = face_path(request, context, "versioner")
    answer = carry_out(request, form, add, where=lambda _version: here)
    if answer is None:
        return _page(context, request, form)
    tell(request, "ok", _("Version ${number} er gemt", mapping={"number": context.latest.number}))
    return answer


def _form(document: Document, request: Request) -> Form:
    return make_form(
        request,
        VersionSchema,
        submit_label=request.localizer.translate(_("Gem som ny version")),
        action=face_path(request, document, "versioner"),
    )


def _page(document: Document, request: Request, form: Form | None) -> dict[str, Any]:
    say = request.localizer.translate
    title = say(_("Versioner af ${number}", mapping={"number": document.document_number}))
    failed = form is not None and form.has_errors
    if failed:
        request.response.status_int = 422
    return {
        "title": say(_("Fejl: ${title}", mapping={"title": title})) if failed else title,
        "head": document_head(document, request, "versioner"),
        "crumbs": [*lineage_crumbs(request, document), Crumb(say(_("Versioner")), None)],
        "versions": [_row(document, version, request) for version in reversed(document.versions)],
        "form": form,
        "lock": lock_text(document, request),
    }


def _row(document: Document, version: Version, request: Request) -> dict[str, Any]:
    say = request.localizer.translate
    message = reading_message(version)
    return {
        "number": say(_("Version ${number}", mapping={"number": version.number})),
        "moment": moment_text(version.added_at, request.clock.today()),
        "name": version.added_by_name,
        "note": version.note,
        "message": say(message) if message else "",
        "size": file_size(version.file.size),
        "filename": version.file.filename,
        "url": file_link(document, version, request),
    }
