"""The files of a document at work, and the text that was read from them.

The internal file is given to those who may read the document and to nobody else; the
public gets its own file from the pages that publish it, never from here.
"""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response

from ...audit.entering import enter_read
from ...files.content import StoredFile
from ...files.serving import file_response
from ...kernel.faces import face_path, intranet_view, takes_subpath
from ...kernel.forms import untranslated
from ...kernel.i18n import _
from ...kernel.page_frame import Crumb, lineage_crumbs
from ...search.lists import Page
from ...security.permissions import Permission
from ..content import Document, Version
from ..journal import FILE_FETCHED, RELEASED_FILE_FETCHED, TEXT_READ
from ..reading import reading_message, text_pages
from .heads import document_head

TEMPLATE = "bdk_esdh:documents/templates/intranet/text.pt"


@intranet_view(Document, name="fil", permission=Permission.DOCUMENT_VIEW)
@takes_subpath
def file_as_filed(context: Document, request: Request) -> Response:
    """Give the file of one version as it came in: ``fil/<version>/<filename>``."""
    version = _version_asked_for(context, request)
    return _give(context, request, version, version.file, inline=False)


@intranet_view(Document, name="pdf", permission=Permission.DOCUMENT_VIEW)
@takes_subpath
def file_as_pdf(context: Document, request: Request) -> Response:
    """Show one version as a PDF: ``pdf/<version>/<filename>``."""
    version = _version_asked_for(context, request)
    if version.pdf is None:
        raise HTTPNotFound
    return _give(context, request, version, version.pdf, inline=True)


@intranet_view(Document, name="frigivet", permission=Permission.DOCUMENT_VIEW)
@takes_subpath
def released_file(context: Document, request: Request) -> Response:
    """Show at work what the public gets, or got: ``frigivet/<filename>``."""
    if context.release is None or len(request.subpath) != 1:
        raise HTTPNotFound
    if request.subpath[0] != context.release.file.filename:
        raise HTTPNotFound
    enter_read(request, context, RELEASED_FILE_FETCHED)
    return shown_in_our_pages(file_response(request, context.release.file, inline=True, public=False))


@intranet_view(Document, name="tekst", permission=Permission.DOCUMENT_VIEW, template=TEMPLATE)
def text_page(context: Document, request: Request) -> dict[str, Any]:
    """Show what was read from the newest version, a page at a time."""
    enter_read(request, context, TEXT_READ)
    say = request.localizer.translate
    pages = text_pages(context.latest)
    number = _page_asked_for(request, len(pages))
    path = face_path(request, context, "tekst")
    message = reading_message(context.latest)
    return {
        "title": say(_("Tekst fra ${number}", mapping={"number": context.document_number})),
        "head": document_head(context, request, "tekst"),
        "crumbs": [*lineage_crumbs(request, context), Crumb(say(_("Tekst")), None)],
        "message": say(message) if message else None,
        "heading": say(_("Side ${number} af ${count}", mapping={"number": number, "count": len(pages)})),
        "lines": [line for line in pages[number - 1].splitlines() if line.strip()] if pages else [],
        "has_text": bool(pages),
        "batch": _pagination(path, number, len(pages)) if len(pages) > 1 else None,
    }


def _version_asked_for(document: Document, request: Request) -> Version:
    """Return the version whose number the address has.

    :raises HTTPNotFound: for anything but ``<version>/<filename>``, or a version there is not.
    """
    if len(request.subpath) == 2:
        for version in document.versions:
            if str(version.number) == request.subpath[0]:
                return version
    raise HTTPNotFound


def _give(
    document: Document, request: Request, version: Version, stored: StoredFile, *, inline: bool
) -> Response:
    if request.subpath[1] != stored.filename:
        raise HTTPNotFound
    number = {"number": version.number}
    enter_read(request, document, FILE_FETCHED, note=untranslated(_("Version ${number}", mapping=number)))
    response = file_response(request, stored, inline=inline, public=False)
    return shown_in_our_pages(response) if inline else response


def shown_in_our_pages(response: Response) -> Response:
    """Let the page of the document hold the file; the gate forbids frames to what says nothing itself."""
    policy = response.headers["Content-Security-Policy"]
    response.headers["Content-Security-Policy"] = f"{policy}; frame-ancestors 'self'"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _page_asked_for(request: Request, count: int) -> int:
    try:
        return max(1, min(int(request.GET.get("side", "1")), count or 1))
    except ValueError:
        return 1


def _pagination(path: str, number: int, count: int) -> dict[str, Any]:
    wanted = sorted({1, count} | {number + step for step in (-2, -1, 0, 1, 2)})
    return {
        "pages": [Page(each, f"{path}?side={each}", each == number) for each in wanted if 1 <= each <= count],
        "previous_url": f"{path}?side={number - 1}" if number > 1 else None,
        "next_url": f"{path}?side={number + 1}" if number < count else None,
        "summary": f"{number} af {count}",
    }
