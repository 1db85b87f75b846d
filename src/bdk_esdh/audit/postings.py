"""Finding entries of one record, one case or one person, the newest first.

A key is what is looked for, the sequence number counted down from the largest (so that the
newest come first) and the letter of the verb's kind; the value is the record's object id. So
a list is narrowed by kind and by what its reader may read before any entry is loaded.
"""

import struct
from collections import Counter
from collections.abc import Iterator

from BTrees.OLBTree import OLBTree

_LARGEST = (1 << 48) - 1
_TAIL = 7


class Postings(OLBTree):
    """Keys in small leaves: each new entry writes a leaf anew."""

    max_leaf_size = 12
    max_internal_size = 40


def record_prefix(oid: int) -> bytes:
    """Return what keys of one record begin with."""
    return struct.pack(">q", oid)


def name_prefix(name: str) -> bytes:
    """Return what keys of one case or person begin with."""
    return name.encode("utf-8", "surrogatepass") + b"\0"


def key_of(prefix: bytes, sequence: int, letter: str) -> bytes:
    """Return the key of one entry."""
    return prefix + (_LARGEST - sequence).to_bytes(6, "big") + letter.encode("ascii")


def sequence_of(key: bytes) -> int:
    """Return the sequence number that a key ends in."""
    return _LARGEST - int.from_bytes(key[-_TAIL:-1], "big")


def newest_first(
    postings: Postings, prefix: bytes, *, lowest: int = 1, highest: int = _LARGEST
) -> Iterator[tuple[int, str, int]]:
    """Yield ``(sequence, letter, object id)`` of the keys with ``prefix``, the newest first.

    :param lowest: the first sequence number that counts, ``highest`` the last.
    """
    if lowest > highest:
        return
    first, last = _bounds(prefix, lowest, highest)
    for key, oid in postings.items(min=first, max=last):
        yield sequence_of(key), key[-1:].decode("ascii"), oid


def count_by_record(postings: Postings, prefix: bytes, letters: str) -> Counter[int]:
    """Return how many keys with ``prefix`` there are of each record.

    :param letters: of the kinds that count.
    """
    wanted = frozenset(letters.encode("ascii"))
    first, last = _bounds(prefix, 1, _LARGEST)
    return Counter(oid for key, oid in postings.items(min=first, max=last) if key[-1] in wanted)


def _bounds(prefix: bytes, lowest: int, highest: int) -> tuple[bytes, bytes]:
    first = prefix + (_LARGEST - highest).to_bytes(6, "big")
    return first, prefix + (_LARGEST - lowest).to_bytes(6, "big") + b"\xff"
