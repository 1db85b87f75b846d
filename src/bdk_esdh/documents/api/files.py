"""The file of a document and its versions, on the JSON face."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response

from ...audit.entering import enter_read
from ...files.serving import file_response
from ...kernel.faces import Takes, api_view
from ...kernel.json_face.acts import once
from ...kernel.json_face.answers import address, list_part, moment, window_of
from ...kernel.json_face.body import body_of
from ...kernel.json_face.values import read_values
from ...security.permissions import Permission
from ..actions import add_version
from ..content import Document, Version
from ..journal import FILE_FETCHED
from ..schema import VersionSchema


def file_fields(request: Request, document: Document, version: Version) -> dict[str, Any]:
    """Return what is told of a file; its bytes are fetched at ``download``."""
    stored = version.file
    names = (
        ["@download", "file"] if version is document.latest else ["@download", "file", str(version.number)]
    )
    return {
        "filename": stored.filename,
        "content-type": stored.media_type,
        "size": stored.size,
        "sha256": stored.sha256,
        "download": address(request, document, *names),
    }


@api_view(
    Document,
    name="@download",
    permission=Permission.DOCUMENT_VIEW,
    takes=Takes(subpaths=("/file", "/file/{version}"), binary=True),
)
def download(context: Document, request: Request) -> Response:
    """Give the newest file (``@download/file``) or that of a version (``@download/file/2``)."""
    if not 1 <= len(request.subpath) <= 2 or request.subpath[0] != "file":
        raise HTTPNotFound
    version = context.latest if len(request.subpath) == 1 else _version(context, request.subpath[1])
    enter_read(request, context, FILE_FETCHED)
    return file_response(request, version.file, inline=False, public=False)


@api_view(
    Document,
    name="@versions",
    permission=Permission.DOCUMENT_VIEW,
    takes=Takes(subpaths=("", "/{version}"), listing=True),
)
def versions(context: Document, request: Request) -> dict[str, Any]:
    """List the versions, the newest first, or give one of them."""
    if len(request.subpath) > 1:
        raise HTTPNotFound
    if request.subpath:
        return version_fields(request, context, _version(context, request.subpath[0]))
    part = window_of(request)
    newest_first = list(reversed(context.versions))
    shown = newest_first[part.start : part.start + part.size]
    return {
        "@id": address(request, context, "@versions"),
        **list_part(request, [version_fields(request, context, each) for each in shown], len(newest_first)),
    }


@api_view(
    Document,
    name="@versions",
    method="POST",
    permission=Permission.DOCUMENT_EDIT,
    takes=Takes(VersionSchema, status=201),
)
def new_version(context: Document, request: Request) -> dict[str, Any]:
    """Add a file as the newest version."""
    if request.subpath:
        raise HTTPNotFound
    values = read_values(request, VersionSchema, body_of(request))

    def add() -> str:
        upload = values["file"]
        version = add_version(context, upload.stream, upload.filename, request.act, note=values["note"])
        return f"{request.path}/{version.number}"

    path = once(request, add)
    request.response.status_int = 201
    request.response.headers["Location"] = request.host_url + path
    return version_fields(request, context, _version(context, path.rpartition("/")[2]))


def version_fields(request: Request, document: Document, version: Version) -> dict[str, Any]:
    """Return what is told of a version."""
    return {
        "@id": address(request, document, "@versions", str(version.number)),
        "version": version.number,
        "title": version.file.filename,
        "note": version.note,
        "added_at": moment(version.added_at),
        "added_by": version.added_by_name,
        "file": file_fields(request, document, version),
    }


def _version(document: Document, number: str) -> Version:
    for version in document.versions:
        if str(version.number) == number:
            return version
    raise HTTPNotFound
