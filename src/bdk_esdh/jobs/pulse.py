"""Whether a worker lives: a file in the data folder that it touches now and then.

A file and not the database, which would grow by it, and so that every web process can see it.
"""

import os
import time
from pathlib import Path

NAME = "worker.pulse"
_EVERY_SECONDS = 5.0
#: a worker that has not been heard of for so long is taken to be dead
DEAD_AFTER_SECONDS = 30.0


class Pulse:
    """The pulse of one worker.

    :param data: the data folder.
    """

    def __init__(self, data: Path) -> None:
        """Let the first beat come at once."""
        self._path = data / NAME
        self._next = 0.0

    def beat(self) -> None:
        """Touch the file, unless that was done a moment ago; a full disk is no reason to stop working."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _EVERY_SECONDS
        try:
            self._path.touch()
            os.utime(self._path)
        except OSError:
            pass


def seconds_since_beat(data: Path) -> float | None:
    """Return how long ago any worker of the data folder was heard of; ``None`` when never."""
    try:
        return max(0.0, time.time() - (data / NAME).stat().st_mtime)
    except OSError:
        return None
