"""Building the text index anew by command: here, or by the indexer of the server that runs."""

import time
from collections.abc import Callable

from ..jobs.worker import Work
from ..search.indexing import Indexer
from ..search.port import IndexUnwritable
from ..search.running import index_folder
from ..search.whoosh_engine.folder import ASKED, BUILDING, IndexFolder
from ..search.whoosh_engine.writer import WhooshWriter
from .opening import Opened

_LOOK_SECONDS = 0.5
#: so long somebody who has the turn to write is waited for before it is taken to be no indexer of ours
_TAKE_UP_SECONDS = 30.0


def build_text_index(app: Opened, progress: Callable[[int], None] = lambda _done: None) -> int:
    """Build the text index from the graph and return how many records were looked at.

    :param progress: told how many are done.
    :raises IndexUnwritable: when nothing can be written, or whoever has the turn to write takes no orders.
    """
    folder = IndexFolder(index_folder(app.registry))
    try:
        writer = WhooshWriter(folder.path)
    except IndexUnwritable:
        if not folder.is_taken():
            raise
        return _let_the_indexer_build(folder, progress)
    try:
        return Indexer(Work(app.db, app.registry), writer).build(lambda done, _of: progress(done))
    finally:
        writer.close()


def _let_the_indexer_build(folder: IndexFolder, progress: Callable[[int], None]) -> int:
    folder.leave(ASKED)
    deadline = time.monotonic() + _TAKE_UP_SECONDS
    while folder.has(ASKED):
        if time.monotonic() > deadline:
            folder.take_away(ASKED)
            raise IndexUnwritable("another process has the text index and does not build it")
        time.sleep(_LOOK_SECONDS)
    done = 0
    while folder.has(BUILDING):
        done = max(done, folder.figure(BUILDING))
        progress(done)
        time.sleep(_LOOK_SECONDS)
    return done
