"""One line for each request, with a number that the answer carries too.

The line says how the request went and never what it was about: face, view, method, status, time,
how often it was tried. No address, which holds names and search words; no login, no IP.
"""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyramid.config import Configurator
from pyramid.registry import Registry
from pyramid.request import Request
from pyramid.response import Response
from pyramid.tweens import INGRESS
from pyramid_retry import is_error_retryable

from .faces import face_of
from .log_lines import REQUEST_NUMBER
from .records import Face

log = logging.getLogger(__name__)

HEADER = "X-Request-ID"
_NUMBER_KEY = "esdh.request_number"
_STARTED_KEY = "esdh.request_started"
#: where it is noted what answered, as the log names it
VIEW_KEY = "esdh.view"


@dataclass(frozen=True)
class RequestAnswered:
    """A request got its answer: an event, for whoever counts them.

    :param view: type and view name, from a list that is known at start; ``-`` for what is not on it.
    :param retries: how often it was begun anew because of a conflict.
    """

    face: str
    view: str
    method: str
    status: int
    seconds: float
    retries: int
    registry: Registry


def request_number(request: Request) -> str:
    """Return the number that a fault of this request is found by in the log."""
    return request.environ.get(_NUMBER_KEY, "")


def request_log_tween_factory(
    handler: Callable[[Request], Response], registry: Registry
) -> Callable[[Request], Response]:
    """Make the tween."""

    def request_log_tween(request: Request) -> Response:
        # A request that is tried again keeps its number: the environ is the same.
        number = request.environ.setdefault(_NUMBER_KEY, secrets.token_hex(4))
        request.environ.setdefault(_STARTED_KEY, time.perf_counter())
        token = REQUEST_NUMBER.set(number)
        try:
            response = handler(request)
            error = getattr(request, "exception", None)
            if error is None or not is_error_retryable(request, error):
                response.headers[HEADER] = number
                _tell(request, registry, response.status_int)
            return response
        finally:
            REQUEST_NUMBER.reset(token)

    return request_log_tween


def _tell(request: Request, registry: Registry, status: int) -> None:
    view = request.environ[VIEW_KEY] = view_of(request, registry)
    answered = RequestAnswered(
        face=face_of(request).value,
        view=view,
        method=request.method if request.method in _METHODS else "-",
        status=status,
        seconds=time.perf_counter() - request.environ[_STARTED_KEY],
        retries=request.environ.get("retry.attempt", 0),
        registry=registry,
    )
    _tell_and_count(answered)


def tell_of_kept_page(
    registry: Registry, number: str, *, view: str, method: str, status: int, seconds: float
) -> None:
    """Write the line of a request that never came to the tweens: a kept page answered it."""
    token = REQUEST_NUMBER.set(number)
    try:
        _tell_and_count(RequestAnswered(Face.PUBLIC.value, view, method, status, seconds, 0, registry))
    finally:
        REQUEST_NUMBER.reset(token)


def _tell_and_count(answered: RequestAnswered) -> None:
    facts = {
        "face": answered.face,
        "view": answered.view,
        "method": answered.method,
        "status": answered.status,
        "ms": round(answered.seconds * 1000, 1),
        "retries": answered.retries,
    }
    log.info("request", extra={"facts": facts})
    answered.registry.notify(answered)


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def view_of(request: Request, registry: Registry) -> str:
    """Name what answered, by declared type and view, or ``-``.

    A view name that no view has is whatever somebody typed: it is told to nobody.
    """
    declared = registry.records.of(getattr(request, "context", None))
    name = getattr(request, "view_name", "")
    if declared is None or name not in _known_names(registry):
        return "-"
    return f"{declared.name}:{name}" if name else declared.name


def _known_names(registry: Registry) -> frozenset[str]:
    known: frozenset[str] | None = getattr(registry, "view_names", None)
    if known is None:
        views: list[Any] = registry.introspector.get_category("views") or []
        known = registry.view_names = frozenset(item["introspectable"]["name"] or "" for item in views)
    return known


def includeme(config: Configurator) -> None:
    """Put the tween over the gate, so that what that refuses has its line too."""
    config.add_tween(
        "bdk_esdh.kernel.request_log.request_log_tween_factory",
        under=INGRESS,
        over="bdk_esdh.kernel.gate.gate_tween_factory",
    )
