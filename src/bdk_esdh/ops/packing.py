"""Packing: the database without what was changed or thrown away long ago.

Offline for a store of our own: the storage that ``zodbconn.uri`` makes of a file and a folder of blobs looks,
while it packs, for files without a record and removes them, and a file that is being filed at that moment has
none yet. A ZEO server packs by itself while it serves, and knows what it writes.
"""

import errno
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from zc.lockfile import LockError
from ZODB.FileStorage import FileStorage
from ZODB.serialize import referencesf

from .check_store import record_faults
from .opening import opened, settings_of
from .store_files import StoreFiles, in_care, store_files

_DAY = 86_400
_ROOM = 1.1


def pack(config: str, data: str, *, days: int, keep_old: bool) -> str:
    """Drop what was out of date ``days`` days ago; say what came of it.

    :param keep_old: leave the database as it was beside the packed one (``Data.fs.old``, ``blobs.old``).
    :raises ClickException: when it cannot be done; the database is then as it was.
    """
    settings = settings_of(config, data).app()
    folder = Path(data).resolve()
    if not str(settings.get("zodbconn.uri", "")).startswith("file://"):
        return _pack_over_the_server(config, data, days)
    files = store_files(settings, folder)
    with in_care(files, shared=False):
        return _pack_files(files, time.time() - days * _DAY, keep_old=keep_old)


def _pack_over_the_server(config: str, data: str, days: int) -> str:
    with opened(config, data) as app:
        before = app.db.getSize()
        app.db.pack(days=days)
        return f"The server packed its database from {before / 1e6:.1f} to {app.db.getSize() / 1e6:.1f} MB."


def _pack_files(files: StoreFiles, before: float, *, keep_old: bool) -> str:
    size = files.data.stat().st_size
    if shutil.disk_usage(files.data.parent).free < size * _ROOM:
        raise click.ClickException(
            f"packing writes the database anew beside the old: it needs {size * _ROOM / 1e6:.0f} MB of room"
        )
    with _opened(files) as storage:
        _refuse_damaged(storage, "so it was not packed: what a damaged record leads to would be thrown away")
        _pack(files, storage, before)
        _refuse_damaged(storage, "after packing; the database as it was is in Data.fs.old and blobs.old")
    if not keep_old:
        Path(f"{files.data}.old").unlink(missing_ok=True)
        shutil.rmtree(f"{files.blobs}.old", ignore_errors=True)
    return f"The database was packed from {size / 1e6:.1f} to {files.data.stat().st_size / 1e6:.1f} MB."


def _pack(files: StoreFiles, storage: Any, before: float) -> None:
    draft = Path(f"{files.data}.pack")
    try:
        storage.pack(before, referencesf)
    except Exception as error:
        # Until the end the packed database is a file of its own: without it everything is as it was.
        draft.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise click.ClickException("there is no room on the disk: the database is as it was") from error
        raise click.ClickException(f"the database could not be packed ({error}): it is as it was") from error


def _refuse_damaged(storage: Any, what_then: str) -> None:
    for fault in record_faults(storage):
        raise click.ClickException(f"{fault.path} {fault.says}, {what_then}. {fault.advice}.")


@contextmanager
def _opened(files: StoreFiles) -> Iterator[FileStorage]:
    try:
        storage = FileStorage(str(files.data), blob_dir=str(files.blobs))
    except LockError as error:
        raise click.ClickException(
            "the server has the database open: stop it first (with ZEO, the server packs while it serves)"
        ) from error
    try:
        yield storage
    finally:
        storage.close()
