"""How a process knows the present generation of the public face without opening the database each time."""

import logging
import threading
from contextlib import suppress
from typing import Any

from pyramid.registry import Registry
from transaction import TransactionManager
from transaction.interfaces import NoTransaction

from ..public_generation import stamp_of

log = logging.getLogger(__name__)

#: where the graph lies at the top of the ZODB (``root.ROOT_KEY``, which is above the kernel)
_GRAPH = "app_root"


class _BetweenQuestions(TransactionManager):
    """One that may be told to abort when there is no transaction: the closing of a database does so."""

    def abort(self) -> None:
        """Abort the transaction, if there is one."""
        with suppress(NoTransaction):
            super().abort()


class GenerationWatch:
    """A connection of its own, which reads one object and is told by the store when that was changed.

    To ask it is to begin a transaction: with a FileStorage that is a comparison, with a ZEO server whose
    clients have ``server-sync`` a question to the server, so that what another process has committed
    is known before its commit was answered.

    :param registry: of the application whose database it is.
    """

    def __init__(self, registry: Registry) -> None:
        """Wait until the first question before the database is opened."""
        self._registry = registry
        self._lock = threading.Lock()
        self._db: Any = None
        self._connection: Any = None

    def stamp(self) -> bytes | None:
        """Return the stamp of the present generation; ``None`` when the store cannot tell."""
        db = self._registry._zodb_databases[""]  # noqa: SLF001 -- pyramid_zodbconn keeps it there
        connected = getattr(db.storage, "is_connected", None)
        if connected is not None and not connected():
            return None
        with self._lock:
            try:
                return self._ask(db)
            except Exception as error:
                # The application will meet the same, and has a page for it.
                log.warning("the generation of the public face is not known", exc_info=error)
                self._db = None
                return None

    def _ask(self, db: Any) -> bytes | None:
        if db is not self._db:
            self._connection = db.open(transaction_manager=_BetweenQuestions(explicit=True))
            self._db = db
        # As a transaction manager tells a connection; the transaction itself, in which nothing would happen,
        # would cost more than all the rest.
        self._connection.newTransaction(None)
        try:
            return stamp_of(self._connection.root().get(_GRAPH))
        finally:
            self._connection.afterCompletion(None)
