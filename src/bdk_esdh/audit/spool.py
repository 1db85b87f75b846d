"""Readings that cannot be entered now: kept in a file until the store may be written again.

The file is beside the database, one line of JSON for each reading, forced to disk before the page
is answered. The worker enters what is in it when the read-only mode is over.
"""

import fcntl
import json
import logging
import os
from pathlib import Path
from typing import Any

from .entries import Entry, pack, unpack
from .journal import Journal

log = logging.getLogger(__name__)

NAME = "readings.spool"
_TAKEN = "readings.taken"


def spool(data: Path, entry: Entry) -> None:
    """Keep an entry until it can be entered.

    :param data: the data folder.
    """
    line = json.dumps(pack(entry), ensure_ascii=False) + "\n"
    descriptor = os.open(data / NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        # Whoever takes the file away waits for us, and the other way round.
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        os.write(descriptor, line.encode("utf-8", "surrogatepass"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def kept_readings(data: Path) -> tuple[Path, ...]:
    """Return the files of readings that may wait to be entered, those taken aside first.

    :param data: the data folder.
    """
    return data / _TAKEN, data / NAME


def enter_spooled(work: Any) -> None:
    """Enter what was kept: periodic work of the worker.

    The file is taken aside first, so that what comes meanwhile begins a new one. A worker that is
    killed after the commit and before the file is gone leaves its name in the store, which says
    that it was entered.
    """
    data: Path = work.registry.esdh_settings.data
    taken = data / _TAKEN
    if not taken.exists() and not _take_aside(data / NAME, taken):
        return
    with taken.open("rb") as file:
        try:
            # Two workers may be here: the second finds the file gone.
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return
        if not taken.exists():
            return
        said = os.fstat(file.fileno())
        name = f"{said.st_ino}-{said.st_mtime_ns}"
        entries = list(_entries_of(file.read().decode("utf-8", "surrogatepass")))
        work.writing(lambda root: _enter(root, entries, name))
        taken.unlink()


def _take_aside(path: Path, taken: Path) -> bool:
    try:
        path.rename(taken)
    except FileNotFoundError:
        return False
    return True


def _entries_of(text: str) -> Any:
    for number, line in enumerate(text.splitlines(), 1):
        try:
            yield unpack(tuple(json.loads(line)))
        except (ValueError, KeyError, TypeError):
            # The machine went down in the middle of a line: its page was not answered.
            log.warning("line %d of the readings that were kept is no entry", number)


def _enter(root: Any, entries: list[Entry], name: str) -> None:
    if getattr(root, "readings_entered", "") == name:
        return
    journal = getattr(root, "journal", None)
    if journal is None:
        journal = root.journal = Journal()
    for entry in entries:
        journal.put_or_count(entry)
    root.readings_entered = name
