"""Filed is on disk: ZODB writes its record with fsync, but never the blob beside it.

Order matters. The bytes are forced out **before** the commit, so that no committed record points at a file
that the disk has not got. The folder entries are forced out **after** it, when the file has its final name,
and before anybody is told that it was filed, because hooks run inside ``commit()``.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import transaction
from ZODB.blob import Blob
from ZODB.Connection import Connection


def sync_file(file_descriptor: int) -> None:
    """Force a file's bytes to disk.

    :param file_descriptor: an open file whose own buffer was flushed.
    """
    os.fsync(file_descriptor)


def sync_path(path: Path) -> None:
    """Force a file's bytes, or a folder's entries, to disk.

    :param path: an existing file or folder.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_when_committed(blob: Blob, connection: Connection | None) -> None:
    """See to it that the blob's file and the folders down to it are on disk before ``commit()`` returns.

    :param blob: a blob that is about to be stored.
    :param connection: the connection whose transaction it is; without it, the thread's own transaction.
    """
    manager = connection.transaction_manager if connection is not None else transaction.manager
    manager.get().addAfterCommitHook(_sync_committed, args=(blob,))


def _sync_committed(committed: bool, blob: Blob) -> None:  # noqa: FBT001 - a hook's signature
    """Sync the committed file (it may have been copied from another file system) and its folders.

    An error here is logged by the transaction and cannot undo the commit. A storage without a folder layout
    of its own (RelStorage keeps blobs in PostgreSQL) has nothing to sync.
    """
    if not committed or blob._p_jar is None:
        return
    layout = getattr(blob._p_jar.db().storage, "fshelper", None)
    if layout is None:
        return
    folder = Path(layout.getPathForOID(blob._p_oid))
    if not folder.is_dir():
        return
    for file in folder.glob("*.blob"):
        sync_path(file)
    for each in folders_between(folder, Path(layout.base_dir)):
        sync_path(each)


def folders_between(folder: Path, top: Path) -> Iterator[Path]:
    """Give a folder and every folder above it up to and including ``top``.

    All of them, not only new ones: another thread may have made one and not have synced it yet.

    :param folder: lies in ``top``, both told in the same way: this runs under the write lock, where finding
        out what links stand for would cost more than the rest.
    """
    yield folder
    yield from folder.parents[: len(folder.parts) - len(top.parts)]
