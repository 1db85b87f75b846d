"""Taking changes over into the index: from the outbox, or all of the graph for a new one.

Run by one process. It reads what was noted, gives the index the records as they are now, and strikes out what
the index then holds; whoever dies in between does the same again, and nothing is lost.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import islice
from typing import Any, Protocol

from pyramid.registry import Registry

from ..kernel.graph import catalog_of, find_objectmap, outbox_of
from .port import IndexBatch, IndexedRecord, IndexWriter, SearchFace
from .records import record_of, with_those_showing

log = logging.getLogger(__name__)
#: records that are taken over at a time, and letters of their texts
AT_A_TIME = 200
MOST_LETTERS = 4_000_000

Progress = Callable[[int, int], None]


class Store(Protocol):
    """What reads and writes the graph, in the worker's way: ``jobs.worker.Work`` is one."""

    registry: Registry

    def reading(self) -> AbstractContextManager[Any]:
        """Open the graph to read."""

    def writing(self, do: Callable[[Any], Any]) -> Any:
        """Run ``do(root)`` in a transaction, again on conflict."""


def batch_of(root: Any, oids: Iterable[int], registry: Registry) -> IndexBatch:
    """Return what the indexes are to hold of ``oids`` now; of what is gone that is nothing."""
    graph, catalog = find_objectmap(root), catalog_of(root)
    records: dict[SearchFace, list[IndexedRecord]] = {face: [] for face in SearchFace}
    gone = set()
    for oid in oids:
        node = graph.object_for(oid) if catalog is not None and oid in catalog.objectids else None
        found = {}
        for face in SearchFace if node is not None else ():
            try:
                record = record_of(node, face, registry)
            except Exception:
                # One that cannot say what it is must not keep all others from being found.
                log.exception("a record cannot be indexed", extra={"facts": {"oid": oid}})
                record = None
            if record is not None:
                found[face] = record
                records[face].append(record)
        if not found:
            gone.add(oid)
    return IndexBatch(records, frozenset(gone))


class Indexer:
    """Keeps an index up to date.

    :param store: the graph.
    :param writer: of the index.
    """

    def __init__(self, store: Store, writer: IndexWriter) -> None:
        self._store = store
        self._writer = writer

    def drain(self, *, since: int = 0) -> int:
        """Take over what was changed, once around; return how many records that was.

        :param since: only what was changed after this stamp.
        :raises IndexUnwritable: when the index cannot be written; then it is all still noted.
        """
        with self._store.reading() as root:
            outbox = outbox_of(root)
            taken = outbox.entries(AT_A_TIME, since=since)
            if not taken:
                return 0
            mark = outbox.taken.mark + 1
            touched = with_those_showing(root, taken, self._store.registry)
            batches = list(_within_reason(batch_of(root, touched, self._store.registry)))
        for batch in batches:
            standing = self._writer.apply(replace(batch, mark=mark))
        self._store.writing(lambda root: outbox_of(root).strike_out(taken, standing.index, mark))
        return len(taken)

    def needs_building(self) -> bool:
        """Tell whether the index is not the one that the store's changes went to, or cannot be trusted."""
        standing = self._writer.standing()
        if not standing.index or not standing.is_sure:
            return True
        with self._store.reading() as root:
            known = outbox_of(root).taken
            # A batch may have been written, and its writer killed before the store was told.
            marks = (known.mark, known.mark + 1)
            return standing.index != known.index or standing.mark not in marks

    def build(self, progress: Progress = lambda _done, _of: None) -> int:
        """Build the index anew from the graph, and let it be the one that is searched; return its size.

        What is changed meanwhile is taken over as always, and found in the old one.

        :param progress: told how many records of how many are done.
        """
        with self._store.reading() as root:
            oids = _rarest_kinds_first(root)
            # All that was noted so far is read below.
            noted = outbox_of(root).entries()
        began = max(noted.values(), default=0)
        self._writer.begin_build()
        done = 0
        for chunk in _chunks(oids, AT_A_TIME):
            with self._store.reading() as root:
                batches = list(_within_reason(batch_of(root, chunk, self._store.registry)))
            for batch in batches:
                self._writer.build(batch)
            done += len(chunk)
            progress(done, len(oids))
            self.drain(since=began)
        standing = self._writer.finish_build()
        self._store.writing(lambda root: outbox_of(root).strike_out(noted, standing.index, standing.mark))
        return done

    def tidy(self) -> None:
        """Do what may take a second, in a quiet moment."""
        self._writer.tidy()


def _rarest_kinds_first(root: Any) -> list[int]:
    """Return the ids of all records: those of which there are most, documents, come last.

    By then the titles of subjects and cases are known, and the words of which compounds are made.
    """
    catalog: Any = catalog_of(root)
    by_kind = catalog["kind"]._fwd_index  # noqa: SLF001 -- hypatia has no other way to ask
    found = dict.fromkeys(
        oid for _kind, oids in sorted(by_kind.items(), key=lambda entry: len(entry[1])) for oid in oids
    )
    found |= dict.fromkeys(oid for oid in catalog.objectids if oid not in found)
    return list(found)


def _chunks(oids: Iterable[int], size: int) -> Iterator[list[int]]:
    left = iter(oids)
    while chunk := list(islice(left, size)):
        yield chunk


def _within_reason(batch: IndexBatch) -> Iterator[IndexBatch]:
    """Cut a batch where its texts are long: it goes through a pipe, and in one commit."""
    gone = batch.gone
    by_oid: dict[int, dict[SearchFace, IndexedRecord]] = {}
    for face, records in batch.records.items():
        for record in records:
            by_oid.setdefault(record.oid, {})[face] = record
    part: dict[SearchFace, list[IndexedRecord]] = {face: [] for face in SearchFace}
    letters = 0
    for found in by_oid.values():
        for face, record in found.items():
            part[face].append(record)
            letters += record.letters
        if letters > MOST_LETTERS:
            yield IndexBatch(part, gone)
            part, gone, letters = {face: [] for face in SearchFace}, frozenset(), 0
    if gone or any(part.values()):
        yield IndexBatch(part, gone)
