"""Jobs that tests can have done."""

import threading

import pytest
from tests.capability.jobs.queueing import SECRET, Broken


@pytest.fixture
def done(site):
    """What jobs have done; the kinds are registered for the length of a test."""
    log = []
    lock = threading.Lock()

    def note(_work, *arguments):
        with lock:
            log.append(arguments)

    def fail(_work, *arguments):
        log.append(arguments)
        raise Broken(SECRET)

    def name_of(work, oid):
        with work.reading() as root:
            node = root.__objectmap__.object_for(oid)
            log.append(getattr(node, "title", None))

    handlers = site.registry.job_handlers
    before = dict(handlers)
    handlers.update({"note": note, "fail": fail, "name": name_of})
    yield log
    handlers.clear()
    handlers.update(before)
