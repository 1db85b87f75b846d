"""Which requests may be answered by a kept page, and under what name one is looked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from webob.multidict import GetDict

from ..i18n import COOKIE, LANGUAGES

#: where a page lies and how it reads: scheme, host, path, language
Address = tuple[str, str, str, str]
#: names and values of a query, by name
Query = tuple[tuple[str, str], ...]

#: with one of these a request is somebody's own, or asks for something else than the page
_OF_ONE_READER = (
    "HTTP_AUTHORIZATION",
    "HTTP_HX_REQUEST",
    "HTTP_X_REQUESTED_WITH",
    "CONTENT_TYPE",
    "HTTP_TRANSFER_ENCODING",
)
#: what is not of the public face, keeps itself, or has to answer when the store does not
_ELSEWHERE = (
    "/intranet", "/api", "/dav", "/oparl", "/manage", "/static", "/healthz", "/readyz", "/metrics",
)  # fmt: skip
#: the whole of a header that says a language and nothing else: those who send it alike get the same page
_LANGUAGE_ALONE = {f"{COOKIE}={language}": language for language in LANGUAGES}
_LONGEST_PATH = 500
_LONGEST_QUERY = 500
_MOST_PARAMETERS = 20


@dataclass(frozen=True, slots=True)
class Question:
    """A request for a page that everybody gets alike.

    :param query: all that came, known to the page or not.
    """

    address: Address
    query: Query


def question_of(environ: dict[str, Any]) -> Question | None:
    """Read a request; ``None`` for what only the application can answer."""
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or "HTTP_HOST" not in environ:
        return None
    if any(environ.get(name) for name in _OF_ONE_READER) or environ.get("CONTENT_LENGTH", "") not in {
        "",
        "0",
    }:
        return None
    language = _LANGUAGE_ALONE.get(environ.get("HTTP_COOKIE") or f"{COOKIE}={LANGUAGES[0]}")
    if language is None:
        return None
    path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
    if len(path) > _LONGEST_PATH or path.startswith(_ELSEWHERE):
        return None
    query = query_of(environ.get("QUERY_STRING", ""))
    if query is None:
        return None
    return Question((environ["wsgi.url_scheme"], environ["HTTP_HOST"], path, language), query)


def query_of(text: str) -> Query | None:
    """Return the parameters by name; ``None`` for what is too long or nothing that a browser writes."""
    if not text:
        return ()
    if len(text) > _LONGEST_QUERY or not text.isascii():
        return None
    try:
        found = parse_qsl(
            text, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except ValueError:
        return None
    # Of one name the order counts, between names it does not.
    return tuple(sorted(found, key=lambda pair: pair[0]))


def known(query: Query, names: frozenset[str] | None) -> Query:
    """Leave of ``query`` what a page reads.

    :param names: that the page reads; ``None`` when it reads whatever there is.
    """
    if names is None or not query:
        return query
    return tuple(pair for pair in query if pair[0] in names)


class NotedParameters(GetDict):
    """The parameters of a request, which note those that the application reads.

    What it never asks for makes no page of its own: otherwise anybody could fill the memory by
    adding ``?1``, ``?2`` and so on.
    """

    def __init__(self, data: Query, environ: dict[str, Any]) -> None:
        self.names: set[str] = set()
        self.all = False
        super().__init__(data, environ)

    @property
    def read(self) -> frozenset[str] | None:
        """The names that were asked for; ``None`` when all were looked through."""
        return None if self.all else frozenset(self.names)

    def __getitem__(self, key: str) -> str:
        self.names.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.names.add(str(key))
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """Return the last value of ``key``."""
        self.names.add(key)
        return super().get(key, default)

    def getone(self, key: str) -> str:
        """Return the one value of ``key``."""
        self.names.add(key)
        return super().getone(key)

    def getall(self, key: str) -> list[str]:
        """Return every value of ``key``."""
        self.names.add(key)
        return super().getall(key)

    def items(self) -> Iterator[tuple[str, str]]:
        """Go through all of them."""
        self.all = True
        return super().items()

    iteritems = items

    def keys(self) -> Iterator[str]:
        """Go through all names."""
        self.all = True
        return super().keys()

    __iter__ = iterkeys = keys

    def values(self) -> Iterator[str]:
        """Go through all values."""
        self.all = True
        return super().values()

    itervalues = values

    def __len__(self) -> int:
        self.all = True
        return super().__len__()

    def mixed(self) -> dict[str, Any]:
        """Return all of them."""
        self.all = True
        return super().mixed()

    def dict_of_lists(self) -> dict[str, list[str]]:
        """Return all of them."""
        self.all = True
        return super().dict_of_lists()

    def copy(self) -> Any:
        """Return a copy of all of them."""
        self.all = True
        return super().copy()


def watch_parameters(environ: dict[str, Any]) -> NotedParameters:
    """Have the application's request note the parameters it reads.

    The query as it came, since WebOb parses it less strictly than we look it up.
    """
    text = environ.get("QUERY_STRING", "")
    noted = NotedParameters(tuple(parse_qsl(text, keep_blank_values=True)), environ)
    environ["webob._parsed_query_vars"] = (noted, text)
    return noted
