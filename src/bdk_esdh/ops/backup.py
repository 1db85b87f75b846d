"""Taking a backup, also while the server serves: the database first, the files after it.

In this order nothing can be missing: each file that a transaction names is on disk before the transaction
is, and files never change. A file that is added for a transaction behind the copy is in nobody's way. The
other order would copy a database that names files which were not there yet.
"""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ZODB.blob import FilesystemHelper, is_blob_record
from ZODB.FileStorage.FileStorage import FileIterator
from ZODB.scripts import repozo

from ..audit.heads import heads_path
from ..audit.spool import kept_readings
from ..kernel.folder_lock import FolderBusy, Turn, folder_lock
from ..kernel.versions import software_version
from ..monitoring.backup_note import note_backup
from .backup_copying import copy_file, hash_of
from .backup_sets import BackupError, BackupSet, Copy, Target, copies_of, write_set
from .store_files import StoreFiles, in_care

_NOT_COPIED = {
    "session.key": "signs cookies; a new one is made, and everybody logs in again",
    "settings (.ini)": "kept with the configuration of the machine",
    "upload drafts": "nothing was filed of them",
}


def take_backup(files: StoreFiles, folder: Path, *, full: bool = False) -> BackupSet:
    """Take a backup of everything that was committed when it began, and verify what was written.

    Only what is new since the last set is copied, unless the database was packed since, or ``full``.

    :param folder: the backup folder; empty or with backups.
    :param full: copy the whole database anew, and verify every file that earlier sets have copied.
    :returns: the set, which is whole and on disk.
    :raises BackupError: when it cannot be taken; the sets that were there stay whole.
    """
    target = Target(folder.resolve())
    _refuse_inside(files, target)
    try:
        target.prepare()
        with folder_lock(target.folder, Turn.CARE), in_care(files, shared=True):
            made = _Taking(files, target, full=full).take()
            note_backup(files.folder)
            return made
    except FolderBusy as error:
        raise BackupError(f"another backup is being written to {target.folder}: let it end first") from error
    except OSError as error:
        _drop_leftovers(target)
        raise BackupError(
            f"the backup could not be written to {target.folder} ({error.strerror or error}); "
            "the sets that were there before are whole"
        ) from error


def _refuse_inside(files: StoreFiles, target: Target) -> None:
    data, folder = files.folder.resolve(), target.folder
    if folder == data or data in folder.parents or folder in data.parents or files.blobs in folder.parents:
        raise BackupError(f"{folder} and the data folder {data} lie in one another: name a folder elsewhere")


def _drop_leftovers(target: Target) -> None:
    """Remove what no set names: a backup was broken off while it wrote it."""
    kept = copies_of(target.read_sets())
    stems = {Path(path).stem for path in kept if path.startswith("data/")}
    for path in target.data.iterdir():
        # The list of sums (.dat) belongs to the full copy of the same name.
        if path.suffix == ".dat" and path.stem in stems:
            _drop_lines(path, kept)
        elif f"data/{path.name}" not in kept:
            path.unlink()
    for path in target.folder.rglob("*.part"):
        path.unlink()


def _drop_lines(sums: Path, kept: dict[str, Copy]) -> None:
    """Drop from repozo's list what is not there any more: its own verifying would miss it."""
    lines = sums.read_text().splitlines(keepends=True)
    due = [line for line in lines if f"data/{Path(line.rsplit(None, 3)[0]).name}" in kept]
    if due != lines:
        draft = sums.with_suffix(".part")
        draft.write_text("".join(due))
        draft.replace(sums)


