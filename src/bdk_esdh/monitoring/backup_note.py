"""When the last backup was taken: the time of an empty file in the data folder, for the figures."""

import time
from contextlib import suppress
from pathlib import Path

NAME = "last-backup"


def note_backup(data: Path) -> None:
    """Note that a backup of the data folder is whole; a full disk does not make it less so."""
    with suppress(OSError):
        (data / NAME).touch()


def seconds_since_backup(data: Path) -> float | None:
    """Return how long ago a backup was taken; ``None`` when never."""
    try:
        return max(0.0, time.time() - (data / NAME).stat().st_mtime)
    except OSError:
        return None
