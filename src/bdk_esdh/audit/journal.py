"""What the journal stores: entries that wait in shards, to be sealed into a chain.

Those who write meet nowhere: an entry lies under a random key in one of sixteen shards.
A chain written by every request would make all of them wait for one another.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from BTrees.OOBTree import OOBTree
from persistent import Persistent

SHARDS = 16


@dataclass(frozen=True)
class Change:
    """One fact that was changed, in the words a person reads.

    :param field: what the fact is called on its form (``Frist``).
    :param before: what it was, as pages show it; empty when it was nothing.
    :param after: what it is now.
    """

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One line of the journal.

    :param at: the moment, aware, in UTC.
    :param by: login of the person, or ``system``.
    :param by_name: the name as it was then.
    :param verb: code of the verb.
    :param subject: object id of the record, ``subject_type`` its type, ``subject_label`` its
        number or other short name; never a title, which may be secret.
    :param case_number: number of the case it belongs to, or ``""``.
    :param changes: what was changed, fact by fact.
    :param note: a reason or other detail in the person's own words.
    """

    at: datetime
    by: str
    by_name: str
    verb: str
    subject: int
    subject_type: str
    subject_label: str
    case_number: str
    changes: tuple[Change, ...] = ()
    note: str = ""


class Journal(Persistent):
    """All entries of the graph; kept beside the tree as ``root.journal``."""

    def __init__(self) -> None:
        """Start empty."""
        self.shards = tuple(OOBTree() for _number in range(SHARDS))

    def put(self, entry: Entry) -> None:
        """Keep an entry until it is sealed."""
        self.shards[secrets.randbelow(SHARDS)][secrets.token_hex(8)] = entry
