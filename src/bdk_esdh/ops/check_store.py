"""The files of the store itself: the end of the database, its index, and files that belong to nothing."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from persistent.timestamp import TimeStamp
from ZODB.fsIndex import fsIndex
from ZODB.POSException import POSKeyError
from ZODB.serialize import referencesf
from ZODB.utils import p64, u64

from .faults import FROM_BACKUP, REPAIR, Fault
from .store_files import StoreFiles

#: a file that a write left behind is looked at when no write can still be at it
_GRACE_SECONDS = 3_600
_UPLOAD_SECONDS = 86_400
#: where the first transaction begins
_BEGINNING = 4


def end_faults(files: StoreFiles, storage: Any) -> Iterator[Fault]:
    """Look at the end of the database, and at what beside it tells that it was cut."""
    over = files.data.stat().st_size - storage.getSize()
    if over > 0 and not _may_be_written(files, storage):
        yield Fault(
            "data",
            files.relative(files.data),
            f"ends with {over} bytes of a transaction that is not whole: broken off, or the file was cut",
            f"The next start cuts them off; nobody was told that they were saved unless the file was damaged "
            f"from outside. It then ends at {_moment(_last_whole(files, storage))}: compare with a backup",
        )
    for cut in sorted(files.data.parent.glob(f"{files.data.name}.tr*")):
        yield Fault(
            "data",
            files.relative(cut),
            f"holds {cut.stat().st_size} bytes that were cut off the end of the database when it was opened",
            "Compare with a backup, and remove it when nothing is missed",
        )
    index = Path(f"{files.data}.index")
    if index.exists() and not _fits(index, files.data):
        says = "does not fit the database, which therefore opens slowly"
        yield Fault("data", files.relative(index), says, REPAIR, partial(_aside, files=files, path=index))
    pack = Path(f"{files.data}.pack")
    if pack.exists():
        yield Fault(
            "data",
            files.relative(pack),
            "was left by a pack that was broken off",
            REPAIR,
            partial(_aside, files=files, path=pack),
        )


def _fits(index: Path, data: Path) -> bool:
    """Tell whether an index can be read and ends where a transaction does.

    ZODB is stricter, and passes over many a good one: an object that each of the last transactions changed
    is taken for a sign that the index is of another database.
    """
    try:
        end = int(fsIndex.load(str(index))["pos"])
    except Exception:  # noqa: BLE001 -- garbage is read as a pickle
        return False
    if not _BEGINNING <= end <= data.stat().st_size:
        return False
    return end == _BEGINNING or _id_before(data, end) is not None


def _id_before(data: Path, end: int) -> bytes | None:
    """Return the id of the transaction that ends at ``end``, if one does: its length stands there twice."""
    with data.open("rb") as file:
        file.seek(end - 8)
        length = u64(file.read(8))
        if length > end - 8 - _BEGINNING:
            return None
        file.seek(end - 8 - length)
        tid, again = file.read(8), u64(file.read(8))
        return tid if again == length else None


def record_faults(storage: Any) -> Iterator[Fault]:
    """Look whether every record that a record refers to is there.

    A record that is missing takes what lies behind it along: the one fault that only a backup heals.
    """
    known = getattr(storage, "_index", None)
    if known is None or not len(storage):
        return
    following: bytes | None = None
    while True:
        oid, _tid, data, following = storage.record_iternext(following)
        for says in _wrong_with(data, known):
            yield Fault("data", f"record 0x{u64(oid):x}", says, FROM_BACKUP)
        if following is None:
            return


def _wrong_with(data: bytes | None, known: Any) -> Iterator[str]:
    try:
        referred = referencesf(data) if data else []
    except Exception as error:  # noqa: BLE001 -- a damaged record fails in as many ways as there are bytes
        yield f"cannot be read ({type(error).__name__}: {error})"
        return
    for oid in referred:
        if oid not in known:
            yield f"refers to the record 0x{u64(oid):x}, which is not there"


def orphan_faults(files: StoreFiles, storage: Any, in_use: set[bytes]) -> Iterator[Fault]:
    """Look for files that no record names, but those that somebody may be writing right now.

    :param in_use: object id and transaction of the files that were found in the graph.
    """
    last, served, now = _last_whole(files, storage), _may_be_written(files, storage), time.time()
    for path in _files_below(files.blobs):
        age = now - path.stat().st_mtime
        if path.suffix != ".blob":
            if files.blobs / "tmp" in path.parents and age > _UPLOAD_SECONDS:
                says = "was left by an upload that was broken off"
                aside = partial(_aside, files=files, path=path)
                yield Fault("files", files.relative(path), says, REPAIR, aside, is_leftover=True)
            continue
        oid, tid = storage.fshelper.splitBlobFilename(str(path))
        if oid + tid in in_use or _has_record(storage, oid, tid):
            continue
        if served and age < _GRACE_SECONDS and tid > last:
            continue
        yield Fault(
            "files",
            files.relative(path),
            _why_orphan(tid, last),
            REPAIR,
            partial(_aside, files=files, path=path),
            # Of a transaction after the last one it may be what a lost end of the database has left.
            is_leftover=tid <= last,
        )


def _last_whole(files: StoreFiles, storage: Any) -> bytes:
    """Return the id of the last transaction that is whole.

    A storage that opens a file with half a transaction at its end names that one.
    """
    end = storage.getSize()
    whole = _id_before(files.data, end) if _BEGINNING < end <= files.data.stat().st_size else None
    return whole or storage.lastTransaction()


def _may_be_written(files: StoreFiles, storage: Any) -> bool:
    """Tell whether somebody other than we ourselves may be writing."""
    return files.is_served and getattr(storage, "_lock_file", None) is None


def _why_orphan(tid: bytes, last: bytes) -> str:
    if tid > last:
        return (
            f"is the file of a transaction ({_moment(tid)}) that the database does not have: a write was "
            f"broken off before anybody was told that it was filed, or the database has lost its end "
            f"after {_moment(last)} (then restore a backup)"
        )
    return (
        "belongs to nothing: a write was broken off or met another before anybody was told that it was filed"
    )


def _has_record(storage: Any, oid: bytes, tid: bytes) -> bool:
    try:
        storage.loadSerial(oid, tid)
    except (POSKeyError, KeyError):
        return False
    return True


def _files_below(folder: Path) -> Iterator[Path]:
    for path, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(path, name)


def _moment(tid: bytes) -> str:
    if tid == p64(0):
        return "its beginning"
    return f"{datetime.fromtimestamp(TimeStamp(tid).timeTime(), tz=UTC):%Y-%m-%d %H:%M:%S} UTC"


def _aside(_root: Any, *, files: StoreFiles, path: Path) -> str:
    """Move a file out of the way; nothing is ever deleted."""
    relative = Path(files.relative(path))
    target = files.folder / "set-aside" / relative
    for number in range(1, 1_000):
        if not target.exists():
            break
        target = files.folder / "set-aside" / f"{relative}.{number}"
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.rename(target)
    return f"{relative} was moved to {files.relative(target)}"
