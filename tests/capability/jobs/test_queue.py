"""Background work: nothing lost, nothing done twice at once, nothing tried for ever."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
import transaction
from tests.capability.jobs.queueing import ask, counts, put
from tests.support.builders import a_case
from ZODB.POSException import ConflictError

from bdk_esdh.jobs.faults import WORKER_DIED, Fault
from bdk_esdh.jobs.queue import LEASE, PAUSES, JobQueue, queue_of
from bdk_esdh.jobs.worker import Work, WorkerThread, run_all, run_one

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PAGE = "/intranet/baggrundsarbejde"


# ------------------------------------------------------------------ putting


def test_a_job_is_done_once_and_then_gone(site, done):
    put(site, "note", 1, "to")
    assert site.run_jobs() == 1
    assert done == [(1, "to")]
    assert counts(site) == (0, 0)
    assert site.run_jobs() == 0


def test_a_job_belongs_to_the_change_that_needs_it_and_is_rolled_back_with_it(site, done):
    with site.graph() as (root, act):
        a_case(root, act)
        queue_of(root).put("note", at=act.at)
        transaction.abort()
    assert counts(site)[0] == 0
    assert site.run_jobs() == 0


def test_jobs_are_done_in_the_order_they_are_due_and_not_before(site, done):
    now = site.clock.now()
    put(site, "note", "late", run_after=now + timedelta(minutes=5))
    put(site, "note", "soon", run_after=now - timedelta(minutes=5))
    put(site, "note", "now")
    site.run_jobs()
    assert done == [("soon",), ("now",)]
    site.clock.advance(timedelta(minutes=5))
    site.run_jobs()
    assert done[-1] == ("late",)


def test_what_somebody_waits_for_goes_before_what_has_not_waited_long():
    queue = JobQueue()
    queue.put("note", "long ago", at=NOW - timedelta(minutes=11))
    queue.put("note", "lately", at=NOW - timedelta(minutes=1))
    queue.put("note", "awaited", at=NOW, awaited=True)
    taken = []
    while found := queue.take(NOW):
        taken.append(found[1].arguments[0])
        queue.finish(found[0])
    assert taken == ["long ago", "awaited", "lately"]


def test_jobs_of_one_moment_in_two_zones_wait_side_by_side():
    queue = JobQueue()
    for number in range(20):
        queue.put("note", number, at=NOW.astimezone(timezone(timedelta(hours=number % 3))))
    taken = set()
    while found := queue.take(NOW):
        taken.add(found[1].arguments)
        queue.finish(found[0])
    assert len(taken) == 20


BARE = NOW.replace(tzinfo=None)


@pytest.mark.parametrize("moments", [{"at": BARE}, {"at": NOW, "run_after": BARE}])
def test_a_moment_without_a_zone_is_refused_before_it_is_in_the_queue(moments):
    queue = JobQueue()
    queue.put("note", at=NOW)
    with pytest.raises(ValueError, match="without a zone"):
        queue.put("note", **moments)
    assert len(queue.waiting) == 1


# ------------------------------------------------------------------ taking


def test_what_one_worker_has_another_does_not_take():
    queue = JobQueue()
    queue.put("note", at=NOW)
    assert queue.take(NOW) is not None
    assert queue.take(NOW + LEASE - timedelta(seconds=1)) is None


def test_a_job_whose_worker_died_is_taken_again_after_its_lease():
    queue = JobQueue()
    queue.put("note", at=NOW)
    first, job = queue.take(NOW)
    again, same = queue.take(NOW + LEASE)
    assert same is job
    assert job.failures == 1
    queue.finish(first)
    assert len(queue.waiting) == 1
    queue.finish(again)
    assert len(queue.waiting) == 0


def test_a_worker_that_is_late_to_fail_takes_nothing_from_the_one_that_has_the_job_now():
    queue = JobQueue()
    queue.put("note", at=NOW)
    first, job = queue.take(NOW)
    queue.take(NOW + LEASE)
    queue.fail(first, Fault("Late", "unexpected"), NOW + LEASE)
    assert (len(queue.waiting), len(queue.parked), job.failures) == (1, 0, 1)


def test_a_job_that_kills_every_worker_is_parked_and_does_not_run_for_ever():
    """Break it: count no failure when a lease has run out."""
    queue = JobQueue()
    queue.put("poison", at=NOW)
    queue.put("note", at=NOW)
    now, runs = NOW, 0
    for _ in range(20):
        found = queue.take(now)
        while found is not None:
            if found[1].kind == "note":
                queue.finish(found[0])
            else:
                runs += 1
            found = queue.take(now)
        now += LEASE
    assert runs == len(PAUSES) + 1
    (parked,) = queue.parked.values()
    assert parked.fault == WORKER_DIED


def test_two_workers_do_each_job_once(site, done):
    for number in range(30):
        put(site, "note", number)
    threads = [threading.Thread(target=run_all, args=(Work(site.db, site.registry),)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(done) == [(number,) for number in range(30)]
    assert counts(site) == (0, 0)


# ------------------------------------------------------------------ failing


def test_a_failing_job_is_tried_with_growing_pauses_then_parked_with_its_error(site, done):
    assert list(PAUSES) == sorted(PAUSES)
    put(site, "fail", 7)
    for pause in PAUSES:
        assert site.run_jobs() == 1
        assert site.run_jobs() == 0
        site.clock.advance(pause - timedelta(seconds=1))
        assert site.run_jobs() == 0
        site.clock.advance(timedelta(seconds=1))
    assert site.run_jobs() == 1
    assert counts(site) == (0, 1)
    (job,) = ask(
        site, lambda queue: [(job.kind, job.failures, job.fault.name) for job in queue.parked.values()]
    )
    assert job == ("fail", len(PAUSES) + 1, "Broken")


def test_a_job_of_a_kind_that_nobody_does_is_kept_with_that_as_its_error(site, done):
    put(site, "unheard of")
    site.run_jobs()
    assert ask(site, lambda queue: [job.fault.cause for job in queue.waiting.values()]) == ["unknown_kind"]


def test_a_job_whose_object_is_gone_finishes(site, done):
    with site.graph() as (root, act):
        case = a_case(root, act)
        queue_of(root).put("name", case.__oid__, at=act.at)
        root["sager"].remove(case.__name__, registry=site.registry)
    site.run_jobs()
    assert done == [None]
    assert counts(site) == (0, 0)


def test_the_jobs_of_the_capabilities_finish_when_their_object_is_gone(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        oid = case.__oid__
        root["sager"].remove(case.__name__, registry=site.registry)
        for kind in ("read_document", "release_document"):
            queue_of(root).put(kind, oid, 1, at=act.at)
    assert site.run_jobs() == 2
    assert counts(site) == (0, 0)


# ------------------------------------------------------------------ the worker


def test_a_job_that_fails_does_not_stop_the_worker(site, done):
    worker = WorkerThread(site.db, site.registry)
    worker.start()
    try:
        put(site, "fail", 1)
        put(site, "note", 2)
        _wait_for(lambda: (2,) in done)
        assert worker.is_alive()
    finally:
        worker.stop()
    assert not worker.is_alive()


def test_a_database_that_is_gone_for_a_moment_does_not_stop_the_worker(site, done, caplog):
    worker = WorkerThread(site.db, site.registry)
    clock, site.registry.clock = site.registry.clock, None
    try:
        _put_with(site, clock, "note", 3)
        worker.start()
        _wait_for(lambda: "the worker met a fault" in caplog.text)
        site.registry.clock = clock
        _wait_for(lambda: (3,) in done)
    finally:
        site.registry.clock = clock
        worker.stop()


def _put_with(site, clock, kind, *arguments):
    site.registry.clock = clock
    put(site, kind, *arguments)
    site.registry.clock = None


def _wait_for(condition):
    for _ in range(200):
        if condition():
            return
        threading.Event().wait(0.05)
    pytest.fail("it did not happen within ten seconds")


def test_work_that_meets_a_conflict_is_done_again_under_the_lock(site):
    tries = []

    def do(root):
        tries.append(root)
        if len(tries) < 3:
            raise ConflictError
        return "done"

    assert Work(site.db, site.registry).writing(do) == "done"
    assert len(tries) == 3


def test_work_that_only_reads_keeps_nothing(site):
    with Work(site.db, site.registry).reading() as root:
        root.scribble = "x"
    with site.graph() as (root, _act):
        assert not hasattr(root, "scribble")


def test_an_idle_queue_is_looked_at_without_writing(site):
    before = site.db.lastTransaction()
    assert run_one(Work(site.db, site.registry)) is False
    assert site.db.lastTransaction() == before
