"""Bytes in: copied, digested, judged and forced to disk before anybody is told that they were filed."""

import os
import secrets
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ZODB.blob import Blob, _blob_close_refs
from ZODB.Connection import Connection

from bdk_esdh.files.content import StoredFile
from bdk_esdh.files.durability import sync_file, sync_when_committed
from bdk_esdh.files.errors import DisguisedFile
from bdk_esdh.files.filenames import clean_filename, extension
from bdk_esdh.files.receiving import receive, refuse_by_size
from bdk_esdh.files.sniffing import (
    COMPOUND_HEAD,
    HEAD_BYTES,
    KINDS,
    Kind,
    contradicts_name,
    has_program_name,
    is_program,
    media_type_of,
    zip_members,
)
from bdk_esdh.kernel.i18n import _

__all__ = ["ReceivedFile", "clean_filename", "keep_file", "received_file", "store_file"]

TAIL_BYTES = 2048
ENCRYPT_KEY = b"/Encrypt"


def store_file(
    stream: IO[bytes],
    filename: str,
    *,
    limit: int | None = None,
    field: str | None = "file",
    connection: Connection | None = None,
) -> StoredFile:
    """Take a file in; its record becomes durable with the transaction, its bytes no later.

    Damaged and password-protected files **are** stored, with a note: the office has received them, and what
    was received is filed (offentlighedsloven § 15).

    :param stream: the bytes, read in pieces.
    :param filename: what the sender called it; cleaned here.
    :param limit: greatest number of bytes, or ``None``.
    :param field: the form field that a refusal belongs to.
    :param connection: the ZODB connection it will be stored by. With it the bytes are written on the blob
        folder's own file system (moved at commit, not copied) and an explicit transaction manager is found;
        without it the system's folder for temporary files and the thread's transaction are used.
    :raises EmptyFile: no bytes.
    :raises FileTooBig: more bytes than ``limit``.
    :raises DisguisedFile: a program, or content that is not what the name says.
    """
    folder = connection.db().storage.temporaryDirectory() if connection is not None else None
    with received_file(stream, filename, limit=limit, field=field, folder=folder) as received:
        return keep_file(received, connection)


@dataclass(frozen=True)
class ReceivedFile:
    """A file that was taken in and judged, and whose bytes are on disk; no graph knows of it yet."""

    path: Path
    filename: str
    media_type: str
    size: int
    sha256: str
    note: str | None


@contextmanager
def received_file(
    stream: IO[bytes],
    filename: str,
    *,
    limit: int | None = None,
    field: str | None = "file",
    folder: str | None = None,
) -> Iterator[ReceivedFile]:
    """Take a file in outside any transaction; it is gone afterwards unless it was kept meanwhile.

    Copying and forcing to disk take long for a large file: background work does it before
    it takes the write lock, and holds the lock only for :func:`keep_file`.

    The arguments and errors are those of :func:`store_file`.

    :param folder: where to receive it: the storage's own folder for temporary files.
    """
    name = clean_filename(filename)
    refuse_by_size(stream, limit=limit, field=field)
    with _scratch_file(folder) as scratch:
        outside = Outside(name, field)
        received = receive(stream, scratch, limit=limit, field=field, watch=outside.see)
        outside.judge_whole(scratch)
        scratch.flush()
        sync_file(scratch.fileno())
        media_type = media_type_of(outside.head, name)
        yield ReceivedFile(
            Path(scratch.name), name, media_type, received.size, received.sha256, outside.note()
        )


def keep_file(received: ReceivedFile, connection: Connection | None) -> StoredFile:
    """Make a received file a blob of the current transaction.

    May be called again for the same file when the transaction has to be tried again.
    """
    blob = Blob()
    if connection is not None:
        connection.add(blob)
    # The blob takes the file it is given away, and a transaction that fails throws it away: it gets a
    # second name of the file, and the first is there for the next attempt.
    name = received.path.with_name(f"{received.path.name}-{secrets.token_hex(4)}")
    os.link(received.path, name)
    _hand_over(name, blob)
    sync_when_committed(blob, connection)
    return StoredFile(
        received.filename, received.media_type, received.size, received.sha256, blob, received.note
    )


