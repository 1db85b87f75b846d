"""Filed is on disk: ZODB writes its record with fsync, but never the blob beside it.

Order matters. The bytes are forced out **before** the commit, so that no committed record points at a file
that the disk has not got. The folder entries are forced out **after** it, when the file has its final name,
and before anybody is told that it was filed: whoever holds the write lock lets go of it first, so that the
next one's work goes on meanwhile, and is not answered before it is done (``write_lock.when_let_go``). Who
files hundreds in one transaction does the same in the same order, but for all of them at once:
:func:`synced_together`.
"""

import ctypes
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

import transaction
from ZODB.blob import Blob
from ZODB.Connection import Connection

from bdk_esdh.kernel.write_lock import when_let_go

_TOGETHER = threading.local()
#: Folders, with their inode, whose own entry and those of all above them this process has forced to disk.
#: Nobody takes them away: a store removes the folder of a file, and none above it.
_KNOWN: set[tuple[Path, int]] = set()


def sync_file(file_descriptor: int) -> None:
    """Force a file's bytes to disk; those of a batch (:func:`synced_together`) before its commit.

    :param file_descriptor: an open file whose own buffer was flushed.
    """
    if not _are_synced_together():
        os.fsync(file_descriptor)


@contextmanager
def synced_together(folder: Path, manager: Any) -> Iterator[None]:
    """Force all files that are stored in this block to disk by one order before and one after the commit.

    For bulk work: an order for each of 500 files and their folders takes longer than all else. One order
    is for a whole file system, so that it also waits for what others write there. Where the system knows no
    such order, each file is forced out by itself as ever.

    :param folder: of the store's files, also those for the time being.
    :param manager: of the transaction, which has begun; it is committed in the block.
    """
    if _sync_file_system() is None:
        yield
        return
    manager.get().addBeforeCommitHook(sync_all, args=(folder,))
    manager.get().addAfterCommitHook(_sync_all_committed, args=(folder,))
    _TOGETHER.on = True
    try:
        yield
    finally:
        _TOGETHER.on = False


def _are_synced_together() -> bool:
    return getattr(_TOGETHER, "on", False)


def _sync_all_committed(committed: bool, folder: Path) -> None:  # noqa: FBT001 - a hook's signature
    if committed:
        sync_all(folder)


def sync_all(folder: Path) -> None:
    """Force everything that was written to the file system of ``folder`` to disk.

    :raises OSError: when something could not be written.
    """
    order = _sync_file_system()
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if order is not None and order(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)


@cache
def _sync_file_system() -> Any:
    """Find the order ``syncfs`` of Linux, which tells of errors since 5.8; Python has no name for it."""
    return getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)


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

    A folder that several files of one transaction lie in is forced out once.

    :param blob: a blob that is about to be stored.
    :param connection: the connection whose transaction it is; without it, the thread's own transaction.
    """
    if _are_synced_together():
        return
    manager = connection.transaction_manager if connection is not None else transaction.manager
    current = manager.get()
    try:
        blobs: list[Blob] = current.data(_sync_committed)
    except KeyError:
        blobs = []
        current.set_data(_sync_committed, blobs)
        current.addAfterCommitHook(_sync_committed, args=(blobs,))
    blobs.append(blob)


def _sync_committed(committed: bool, blobs: list[Blob]) -> None:  # noqa: FBT001 - a hook's signature
    """Have the committed files and their folders forced to disk, without anybody waiting for the lock.

    An error is logged and cannot undo the commit. A storage without a folder layout of its own (RelStorage
    keeps blobs in PostgreSQL) has nothing to sync.
    """
    places: list[tuple[Path, Path]] = []
    for blob in blobs if committed else ():
        if blob._p_jar is None:
            continue
        layout = getattr(blob._p_jar.db().storage, "fshelper", None)
        if layout is not None:
            places.append((Path(layout.getPathForOID(blob._p_oid)), Path(layout.base_dir)))
    if places:
        when_let_go(partial(_sync_places, places))


def _sync_places(places: list[tuple[Path, Path]]) -> None:
    """Force files (they may have been copied from another file system) and the folders they lie in to disk.

    A file has eight folders above it, one in another, and each order takes milliseconds. All of them are
    given the first time, not only new ones: another thread may have made one and not have synced it yet.
    Afterwards it is enough to go up to one whose entry is known to be on disk.

    :param places: of each file its folder, and the top of the folders.
    """
    wanted: dict[Path, None] = {}
    known: set[tuple[Path, int]] = set()
    for folder, top in places:
        if not folder.is_dir():
            continue
        for file in folder.glob("*.blob"):
            sync_path(file)
        # Its own folder is new, and so is that one's entry in the next.
        own, *above = folders_between(folder, top)
        wanted[own] = None
        for each in above:
            wanted[each] = None
            mark = (each, each.stat().st_ino)
            if mark in _KNOWN:
                break
            known.add(mark)
    for each in wanted:
        sync_path(each)
    # Not before: only now are their entries on disk, in all folders up to the top.
    _KNOWN.update(known)


def folders_between(folder: Path, top: Path) -> Iterator[Path]:
    """Give a folder and every folder above it up to and including ``top``.

    :param folder: lies in ``top``, both told in the same way: finding out what links stand for would cost
        more than the rest.
    """
    yield folder
    yield from folder.parents[: len(folder.parts) - len(top.parts)]
