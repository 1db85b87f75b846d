"""A token that opens nothing is refused, wherever it is sent.

Answered as anonymous, a program whose token has run out would be told that everything it
knows is gone. And whoever sends none is told nothing but what is public.
"""

from pyramid.config import Configurator
from pyramid.events import ContextFound

from ..kernel.faces import face_of
from ..kernel.json_face.problems import Problem
from ..kernel.records import Face

LOGIN = "@login"


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


def includeme(config: Configurator) -> None:
    """Ask before any view is looked for."""
    config.add_subscriber(refuse_dead_token, ContextFound)
