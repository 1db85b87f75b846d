"""The queue itself: waiting jobs by the time they may run, parked jobs by id."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent

from ..kernel.graph import Container, find_objectmap
from ..kernel.i18n import _
from ..kernel.records import Face, record
from ..security.permissions import Permission
from .faults import WORKER_DIED, Fault

#: pauses after the first, second, … failure; after the last one the job is parked
PAUSES = (timedelta(seconds=5), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
#: a worker that has not finished a job within this time is taken to be dead
LEASE = timedelta(minutes=10)
#: what somebody looks for goes before all but what has waited this long: nothing waits for ever
HEAD_START = timedelta(minutes=10)


class Job(Persistent):
    """One piece of work.

    :param kind: names the function that does it.
    :param arguments: plain values: ids, numbers, strings.
    :param about: object id of the record it works on, for whoever looks at the queue.
    """

    #: whether a worker has it; still set when it is due again, its worker died
    leased = False
    #: why it failed the last time
    fault: Fault | None = None
    about: int | None = None

    def __init__(
        self, kind: str, arguments: tuple[Any, ...], queued_at: datetime, about: int | None = None
    ) -> None:
        """Make a job that has not been tried."""
        self.id = secrets.token_hex(8)
        self.kind = kind
        self.arguments = arguments
        self.queued_at = queued_at
        self.failures = 0
        self.about = about


@record(
    "JobQueue",
    title=_("Baggrundsarbejde"),
    plural=_("Baggrundsarbejde"),
    icon="sync",
    faces=(Face.INTRANET,),
    read_permission=Permission.JOBS_MANAGE,
    place="baggrundsarbejde",
)
class JobQueue(Container):
    """All waiting and parked jobs.

    Waiting jobs are kept under ``(when it may run, id)``; a job being done is kept
    under the end of its lease, so that it runs again if its worker dies.
    """

    title = "Baggrundsarbejde"

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.waiting = OOBTree()
        self.parked = OOBTree()

    def reader_tokens(self) -> frozenset[str]:
        """Administrators only."""
        return frozenset({"role:administrator"})

    def put(
        self,
        kind: str,
        *arguments: Any,
        at: datetime,
        run_after: datetime | None = None,
        about: int | None = None,
        awaited: bool = False,
    ) -> Job:
        """Queue a job in the current transaction.

        :param about: object id of the record it works on.
        :param run_after: not before this moment; at once when left out.
        :param awaited: somebody looks at a page until it is done: it goes before what was queued lately.
        :raises ValueError: for a moment without a zone: the queue is in order of time, and
            could be compared with nothing any more.
        """
        due = run_after or (at - HEAD_START if awaited else at)
        if at.tzinfo is None or due.tzinfo is None:
            raise ValueError(f"job {kind}: a moment without a zone")
        job = Job(kind, arguments, at, about)
        self.waiting[(due, job.id)] = job
        return job

    def take(self, now: datetime) -> tuple[tuple[datetime, str], Job] | None:
        """Lease the job that has waited longest, if one may run now.

        :returns: the key it is kept under while it is done, and the job.
        """
        while self.waiting and self.waiting.minKey()[0] <= now:
            key = self.waiting.minKey()
            job = self.waiting.pop(key)
            if job.leased and not self._may_run_again(job, WORKER_DIED):
                continue
            job.leased = True
            leased = (now + LEASE, job.id)
            self.waiting[leased] = job
            return leased, job
        return None

    def _may_run_again(self, job: Job, fault: Fault) -> bool:
        """Count a failure; park the job when it was the last one allowed."""
        job.leased = False
        job.fault = fault
        job.failures += 1
        if job.failures <= len(PAUSES):
            return True
        self.parked[job.id] = job
        return False

    def finish(self, key: tuple[datetime, str]) -> None:
        """Take a job that is done out of the queue."""
        self.waiting.pop(key, None)

    def fail(self, key: tuple[datetime, str], fault: Fault, now: datetime) -> None:
        """Put a failed job back with a pause, or park it after the last try."""
        job = self.waiting.pop(key, None)
        if job is None:
            return
        if self._may_run_again(job, fault):
            self.waiting[(now + PAUSES[job.failures - 1], job.id)] = job

    def restart(self, job_id: str, now: datetime) -> Job | None:
        """Queue a parked job again, as if never tried; ``None`` when it is not parked (any more)."""
        job = self.parked.pop(job_id, None)
        if job is not None:
            job.failures = 0
            self.waiting[(now, job.id)] = job
        return job

    def discard(self, job_id: str) -> Job | None:
        """Take a parked job away for good; ``None`` when it is not parked (any more)."""
        return self.parked.pop(job_id, None)


def queue_of(node: Any) -> JobQueue:
    """Return the queue of the graph that ``node`` sits in."""
    return find_objectmap(node).root["baggrundsarbejde"]
