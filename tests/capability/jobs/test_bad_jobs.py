"""Jobs that behave badly: each fails with words an administrator can read, and the worker goes on."""

import sys
import threading
import time
from contextlib import suppress
from datetime import timedelta

import pytest
from pyramid.exceptions import ConfigurationError

from bdk_esdh.files.child import Limits, run_child
from bdk_esdh.jobs.handlers import LONGEST, add_job_handler
from bdk_esdh.jobs.limited import Overdue, Stuck, limited
from bdk_esdh.jobs.queue import LEASE, queue_of
from bdk_esdh.jobs.worker import Work, run_one

LIMIT = timedelta(seconds=0.6)


@pytest.fixture
def kinds(site):
    """Kinds of jobs for the length of a test."""
    handlers, limits = site.registry.job_handlers, site.registry.job_limits
    before = dict(handlers), dict(limits)
    yield handlers
    for registered, kept in zip((handlers, limits), before, strict=True):
        registered.clear()
        registered.update(kept)


def _run(site, kind):
    """Queue one job of ``kind`` and one that notes that it was done; return what became of the first."""
    done = []
    site.registry.job_handlers["note"] = lambda _work: done.append("note")
    with site.graph() as (root, act):
        queue_of(root).put(kind, at=act.at)
        queue_of(root).put("note", at=act.at)
    work = Work(site.db, site.registry)
    for _turn in range(2):
        with suppress(Stuck):
            run_one(work)
    assert done == ["note"]
    with site.graph() as (root, _act):
        (job,) = queue_of(root).waiting.values()
        assert (job.kind, job.failures) == (kind, 1)
        return job.fault


@pytest.mark.parametrize(
    "error", [SystemExit(3), KeyboardInterrupt(), GeneratorExit(), MemoryError(), RecursionError()]
)
def test_whatever_a_job_raises_is_its_own_failure(site, kinds, error):
    def fail(_work):
        raise error

    kinds["fail"] = fail
    assert _run(site, "fail") is not None


def test_a_job_that_eats_memory_without_end_in_its_child_fails_and_nothing_else_does(site, kinds):
    def eat(_work):
        ended = run_child(
            [sys.executable, "-c", "x = []\nwhile True: x.append(bytes(10**7))"], Limits(memory=300_000_000)
        )
        raise MemoryError(f"the child ended with {ended.code}")

    kinds["eat"] = eat
    assert _run(site, "eat") is not None


def test_a_job_that_kills_its_child_fails_alone(site, kinds):
    def kill(_work):
        ended = run_child([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"], Limits())
        assert ended.code < 0
        raise OSError("the child died")

    kinds["kill"] = kill
    assert _run(site, "kill") is not None


def test_a_job_without_end_is_broken_off_when_its_time_is_up(site, kinds):
    def endless(_work):
        while True:
            pass

    kinds["endless"], site.registry.job_limits["endless"] = endless, LIMIT
    started = time.monotonic()
    assert _run(site, "endless") is not None
    assert time.monotonic() - started < 10


def test_a_job_that_cannot_be_broken_off_can_change_nothing_afterwards(site, kinds):
    let_go, ended = threading.Event(), []

    def asleep(work):
        # It pays no heed to being told to stop.
        with suppress(BaseException):
            let_go.wait(30)
        try:
            work.writing(lambda root: setattr(root, "late", True))
        except Overdue as error:
            ended.append(error)

    kinds["asleep"], site.registry.job_limits["asleep"] = asleep, LIMIT
    _run(site, "asleep")
    let_go.set()
    for _turn in range(100):
        if ended:
            break
        time.sleep(0.02)
    assert ended
    with site.graph() as (root, _act):
        assert not hasattr(root, "late")


def test_meanwhile_a_sign_of_life_is_given():
    beats, twice = [], threading.Event()

    def beat():
        beats.append(1)
        if len(beats) == 2:
            twice.set()

    # The job ends when there were two while it was at work; without them it would be overdue.
    limited(lambda: twice.wait(60), timedelta(seconds=5), lambda: None, beat)
    assert twice.is_set()


def test_no_job_may_last_longer_than_it_is_leased_for(site):
    assert LONGEST < LEASE
    from bdk_esdh import configure

    config = configure({"zodbconn.uri": "memory://", "esdh.data": str(site.registry.esdh_settings.data)})
    for limit in (LEASE, timedelta(0)):
        with pytest.raises(ConfigurationError, match="limit"):
            add_job_handler(config, "x", print, limit=limit)
