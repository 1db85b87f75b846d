"""Where the store keeps its files, for work on them from outside: checking, copying, packing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import click
from ZODB.FileStorage import FileStorage

from ..kernel.folder_lock import FolderBusy, Turn, folder_lock

_LOCKS = Path("/proc/locks")


@dataclass(frozen=True)
class StoreFiles:
    """The files of a store that keeps them itself, or that its ZEO server keeps.

    :param folder: the data folder.
    """

    folder: Path
    data: Path
    blobs: Path

    @property
    def is_served(self) -> bool:
        """Whether a process has the database open to write, a server or a command.

        Asked of the kernel, which lists locks, and not by taking the lock: a server that starts in that
        moment would be refused. Where the kernel does not say, the answer is yes.
        """
        lock = Path(f"{self.data}.lock")
        if not lock.exists():
            return False
        if not _LOCKS.exists():
            return True
        return any(
            line.split()[5].endswith(f":{lock.stat().st_ino}") for line in _LOCKS.read_text().splitlines()
        )

    def open_to_read(self) -> FileStorage:
        """Open the database as it is at this moment, beside whoever writes to it; takes no lock."""
        return FileStorage(str(self.data), read_only=True, blob_dir=str(self.blobs))

    def relative(self, path: Path | str) -> str:
        """Name a file below the data folder."""
        path = Path(path)
        return str(path.relative_to(self.folder)) if path.is_relative_to(self.folder) else str(path)


def store_files(settings: dict[str, Any], folder: Path) -> StoreFiles:
    """Find the files that the settings of the application name.

    :param folder: the data folder, where a ZEO server has them too.
    :raises ClickException: when there are none on this machine.
    """
    uri = str(settings.get("zodbconn.uri", ""))
    data, blobs = folder / "Data.fs", folder / "blobs"
    if uri.startswith("file://"):
        path, _mark, query = uri.removeprefix("file://").partition("?")
        data = Path(path)
        blobs = Path(parse_qs(query).get("blobstorage_dir", [str(blobs)])[0])
    if not data.is_file():
        raise click.ClickException(
            f"there is no {data} on this machine: run 'esdh init' or 'esdh demo' if there is no graph yet; "
            "with ZEO, run this on the machine of the ZEO server"
        )
    return StoreFiles(folder, data.resolve(), blobs.resolve())


@contextmanager
def in_care(files: StoreFiles, *, shared: bool) -> Iterator[None]:
    """Keep others from exchanging the files meanwhile.

    :param shared: we only read them.
    :raises ClickException: when somebody is at it.
    """
    try:
        with folder_lock(files.folder, Turn.CARE, shared=shared):
            yield
    except FolderBusy as error:
        raise click.ClickException(str(error)) from error
