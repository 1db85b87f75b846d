"""What a backup folder holds, and when it is whole.

    data/        the database: full copies and what was added since, as ZODB's own ``repozo`` writes them
    blobs/       the files, each once, under the names they have in the data folder
    beside/      small files beside the database, a folder for each set
    sets/        a list for each set of everything that belongs to it, with size and SHA-256

A set is whole when its list is there: the list is written last, and at one go. What is in the folder and in
no list was left by a backup that was broken off, and is never restored.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..files.durability import sync_path

FORMAT = 1
MARK = "esdh-backup.json"


class BackupError(RuntimeError):
    """A backup cannot be taken, read or restored; the message says why and what to do."""


@dataclass(frozen=True)
class Copy:
    """One file of a backup.

    :param path: below the backup folder.
    """

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class BackupSet:
    """One backup: what the data were at a moment.

    :param name: the moment it was begun, UTC.
    :param version: of the software that made it.
    :param after: the set before it that it goes on from; empty for a full one.
    :param transaction: the last one in it, as hexadecimal digits.
    :param data: the copies that together are the database, in order, those of earlier sets included.
    :param index: the index that belongs to it.
    :param blobs: the files that no earlier set of the chain has.
    :param missing: files that were missing in the data folder already.
    :param not_copied: what belongs to the installation and is kept elsewhere, with the reason.
    """

    name: str
    version: str
    after: str
    transaction: str
    data: tuple[Copy, ...]
    index: tuple[Copy, ...]
    beside: tuple[Copy, ...]
    blobs: tuple[Copy, ...]
    missing: tuple[str, ...] = ()
    not_copied: dict[str, str] = field(default_factory=dict)

    @property
    def is_full(self) -> bool:
        """Whether it begins a chain."""
        return not self.after


@dataclass(frozen=True)
class Target:
    """A backup folder."""

    folder: Path

    @property
    def data(self) -> Path:
        """Where the copies of the database are."""
        return self.folder / "data"

    @property
    def sets(self) -> Path:
        """Where the lists are."""
        return self.folder / "sets"

    def prepare(self) -> None:
        """Make the folders, in an empty folder or in one that is a backup already.

        :raises BackupError: when something else is there.
        """
        if self.folder.exists() and not self.folder.is_dir():
            raise BackupError(f"{self.folder} is not a folder")
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.folder / MARK).exists():
            if any(self.folder.iterdir()):
                raise BackupError(
                    f"{self.folder} holds other things: name an empty folder, or one with backups"
                )
            write_whole(self.folder / MARK, {"format": FORMAT})
        self.require()
        for name in ("data", "sets", "blobs", "beside"):
            (self.folder / name).mkdir(exist_ok=True)

    def require(self) -> None:
        """Refuse a folder that is no backup, or one of another format.

        :raises BackupError: when it is not.
        """
        try:
            known = json.loads((self.folder / MARK).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise BackupError(f"{self.folder} is not a folder with backups made by 'esdh backup'") from error
        if known.get("format") != FORMAT:
            raise BackupError(f"{self.folder} has backups of a format that this version does not read")

    def read_sets(self) -> list[BackupSet]:
        """Return the whole sets, the oldest first.

        :raises BackupError: when a list cannot be read.
        """
        return [read_set(path) for path in sorted(self.sets.glob("*.json"))]

    def chain_to(self, last: BackupSet) -> list[BackupSet]:
        """Return the sets that are needed for ``last``: a full one first, then one after the other.

        :raises BackupError: when one of them is not there.
        """
        named = {each.name: each for each in self.read_sets()}
        chain = [last]
        while not chain[0].is_full:
            before = named.get(chain[0].after)
            if before is None:
                raise BackupError(
                    f"the set {chain[0].after}, which {chain[0].name} goes on from, is not there"
                )
            chain.insert(0, before)
        return chain


def write_set(target: Target, made: BackupSet) -> None:
    """Write the list of a set; from now on it is whole."""
    body = asdict(made)
    write_whole(target.sets / f"{made.name}.json", {"set": body, "sha256": _digest_of(body)})


def read_set(path: Path) -> BackupSet:
    """Read the list of a set.

    :raises BackupError: when it was damaged.
    """
    try:
        told = json.loads(path.read_text("utf-8"))
        body: dict[str, Any] = told["set"]
        genuine = told["sha256"] == _digest_of(body)
        for name in ("data", "index", "beside", "blobs"):
            body[name] = tuple(Copy(**each) for each in body[name])
        made = BackupSet(**{**body, "missing": tuple(body["missing"])})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupError(f"the list {path} is damaged ({error}): its set cannot be trusted") from error
    if not genuine:
        raise BackupError(f"the list {path} is damaged: its set cannot be trusted")
    return made


def write_whole(path: Path, told: Any) -> None:
    """Write a JSON file so that it is there whole and on disk, or not at all."""
    draft = path.with_name(f"{path.name}.part")
    with draft.open("w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    sync_path(path.parent)


def _digest_of(body: Any) -> str:
    return hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def copies_of(sets: Iterable[BackupSet]) -> dict[str, Copy]:
    """Return every file that some of ``sets`` needs, by its path."""
    return {copy.path: copy for each in sets for copy in (*each.data, *each.index, *each.beside, *each.blobs)}
