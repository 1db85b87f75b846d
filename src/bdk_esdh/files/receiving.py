"""Copying bytes from outside: in pieces, with a limit, and without believing what the sender said of them."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from bdk_esdh.files.errors import EmptyFile, FileTooBig
from bdk_esdh.kernel.danish import file_size, file_sizes_apart
from bdk_esdh.kernel.i18n import _

CHUNK = 1 << 16


@dataclass(frozen=True)
class Received:
    """How many bytes were copied and their SHA-256."""

    size: int
    sha256: str


def refuse_by_size(stream: IO[bytes], *, limit: int | None, field: str | None) -> None:
    """Refuse an empty or too big file before a byte of it is copied, when the stream can tell.

    :param stream: at its beginning; left there.
    :param limit: greatest number of bytes, or ``None``.
    :raises EmptyFile: it has no bytes.
    :raises FileTooBig: it has more than ``limit``.
    """
    if not _seekable(stream):
        return
    start = stream.tell()
    size = stream.seek(0, io.SEEK_END) - start
    stream.seek(start)
    if size == 0:
        raise _empty(field)
    if limit is not None and size > limit:
        raise _too_big(size, limit, field)


def receive(
    stream: IO[bytes],
    target: IO[bytes],
    *,
    limit: int | None,
    field: str | None,
    watch: Callable[[bytes], None] | None = None,
) -> Received:
    """Copy a stream in pieces, counting and digesting on the way.

    :param stream: anything with ``read(n)``.
    :param target: an open file.
    :param limit: greatest number of bytes, or ``None``.
    :param field: the form field that messages belong to.
    :param watch: is shown each piece, so that nothing need be read twice.
    :raises EmptyFile: nothing came.
    :raises FileTooBig: more than ``limit`` came; for a stream that could not tell its size before.
    """
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(CHUNK):
        size += len(piece)
        if limit is not None and size > limit:
            raise _more_than(limit, field)
        digest.update(piece)
        target.write(piece)
        if watch is not None:
            watch(piece)
    if size == 0:
        raise _empty(field)
    return Received(size, digest.hexdigest())


def _seekable(stream: IO[bytes]) -> bool:
    """Some upload objects have ``seek`` without ``seekable``."""
    asked = getattr(stream, "seekable", None)
    return bool(asked()) if asked is not None else hasattr(stream, "seek")


def _empty(field: str | None) -> EmptyFile:
    return EmptyFile(
        _("Filen er tom (0 byte). Vælg den igen, eller kontrollér den på din computer"), field=field
    )


def _too_big(size: int, limit: int, field: str | None) -> FileTooBig:
    written, allowed = file_sizes_apart(size, limit)
    return FileTooBig(
        _(
            "Filen fylder ${size}. Grænsen er ${limit}. Del den, eller send et link til os",
            mapping={"size": written, "limit": allowed},
        ),
        field=field,
    )


def _more_than(limit: int, field: str | None) -> FileTooBig:
    return FileTooBig(
        _(
            "Filen fylder mere end ${limit}, som er grænsen. Del den, eller send et link til os",
            mapping={"limit": file_size(limit)},
        ),
        field=field,
    )
