"""Columns of a segment, read whole.

Whoosh seeks, reads and unpacks each value of each document by itself: at 100,000 documents the first search
after a start took two seconds to do so. Here the bytes of a column become an array at once.
"""

import sys
from array import array
from collections.abc import Sequence
from typing import Any

from whoosh.codec.whoosh3 import LENGTHS_COLUMN
from whoosh.columns import NumericColumn, RefBytesColumn
from whoosh.util.numeric import byte_to_length

_LENGTHS = [byte_to_length(byte) for byte in range(256)]
_LENGTHS[0] = 0


def numbers_in(reader: Any, name: str) -> Sequence[int]:
    """Return a column of whole numbers, by document number.

    :param reader: of a segment, one that is open.
    """
    return _numbers(reader.column_reader(name, translate=False))


def codes_in(reader: Any, name: str) -> tuple[list[bytes], Sequence[int]]:
    """Return the values of a column of codes, and for each document which of them it has."""
    column = reader.column_reader(name, translate=False)
    if isinstance(column, RefBytesColumn.Reader):
        at, size = column._basepos, column._itemsize * column._doccount  # noqa: SLF001 -- no other way to ask
        return column._uniques, _unpacked(column._dbfile, at, size, column._typecode)  # noqa: SLF001 -- as above
    # A segment in which no document has a code has no such column.
    values: dict[bytes, int] = {}
    codes = [values.setdefault(value, len(values)) for value in column]
    return list(values), codes


def lengths_in(reader: Any, field: str) -> Sequence[int]:
    """Return how many words each document has in ``field``, roughly, as Whoosh keeps it."""
    per_document = reader._perdoc  # noqa: SLF001 -- as above
    name = f"_{field}_len"
    if not per_document.has_column(name):
        return [0] * reader.doc_count_all()
    return [_LENGTHS[byte] for byte in _numbers(per_document.column_reader(name, LENGTHS_COLUMN))]


def _numbers(column: Any) -> Sequence[int]:
    if not isinstance(column, NumericColumn.Reader):
        return list(column)
    kept = min(column._count, column._doccount)  # noqa: SLF001 -- as above
    size = kept * column._fixedlen  # noqa: SLF001 -- as above
    found = _unpacked(column._dbfile, column._basepos, size, column._typecode)  # noqa: SLF001 -- as above
    # What is like the default is left out at the end.
    found.extend([column._default] * (column._doccount - kept))  # noqa: SLF001 -- as above
    return found


def _unpacked(file: Any, at: int, size: int, typecode: str) -> "array[int]":
    found = array(typecode, bytes(file.get(at, size)))
    if sys.byteorder == "little":
        found.byteswap()
    return found
