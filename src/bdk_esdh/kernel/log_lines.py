"""What a log line looks like, and what never stands in one.

No titles, names, logins, addresses of people or what was typed: whoever reads logs is not whoever
may read cases. Code logs numbers and kinds; what an exception *says* may hold a value of a form, so
that of most only its kind and where it was raised are written.
"""

import json
import logging
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from transaction.interfaces import TransientError
from ZODB.POSException import POSError

#: the number of the request at hand, for lines that others write meanwhile: a logger knows no request
REQUEST_NUMBER: ContextVar[str] = ContextVar("request_number", default="")

#: exceptions whose words are about our code, or about ids, and never hold what somebody typed
_TELL = (AttributeError, NameError, ImportError, MemoryError, RecursionError, POSError, TransientError)
_DEEPEST = 40


class PlainFormatter(logging.Formatter):
    """A line for people: time, level, logger, what happened, facts, number of the request."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record as one line, and the places of an exception below it."""
        facts = " ".join(f"{name}={value}" for name, value in _facts_of(record).items())
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        head = f"{moment} {record.levelname:7} {record.name} {message_of(record)}"
        lines = [f"{head} {facts}".rstrip()]
        lines += [f"  {line}" for line in exception_lines(record.exc_info)]
        return "\n".join(lines)


class JsonFormatter(logging.Formatter):
    """A line for programs: one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record as one line of JSON."""
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message_of(record),
            **_facts_of(record),
        }
        if trace := list(exception_lines(record.exc_info)):
            said["trace"] = trace
        return json.dumps(said, ensure_ascii=False, default=str)


def message_of(record: logging.LogRecord) -> str:
    """Return what a record says; a server that names the address it failed at is cut short before it."""
    message = record.getMessage()
    return message.partition(" /")[0] if record.name.startswith("waitress") else message


def _facts_of(record: logging.LogRecord) -> dict[str, Any]:
    facts = dict(getattr(record, "facts", {}))
    if number := REQUEST_NUMBER.get():
        facts["request"] = number
    return facts


def exception_lines(caught: Any) -> Iterator[str]:
    """Tell an exception and what it came from: kinds and places, and words where they are safe.

    :param caught: what ``sys.exc_info()`` returned, or nothing.
    """
    error = caught[1] if isinstance(caught, tuple) else None
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield _name_of(error)
        for frame in traceback.extract_tb(error.__traceback__)[-_DEEPEST:]:
            yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _name_of(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, OSError) and error.strerror:
        return f"{name}: {error.strerror}"  # without the name of the file
    return f"{name}: {error}" if isinstance(error, _TELL) else name
