"""Addresses of a document's files at work: each names version and file, so that no two files share one."""

from pyramid.request import Request

from ...kernel.faces import face_path
from ..content import Document, Version


def file_link(document: Document, version: Version, request: Request) -> str:
    """Return the address of the file as it came in."""
    return face_path(request, document, "fil", str(version.number), version.file.filename)


def pdf_link(document: Document, version: Version, request: Request) -> str | None:
    """Return the address of the version as a PDF to look at, if there is one."""
    if version.pdf is None:
        return None
    return face_path(request, document, "pdf", str(version.number), version.pdf.filename)


def released_link(document: Document, request: Request) -> str | None:
    """Return the address at work of the file that the public gets."""
    if document.release is None:
        return None
    return face_path(request, document, "frigivet", document.release.file.filename)
