"""Editions as a table of numbers and titles: ``level,number,parent,title``.

Such tables come out of spreadsheets, so semicolons for commas and ISO-8859-1 for
UTF-8 are taken too. A table says nothing of retention codes or of what has gone out
of use: what is known of these stays.
"""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from ..kernel.i18n import _
from .editions import LEVELS, Edition, RawRow, Refusal, collect, refusal
from .errors import UnreadableEdition

COLUMNS = ("level", "number", "parent", "title")


def read_csv(stream: BinaryIO) -> Edition:
    """Read a table of numbers and titles.

    :param stream: the file's bytes, from the beginning.
    :raises UnreadableEdition: when it has no line that names the columns.
    """
    text = _decoded(stream.read())
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",")
    try:
        names = [name.strip().lower() for name in reader.fieldnames or ()]
    except csv.Error:
        names = []
    if not set(COLUMNS) <= set(names):
        raise UnreadableEdition(
            _("Filens første linje skal være: ${columns}", mapping={"columns": ",".join(COLUMNS)}),
            field="file",
        )
    reader.fieldnames = names
    return collect(_raw_rows(reader))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("iso-8859-1")


def _raw_rows(reader: csv.DictReader) -> Iterator[RawRow | Refusal]:
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            # One line that cannot be read, such as a field without an end, spoils no other.
            yield refusal(reader.line_num, "cells", "")
            continue
        if cells is None:
            return
        yield _raw_row({name: cells.get(name) or "" for name in COLUMNS}, reader.line_num)


def _raw_row(cells: dict[str, str], line: int) -> RawRow | Refusal:
    number, shown = cells["number"].strip(), f"{cells['number']} {cells['title']}"
    if LEVELS.get(cells["level"].strip().lower()) != number.count(".") + 1:
        return refusal(line, "level", shown)
    if cells["parent"].strip() != number.rpartition(".")[0]:
        return refusal(line, "parent", shown)
    return RawRow(number, cells["title"], line=line)
