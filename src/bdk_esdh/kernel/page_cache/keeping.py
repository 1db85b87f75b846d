"""Where pages are kept: bounded in bytes; what was asked for again is kept longest."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from .asking import Address, Query, Question, known

#: of the room, what pages may take that were asked for again; the rest is for those that may never be
_ASKED_AGAIN = 0.8
#: a page takes more than its text: headers, key, tables
_BESIDE = 2_000
#: of so many addresses it is known which parameters they read
_MOST_ADDRESSES = 20_000
#: what takes more of the room than this is not kept
_LARGEST_SHARE = 8

Key = tuple[Address, Query]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer to a question that everybody may ask.

    :param stamp: of the generation of the public face that it shows.
    :param born: when it was begun.
    :param dies: the next moment at which time alone changes it.
    :param reads: the parameters that it was made of; ``None`` for all.
    :param view: what made it, for the log.
    :param file: where the file lies whose bytes are the body, instead of ``body``.
    """

    stamp: bytes
    born: datetime
    dies: datetime
    reads: frozenset[str] | None
    headers: tuple[tuple[str, str], ...]
    body: bytes
    etag: str
    view: str
    file: str | None = None

    @property
    def size(self) -> int:
        """What it takes in memory, roughly, in bytes."""
        return len(self.body) + _BESIDE


class Pages:
    """The pages that one process keeps.

    A page that was asked for once may be thrown out by others of its kind, and never throws out one that was
    asked for again: whoever walks through all days since the year 1 costs nobody else anything.

    :param room: bytes; nothing is kept when it is 0.
    """

    def __init__(self, room: int) -> None:
        """Start empty."""
        self.room = room
        self.hits = self.misses = self.bytes = 0
        self._lock = threading.Lock()
        self._once: OrderedDict[Key, Kept] = OrderedDict()
        self._again: OrderedDict[Key, Kept] = OrderedDict()
        self._again_bytes = 0
        self._reads: OrderedDict[Address, frozenset[str] | None] = OrderedDict()

    def __len__(self) -> int:
        return len(self._once) + len(self._again)

    def find(self, question: Question, stamp: bytes, now: datetime) -> Kept | None:
        """Return the page, if it is kept, of the generation ``stamp`` and alive."""
        with self._lock:
            kept = self._find(question)
            if kept is not None and (kept.stamp != stamp or not kept.born <= now < kept.dies):
                self._drop(self._key(question))
                kept = None
            if kept is None:
                self.misses += 1
            else:
                self.hits += 1
            return kept

    def keep(self, question: Question, page: Kept) -> None:
        """Keep a page, as far as there is room."""
        if page.size * _LARGEST_SHARE > self.room:
            return
        with self._lock:
            self._note_reads(question.address, page.reads)
            key = self._key(question)
            self._drop(key)
            self._once[key] = page
            self.bytes += page.size
            self._make_room()

    def clear(self) -> None:
        """Forget all pages."""
        with self._lock:
            self._once.clear()
            self._again.clear()
            self._reads.clear()
            self.bytes = self._again_bytes = 0

    def _key(self, question: Question) -> Key:
        # An address nobody knows has no page either.
        return question.address, known(question.query, self._reads.get(question.address, frozenset()))

    def _find(self, question: Question) -> Kept | None:
        if question.address not in self._reads:
            return None
        key = self._key(question)
        kept = self._again.get(key)
        if kept is not None:
            self._again.move_to_end(key)
        else:
            kept = self._once.pop(key, None)
            if kept is None:
                return None
            self._again[key] = kept
            self._again_bytes += kept.size
            self._demote()
        # What was once known of the address may have been forgotten since, and less is known now: then
        # the page may be of a parameter that was not looked at here.
        reads = self._reads[question.address]
        fits = reads is None or (kept.reads is not None and kept.reads <= reads)
        return kept if fits else None

    def _note_reads(self, address: Address, reads: frozenset[str] | None) -> None:
        before = self._reads.pop(address, frozenset())
        self._reads[address] = None if before is None or reads is None else before | reads
        if len(self._reads) > _MOST_ADDRESSES:
            self._reads.popitem(last=False)

    def _demote(self) -> None:
        """Let the pages asked for again that were asked for longest ago go back among the others."""
        while self._again_bytes > self.room * _ASKED_AGAIN and len(self._again) > 1:
            key, kept = self._again.popitem(last=False)
            self._again_bytes -= kept.size
            self._once[key] = kept

    def _make_room(self) -> None:
        while self.bytes > self.room:
            _key, kept = self._once.popitem(last=False)
            self.bytes -= kept.size

    def _drop(self, key: Key) -> None:
        kept = self._once.pop(key, None)
        if kept is None:
            kept = self._again.pop(key, None)
            if kept is None:
                return
            self._again_bytes -= kept.size
        self.bytes -= kept.size
