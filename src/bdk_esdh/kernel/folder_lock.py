"""Locks on a data folder: work that must not be done by two processes at once keeps the second out.

The operating system frees such a lock when its holder ends, however it ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path


class Turn(StrEnum):
    """What a lock is about; each is a file ``<name>.lock`` in the data folder."""

    #: bringing the database up to date
    EVOLVE = "evolve"
    #: reading the files of the store from outside (shared), or exchanging them for others (alone)
    CARE = "care"


class FolderBusy(RuntimeError):
    """Another process has the lock."""


@contextmanager
def folder_lock(folder: Path, turn: Turn, *, shared: bool = False) -> Iterator[None]:
    """Hold a lock on ``folder``, or refuse at once.

    :param folder: the data folder; it exists.
    :param turn: what is to be done.
    :param shared: several may hold it so; whoever wants it alone waits for none of them but is refused.
    :raises FolderBusy: when somebody else has it.
    """
    descriptor = os.open(folder / f"{turn}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise FolderBusy(f"another esdh command is at work on {folder}: let it end first") from error
        yield
    finally:
        os.close(descriptor)
