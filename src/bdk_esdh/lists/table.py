"""A list as a table for a spreadsheet: all of it, a batch at a time, so that many rows need no more room."""

import copy
import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from pyramid_zodbconn import get_connection
from transaction import TransactionManager

from ..audit.entering import enter_read
from ..kernel.clock import local
from ..kernel.danish import form_date
from ..kernel.i18n import _
from ..root import ROOT_KEY
from .asked import Asked
from .columns import offered
from .finding import ids_of, readable_nodes

_ROWS = 500
#: with a byte order mark, or spreadsheets take æ, ø and å for something else
_MARK = "\ufeff"
#: what a formula begins with;
#: some programs look past spaces, and take the wide signs of other scripts for the plain ones
_FORMULAS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
_BEFORE_FORMULAS = frozenset("\t\r\n")


def table_of(context: Any, request: Request, asked: Asked) -> Response:
    """Answer with the whole list as CSV, and enter in the journal that it was fetched.

    (Databeskyttelsesforordningen art. 5, stk. 2, and art. 32)
    """
    declared = asked.declared
    ids = None
    if declared.source is None:
        ids = ids_of(context, request, asked)
        enter_read(request, context, declared.verb, note=_note(request, len(ids)))
    else:
        enter_read(request, context, declared.verb)
    name = f"{declared.name}-{request.clock.today().isoformat()}.csv"
    response = Response(content_type="text/csv", charset="utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.app_iter = () if request.method == "HEAD" else _written(request, asked, ids)
    return response


def _note(request: Request, count: int) -> str:
    text = _("1 række") if count == 1 else _("${count} rækker", mapping={"count": count})
    return str(request.localizer.translate(text))


def _written(request: Request, asked: Asked, ids: list[int] | None) -> Iterator[bytes]:
    """Write the table while it is fetched, from a connection of its own: the request's is closed by then."""
    say = request.localizer.translate
    columns = offered(request, asked.declared)
    database = get_connection(request).db()

    def write() -> Iterator[bytes]:
        yield (_MARK + _lines([[say(each.title) for each in columns]])).encode()
        connection = database.open(transaction_manager=TransactionManager())
        try:
            reading = _on(connection, request)
            for batch in _batches(_items(reading, asked, ids, connection)):
                rows = [[each.value(reading, item) for each in columns] for item in batch]
                yield _lines(rows).encode()
        finally:
            connection.transaction_manager.abort()
            connection.close()

    return write()


def _on(connection: Any, request: Request) -> Request:
    """Return the request as it would be on another connection: who it is and what they may is read there."""
    reading = copy.copy(request)
    reading.root = connection.root()[ROOT_KEY]
    reading.__dict__.pop("principals", None)
    return reading


def _items(request: Request, asked: Asked, ids: list[int] | None, connection: Any) -> Iterator[Any]:
    if asked.declared.source is not None:
        yield from asked.declared.source.all(request, asked)
        return
    for start in range(0, len(ids or ()), _ROWS):
        # Each part is read as things are by then: what was taken away meanwhile is not in it.
        connection.transaction_manager.begin()
        yield from readable_nodes(request.root, (ids or [])[start : start + _ROWS], request.principals)
        connection.cacheGC()


def _batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    left = iter(items)
    while batch := list(islice(left, _ROWS)):
        yield batch


def _lines(rows: Iterable[Iterable[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> str:
    """Write a value the Danish way, and so that no spreadsheet takes what somebody wrote for a formula."""
    if isinstance(value, datetime):
        moment = local(value)
        return f"{form_date(moment.date())} {moment:%H:%M}"
    if isinstance(value, date):
        return form_date(value)
    if isinstance(value, int):
        return str(value)
    text = str(value or "").replace("\x00", "")
    return f"'{text}" if text[:1] in _BEFORE_FORMULAS or text.lstrip()[:1] in _FORMULAS else text
