"""The outbox: ids of what the text search has yet to take over, kept in the transaction that changed it.

The text index lies outside the store, so nothing is written to it while somebody waits. What was changed is
noted here, once however often it was changed, and one process takes it over and strikes it out. An id that
was changed again meanwhile has another stamp and stays. Whoever dies in between does the same again.
"""

import random
import time
from collections.abc import Iterable
from typing import Any

from BTrees.LLBTree import LLBTree
from persistent import Persistent

#: writers who meet in one shard may conflict; so many make it rare
SHARDS = 16
#: stays in every table, since two transactions cannot be merged when one of them empties a table
_KEPT = -(2**63)


class _Shard(Persistent):
    """A part of the outbox.

    :param entries: id to the stamp of its last change (nanoseconds since 1970).
    :param withdrawn: the same of those that some who could read them perhaps no longer can.
    """

    def __init__(self) -> None:
        self.entries = LLBTree({_KEPT: 0})
        self.withdrawn = LLBTree({_KEPT: 0})


class Outbox(Persistent):
    """What the text search has yet to take over.

    :param taken: which index the struck out changes went to, and how far it has come.
    """

    def __init__(self) -> None:
        """Begin empty."""
        self.shards = tuple(_Shard() for _each in range(SHARDS))
        self.taken = Taken()

    def add(self, oid: int, *, narrowed: bool = False) -> None:
        """Note that ``oid`` was changed, put in or taken out.

        :param narrowed: some who could read it perhaps no longer can.
        """
        shard = self._own_shard()
        shard.entries[oid] = stamp = time.time_ns()
        if narrowed:
            shard.withdrawn[oid] = stamp

    def _own_shard(self) -> _Shard:
        # Of this connection, so that one transaction writes to one shard.
        number = getattr(self, "_v_own", None)
        if number is None:
            number = self._v_own = random.randrange(SHARDS)  # noqa: S311 -- only spreads the load
        return self.shards[number]

    def entries(self, most: int | None = None, *, since: int = 0) -> dict[int, int]:
        """Return ids and their newest stamps; the oldest changes first where only ``most`` are wanted.

        :param since: only those with a later stamp.
        """
        found: dict[int, int] = {}
        for shard in self.shards:
            for oid, stamp in shard.entries.items():
                if stamp > since:
                    found[oid] = max(stamp, found.get(oid, 0))
        if most is None or len(found) <= most:
            return found
        return dict(sorted(found.items(), key=lambda entry: entry[1])[:most])

    def __len__(self) -> int:
        """How many entries there are; an id that several processes changed may count more than once."""
        return sum(len(shard.entries) - 1 for shard in self.shards)

    def __bool__(self) -> bool:
        """An outbox is there even when it is empty."""
        return True

    def withdrawn(self) -> set[int]:
        """Return the ids that some who could read them perhaps no longer can."""
        found = {oid for shard in self.shards for oid in shard.withdrawn}
        found.discard(_KEPT)
        return found

    def oldest(self) -> int | None:
        """Return the stamp of the oldest entry."""
        return min(self.entries().values(), default=None)

    def strike_out(self, taken: dict[int, int], index: str, mark: int) -> None:
        """Take out what the index holds now; what was changed since stays.

        :param taken: as :meth:`entries` gave it.
        :param index: name of the index, ``mark`` what the index was told of these changes.
        """
        for shard in self.shards:
            for table in (shard.entries, shard.withdrawn):
                _strike_out(table, taken)
        self.taken.note(index, mark)


class Taken(Persistent):
    """How far the index has come.

    :param index: its name.
    :param mark: number of the last batch that was struck out. An index that knows another batch as its last
        than this or the next is not of this database, or not of today's: a backup was restored, say.
    """

    index = ""
    mark = 0

    def note(self, index: str, mark: int) -> None:
        """Note the index and the batch."""
        self.index, self.mark = index, mark


def _strike_out(table: Any, taken: dict[int, int]) -> None:
    # Whichever is shorter: an import may leave 100,000 entries, and a batch be 500 of 100,000 ids.
    oids: Iterable[int] = [oid for oid in table if oid in taken] if len(table) < len(taken) else taken
    for oid in list(oids):
        if table.get(oid, taken[oid] + 1) <= taken[oid]:
            del table[oid]
