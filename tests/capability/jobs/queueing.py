"""What the tests of background work share: putting jobs, and looking at the queue."""

from datetime import timedelta

from bdk_esdh.audit.entering import journal_of
from bdk_esdh.audit.lookup import Question, find
from bdk_esdh.jobs.queue import PAUSES, queue_of

PAGE = "/intranet/baggrundsarbejde"
#: what the text of an exception may hold and nobody may read of it
SECRET = "Salg af grund til Nordbyg ApS"


class Broken(Exception):
    """What a job of these tests fails with."""


def put(site, kind, *arguments, **more):
    with site.graph() as (root, act):
        return queue_of(root).put(kind, *arguments, at=act.at, **more).id


def ask(site, question):
    with site.graph() as (root, _act):
        return question(queue_of(root))


def counts(site):
    """Return how many jobs wait and how many are parked."""
    return ask(site, lambda queue: (len(queue.waiting), len(queue.parked)))


def park(site, kind="fail"):
    job_id = put(site, kind)
    fail_to_the_end(site)
    return job_id


def fail_to_the_end(site):
    for _ in range(len(PAUSES) + 1):
        site.run_jobs()
        site.clock.advance(timedelta(hours=1))


def entries(root):
    """Return what the journal has of jobs."""
    found = find(journal_of(root), Question(), size=500).lines
    return [line.entry for line in found if line.entry.verb.startswith("job.")]


def entered(site):
    with site.graph() as (root, _act):
        return [(entry.verb, entry.by, entry.note) for entry in entries(root)]
