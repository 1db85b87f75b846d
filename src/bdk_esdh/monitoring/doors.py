"""The three addresses, answered before anything else runs.

Who watches over the machine calls it by an address of its own choice, so the check of the host name
comes after. Nothing here makes a link or knows a session.
"""

import hmac
import json
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pyramid.config import Configurator
from pyramid.registry import Registry
from pyramid.request import Request
from pyramid.response import Response
from pyramid.tweens import INGRESS

from .readiness import look

_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
_LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


def doors_tween_factory(
    handler: Callable[[Request], Response], registry: Registry
) -> Callable[[Request], Response]:
    """Make the tween."""
    answers = {"/healthz": _healthz, "/readyz": _readyz, "/metrics": _metrics}

    def doors_tween(request: Request) -> Response:
        answer = answers.get(request.environ.get("PATH_INFO", ""))
        if answer is None or request.method not in {"GET", "HEAD"}:
            return handler(request)
        response = answer(request, registry)
        if response is None:
            return handler(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return doors_tween


def _healthz(_request: Request, _registry: Registry) -> Response:
    """Say that the process is up; the database is not asked, or a restart would be tried for its faults."""
    return Response("ok\n", content_type="text/plain", charset="utf-8")


def _readyz(_request: Request, registry: Registry) -> Response:
    """Say whether people can be sent here, and what is in the way; 503 when something is."""
    found = look(registry)
    body: dict[str, Any] = {"ready": not found.reasons, "reasons": found.reasons, **found.facts}
    return Response(
        json.dumps(body, ensure_ascii=False) + "\n",
        status=503 if found.reasons else 200,
        content_type="application/json",
        charset="utf-8",
    )


def _metrics(request: Request, registry: Registry) -> Response | None:
    """Give the figures to whoever may have them; to others the address does not exist."""
    if not may_have_figures(request, registry.esdh_settings.metrics_token):
        return None
    return Response(generate_latest(registry.figures), headers={"Content-Type": CONTENT_TYPE_LATEST})


def may_have_figures(request: Request, token: str) -> bool:
    """Tell whether a request comes with the token, or where none is set from this machine and no proxy.

    A proxy on the same machine comes from this machine too: what it passes on says so, by the
    name of the site or by a header.
    """
    if token:
        given = request.environ.get("HTTP_AUTHORIZATION", "")
        return hmac.compare_digest(given.encode("latin-1", "replace"), f"Bearer {token}".encode())
    host = request.environ.get("HTTP_HOST", "").rsplit(":", 1)[0] if request.environ.get("HTTP_HOST") else ""
    if host not in _LOCAL_NAMES or any(name in request.environ for name in _FORWARDED):
        return False
    try:
        return ip_address(request.environ.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def includeme(config: Configurator) -> None:
    """Put the tween outermost: asking how we are is not counted or logged."""
    config.add_tween(
        "bdk_esdh.monitoring.doors.doors_tween_factory",
        under=INGRESS,
        over="bdk_esdh.kernel.request_log.request_log_tween_factory",
    )
