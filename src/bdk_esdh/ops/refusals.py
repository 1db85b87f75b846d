"""What the web server answers by itself, before or beside the application: in Danish, and so that it arrives.

Waitress refuses what is too large or cannot be read with a page of its own in English, closes the
connection while the browser is still sending (which then shows no page at all), and says nothing at
all when the disk is too full to take a request in.
"""

import json
import logging
from collections.abc import Callable, Iterable
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer, create_server
from waitress.task import ErrorTask
from waitress.utilities import Error, RequestEntityTooLarge

from ..kernel.disk_full import is_disk_full
from ..kernel.faces import is_for_programs
from ..kernel.gate import SECURITY_HEADERS
from ..kernel.log_lines import REQUEST_NUMBER

log = logging.getLogger(__name__)

#: what is too large is taken in and thrown away up to so many bytes, so that the answer is read
_THROWN_AWAY_AT_MOST = 8_000_000_000

_BACK = "Gå tilbage i browseren: det, du skrev, står der endnu."
_WORDS = {
    413: ("Filen er for stor", f"Del filen, eller send et link til os. {_BACK}"),
    507: ("Der er ikke plads på disken", f"Det, du sendte, er ikke gemt. Send det igen senere. {_BACK}"),
    500: ("Noget gik galt hos os", f"Det, du sendte, er ikke gemt. Prøv igen om et øjeblik. {_BACK}"),
}
_OTHER_WORDS = ("Det forstod vi ikke", "Gå tilbage, indlæs siden igen, og prøv en gang til.")
_PAGE = """<!doctype html>
<html lang="da">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><link rel="stylesheet" href="/static/dkfds/dist/css/dkfds.min.css">
<link rel="stylesheet" href="/static/esdh/esdh.css"></head>
<body class="face-public"><main class="e-page" id="indhold">
<div class="e-head"><div class="e-wrap"><h1>{title}</h1></div></div>
<div class="e-wrap e-section"><p class="e-lead">{text}</p><p><a href="/">Til forsiden</a></p></div>
</main></body>
</html>
"""


class DiskFull(Error):
    """There was no room to take the request in."""

    code = 507
    reason = "Insufficient Storage"


def words_for(status: int, path: str) -> tuple[str, bytes]:
    """Return the content type and body that say ``status`` to a person, or on the JSON face to a program."""
    title, text = _WORDS.get(status, _OTHER_WORDS)
    if is_for_programs(path):
        problem = {"type": "about:blank", "status": status, "title": title, "detail": text, "message": text}
        return "application/problem+json", json.dumps(problem, ensure_ascii=False).encode()
    return "text/html; charset=utf-8", _PAGE.format(title=title, text=text).encode()


def _headers(kind: str) -> list[tuple[str, str]]:
    policy = "default-src 'none'; style-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'"
    more = [("Content-Type", kind), ("Cache-Control", "no-store"), ("Content-Security-Policy", policy)]
    return [*more, *SECURITY_HEADERS.items()]


class _Refusal(ErrorTask):
    """Says what is wrong in Danish."""

    def execute(self) -> None:
        """Write the answer and end the connection."""
        error = self.request.error
        kind, body = words_for(error.code, self.request.path if self.request.headers_finished else "")
        self.status = f"{error.code} {error.reason}"
        self.response_headers.extend(_headers(kind))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class _Parser(HTTPRequestParser):
    """Takes in what is too large and keeps none of it, since a browser reads no answer while it sends."""

    _left = 0

    def received(self, data: bytes) -> int:
        """Count what is thrown away; else as ever."""
        if self._left:
            thrown_away = min(self._left, len(data))
            self._left -= thrown_away
            self.completed = not self._left
            return thrown_away
        consumed: int = super().received(data)
        waits = getattr(self, "expect_continue", False)
        if (
            isinstance(self.error, RequestEntityTooLarge)
            and not self.chunked
            and not waits
            and self.content_length <= _THROWN_AWAY_AT_MOST
        ):
            self._left, self.completed = self.content_length, False
        return consumed


class _Channel(HTTPChannel):
    """A connection that answers also when a request could not be taken in."""

    request: Any
    error_task_class = _Refusal
    parser_class = _Parser

    def received(self, data: bytes) -> bool:
        """Take a piece of a request in; when the disk has no room for it, answer that."""
        try:
            return bool(super().received(data))
        except OSError as error:
            if not is_disk_full(error) or self.request is None:
                raise
            log.error("no room on the disk to take a request in")  # noqa: TRY400 -- its trace says nothing more
            with self.requests_lock:
                self.request.error, self.request.completed = DiskFull(""), True
                self.requests.append(self.request)
                self.request = None
                if len(self.requests) == 1:
                    self.server.add_task(self)
            return True


def answering(app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """Wrap a WSGI application so that what fails before its own error pages are reached has one too."""

    def answering_app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        try:
            return app(environ, start_response)
        except Exception as error:
            log.exception("a request failed outside the application %s", REQUEST_NUMBER.get())
            status = 507 if is_disk_full(error) else 500
            kind, body = words_for(status, environ.get("PATH_INFO", ""))
            reason = DiskFull.reason if status == 507 else "Internal Server Error"
            start_response(f"{status} {reason}", [*_headers(kind), ("Content-Length", str(len(body)))])
            return [body]

    return answering_app


def make_http_server(app: Any, **options: Any) -> Any:
    """Make a waitress server whose own answers are ours; the arguments are those of ``create_server``."""
    servers: dict[int, Any] = {}
    made = create_server(answering(app), map=servers, **options)
    for each in list(servers.values()):
        if isinstance(each, BaseWSGIServer):
            each.channel_class = _Channel
    return made
