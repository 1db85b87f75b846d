"""What an administrator does with work that has come to a stop."""

from typing import Any

from ..audit.entering import enter
from ..audit.entries import Change
from ..audit.verbs import Verb
from ..kernel.forms import untranslated
from ..kernel.graph import find_objectmap
from ..kernel.i18n import _
from ..kernel.records import Act
from .errors import NotParked
from .journal import JOB_DISCARDED, JOB_RESTARTED
from .queue import Job, JobQueue


def restart_job(queue: JobQueue, job_id: str, act: Act) -> Job:
    """Queue a parked job again.

    :raises NotParked: when it is parked no longer.
    """
    return _noted(queue, queue.restart(job_id, act.at), act, JOB_RESTARTED)


def discard_job(queue: JobQueue, job_id: str, reason: str, act: Act) -> Job:
    """Take a parked job away; what it was to do is not done.

    :param reason: entered in the journal.
    :raises NotParked: when it is parked no longer.
    """
    return _noted(queue, queue.discard(job_id), act, JOB_DISCARDED, reason)


def record_of(queue: JobQueue, job: Job) -> Any:
    """Return the record that a job works on, if it names one that is still there."""
    return find_objectmap(queue).object_for(job.about) if job.about is not None else None


def _noted(queue: JobQueue, job: Job | None, act: Act, verb: Verb, note: str = "") -> Job:
    if job is None:
        raise NotParked(_("Arbejdet er allerede sat i gang eller fjernet."))
    title = untranslated(act.registry.job_titles.get(job.kind, job.kind))
    # In the journal of the record itself: who looks there finds why its text was never read.
    enter(
        record_of(queue, job) or queue,
        act,
        verb,
        changes=[Change(_("Arbejde"), "", title)],
        note=note.strip(),
    )
    return job
