"""The worker: takes jobs one at a time and does them.

The heavy part of a job runs between transactions: a job function opens a short
one to read what it needs, works on files, and opens another to store the result.
Each runs in a thread of its own with a limit on time (``limited.py``), so that one
that never ends, or ends with more than an error, does not end the worker.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import transaction
from pyramid.registry import Registry
from pyramid.request import Request
from pyramid.threadlocal import RequestContext  # noqa: TID251 (the graph's own events look the registry up where Pyramid keeps it)
from transaction.interfaces import TransientError
from ZODB import DB

from ..kernel.maintenance import maintenance_of
from ..kernel.write_lock import write_lock
from ..root import ROOT_KEY
from .faults import UnknownKind, fault_of
from .handlers import LONGEST
from .limited import Overdue, Stuck, limited
from .pulse import Pulse

log = logging.getLogger(__name__)
POLL_SECONDS = 0.5
_ATTEMPTS = 5
_STOP_SECONDS = 6


class Work:
    """What a job function works with."""

    def __init__(self, db: DB, registry: Registry, beat: Callable[[], None] = lambda: None) -> None:
        """Keep the database and the registry."""
        self._db = db
        self.registry = registry
        self._beat = beat
        self._over = False

    def for_one_job(self) -> "Work":
        """Return the same, to be given to one job and taken back by ``close``."""
        return Work(self._db, self.registry, self._beat)

    def close(self) -> None:
        """Let nothing more be read or written: the job's time is up, and another does it again."""
        self._over = True

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """Open the graph to read; nothing done to it is kept."""
        with self._root() as (root, manager):
            yield root
            manager.abort()

    def writing(self, do: Callable[[Any], Any]) -> Any:
        """Run ``do(root)`` in a transaction under the write lock, again on conflict.

        In read-only mode it waits: what a job has worked out is stored when that is over.
        """
        for attempt in range(_ATTEMPTS):
            maintenance_of(self.registry).wait_until_off(self._while_read_only)
            try:
                with write_lock(), self._root() as (root, manager):
                    result = do(root)
                    manager.commit()
                    return result
            except TransientError:
                if attempt == _ATTEMPTS - 1:
                    raise
        return None

    def _while_read_only(self) -> None:
        self._beat()
        if self._over:
            raise Overdue

    @contextmanager
    def _root(self) -> Iterator[tuple[Any, Any]]:
        if self._over:
            raise Overdue
        request = Request.blank("/")
        request.registry = self.registry
        transaction.begin()
        connection = self._db.open()
        try:
            with RequestContext(request):
                yield connection.root()[ROOT_KEY], transaction.manager
        finally:
            transaction.abort()
            connection.close()


def run_one(work: Work, beat: Callable[[], None] = lambda: None) -> bool:
    """Do the next job that is due; tell whether there was one.

    :param beat: called now and then while the job is being done.
    :raises Stuck: when the job's time is up and it cannot be stopped; it counts as failed.
    """
    clock = work.registry.clock

    def take(root: Any) -> Any:
        taken = root["baggrundsarbejde"].take(clock.now())
        return taken and (taken[0], taken[1].kind, taken[1].arguments)

    with work.reading() as root:
        waiting = root["baggrundsarbejde"].waiting
        idle = not waiting or waiting.minKey()[0] > clock.now()
    # Looking costs nothing; taking writes. An idle queue is only looked at.
    taken = None if idle else work.writing(take)
    if taken is None:
        return False
    key, kind, arguments = taken
    own = work.for_one_job()
    limit = work.registry.job_limits.get(kind, LONGEST)
    try:
        limited(partial(_handle, own, kind, arguments), limit, own.close, beat)
    except BaseException as error:
        # Whatever a job raises is the job's: SystemExit of a library must not end the worker.
        log.exception("job %s failed", kind)
        fault = fault_of(error)
        work.writing(lambda root: root["baggrundsarbejde"].fail(key, fault, clock.now()))
        if isinstance(error, Stuck):
            raise
    else:
        work.writing(lambda root: root["baggrundsarbejde"].finish(key))
    return True


def _handle(work: Work, kind: str, arguments: tuple[Any, ...]) -> None:
    handler = work.registry.job_handlers.get(kind)
    if handler is None:
        raise UnknownKind(kind)
    handler(work, *arguments)


class Rounds:
    """What the worker does again and again beside the queue (see ``add_periodic_work``)."""

    def __init__(self, work: Work) -> None:
        """Let everything be due at once."""
        self._work = work
        self._due: dict[str, float] = {}

    def go(self, *, all_now: bool = False, beat: Callable[[], None] = lambda: None) -> None:
        """Do what is due; a fault in one thing is logged and does not keep back the next.

        :param all_now: do everything, due or not.
        :param beat: called now and then meanwhile.
        :raises Stuck: when the time of one is up and it cannot be stopped.
        """
        for name, (function, every) in self._work.registry.periodic_work.items():
            if not all_now and time.monotonic() < self._due.get(name, 0):
                continue
            own = self._work.for_one_job()
            try:
                limited(partial(function, own), LONGEST, own.close, beat)
            except Stuck:
                raise
            except BaseException:  # SystemExit too: what somebody's periodic work leaves by ends no worker
                log.exception("periodic work %s failed", name)
            self._due[name] = time.monotonic() + every.total_seconds()


def run_all(work: Work) -> int:
    """Do every job that is due and one round of the periodic work; say how many jobs there were."""
    Rounds(work).go(all_now=True)
    done = 0
    while run_one(work):
        done += 1
    return done


class WorkerThread(threading.Thread):
    """The worker: a thread of the web process, or of a process of its own."""

    def __init__(self, db: DB, registry: Registry) -> None:
        """Make the thread; ``start`` starts it, ``stop`` ends it after the current job."""
        super().__init__(name="esdh-worker", daemon=True)
        self._stopped = threading.Event()
        self._pulse = Pulse(registry.esdh_settings.data)
        self._work = Work(db, registry, self._pulse.beat)
        self._maintenance = maintenance_of(registry)
        #: a job's thread could not be ended; a process of its own had better be started anew
        self.is_stuck = False

    def run(self) -> None:
        """Do jobs until stopped."""
        rounds = Rounds(self._work)
        while not self._stopped.is_set():
            busy = False
            try:
                self._pulse.beat()
                if self._maintenance.is_on:
                    self._stopped.wait(POLL_SECONDS)
                    continue
                rounds.go(beat=self._pulse.beat)
                busy = run_one(self._work, self._pulse.beat)
            except Stuck:
                self.is_stuck = True
            except Exception:
                log.exception("the worker met a fault")
            if not busy:
                self._stopped.wait(POLL_SECONDS)

    def stop(self) -> None:
        """Stop after the current job, or without it when that takes long: its lease brings it back."""
        self._stopped.set()
        self.join(timeout=_STOP_SECONDS)
