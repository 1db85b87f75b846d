"""What the journal stores: entries that wait in shards, to be sealed into a chain.

Those who write meet nowhere: an entry lies under a random key in one of sixteen shards.
A chain written by every request would make all of them wait for one another.
"""

import secrets

from BTrees.OOBTree import OOBTree
from persistent import Persistent

from .entries import Entry, pack

SHARDS = 16


class Journal(Persistent):
    """All entries of the graph; kept beside the tree as ``root.journal``."""

    def __init__(self) -> None:
        """Start empty."""
        self.shards = tuple(OOBTree() for _number in range(SHARDS))

    def put(self, entry: Entry) -> None:
        """Keep an entry until it is sealed."""
        self.shards[secrets.randbelow(SHARDS)][secrets.token_hex(8)] = pack(entry)
