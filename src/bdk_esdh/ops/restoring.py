"""Restoring a backup into an empty folder; the database comes last: half a restore never looks whole."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from ..files.durability import sync_file, sync_path
from ..kernel.clock import COPENHAGEN
from ..kernel.folder_lock import FolderBusy, Turn, folder_lock
from .backup_copying import copy_file
from .backup_sets import BackupError, BackupSet, Copy, Target

_PIECE = 1 << 20


@dataclass(frozen=True)
class Restored:
    """What was restored.

    :param left_out: files that could not be restored, a sentence each.
    """

    what: BackupSet
    files: int
    left_out: tuple[str, ...]


def restore_backup(
    backup: Path, folder: Path, *, at: datetime | None = None, incomplete: bool = False
) -> Restored:
    """Restore the newest whole set, verifying every byte on the way.

    (Databeskyttelsesforordningen art. 32, stk. 1, litra c)

    :param folder: empty, or not there yet.
    :param at: the newest set begun at or before this moment instead.
    :param incomplete: go on where a file is damaged in the backup, and say which; the database itself has
        to be whole in any case.
    :raises BackupError: when it cannot be done; the folder then holds no database.
    """
    target, folder = Target(backup.resolve()), folder.resolve()
    target.require()
    _require_empty(folder, target)
    chain = target.chain_to(_chosen(target, at))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with folder_lock(target.folder, Turn.CARE, shared=True):
            return _restore(target, folder, chain, incomplete=incomplete)
    except FolderBusy as error:
        raise BackupError(f"a backup is being written to {target.folder}: let it end first") from error
    except OSError as error:
        raise BackupError(
            f"the backup could not be restored ({error.strerror or error}: {error.filename}); "
            f"{folder} holds no database: empty it, and try again"
        ) from error


def _require_empty(folder: Path, target: Target) -> None:
    if target.folder == folder or target.folder in folder.parents or folder in target.folder.parents:
        raise BackupError(
            f"{folder} and the backup {target.folder} lie in one another: name a folder elsewhere"
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupError(f"{folder} is not empty: a backup is restored into an empty folder only")


def _chosen(target: Target, at: datetime | None) -> BackupSet:
    sets = target.read_sets()
    if not sets:
        raise BackupError(f"{target.folder} holds no whole backup")
    if at is not None:
        limit = f"{at.astimezone(UTC):%Y-%m-%d-%H-%M-%S}"
        oldest = datetime.strptime(min(each.name for each in sets), "%Y-%m-%d-%H-%M-%S").replace(tzinfo=UTC)
        sets = [each for each in sets if each.name <= limit]
        if not sets:
            raise BackupError(
                f"{target.folder} holds no backup of {at:%Y-%m-%d %H:%M} or before: "
                f"the oldest is of {oldest.astimezone(COPENHAGEN):%Y-%m-%d %H:%M:%S}, our time"
            )
    return sets[-1]


def _restore(target: Target, folder: Path, chain: list[BackupSet], *, incomplete: bool) -> Restored:
    last = chain[-1]
    database = folder / "Data.fs.part"
    _join(target, last.data, database)
    for copy in last.index:
        copy_file(target.folder / copy.path, folder / "Data.fs.index", expected=copy.sha256)
    for copy in last.beside:
        name = Path(*PurePosixPath(copy.path).parts[2:])
        copy_file(target.folder / copy.path, folder / name, expected=copy.sha256)
    left_out = [f"{path} was missing when the backup was taken" for each in chain for path in each.missing]
    files = 0
    for copy in (copy for each in chain for copy in each.blobs):
        try:
            copy_file(target.folder / copy.path, folder / copy.path, expected=copy.sha256)
            (folder / copy.path).chmod(0o440)
            files += 1
        except (BackupError, FileNotFoundError) as error:
            if not incomplete:
                raise BackupError(
                    f"{copy.path} is damaged or missing in the backup ({error}); "
                    "take an older set (--at), or go on without it (--incomplete)"
                ) from error
            left_out.append(f"{copy.path} is damaged or missing in the backup")
    (folder / "blobs").mkdir(exist_ok=True)
    (folder / "blobs" / ".layout").write_text("bushy")
    sync_path(folder)
    database.replace(folder / "Data.fs")
    sync_path(folder)
    return Restored(last, files, tuple(left_out))


def _join(target: Target, copies: Iterable[Copy], database: Path) -> None:
    """Put the copies of the database together; each has to be as it was written."""
    with database.open("wb") as file:
        for copy in copies:
            digest = hashlib.sha256()
            with (target.folder / copy.path).open("rb") as source:
                while piece := source.read(_PIECE):
                    digest.update(piece)
                    file.write(piece)
            if digest.hexdigest() != copy.sha256:
                raise BackupError(
                    f"{copy.path} is damaged in the backup: its bytes are not those that were written; "
                    "take an older set (--at)"
                )
        file.flush()
        sync_file(file.fileno())
