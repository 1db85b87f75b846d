"""The worker's part: waiting entries go into the chain, counts that are over too, heads to the file."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from pyramid.registry import Registry

from .entering import journal_of
from .entries import Entry, microseconds, pack, unpack
from .heads import append_heads, heads_due
from .journal import Journal
from .verbs import Kind

#: entries that are sealed in one transaction, which others wait for
BATCH = 50


class Worker(Protocol):
    """What sealing needs of the worker."""

    registry: Registry

    def reading(self) -> AbstractContextManager[Any]:
        """Open the graph to read."""

    def writing(self, do: Callable[[Any], Any]) -> Any:
        """Run ``do(root)`` in a transaction, again on conflict."""


def seal_journal(work: Worker) -> None:
    """Seal everything that waits; runs twice a second, and may run in two workers at once.

    Each transaction changes the chain's own record, so that of two workers one has to begin
    again, and then finds that the entries are gone.
    """
    now, today = work.registry.clock.now(), work.registry.clock.today().toordinal()
    with work.reading() as root:
        if getattr(root, "journal", None) is None:
            return
        places = [(shard, key) for _packed, shard, key in journal_of(root).waiting()]
        some_ended = next(journal_of(root).ended_readings(microseconds(now)), None) is not None
    for start in range(0, len(places), BATCH):
        work.writing(partial(_seal, places[start : start + BATCH]))
    while some_ended:
        some_ended = work.writing(lambda root: seal_counts(journal_of(root), now))
    with work.reading() as root:
        tell_heads(root, work.registry.esdh_settings.data, today)


def _seal(places: Sequence[tuple[int, str]], root: Any) -> int:
    return seal(journal_of(root), places)


def seal(journal: Journal, places: Sequence[tuple[int, str]]) -> int:
    """Put the waiting entries at ``places`` into the chain, in that order; return how many there were."""
    taken = [packed for packed in (journal.take(*place) for place in places) if packed is not None]
    if not taken:
        return 0
    for number, packed in zip(journal.chain.append(taken), taken, strict=True):
        entry = unpack(packed)
        reading = None if entry.kind is Kind.CHANGE else journal.reading_of(entry)
        if reading is not None:
            reading.sequence = number
    return len(taken)


def seal_all(journal: Journal) -> int:
    """Seal what waits in the current transaction, for bulk work, beside which nobody else writes.

    Hundreds of thousands of entries would otherwise wait for the worker, which looks through all of them.
    """
    return seal(journal, [(shard, key) for _packed, shard, key in journal.waiting()])


def tell_heads(root: Any, data: Path, today: int) -> None:
    """Write the heads of the days that are over to the file beside the database, as far as it lacks them.

    :param today: as a proleptic ordinal.
    """
    due = heads_due(journal_of(root).chain, data, today)
    if due:
        append_heads(data, due)


def seal_counts(journal: Journal, now: datetime) -> bool:
    """Seal some of the counts that are over, and forget them; tell whether there may be more."""
    found: list[tuple[Any, bytes, Any]] = []
    for tallies, key, reading in journal.ended_readings(microseconds(now)):
        if len(found) == BATCH:
            break
        found.append((tallies, key, reading))
    counts = []
    for tallies, key, reading in found:
        del tallies[key]
        first = journal.chain.get(reading.sequence) if reading.count > 1 else None
        if first is not None:
            counts.append(_count_of(first.sequence, first.entry, reading))
    journal.chain.append([pack(each) for each in sorted(counts, key=lambda each: each.at)])
    return len(found) == BATCH


def _count_of(first: int, entry: Entry, reading: Any) -> Entry:
    latest = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=reading.latest)
    return replace(entry, at=latest, times=reading.count, first=first)
