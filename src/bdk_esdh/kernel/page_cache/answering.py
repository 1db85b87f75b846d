"""The WSGI application around ours: gives a kept page, or has one made and keeps it."""

import hashlib
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

from pyramid.registry import Registry
from pyramid.request import Request
from webob.etag import ETagMatcher

from ..clock import COPENHAGEN, local
from ..file_body import file_body_of
from ..request_log import HEADER as NUMBER_HEADER
from ..request_log import VIEW_KEY, tell_of_kept_page
from .asking import NotedParameters, Question, question_of, watch_parameters
from .keeping import Kept, Pages

#: where a page that is being made, and will perhaps be kept, is noted in the environ
RENDERING = "esdh.rendering"

_KINDS = ("text/html", "application/atom+xml", "application/xml")
_LARGEST = 2_000_000
#: of these an answer has its own each time it is given
_OF_ONE_ANSWER = frozenset({"x-request-id", "date", "server", "connection"})
#: whoever keeps a copy asks each time whether it still holds: what is taken back is gone at once
REVALIDATE = "no-cache"
VARY = "Cookie, Authorization"

Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]


@dataclass(slots=True)
class Rendering:
    """A page that is being made.

    :param stamp: of the generation that its transaction sees; set in there.
    :param file: of a file that everybody may have: where it lies; set by whoever gives it out.
    """

    born: datetime
    parameters: NotedParameters
    stamp: bytes | None = None
    file: str | None = None


def may_be_kept(request: Request, path: str) -> None:
    """Say that the answer to ``request`` is a file that everybody may have at this moment.

    :param path: where its bytes lie; they never change.
    """
    rendering = request.environ.get(RENDERING)
    if rendering is not None:
        rendering.file = path


