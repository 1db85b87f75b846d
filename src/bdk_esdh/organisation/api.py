"""Logging programs in and out, and the organisation as programs see it."""

from typing import Any

from pyramid.request import Request
from pyramid.response import Response

from ..kernel.faces import api_view
from ..kernel.form_controls import SURROGATE
from ..kernel.i18n import _
from ..kernel.json_face.acts import done
from ..kernel.json_face.body import body_of
from ..kernel.json_face.problems import Problem, invalid
from ..root import Root
from ..security.addresses import rough_network
from ..security.logins import credential_of
from ..security.permissions import Permission
from ..security.tokens import close_token, open_token
from .errors import WrongLogin
from .logging_in import attempt_login
from .passwords import LONGEST_PASSWORD


@api_view(Root, name="@login", method="POST", permission=Permission.LOG_IN)
def log_in(_context: Root, request: Request) -> dict[str, Any]:
    """Give a token for a login and a password; by the one function that the form asks too.

    No CSRF token is asked for, here or anywhere on this face: it reads no cookie, so that
    there is nothing that another site could make a browser do in somebody's name.
    """
    given = body_of(request)
    errors = [
        (name, words)
        for name, words in (("login", _("Skriv dit brugernavn")), ("password", _("Skriv din adgangskode")))
        if not isinstance(given.get(name), str) or not given[name] or SURROGATE.search(given[name])
    ]
    if errors:
        raise invalid(errors)
    if len(given["password"]) > LONGEST_PASSWORD or len(given["login"]) > LONGEST_PASSWORD:
        raise invalid([("password", _("Brugernavn eller adgangskode er for lang"))])
    try:
        person = attempt_login(request, given["login"], given["password"])
    except WrongLogin as refusal:
        raise Problem(401, refusal.message, kind="wrong-login") from None
    token = open_token(
        request,
        str(person.__name__),
        credential=credential_of(person.password_hash),
        network=rough_network(request),
    )
    return {"token": token}


@api_view(Root, name="@logout", method="POST", permission=Permission.LOG_IN)
def log_out(_context: Root, request: Request) -> Response:
    """End the token that is sent along."""
    if request.identity is None:
        raise Problem(401)
    close_token(request)
    return done()
