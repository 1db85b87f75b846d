"""Errors to answers, for all faces, in one table.

A forbidden thing answers exactly as one that does not exist. The pages are
rendered without a context: at that moment the context is the secret node.
"""

import logging
from typing import Any

from pyramid.config import Configurator
from pyramid.exceptions import BadCSRFOrigin, BadCSRFToken
from pyramid.httpexceptions import (
    HTTPClientError,
    HTTPForbidden,
    HTTPFound,
    HTTPGone,
    HTTPMovedPermanently,
    HTTPNotFound,
    HTTPRequestEntityTooLarge,
    HTTPSeeOther,
    HTTPTemporaryRedirect,
)
from pyramid.renderers import render_to_response
from pyramid.request import Request
from pyramid.response import Response
from pyramid.url import urlencode
from transaction.interfaces import TransientError

from .errors import DomainError, Invalid, Missing, Refused, Throttled
from .faces import face_of
from .i18n import _
from .json_face.problems import Problem, problem_of, problem_response
from .kept_text import typed_texts
from .maintenance import UnderMaintenance
from .record_forms import sent_before
from .records import Face
from .request_log import request_number

log = logging.getLogger(__name__)

#: which answer each kind of domain error becomes when no form is there to show it
STATUS_OF: dict[type[DomainError], int] = {
    Missing: 404, Refused: 409, Invalid: 422, Throttled: 429, DomainError: 400,
}  # fmt: skip

_TEMPLATES = {
    Face.PUBLIC: "bdk_esdh:kernel/templates/errors/public.pt",
    Face.INTRANET: "bdk_esdh:kernel/templates/errors/intranet.pt",
}

#: whoever meets these looked for something
_LOST = (404, 410)

#: of these a program is told what a reader is told; else what a page says (go back, call us) is no help
_TOLD_TO_PROGRAMS = frozenset({409, 410, 413, 422})


def error_page(request: Request, status: int, title: str, text: str) -> Response:
    """Render an error in the frame of the request's face, without its context.

    :param title: translatable, as ``text`` is; their values are put in here.
    """
    request.context = None
    face = face_of(request)
    if face is Face.API:
        return problem_response(request, Problem(status, text if status in _TOLD_TO_PROGRAMS else None))
    if face is Face.INTRANET and request.identity is None:
        face = Face.PUBLIC
    title, text = map(request.localizer.translate, (title, text))
    values = {"title": title, "text": text, "status": status, "is_error": True, "crumbs": []}
    values["typed"] = typed_texts(request)
    values["lost"] = _help(request) if status in _LOST else None
    response = render_to_response(_TEMPLATES[face], values, request=request)
    response.status_int = status
    response.headers["Cache-Control"] = "no-store"
    return response


def _help(request: Request) -> Any:
    """Return what lies near the address, made of it and of what one may read, if that can be told."""
    source = getattr(request.registry, "lost_help", None)
    if source is None or (face_of(request) is Face.INTRANET and request.identity is None):
        return None
    try:
        return source(request)
    except Exception:
        log.exception("nothing near the address could be found")
        return None


def not_found(_exc: Exception, request: Request) -> Response:
    """Answer for what does not exist, and for what one may not know of."""
    if face_of(request) is Face.INTRANET and request.identity is None:
        return _to_login(request)
    earlier = sent_before(request) if face_of(request) is Face.INTRANET else None
    if earlier is not None:
        return HTTPSeeOther(earlier)
    address = next(filter(None, (moved(request) for moved in request.registry.moved_addresses)), None)
    if address and request.method in {"GET", "HEAD"}:
        # Asked for anew each time: a new page may come to stand at the old address.
        return HTTPMovedPermanently(address, headers={"Cache-Control": "no-cache"})
    if address:
        # What was typed in a form that was open when the thing moved goes along to where it is now.
        return HTTPTemporaryRedirect(address)
    if face_of(request) is Face.API and (other := _other_methods(request)):
        return problem_response(request, Problem(405, headers={"Allow": ", ".join(other)}))
    return error_page(
        request,
        404,
        _("Siden findes ikke"),
        _("Måske er adressen skrevet forkert, eller også er siden flyttet. Søg her."),
    )


def forbidden(exc: Exception, request: Request) -> Response:
    """Answer a refusal by the policy: to the anonymous as everywhere, to others as 404.

    Those who may read the thing are told that the act is not theirs: there is
    nothing left to hide from them.
    """
    inside = face_of(request) is not Face.PUBLIC
    if inside and request.identity is not None and _may_read_context(request):
        return error_page(
            request,
            403,
            _("Det har du ikke ret til"),
            _("Du kan læse siden, men ikke gøre dette. Spørg en kollega i den ansvarlige enhed."),
        )
    return not_found(exc, request)


def _may_read_context(request: Request) -> bool:
    declared = request.registry.records.of(request.context)
    return bool(
        declared
        and declared.read_permission
        and request.has_permission(declared.read_permission, request.context)
    )


def _other_methods(request: Request) -> list[str]:
    """Return the methods that an address on the JSON face has instead, to those who may know of it."""
    context = getattr(request, "context", None)
    methods = request.registry.api_methods.get((type(context), getattr(request, "view_name", "")), set())
    answered = "GET" if request.method == "HEAD" else request.method
    if not methods or answered in methods or not _may_read_context(request):
        return []
    return sorted(methods | ({"HEAD"} if "GET" in methods else set()))


def _to_login(request: Request) -> Response:
    target = request.path_qs if request.method in {"GET", "HEAD"} else "/intranet/"
    if "submission" in request.POST:
        # The session ended while somebody wrote: the text waits for that person to log in again.
        kept = request.registry.form_keeper(request)
        if kept is None and typed_texts(request):
            return logged_out(request)
        target = kept or target
    return HTTPFound("/log-ind?" + urlencode({"til": target}))


