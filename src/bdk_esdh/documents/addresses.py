"""Where a document is that has moved to another case, for those who have its old address."""

from typing import Any

from pyramid.request import Request

from ..kernel.faces import face_of, face_path
from ..kernel.records import Face
from ..security.permissions import Permission
from .moving import document_once_at

_CASES = "sager"
#: of ``/sager/<case>/<number>``
_LONG_ENOUGH = 3


def moved_document(request: Request) -> str | None:
    """Return the address now of the document that is asked for at an old one, to those who may read it there.

    At work a form goes along that was open when the document moved; a program that changes something is told
    that nothing is there.
    """
    face, names = face_of(request), _names(request)
    if face is Face.PUBLIC or len(names) < _LONG_ENOUGH or names[0] != _CASES:
        return None
    if face is Face.API and request.method not in {"GET", "HEAD"}:
        return None
    document: Any = document_once_at(request.root, f"{names[1]}-{names[2]}")
    if document is None or not request.has_permission(Permission.DOCUMENT_VIEW, document):
        return None
    address = face_path(request, document, *names[_LONG_ENOUGH:])
    return f"{address}?{request.query_string}" if request.query_string else address


def _names(request: Request) -> list[str]:
    names = [name for name in request.path_info.split("/") if name]
    prefix = {Face.INTRANET: 1, Face.API: 2}.get(face_of(request), 0)
    return names[prefix:]
