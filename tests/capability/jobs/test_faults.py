"""What is told of a job that failed, and jobs that do harm."""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from tests.capability.jobs.queueing import PAGE, SECRET, ask, fail_to_the_end, put
from ZODB.POSException import ConflictError, POSKeyError

from bdk_esdh.files.child import MEGABYTE, Limits, run_child
from bdk_esdh.jobs.faults import SENTENCES, Cause, fault_of
from bdk_esdh.jobs.limited import Stuck
from bdk_esdh.jobs.queue import JobQueue
from bdk_esdh.kernel.errors import DomainError

BARE = datetime(2026, 11, 23, 8, tzinfo=UTC).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (ValueError(SECRET), Cause.UNEXPECTED),
        (KeyError(SECRET), Cause.UNEXPECTED),
        (MemoryError(SECRET), Cause.MEMORY),
        (OSError(12, SECRET, SECRET), Cause.MEMORY),
        (OSError(28, SECRET, SECRET), Cause.DISK_FULL),
        (PermissionError(13, SECRET, SECRET), Cause.SYSTEM),
        (TimeoutError(SECRET), Cause.OVERDUE),
        (Stuck(timedelta(seconds=1)), Cause.OVERDUE),
        (subprocess.TimeoutExpired([SECRET], 5), Cause.OVERDUE),
        (subprocess.CalledProcessError(-9, [SECRET]), Cause.PROGRAM),
        (ConflictError(SECRET), Cause.CONFLICT),
        (POSKeyError(b"12345678"), Cause.MISSING),
        (DomainError(SECRET), Cause.REFUSED),
        (SystemExit(SECRET), Cause.UNEXPECTED),
    ],
)
def test_a_failure_is_told_by_its_type_and_a_sentence_of_ours_alone(error, cause):
    """Break it: put the text of the exception into ``Fault``."""
    fault = fault_of(error)
    assert (fault.cause, fault.name) == (cause, type(error).__name__)
    assert SECRET not in repr(fault) + fault.detail + fault.sentence


def test_every_cause_has_its_sentence():
    assert SENTENCES.keys() == set(Cause)


def test_a_failure_says_where_in_our_code_it_was():
    with pytest.raises(ValueError, match="zone") as raised:
        JobQueue().put("note", at=BARE)
    fault = fault_of(raised.value)
    assert fault.detail.startswith("ValueError, jobs/queue.py:")


def test_every_kind_of_job_has_a_title_for_the_page(site):
    titles = site.registry.job_titles
    assert {kind for kind in site.registry.job_handlers if titles[kind] == kind} == set()


def _in_a_child(*code):
    """Do what ``code`` says in a child with limits, as the readers of files do."""

    def do(_work, *_arguments):
        finished = run_child(
            [sys.executable, "-c", "; ".join(code)], Limits(timeout=1, memory=300 * MEGABYTE, network=True)
        )
        if finished.timed_out:
            raise TimeoutError(SECRET)
        if finished.code:
            raise subprocess.CalledProcessError(finished.code, [SECRET], stderr=finished.errors)

    return do


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        (("import time", "time.sleep(60)"), Cause.OVERDUE),
        (("while True: pass",), Cause.OVERDUE),
        (("import os", "os.kill(os.getpid(), 9)"), Cause.PROGRAM),
        (("x = bytearray(10 ** 9)",), Cause.PROGRAM),
        (("raise SystemExit(3)",), Cause.PROGRAM),
    ],
)
def test_a_job_that_harms_its_child_is_parked_with_an_error_one_can_read(site, done, code, cause):
    site.registry.job_handlers["harm"] = _in_a_child(*code)
    put(site, "harm")
    put(site, "note", "after it")
    site.run_jobs()
    assert done == [("after it",)]
    # The first failure is real; the others need not take their seconds too.
    site.registry.job_handlers["harm"] = site.registry.job_handlers["fail"]
    (fault,) = ask(site, lambda queue: [job.fault for job in queue.waiting.values()])
    assert fault.cause == cause


def _never_ends(_work):
    while True:
        time.sleep(0.01)


def _eats_memory(_work):
    raise MemoryError


def _leaves(_work):
    sys.exit(SECRET)


@pytest.mark.parametrize(
    ("handler", "sentence"),
    [
        (_never_ends, "Arbejdet tog for lang tid og blev afbrudt"),
        (_eats_memory, "Der var ikke hukommelse nok"),
        (_leaves, "Der skete en uventet fejl"),
    ],
)
def test_a_job_that_does_harm_itself_is_parked_and_the_next_is_done(site, done, handler, sentence):
    site.registry.job_handlers["harm"] = handler
    site.registry.job_limits["harm"] = timedelta(milliseconds=200)
    put(site, "harm")
    fail_to_the_end(site)
    put(site, "note", "after it")
    site.run_jobs()
    assert done == [("after it",)]
    page = site.client("administrator").get(PAGE)
    assert sentence in page
    assert SECRET not in page
    del site.registry.job_limits["harm"]