def _hand_over(path: Path, blob: Blob) -> None:
    """Let a file be the uncommitted one of a new blob, gone with it unless it is committed.

    ``Blob.consumeFile`` first makes a file of its own under the name that it then moves ours to: two orders
    more to the disk, under the write lock. What it does else is done here. (ZODB 6, ``Blob.consumeFile`` and
    ``_create_uncommitted_file``; ``test_storing`` holds the next version to it.)
    """

    def cleanup(ref: "weakref.ref[Blob]") -> None:
        path.unlink(missing_ok=True)
        with suppress(ValueError):
            _blob_close_refs.remove(ref)

    blob._p_blob_uncommitted = str(path)  # noqa: SLF001 -- where ZODB keeps it
    reference = blob._p_blob_ref = weakref.ref(blob, cleanup)  # noqa: SLF001
    # ZODB's list keeps the reference alive, and with it the cleaning up.
    _blob_close_refs.append(reference)
    blob._p_changed = True


class Outside:
    """What can be seen of a file without opening it: its head, its tail and one telling word between them.

    The file is not parsed here. That is for a child process with limits (``extraction``); this runs in the
    web process and inside a transaction.
    """

    def __init__(self, name: str, field: str | None) -> None:
        """Refuse by the name alone when that is enough."""
        self.name, self.field = name, field
        self.head = self.tail = b""
        self.encrypt_key_seen = False
        self.members: frozenset[str] | None = frozenset()
        self._judged = False
        if has_program_name(name):
            raise self._program()

    def see(self, piece: bytes) -> None:
        """Look at the next piece; refuse as soon as the head is known.

        :raises DisguisedFile: a program, or not what the name says.
        """
        self.head += piece[: HEAD_BYTES - len(self.head)]
        seam = self.tail[-len(ENCRYPT_KEY) :] + piece
        self.encrypt_key_seen = self.encrypt_key_seen or ENCRYPT_KEY in seam
        self.tail = (self.tail + piece)[-TAIL_BYTES:]
        if len(self.head) == HEAD_BYTES and not self._judged:
            self._judge_head()

    def judge_whole(self, file: IO[bytes]) -> None:
        """Look at the whole file: what a ZIP holds, and the head of a very short file.

        :raises DisguisedFile: a program, or not what the name says.
        """
        if not self._judged:
            self._judge_head()
        file.flush()
        kind = KINDS.get(extension(self.name))
        if kind is None or kind.zip_member is None or self._is_compound():
            return
        # A ZIP whose directory cannot be read is a damaged file: another matter than a disguised one.
        self.members = zip_members(file)
        if self.members is not None and kind.zip_member not in self.members:
            raise self._other_than(kind)

    def note(self) -> str | None:
        """Say ``"password"`` or ``"corrupt"`` when the outside shows it."""
        kind = KINDS.get(extension(self.name))
        if kind is None:
            return None
        if kind.media_type == "application/pdf":
            if self.encrypt_key_seen:
                return "password"
            return None if b"startxref" in self.tail else "corrupt"
        if kind.zip_member is None:
            return None
        if self._is_compound():
            return "password"
        return "corrupt" if self.members is None else None

    def _judge_head(self) -> None:
        self._judged = True
        if is_program(self.head):
            raise self._program()
        if (kind := contradicts_name(self.head, self.name)) is not None:
            raise self._other_than(kind)

    def _is_compound(self) -> bool:
        return self.head.startswith(COMPOUND_HEAD)

    def _program(self) -> DisguisedFile:
        ending = extension(self.name)
        if not ending or has_program_name(self.name):
            return DisguisedFile(_("Filen er et program. Den er ikke gemt"), field=self.field)
        message = _(
            "Filen hedder .${extension}, men er et program. Den er ikke gemt", mapping={"extension": ending}
        )
        return DisguisedFile(message, field=self.field)

    def _other_than(self, kind: Kind) -> DisguisedFile:
        message = _(
            "Filen hedder .${extension}, men indholdet er noget andet end ${kind}. Den er ikke gemt. "
            "Åbn den, og gem den igen i det rigtige format",
            mapping={"extension": extension(self.name), "kind": kind.name},
        )
        return DisguisedFile(message, field=self.field)


@contextmanager
def _scratch_file(folder: str | None) -> Iterator[IO[bytes]]:
    """Open a file to receive into; under this name it is gone afterwards."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix="received-", delete=False) as scratch:
        try:
            yield scratch
        finally:
            Path(scratch.name).unlink(missing_ok=True)