def logged_out(request: Request) -> Response:
    """Answer a form that came without a session, when nobody can say whose it is: show the text."""
    return error_page(
        request,
        400,
        _("Du er logget af"),
        _("Intet er gemt. Kopiér det, du skrev, log på igen, og sæt det ind."),
    )


def bad_csrf(exc: Exception, request: Request) -> Response:
    """Answer a form whose token is missing or belongs to another session.

    What was typed in a form that was shown to this very person is kept and given back.
    """
    kept = request.registry.form_keeper(request) if isinstance(exc, BadCSRFToken) else None
    if kept is not None:
        return HTTPFound(kept if request.identity is not None else f"/log-ind?{urlencode({'til': kept})}")
    return error_page(
        request,
        400,
        _("Formularen er udløbet"),
        _(
            "Du er måske logget af, mens du skrev. Gå tilbage, indlæs siden igen, "
            "og send formularen en gang til."
        ),
    )


def status_of(exc: DomainError) -> int:
    """Return the status of the nearest kind of ``exc`` that the table knows."""
    return next(STATUS_OF[kind] for kind in type(exc).__mro__ if kind in STATUS_OF)


def domain_error(exc: DomainError, request: Request) -> Response:
    """Answer a domain error that no form has shown."""
    status = status_of(exc)
    if face_of(request) is Face.API:
        return problem_response(request, problem_of(exc, status))
    if status == 404:
        return not_found(exc, request)
    return error_page(request, status, _("Det kan ikke gøres"), exc.message)


def gone(exc: HTTPGone, request: Request) -> Response:
    """Answer for what was published and has been taken back."""
    return error_page(
        request, 410, _("Trukket tilbage"), exc.detail or _("Siden har været her, men er trukket tilbage.")
    )


def not_understood(exc: HTTPClientError, request: Request) -> Response:
    """Answer any other request that is at fault itself."""
    return error_page(
        request,
        exc.status_int,
        _("Det forstod vi ikke"),
        _("Gå tilbage, indlæs siden igen, og prøv en gang til. Eller ring 09 45 45 45."),
    )


def too_large(_exc: Exception, request: Request) -> Response:
    """Answer a request whose body is over the limit."""
    limit = request.registry.esdh_settings.upload_limit_mb
    return error_page(
        request,
        413,
        _("Filen er for stor"),
        _("Grænsen er ${limit} MB. Del filen, eller send et link til os.", mapping={"limit": limit}),
    )


def busy(_exc: Exception, request: Request) -> Response:
    """Answer when others changed the same thing, each time it was tried again."""
    response = page_or_words(
        request,
        503,
        _("Der er travlt lige nu"),
        _("Det, du sendte, er ikke gemt. Prøv igen om et øjeblik."),
    )
    response.headers["Retry-After"] = "5"
    return response


def under_maintenance(exc: UnderMaintenance, request: Request) -> Response:
    """Answer what would write while nothing may be written."""
    text = _(
        "Der arbejdes på systemet, og man kan kun læse. Det, du skrev, er ikke gemt, men det er ikke tabt: "
        "gå tilbage i browseren, og send det igen senere. ${message}",
        mapping={"message": exc.message},
    )
    response = page_or_words(request, 503, _("Man kan kun læse lige nu"), text)
    response.headers["Retry-After"] = "300"
    return response


def unexpected(exc: Exception, request: Request) -> Response:
    """Answer a fault of ours: logged with its trace, told without it."""
    log.error("unexpected error on %s", request.method, exc_info=exc)
    return page_or_words(
        request,
        500,
        _("Noget gik galt hos os"),
        _(
            "Fejlen er skrevet ned. Prøv igen om et øjeblik, eller ring 09 45 45 45 "
            "og oplys fejlnummer ${number}.",
            mapping={"number": request_number(request)},
        ),
    )


def page_or_words(request: Request, status: int, title: str, text: str) -> Response:
    """Render an error page, or without the frame when that fails too.

    The frame asks who is logged in; where the database is the fault, it cannot know.
    """
    try:
        return error_page(request, status, title, text)
    except Exception:
        log.exception("no error page could be made")
        words = "\n\n".join(map(request.localizer.translate, (title, text)))
        response = Response(words, status=status, content_type="text/plain", charset="utf-8")
        response.headers["Cache-Control"] = "no-store"
        return response


_TABLE = (
    (HTTPNotFound, not_found),
    (HTTPForbidden, forbidden),
    (HTTPGone, gone),
    (HTTPRequestEntityTooLarge, too_large),
    (BadCSRFToken, bad_csrf),
    (BadCSRFOrigin, bad_csrf),
    (DomainError, domain_error),
    (TransientError, busy),
    (UnderMaintenance, under_maintenance),
    (HTTPClientError, not_understood),
)


def add_moved_addresses(config: Configurator, source: Any) -> None:
    """Directive: name a function that knows where things have moved, or its dotted name.

    :param source: ``source(request)`` returns the address now of what is asked for, if whoever asks may
        read it there; of a form that is sent only where it may be sent on.
    """
    source = config.maybe_dotted(source)
    config.action(("moved addresses", source), lambda: config.registry.moved_addresses.append(source))


def includeme(config: Configurator) -> None:
    """Register the table for both routes; faults of ours only where one may hide them."""
    config.registry.moved_addresses = []
    config.add_directive("add_moved_addresses", add_moved_addresses)
    for error, view in _TABLE:
        config.add_exception_view(view, context=error)
    if not config.registry.settings.get("debug_errors"):
        config.add_exception_view(unexpected, context=Exception)
