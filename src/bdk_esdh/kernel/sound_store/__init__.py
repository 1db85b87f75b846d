"""A store in one file that is as it was after there was no room to write to it.

ZODB's ``FileStorage`` (6.4) cuts off what it wrote of a transaction when the disk is full. Python first tries
to write what it still holds of it, which there is no room for either; so nothing is cut off, and the files
that are read through keep what they had read of it. What is committed next, when there is room, lands on the
same place in the file, and is read as those old bytes: a page of errors for whoever asks, and for whoever
writes, a list of what is on a case that lacks what was filed.
(https://github.com/zopefoundation/ZODB/issues/49 tells of it for a roll-back that succeeds.)

To be removed when ``FileStorage.tpc_vote`` rolls back without writing.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from pyramid.config import Configurator
from ZODB import config as zconfig
from ZODB.FileStorage import FileStorage
from ZODB.FileStorage.FileStorage import TempFormatter


class SoundFileStorage(FileStorage):
    """A ``FileStorage`` that rolls back also where there is no room for what it holds in memory."""

    _file: Any
    _tfile: Any

    def tpc_vote(self, transaction: Any) -> Any:
        """Write a transaction to the file; where that fails, leave no trace of it.

        The lock of commits is still ours: nobody writes meanwhile, and what is read lies before it.

        :raises OSError: when it could not be written.
        """
        try:
            return super().tpc_vote(transaction)
        except OSError:
            with self._lock:
                self._cut_off()
            raise

    def _cut_off(self) -> None:
        unwritten, self._file = self._file, Path(self._file_name).open("r+b")  # noqa: SIM115 -- closed with the store
        with suppress(OSError):
            unwritten.close()
        os.truncate(self._file_name, self._pos)
        self._files.flush()

    def _clear_temp(self) -> None:
        """Empty the file that a transaction is gathered in, also of what there was no room for."""
        try:
            super()._clear_temp()
        except OSError:
            unwritten, self._tfile = self._tfile, Path(f"{self._file_name}.tmp").open("w+b")  # noqa: SIM115 -- as above
            self._tfmt = TempFormatter(self._tfile)
            with suppress(OSError):
                unwritten.close()


class SoundFileStorageSection(zconfig.FileStorage):
    """``<sound-filestorage>`` of a ZEO server's settings: takes what ``<filestorage>`` takes."""

    def open(self) -> FileStorage:
        """Open it."""
        storage = super().open()
        keep_sound(storage)
        return storage


def keep_sound(storage: Any) -> None:
    """Let a store in a file be as it was after there was no room.

    :param storage: any storage, also one with its files beside it; one that is no file is left as it is.
    """
    # The wrapper that keeps files beside the database hands on the method of what it wraps.
    inner = getattr(storage.tpc_vote, "__self__", None)
    if type(inner) is FileStorage:
        # zodburi has made it, and takes no other class.
        inner.__class__ = SoundFileStorage


def includeme(config: Configurator) -> None:
    """See to the storages that were opened."""
    for database in config.registry._zodb_databases.values():  # noqa: SLF001 -- pyramid_zodbconn keeps them there
        keep_sound(database.storage)
