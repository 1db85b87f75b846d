"""The first tween: broken or forged requests are refused before anything else runs.

``X-Vhm-Root`` is honoured by Pyramid's traverser: a client that sends it would
have ``/`` serve any node it names. It and its relatives are removed, whoever
sent them. A request for a host that is not ours is refused, so that no link in
a page or mail can be made to point elsewhere.
"""

import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from pyramid.config import Configurator
from pyramid.registry import Registry
from pyramid.request import Request
from pyramid.response import Response
from pyramid.tweens import INGRESS
from pyramid_retry import is_error_retryable

from .file_body import close_unsent_file
from .json_face.problems import refusal

_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?")

#: one part of a file: from and to, from on, or the last so many bytes
_RANGE = re.compile(r"bytes\s*=\s*(?:(\d{1,18})\s*-\s*(\d{1,18})?|-\s*\d{1,18})", re.IGNORECASE)

_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([^\s;\"']*)", re.IGNORECASE)

STRIPPED_HEADERS = (
    "HTTP_X_VHM_ROOT",
    "HTTP_X_VHM_HOST",
    # What a proxy we trust has said, the server has put where it belongs before it comes here.
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PREFIX",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_SCHEME",
    "HTTP_X_FORWARDED_SERVER",
    "HTTP_X_REAL_IP",
    "HTTP_X_HTTP_METHOD",
    "HTTP_X_METHOD_OVERRIDE",
    "HTTP_X_HTTP_METHOD_OVERRIDE",
    "HTTP_X_ORIGINAL_URL",
    "HTTP_X_REWRITE_URL",
)

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; object-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; report-uri /csp-rapport"
)
#: for a year browsers ask us by HTTPS alone; neighbours under the same domain are not ours to bind
STRICT_TRANSPORT = "max-age=31536000"


def gate_tween_factory(
    handler: Callable[[Request], Response], registry: Registry
) -> Callable[[Request], Response]:
    """Make the tween; it reads the known hosts from the settings."""
    hosts = frozenset(name.lower() for name in registry.esdh_settings.hosts)
    over_https = registry.esdh_settings.secure_cookies

    def gate_tween(request: Request) -> Response:
        for header in STRIPPED_HEADERS:
            request.environ.pop(header, None)
        _drop_bad_range(request)
        why = _refusal(request, hosts)
        answer = refusal(request, why) if why is not None else _answer(handler, request)
        if over_https:
            answer.headers["Strict-Transport-Security"] = STRICT_TRANSPORT
        return _with_security_headers(answer, request)

    return gate_tween


def _drop_bad_range(request: Request) -> None:
    """Take away a ``Range`` that asks for no part, or for several: it counts as not sent (RFC 9110, 14.2).

    WebOb fails at some of them, and a list of parts would be a way to ask for a file many times over.
    """
    asked = request.environ.get("HTTP_RANGE")
    if asked is None:
        return
    named = _RANGE.fullmatch(asked.strip())
    if named is None or (named[2] and int(named[1]) > int(named[2])):
        del request.environ["HTTP_RANGE"]


def _answer(handler: Callable[[Request], Response], request: Request) -> Response:
    """Let the rest answer; what fails outside the views, in the commit say, gets its page too.

    Without this the server would answer with a page of its own, in English and without
    our headers.
    """
    try:
        answer = handler(request)
    except Exception as error:
        if is_error_retryable(request, error):
            raise
        return request.invoke_exception_view(reraise=True)
    if request.exception is not None:  # a commit that failed has become a page already (pyramid_tm)
        close_unsent_file(request)
    return answer


def _refusal(request: Request, hosts: frozenset[str]) -> str | None:
    """Say why a request cannot be understood at all, or ``None``."""
    named = _HOST.fullmatch(request.headers.get("Host", ""))
    if hosts and (named is None or named["name"].strip("[]").lower() not in hosts):
        return "Ukendt værtsnavn."
    raw = request.environ.get("PATH_INFO", "").encode("latin-1", "replace")
    try:
        path = raw.decode("utf-8")
        unquote_to_bytes(request.environ.get("QUERY_STRING", "").encode("latin-1", "replace")).decode("utf-8")
    except UnicodeDecodeError:
        return "Adressen er ikke gyldig UTF-8."
    if "\0" in path:
        return "Adressen indeholder et ugyldigt tegn."
    charset = _CHARSET.search(request.environ.get("CONTENT_TYPE", ""))
    if charset is not None and charset[1].lower() not in {"utf-8", "utf8"}:
        return "Formularen er ikke i UTF-8."
    return None


def _with_security_headers(response: Response, request: Request) -> Response:
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    if _is_for_one_reader(request) and "Cache-Control" not in response.headers:
        # Neither a proxy nor the disk of a shared computer keeps what one person may see.
        response.headers["Cache-Control"] = "no-store"
    return response


def _is_for_one_reader(request: Request) -> bool:
    path = request.environ.get("PATH_INFO", "")
    # Looked for and not made: most public pages have no session. The cookie itself is
    # set after the tweens, so that its header is not here yet.
    session = request.__dict__.get("session")
    return path == "/intranet" or path.startswith("/intranet/") or bool(session)


def includeme(config: Configurator) -> None:
    """Put the gate outermost."""
    config.add_tween("bdk_esdh.kernel.gate.gate_tween_factory", under=INGRESS)
