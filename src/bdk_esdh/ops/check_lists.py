"""What is kept beside the tree: background work, who is logged in, and what was sent lately."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

from ..jobs.queue import LEASE, Job
from ..kernel.graph import find_objectmap
from ..organisation.actions import people_of
from .faults import REPAIR, Fault

# ruff: noqa: SLF001 -- lists that are only ever asked for one entry have no other way to be looked through
_LARGEST_PLAIN_NUMBER = 2**31


def queue_faults(root: Any, handlers: Any = None, now: datetime | None = None) -> Iterator[Fault]:
    """Look at each job that waits or is parked.

    :param handlers: the functions that do jobs, by kind.
    """
    queue, graph = root["baggrundsarbejde"], find_objectmap(root)
    now = now or datetime.now(UTC)
    for key, job in queue.waiting.items():
        name = f"job {job.id} ({job.kind})"
        drop = partial(_drop_if_gone, tree="waiting", key=key, name=name)
        if key[1] != job.id:
            yield Fault(
                "queue",
                name,
                f"waits under another name ({key[1]})",
                REPAIR,
                partial(_rename, key=key, name=name),
            )
        if job.id in queue.parked:
            yield Fault(
                "queue",
                name,
                "both waits and is parked",
                REPAIR,
                partial(_drop, tree="parked", key=job.id, name=name),
            )
        if job.leased and key[0] - now > LEASE:
            says = f"is lent to a worker until {key[0]:%Y-%m-%d %H:%M}, longer than any worker may have it"
            yield Fault("queue", name, says, REPAIR, partial(_give_back, key=key, name=name, now=now))
        yield from _faults_of_job(graph, name, job, handlers, drop)
    for key, job in queue.parked.items():
        name = f"parked job {job.id} ({job.kind})"
        yield from _faults_of_job(
            graph, name, job, handlers, partial(_drop_if_gone, tree="parked", key=key, name=name)
        )


def _faults_of_job(graph: Any, name: str, job: Job, handlers: Any, drop: Any) -> Iterator[Fault]:
    if handlers is not None and job.kind not in handlers:
        yield Fault(
            "queue", name, "is of a kind that this version does not know", "Install the version that made it"
        )
    for oid in _objects_of(job):
        if _is_gone(graph, oid):
            yield Fault("queue", name, f"is about something that is gone ({oid})", REPAIR, drop)


def _objects_of(job: Job) -> set[int]:
    """Say which objects a job is about: what it says itself.

    One queued by a version in which jobs could not say so: its arguments that can only be object ids. Never
    those of another: the night's check of links carries how far it has come, and that page may be gone.
    """
    if "about" in vars(job):
        return set() if job.about is None else {job.about}
    return {each for each in job.arguments if isinstance(each, int) and abs(each) > _LARGEST_PLAIN_NUMBER}


def _is_gone(graph: Any, oid: int) -> bool:
    return graph.path_for(oid) is None and not graph.is_held(oid)


def _drop(root: Any, *, tree: str, key: Any, name: str) -> str:
    getattr(root["baggrundsarbejde"], tree).pop(key, None)
    return f"{name} was taken out of the queue"


def _drop_if_gone(root: Any, *, tree: str, key: Any, name: str) -> str:
    """Drop a job unless what it is about has been found again by a repair before this one."""
    graph, job = find_objectmap(root), getattr(root["baggrundsarbejde"], tree).get(key)
    if job is None or not any(_is_gone(graph, oid) for oid in _objects_of(job)):
        return ""
    return _drop(root, tree=tree, key=key, name=name)


def _rename(root: Any, *, key: Any, name: str) -> str:
    waiting = root["baggrundsarbejde"].waiting
    job = waiting.pop(key)
    waiting[(key[0], job.id)] = job
    return f"{name} waits under its own name"


def _give_back(root: Any, *, key: Any, name: str, now: datetime) -> str:
    waiting = root["baggrundsarbejde"].waiting
    job = waiting.pop(key)
    job.leased = False
    waiting[(now, job.id)] = job
    return f"{name} may be taken by a worker now"


def login_faults(root: Any) -> Iterator[Fault]:
    """Look whether everybody who is logged in is somebody, and can see and end it."""
    people = people_of(root)
    for kind in ("logins", "tokens"):
        logins: Any = getattr(root, kind, None)
        for name, entry in logins._entries.items() if logins is not None else ():
            end = partial(_end, kind=kind, name=name)
            where = f"a {'session' if kind == 'logins' else 'token'} of {entry.login}"
            if entry.login not in people:
                yield Fault("sessions", where, "belongs to nobody who is here", REPAIR, end)
            elif logins._by_login is not None and name not in logins.of(entry.login):
                says = "is not in that person's list, where it could be ended"
                yield Fault("sessions", where, says, REPAIR, end)


def _end(root: Any, *, kind: str, name: str) -> str:
    getattr(root, kind).end(name)
    return "it was ended; whoever it is logs in again"


def submission_faults(root: Any) -> Iterator[Fault]:
    """Look whether what is kept of forms that were sent can be found, and will be forgotten."""
    submissions = root.submissions
    dated = set()
    for key in submissions._by_time:
        dated.add(key[1:])
        if key[1:] not in submissions._results:
            says = "is noted by its time and not by its name"
            yield Fault("submissions", f"a form sent by {key[1]}", says, REPAIR, partial(_undate, key=key))
    for key in submissions._results:
        if key not in dated:
            says = "is noted for ever, since its time is not"
            yield Fault("submissions", f"a form sent by {key[0]}", says, REPAIR, partial(_date, key=key))


def _undate(root: Any, *, key: Any) -> str:
    root.submissions._by_time.pop(key, None)
    return f"the time of a form sent by {key[1]} was forgotten"


def _date(root: Any, *, key: Any) -> str:
    root.submissions._by_time[(datetime.now(UTC).isoformat(), *key)] = True
    return f"a form sent by {key[0]} is forgotten in a day"