@dataclass
class _Taking:
    """One backup while it is being taken."""

    files: StoreFiles
    target: Target
    full: bool

    def take(self) -> BackupSet:
        sets = self.target.read_sets()
        _drop_leftovers(self.target)
        last = sets[-1] if sets else None
        now = self._moment(sets)
        name = "-".join(f"{part:02}" for part in now)
        database = self.files.data.stat().st_ino
        # Before the database: what it tells of the journal is in the copy then, and not ahead of it.
        beside = self._copy_beside(name)
        data, index, is_full = self._copy_database(now, last)
        transaction, needed = self._blobs_named_in(data, last, is_full=is_full)
        if self.files.data.stat().st_ino != database:
            raise BackupError("the database was exchanged by a pack meanwhile: take the backup again")
        known = copies_of(sets)
        made = BackupSet(
            name=name,
            version=software_version(),
            after="" if is_full or last is None else last.name,
            transaction=transaction,
            data=data,
            index=index,
            beside=beside,
            blobs=(),
            not_copied=_NOT_COPIED,
        )
        blobs, missing = self._copy_blobs(needed, known)
        made = replace(made, blobs=tuple(blobs), missing=tuple(missing))
        # The entries of all folders, before the list says that everything is there.
        os.sync()
        write_set(self.target, made)
        return made

    @staticmethod
    def _moment(sets: list[BackupSet]) -> tuple[int, ...]:
        """Return a second that no set is named for."""
        names = {each.name for each in sets}
        while True:
            now = datetime.now(UTC).timetuple()[:6]
            if "-".join(f"{part:02}" for part in now) not in names:
                return now
            time.sleep(0.1)

    def _copy_beside(self, name: str) -> tuple[Copy, ...]:
        """Copy the small files: the heads of the journal, and readings that wait to be entered in it.

        A reading that is entered between this and the copy of the database is told twice by what is
        restored; the other way round it would be lost.
        """
        copies = []
        for path in (heads_path(self.files.folder), *kept_readings(self.files.folder)):
            if not path.exists():
                continue
            within = f"beside/{name}/{path.relative_to(self.files.folder)}"
            # The worker may enter what was kept at this moment, and take the file away.
            with suppress(FileNotFoundError):
                copies.append(Copy(within, *copy_file(path, self.target.folder / within)))
        return tuple(copies)

    def _copy_database(
        self, now: tuple[int, ...], last: BackupSet | None
    ) -> tuple[tuple[Copy, ...], tuple[Copy, ...], bool]:
        """Let repozo copy what is new; return what makes the database, its index, and if it is all new."""
        options = SimpleNamespace(
            file=str(self.files.data),
            repository=str(self.target.data),
            full=self.full,
            quick=False,
            gzip=False,
            killold=False,
            date=None,
            test_now=now,
        )
        try:
            repozo.do_backup(options)
        except (repozo.RepozoError, AssertionError) as error:
            raise BackupError(f"the database could not be copied: {error}") from error
        options.full = False
        paths = [Path(path) for path in repozo.find_files(options)]
        known = {copy.path: copy for copy in last.data} if last else {}
        sums = _sums_of(paths[0])
        copies = [known.get(f"data/{path.name}") or self._verified(path, sums) for path in paths]
        index = paths[-1].with_suffix(".index")
        return (
            tuple(copies),
            (Copy(f"data/{index.name}", *hash_of(index)),),
            f"data/{paths[0].name}" not in known,
        )

    def _verified(self, path: Path, sums: dict[str, tuple[int, str]]) -> Copy:
        """Read a copy again and compare it with what repozo read of the database."""
        with path.open("rb") as file:
            md5 = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
        size, sha256 = hash_of(path)
        if sums.get(path.name) != (size, md5):
            raise BackupError(f"the disk gives back other bytes of {path} than were written to it")
        return Copy(f"data/{path.name}", size, sha256)

    def _blobs_named_in(
        self, data: tuple[Copy, ...], last: BackupSet | None, *, is_full: bool
    ) -> tuple[str, list[str]]:
        """Return the last transaction of the copy, and the files that those behind ``last`` name."""
        end = sum(copy.size for copy in data)
        begin = 4 if is_full or last is None else sum(copy.size for copy in last.data)
        layout = FilesystemHelper(str(self.files.blobs)).layout
        transaction = "" if is_full or last is None else last.transaction
        needed = []
        for each in _transactions(self.files.data, begin, end):
            transaction = each.tid.hex()
            needed += [
                layout.getBlobFilePath(record.oid, each.tid) for record in each if is_blob_record(record.data)
            ]
        return transaction, needed

    def _copy_blobs(self, needed: list[str], known: dict[str, Copy]) -> tuple[list[Copy], list[str]]:
        copies, missing = [], []
        for name in needed:
            path = f"blobs/{name}"
            source, copy = self.files.blobs / name, self.target.folder / path
            have = known.get(path)
            # What an earlier set has is good, and read again when everything is to be verified.
            if (
                have is not None
                and copy.is_file()
                and (not self.full or hash_of(copy) == (have.size, have.sha256))
            ):
                copies.append(have)
            elif source.is_file():
                copies.append(Copy(path, *copy_file(source, copy)))
            else:
                missing.append(path)
        return copies, missing


def _transactions(data: Path, begin: int, end: int) -> Iterator[Any]:
    """Go through the transactions that were copied.

    :raises BackupError: when they do not fill the copy.
    """
    iterator = FileIterator(str(data), pos=begin)
    come_to = begin
    try:
        while come_to < end and (each := next(iterator, None)) is not None:
            come_to = iterator._pos  # noqa: SLF001 -- where the next one begins is told nowhere else
            yield each
    finally:
        iterator.close()
    if come_to != end:
        raise BackupError(f"{data} is damaged at byte {come_to}: the backup was not taken; run 'esdh check'")


def _sums_of(full: Path) -> dict[str, tuple[int, str]]:
    """Read repozo's own list: size and MD5 of each copy, by name."""
    sums = {}
    for line in full.with_suffix(".dat").read_text().splitlines():
        name, begin, end, md5 = line.rsplit(None, 3)
        sums[Path(name).name] = int(end) - int(begin), md5
    return sums
