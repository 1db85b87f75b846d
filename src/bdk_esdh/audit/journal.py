"""What the journal stores: entries that wait in shards, the chain they are sealed into, and counts.

Those who write meet nowhere: an entry lies under a key of its own in one of sixteen shards.
A chain written by every request would make all of them wait for one another.
"""

import hashlib
import secrets
import time
from collections.abc import Iterator
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent

from .chain import Chain
from .counting import Reading, Tallies, ended, find_reading, tally_key, window_of
from .entries import Entry, Packed, microseconds, pack

SHARDS = 16
#: A shard is never empty: ZODB could not merge what one request puts into it with the worker
#: taking the last entry out.
_FLOOR = ""


def _a_key() -> str:
    """Return a key that nobody else makes; of entries of the same moment the first has the smallest."""
    return f"{time.time_ns():016x}{secrets.token_hex(4)}"


class Journal(Persistent):
    """All entries of the graph; kept beside the tree as ``root.journal``."""

    def __init__(self) -> None:
        """Start empty."""
        self.shards = tuple(OOBTree({_FLOOR: None}) for _number in range(SHARDS))
        self.tallies = tuple(Tallies({b"": None}) for _number in range(SHARDS))
        self.chain = Chain()

    def put(self, entry: Entry) -> None:
        """Keep an entry until it is sealed."""
        self.shards[secrets.randbelow(SHARDS)][_a_key()] = pack(entry)

    def put_or_count(self, entry: Entry) -> None:
        """Enter that something was looked at, or count it with the first time in five minutes."""
        tallies = self._tallies_for(entry)
        reading = find_reading(tallies, entry)
        moment = microseconds(entry.at)
        if reading is not None:
            reading.again(moment)
            return
        tallies[tally_key(entry, window_of(moment))] = Reading(moment)
        self.put(entry)

    def reading_of(self, entry: Entry) -> Reading | None:
        """Return the count that began with ``entry``, while it is open."""
        moment = microseconds(entry.at)
        reading = self._tallies_for(entry).get(tally_key(entry, window_of(moment)))
        return reading if reading is not None and reading.started == moment else None

    def _tallies_for(self, entry: Entry) -> Tallies:
        what = repr((entry.by, entry.subject)).encode("utf-8", "surrogatepass")
        return self.tallies[hashlib.blake2b(what, digest_size=1).digest()[0] % SHARDS]

    def waiting(self) -> list[tuple[Packed, int, str]]:
        """Return what is not sealed yet in order of time: entry, shard and key."""
        found = [
            (packed, number, key)
            for number, shard in enumerate(self.shards)
            for key, packed in shard.items()
            if key != _FLOOR
        ]
        return sorted(found, key=lambda each: (each[0][0], each[2]))

    def take(self, number: int, key: str) -> Packed | None:
        """Take a waiting entry out, unless somebody has."""
        packed: Packed | None = self.shards[number].pop(key, None)
        return packed

    def ended_readings(self, now: int) -> Iterator[tuple[Tallies, bytes, Any]]:
        """Yield the counts that are over at a moment in microseconds."""
        for tallies in self.tallies:
            for key in ended(tallies, now):
                if key:
                    yield tallies, key, tallies[key]