class PageCache:
    """Answers anonymous questions about public pages from memory.

    :param app: our application.
    :param registry: its registry; also found here, as on the application itself.
    """

    def __init__(self, app: Any, registry: Registry) -> None:
        """Keep the application."""
        self.app = app
        self.registry = registry
        self._pages: Pages = registry.kept_pages

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        question = question_of(environ)
        if question is None:
            return self.app(environ, start_response)
        began = time.perf_counter()
        kept = self._kept(question)
        if kept is None:
            return self._made(question, environ, start_response)
        if kept.file is not None:
            return self._file(kept, question, environ, start_response, began)
        return self._page(kept, environ, start_response, began)

    def _page(
        self, kept: Kept, environ: dict[str, Any], start_response: StartResponse, began: float
    ) -> list[bytes]:
        number = secrets.token_hex(4)
        status, body = _give(kept, environ, start_response, [*kept.headers, (NUMBER_HEADER, number)])
        tell_of_kept_page(
            self.registry,
            number,
            view=kept.view,
            method=environ["REQUEST_METHOD"],
            status=status,
            seconds=time.perf_counter() - began,
        )
        return body

    def _file(
        self,
        kept: Kept,
        question: Question,
        environ: dict[str, Any],
        start_response: StartResponse,
        began: float,
    ) -> Iterable[bytes]:
        """Give a kept file whole; parts of it and questions by its date are left to the application."""
        if any(name in environ for name in ("HTTP_RANGE", "HTTP_IF_MODIFIED_SINCE")):
            return self.app(environ, start_response)
        try:
            file = Path(kept.file or "").open("rb")  # noqa: SIM115 -- the server closes it
        except FileNotFoundError:
            # A store may keep files on loan (a ZEO client's own folder): the application fetches it again.
            return self._made(question, environ, start_response)
        if not self._page(kept, environ, start_response, began):
            file.close()
            return []
        return file_body_of(environ, file)

    def _kept(self, question: Question) -> Kept | None:
        if not self._pages.room:
            return None
        stamp = self.registry.generation_watch.stamp()
        # Time is asked for after the stamp: a page that dies meanwhile is dead.
        return self._pages.find(question, stamp, self.registry.clock.now()) if stamp is not None else None

    def _made(
        self, question: Question, environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        """Have the application answer; what everybody gets alike is kept, and told so."""
        # What a HEAD is told of a page are the headers of the whole page.
        asked = environ if environ["REQUEST_METHOD"] == "GET" else {**environ, "REQUEST_METHOD": "GET"}
        rendering = Rendering(self.registry.clock.now(), watch_parameters(asked))
        asked[RENDERING] = rendering
        begun: list[Any] = []

        def begin(status: str, headers: Headers, exc_info: Any = None) -> None:
            begun[:] = [status, headers, exc_info]

        body = self.app(asked, begin)
        status, headers, exc_info = begun
        if rendering.file is not None and _is_file_for_everybody(status, headers):
            self._keep(question, _file_of(rendering, headers, asked))
        if not _is_for_everybody(status, headers):
            start_response(status, headers, exc_info)
            return _without_body(body) if asked is not environ else body
        kept = _page_of(rendering, headers, _joined(body), asked)
        self._keep(question, kept)
        own = [pair for pair in headers if pair[0].lower() in _OF_ONE_ANSWER]
        return _give(kept, environ, start_response, [*kept.headers, *own])[1]

    def _keep(self, question: Question, kept: Kept) -> None:
        if kept.stamp:
            self._pages.keep(question, kept)


def _give(
    kept: Kept, environ: dict[str, Any], start_response: StartResponse, headers: Headers
) -> tuple[int, list[bytes]]:
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked and kept.etag in ETagMatcher.parse(asked, strong=False):
        start_response("304 Not Modified", [pair for pair in headers if not pair[0].startswith("Content-")])
        return 304, []
    start_response("200 OK", headers)
    return 200, [kept.body] if environ["REQUEST_METHOD"] == "GET" else []


def _is_for_everybody(status: str, headers: Headers) -> bool:
    """Tell whether an answer is a page that the next one who asks gets alike.

    Found and nothing else: of addresses at which nothing is there is no end.
    """
    if not status.startswith("200"):
        return False
    said = {name.lower(): value for name, value in headers}
    return (
        "set-cookie" not in said
        and said.get("content-type", "").partition(";")[0] in _KINDS
        and not {"no-store", "private"} & {part.strip() for part in said.get("cache-control", "").split(",")}
        and int(said.get("content-length", _LARGEST)) < _LARGEST
    )


def _is_file_for_everybody(status: str, headers: Headers) -> bool:
    """Tell whether a file is given whole, and by one who says that whoever keeps it asks again."""
    said = {name.lower(): value for name, value in headers}
    return status.startswith("200") and "set-cookie" not in said and said.get("cache-control") == REVALIDATE


def _page_of(rendering: Rendering, headers: Headers, body: bytes, environ: dict[str, Any]) -> Kept:
    return _kept_of(rendering, headers, body, hashlib.sha256(body).hexdigest()[:32], environ)


def _file_of(rendering: Rendering, headers: Headers, environ: dict[str, Any]) -> Kept:
    etag = next(value for name, value in headers if name.lower() == "etag").strip('"')
    return _kept_of(rendering, headers, b"", etag, environ)


def _kept_of(rendering: Rendering, headers: Headers, body: bytes, etag: str, environ: dict[str, Any]) -> Kept:
    left_out = _OF_ONE_ANSWER | {"cache-control", "vary", "etag"}
    said = [pair for pair in headers if pair[0].lower() not in left_out]
    said += [("Cache-Control", REVALIDATE), ("Vary", VARY), ("ETag", f'"{etag}"')]
    return Kept(
        stamp=rendering.stamp or b"",
        born=rendering.born,
        dies=next_midnight(rendering.born),
        reads=rendering.parameters.read,
        headers=tuple(said),
        body=body,
        etag=etag,
        view=environ.get(VIEW_KEY, "-"),
        file=rendering.file,
    )


def next_midnight(now: datetime) -> datetime:
    """Return the next moment at which time alone changes a public page: the end of the day in Copenhagen.

    Everything that comes or goes by itself does so by the day: the postlist's working days, the first
    and last day of a page, meetings that lie behind, and every "today" in a text.
    """
    tomorrow = local(now).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time_of_day(), COPENHAGEN).astimezone(UTC)


def _joined(body: Any) -> bytes:
    try:
        return b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()


def _without_body(body: Any) -> list[bytes]:
    if hasattr(body, "close"):
        body.close()
    return []
