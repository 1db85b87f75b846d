"""Copying a file so that one can rely on the copy: hashed, forced to disk, and read again."""

import hashlib
import os
from pathlib import Path

from ..files.durability import sync_file
from .backup_sets import BackupError

_PIECE = 1 << 20


def copy_file(source: Path, target: Path, *, expected: str = "") -> tuple[int, str]:
    """Copy a file, under its final name only when it is whole and on disk.

    Never a hard link: what damages the original in place would damage the copy.

    :param expected: the SHA-256 the source has to have.
    :returns: size and SHA-256.
    :raises BackupError: when the source is other than expected, or the disk gives back other bytes.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.part")
    digest, size = hashlib.sha256(), 0
    try:
        with source.open("rb") as file, draft.open("wb") as copy:
            while piece := file.read(_PIECE):
                digest.update(piece)
                copy.write(piece)
                size += len(piece)
            copy.flush()
            sync_file(copy.fileno())
        told = digest.hexdigest()
        if expected and told != expected:
            raise BackupError(
                f"{source} is damaged: its bytes are not those that were copied into the backup"
            )
        if hash_of(draft) != (size, told):
            raise BackupError(f"the disk gives back other bytes of {target} than were written to it")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return size, told


def hash_of(path: Path) -> tuple[int, str]:
    """Read a file from disk, not from memory as far as that can be had, and return size and SHA-256."""
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return os.fstat(file.fileno()).st_size, hashlib.file_digest(file, "sha256").hexdigest()
