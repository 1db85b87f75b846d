"""A token that opens nothing is refused, wherever it is sent.

Answered as anonymous, a program whose token has run out would be told that everything it
knows is gone. And whoever sends none is told nothing but what is public.
"""

from pyramid.config import Configurator
from pyramid.events import ContextFound

from ..kernel.faces import face_of
from ..kernel.i18n import _
from ..kernel.json_face.problems import Problem
from ..kernel.records import Face
from ..security.personal_tokens import Scope
from ..security.tokens import personal_entry

LOGIN, LOGOUT = "@login", "@logout"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


def refuse_dead_token(event: ContextFound) -> None:
    """Refuse a request with an ``Authorization`` that is nobody's (any more).

    :raises Problem: 401 (RFC 6750, section 3.1).
    """
    request = event.request
    if face_of(request) is not Face.API or "Authorization" not in request.headers:
        return
    # With a token that has run out one gets a new one.
    if request.view_name != LOGIN and request.identity is None:
        raise Problem(401, headers={"WWW-Authenticate": 'Bearer realm="api", error="invalid_token"'})


def refuse_writing_by_reader(event: ContextFound) -> None:
    """Refuse to change anything by a personal token that is for reading.

    :raises Problem: 403 (RFC 6750, section 3.1).
    """
    request = event.request
    if face_of(request) is not Face.API or request.method in _READING or request.identity is None:
        return
    personal = personal_entry(request)
    if personal is None:
        return
    if personal.scope != Scope.WRITE:
        detail = _("Adgangstegnet kan kun læse. Lav et, der også kan skrive, på din egen side")
        headers = {"WWW-Authenticate": 'Bearer realm="api", error="insufficient_scope"'}
        raise Problem(403, detail, kind="read-only-token", headers=headers)
    if request.view_name == LOGOUT:
        detail = _("Et personligt adgangstegn slutter ikke ved at logge af. Tilbagekald det på din side")
        raise Problem(403, detail)


def includeme(config: Configurator) -> None:
    """Ask before any view is looked for."""
    config.add_subscriber(refuse_writing_by_reader, ContextFound)
    config.add_subscriber(refuse_dead_token, ContextFound)
