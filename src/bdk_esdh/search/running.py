"""The indexer as it runs beside the worker: some tenths of a second after a change it can be found.

One process of all that share a data folder has the turn to write; the others wait for it to end.
"""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from pyramid.registry import Registry

from ..kernel.maintenance import maintenance_of
from .indexing import AT_A_TIME, Indexer, Store
from .piping import ChildWriter, IndexerGone
from .port import IndexUnwritable
from .whoosh_engine.folder import ASKED, BUILDING, WANTED, IndexFolder

log = logging.getLogger(__name__)
POLL_SECONDS = 0.2
#: while much is filed there is a pause of twice the time that taking it over took, so that more goes into
#: each commit and the rest is left to those who file; at most so long: it has to be found within a second
_LONGEST_WAIT = 0.6
#: before another attempt at what failed: another process has the turn, the disk is full, the child died
_PAUSE_SECONDS = 2.0
_LONGEST_PAUSE = 60.0
_QUIET_SECONDS = 20.0
#: a fault that comes back must not have the index built again and again
_BETWEEN_BUILDS = 600.0


def index_folder(registry: Registry) -> Path:
    """Return where the index lies: in the data folder, for this user alone."""
    return registry.esdh_settings.data / "search"


class IndexerThread(threading.Thread):
    """Tells the child process what to write.

    :param store: with a connection of its own.
    :param stop_store: called when it is to stop, so that waiting for the read-only mode to end stops too.
    """

    def __init__(self, store: Store, stop_store: Callable[[], None]) -> None:
        super().__init__(name="esdh-indexer", daemon=True)
        self._store = store
        self._stop_store = stop_store
        self._folder = IndexFolder(index_folder(store.registry))
        self._maintenance = maintenance_of(store.registry)
        self._stopped = threading.Event()
        self._built_at: float | None = None

    def run(self) -> None:
        """Keep the index up to date until stopped."""
        pause = _PAUSE_SECONDS
        while not self._stopped.is_set():
            began = time.monotonic()
            try:
                self._work()
            except IndexUnwritable as error:
                # As a rule another process has the turn.
                log.info("the text index is not written by this process: %s", error)
            except IndexerGone as error:
                log.warning("the indexer ended: %s", error)
            except Exception:
                if self._stopped.is_set():
                    return
                log.exception("the indexer met a fault")
            pause = (
                _PAUSE_SECONDS
                if time.monotonic() - began > _LONGEST_PAUSE
                else min(2 * pause, _LONGEST_PAUSE)
            )
            self._stopped.wait(pause / 2)

    def stop(self) -> None:
        """Stop; what is not taken over yet stays noted."""
        self._stopped.set()
        self._stop_store()
        self.join(timeout=10)

    def _work(self) -> None:
        writer = ChildWriter(self._folder.path)
        try:
            indexer = Indexer(self._store, writer)
            quiet_since = time.monotonic()
            is_tidy = False
            is_known = False
            while not self._stopped.is_set():
                if self._maintenance.is_on:
                    self._stopped.wait(POLL_SECONDS)
                    continue
                if self._is_build_due() or (not is_known and indexer.needs_building()):
                    self._build(indexer)
                is_known = True
                began = time.monotonic()
                done = indexer.drain()
                took = time.monotonic() - began
                if done:
                    quiet_since, is_tidy = time.monotonic(), False
                elif not is_tidy and time.monotonic() - quiet_since > _QUIET_SECONDS:
                    indexer.tidy()
                    is_tidy = True
                if done < AT_A_TIME:
                    self._stopped.wait(min(max(POLL_SECONDS, 2 * took), _LONGEST_WAIT))
        finally:
            writer.close()

    def _is_build_due(self) -> bool:
        """Tell whether somebody asked for a new index, or met a file that cannot be read."""
        if self._folder.has(ASKED):
            return True
        if not self._folder.has(WANTED) and self._folder.current():
            return False
        return self._built_at is None or time.monotonic() - self._built_at > _BETWEEN_BUILDS

    def _build(self, indexer: Indexer) -> None:
        indexer.build(self._while_building)
        self._built_at = time.monotonic()

    def _while_building(self, done: int, _of: int) -> None:
        self._folder.tell(BUILDING, done)
        if self._stopped.is_set():
            raise IndexerGone("asked to stop while the index was being built")
