"""Counting how often somebody looks at the same thing within five minutes.

The first time is entered at once. What follows within five minutes only counts, in an object
of its own that two pages opened at once may both change; when the time is over the worker
seals the count as an entry that names the first.
"""

import hashlib
import struct
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent

from .entries import Entry, microseconds

#: how long repeats are counted with the first
WINDOW = timedelta(minutes=5)
_WINDOW = WINDOW // timedelta(microseconds=1)
#: windows that are kept after their own before they are closed: a slow page may still count
_KEPT = 3


class Tallies(OOBTree):
    """Readings that are being counted, by window and what was read by whom."""

    max_leaf_size = 20
    max_internal_size = 40


class Reading(Persistent):
    """One person's repeated looks at one thing.

    :param started: the moment of the first in microseconds, ``latest`` that of the last.
    :param count: how many there were, the first among them.
    :param sequence: number of the first in the chain; 0 until it is sealed.
    """

    sequence = 0

    def __init__(self, started: int) -> None:
        """Count the first."""
        self.started = self.latest = started
        self.count = 1

    def again(self, moment: int) -> None:
        """Count one more."""
        self.count += 1
        self.latest = max(self.latest, moment)

    def _p_resolveConflict(  # noqa: N802 (the name is ZODB's)
        self, old: Mapping[str, Any], saved: Mapping[str, Any], new: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Let pages opened at once both count, also while the worker notes the number."""
        return {
            **saved,
            "count": saved["count"] + new["count"] - old["count"],
            "latest": max(saved["latest"], new["latest"]),
            "sequence": max(saved.get("sequence", 0), new.get("sequence", 0)),
        }


def tally_key(entry: Entry, window: int) -> bytes:
    """Return the key of who read what in a window."""
    what = repr((entry.by, entry.subject, entry.verb, entry.note)).encode("utf-8", "surrogatepass")
    return struct.pack(">q", window) + hashlib.blake2b(what, digest_size=12).digest()


def window_of(moment: int) -> int:
    """Return the number of the window that begins at or before a moment in microseconds."""
    return moment // _WINDOW


def find_reading(tallies: Tallies, entry: Entry) -> Reading | None:
    """Return the count that a look at something belongs to, if one is open."""
    moment = microseconds(entry.at)
    window = window_of(moment)
    for each in (window, window - 1):
        reading = tallies.get(tally_key(entry, each))
        if reading is not None and 0 <= moment - reading.started < _WINDOW:
            return reading
    return None


def ended(tallies: Tallies, now: int) -> list[bytes]:
    """Return the keys of what is counted no more."""
    return list(tallies.keys(max=struct.pack(">q", window_of(now) - _KEPT)))
