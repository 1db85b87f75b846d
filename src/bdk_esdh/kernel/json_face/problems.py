"""What the JSON face says when something is wrong: problem details (RFC 9457).

``type`` is stable and English, for programs to decide by; ``title`` and ``detail`` are
Danish, for people to read. ``message`` repeats ``detail`` under the name that clients of
plone.restapi look for, and ``errors`` names the fields that have to be mended.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.response import Response

from ..errors import DomainError, Refused, SeveralErrors, Throttled
from ..faces import is_for_programs
from ..form_controls import printable
from ..i18n import _

CONTENT_TYPE = "application/problem+json"
NO_STORE = "no-store, private"

#: status to the name of its kind, its title, and what is said when nobody has said more
_KNOWN: dict[int, tuple[str, str, str]] = {
    400: ("bad-request", _("Kan ikke læses"), _("Forespørgslen kan ikke læses.")),
    401: ("unauthorized", _("Log på"), _("Adgangstegnet (token) gælder ikke eller ikke længere.")),
    403: ("forbidden", _("Ingen ret til det"), _("Du kan læse dette, men ikke gøre det, du bad om.")),
    404: (
        "not-found",
        _("Findes ikke"),
        _("Der er intet på adressen, som du må se. Uden adgangstegn (token) vises kun det offentlige."),
    ),
    405: ("method-not-allowed", _("Metoden bruges ikke her"), _("Adressen svarer ikke på den metode.")),
    409: ("refused", _("Det kan ikke gøres"), _("Tilstanden tillader det ikke.")),
    410: ("gone", _("Trukket tilbage"), _("Det har været her, men er trukket tilbage.")),
    412: (
        "changed",
        _("Ændret i mellemtiden"),
        _("En anden har ændret det, siden du hentede det. Hent det igen, og ret så."),
    ),
    413: ("too-large", _("For stort"), _("Det, du sendte, er for stort.")),
    415: (
        "unsupported-media-type",
        _("Formatet bruges ikke her"),
        _("Send application/json eller multipart/form-data."),
    ),
    422: ("invalid", _("Der er fejl i det sendte"), _("Der er fejl i det, du sendte.")),
    429: ("too-many-attempts", _("For mange forsøg"), _("Vent lidt, og prøv igen.")),
    500: ("internal-error", _("Noget gik galt hos os"), _("Fejlen er skrevet ned. Prøv igen om et øjeblik.")),
    503: (
        "busy",
        _("Der er travlt lige nu"),
        _("Det, du sendte, er ikke gemt. Prøv igen om et øjeblik."),
    ),
    507: (
        "disk-full",
        _("Der er ikke plads på disken"),
        _("Det, du sendte, er ikke gemt. Send det igen senere."),
    ),
}


class Problem(Exception):
    """A request that the JSON face refuses; the exception view answers it.

    :param status: the HTTP status.
    :param detail: what is wrong, translatable; left out, what the status says.
    :param kind: last piece of the type's URI; left out, that of the status.
    :param errors: pairs of field and message.
    :param headers: to put on the answer.
    """

    def __init__(
        self,
        status: int,
        detail: Any = None,
        *,
        kind: str | None = None,
        errors: Sequence[tuple[str, Any]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Keep what is to be said."""
        super().__init__(kind or str(status))
        self.status = status
        self.detail = detail
        self.kind = kind
        self.errors = tuple(errors)
        self.headers = dict(headers or {})


def invalid(errors: Sequence[tuple[str, Any]]) -> Problem:
    """Make the refusal of a body of which fields have to be mended."""
    if len(errors) == 1:
        return Problem(422, errors[0][1], errors=errors)
    detail = _("Der er ${count} fejl i det, du sendte. De står hver for sig.", mapping={"count": len(errors)})
    return Problem(422, detail, errors=errors)


def problem_of(error: DomainError, status: int) -> Problem:
    """Make the refusal that tells what a rule of the domain said.

    A program has no page to put a message on, so what belongs to a field is always an
    invalid field, whatever the rule is about; only a state that forbids the act is not.

    :param status: what the table of answers says of this kind of error.
    """
    if isinstance(error, Throttled):
        return Problem(429, error.message, kind=error.problem, headers={"Retry-After": str(error.wait)})
    each = error.errors if isinstance(error, SeveralErrors) else [error]
    refusals = [one for one in each if isinstance(one, Refused)]
    if refusals:
        first = refusals[0]
        errors = [(one.field or "", one.message) for one in each] if len(each) > 1 or first.field else []
        return Problem(409, first.message, kind=first.problem, errors=errors)
    if isinstance(error, SeveralErrors) or error.field is not None or status == 400:
        problem = invalid([(one.field or "", one.message) for one in each])
        problem.kind = each[0].problem if len(each) == 1 and each[0].problem != "not-found" else None
        return problem
    return Problem(status, error.message, kind=error.problem)


def _translator(request: Request) -> Callable[[Any], str]:
    """Return what translates; before the request is known to be readable, to Danish alone.

    Which language somebody wants may stand in an address or a form that is no text.
    """
    try:
        translate: Callable[[Any], str] = request.localizer.translate
    except (LookupError, ValueError):
        return lambda text: str(text.interpolate() if hasattr(text, "interpolate") else text)
    return translate


def problem_response(request: Request, problem: Problem) -> Response:
    """Put a problem into an answer."""
    say = _translator(request)
    kind, title, words = _KNOWN.get(problem.status, _KNOWN[400])
    detail = printable(str(say(problem.detail if problem.detail is not None else words)))
    body = {
        "type": f"/problems/{problem.kind or kind}",
        "title": say(title),
        "status": problem.status,
        "detail": detail,
        "message": detail,
        "errors": [
            {"field": printable(str(field)) or None, "message": printable(str(say(message)))}
            for field, message in problem.errors
        ],
    }
    response = Response(json.dumps(body, ensure_ascii=False).encode(), status=problem.status)
    response.headers["Content-Type"] = f"{CONTENT_TYPE}; charset=utf-8"
    response.headers["Cache-Control"] = NO_STORE
    if problem.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="api"'
    response.headers.update(problem.headers)
    return response


def refusal(request: Request, text: str) -> Response:
    """Answer 400 before there is a page to show: in words, or to a program as a problem."""
    if is_for_programs(request.environ.get("PATH_INFO", "")):
        return problem_response(request, Problem(400, text))
    return Response(text, status=400, content_type="text/plain", charset="utf-8")


def answer_problem(exc: Problem, request: Request) -> Response:
    """Answer what the JSON face refused."""
    return problem_response(request, exc)


def includeme(config: Configurator) -> None:
    """Register the answer; the table for all other errors is in ``kernel.responses``."""
    config.add_exception_view(answer_problem, context=Problem)
