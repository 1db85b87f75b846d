"""What runs beside the pages: the worker and the indexer of the text search, threads of one process."""

from ..jobs.worker import Work, WorkerThread
from ..search.running import IndexerThread
from .opening import Opened


class Background:
    """Both of them; the indexer's heavy part is a child process of its own."""

    def __init__(self, app: Opened) -> None:
        self.worker = WorkerThread(app.db, app.registry)
        store = Work(app.db, app.registry)
        self._indexer = IndexerThread(store, store.close)

    def start(self) -> None:
        """Start them."""
        self.worker.start()
        self._indexer.start()

    def stop(self) -> None:
        """Stop them after what is at hand; what is left undone is noted in the store."""
        self._indexer.stop()
        self.worker.stop()
