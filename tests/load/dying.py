"""Processes that die: the real ones, with a store that kills its own process at a named moment of a commit.

Nothing of the product is changed. In the process that has the storage, each commit that holds a
file asks whether somebody ordered a death (a small file says so) and then kills the process with
SIGKILL between moving the file to its place and the end of the commit.
"""

import multiprocessing
import os
import pkgutil
import signal
from functools import cache
from pathlib import Path

from ZODB.blob import BlobStorageMixin
from ZODB.FileStorage import FileStorage

import bdk_esdh

#: moments between the rename of the file and the end of the commit, in order
MOMENTS = (
    "file in its place",  # Data.fs knows nothing of it yet
    "voted",  # written to Data.fs, not valid yet
    "valid, not forced to disk",
    "on disk, nobody told",
)
ORDER = "die"


@cache
def spawner():
    """Return a way to start processes that have all modules loaded already: starting one takes half the time."""
    context = multiprocessing.get_context("forkserver")
    ours = [each.name for each in pkgutil.walk_packages(bdk_esdh.__path__, "bdk_esdh.")]
    programs = {name for name in ours if name.endswith(".__main__")}
    context.set_forkserver_preload(
        ["bdk_esdh", *(name for name in ours if name not in programs), "ZEO.runzeo", "tests.load.dying"]
    )
    return context


def order_death(data, moment):
    """Let the next commit with a file be the last thing its process does."""
    (Path(data) / "new-order").write_text(moment)
    (Path(data) / "new-order").rename(Path(data) / ORDER)


def run_esdh(arguments, log, data):
    """Be an ``esdh`` command until killed."""
    _into(log)
    _arm(data)
    from bdk_esdh.ops.cli import main

    main(arguments, prog_name="esdh")


def run_store(config, log, data, environment):
    """Be a ZEO server until killed."""
    _into(log)
    os.environ.update(environment)
    _arm(data)
    from ZEO import runzeo

    runzeo.main(["-C", config])


def _into(log):
    os.setsid()
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)


def _arm(data):
    """Put the question into the four moments of a commit."""
    order = Path(data) / ORDER
    store_plainly = BlobStorageMixin._blob_storeblob
    plain = {name: getattr(FileStorage, name) for name in ("tpc_vote", "_finish_finish", "tpc_finish")}
    holds_a_file = []

    def die_if_ordered(moment):
        if holds_a_file and order.exists() and order.read_text() == moment:
            order.unlink()
            os.kill(os.getpid(), signal.SIGKILL)

    def store_blob(self, *arguments):
        store_plainly(self, *arguments)
        holds_a_file.append(True)
        die_if_ordered(MOMENTS[0])

    def vote(self, transaction):
        answer = plain["tpc_vote"](self, transaction)
        die_if_ordered(MOMENTS[1])
        return answer

    def finish_finish(self, tid):
        self._file.flush()
        die_if_ordered(MOMENTS[2])
        plain["_finish_finish"](self, tid)

    def finish(self, transaction, *arguments):
        tid = plain["tpc_finish"](self, transaction, *arguments)
        die_if_ordered(MOMENTS[3])
        holds_a_file.clear()
        return tid

    # Files are moved by the storage itself, or by one around it, as the settings have it.
    BlobStorageMixin._blob_storeblob = store_blob
    FileStorage.tpc_vote = vote
    FileStorage._finish_finish = finish_finish
    FileStorage.tpc_finish = finish
