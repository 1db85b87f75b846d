"""What a transaction has yet to tell the indexes: kept node by node, done once for each.

SubstanceD's indexes each keep a list of their own, and look the node up by its path for each entry: of a
filing, which touches two nodes and 36 indexes, that was 70 look-ups and a third of the time under the write
lock. Here the catalog keeps one list. It is done at the end of the transaction, or sooner for an index that
is asked a question; a node that is added and told changed in between is indexed once.
"""

from collections.abc import Iterable
from typing import Any

import transaction
from transaction.interfaces import ISavepointDataManager
from zope.interface import implementer


def work_of(catalog: Any) -> "CatalogWork":
    """Return what the current transaction has to tell the indexes of ``catalog``, begun on first use."""
    current = transaction.get()
    try:
        work: CatalogWork = current.data(catalog)
    except KeyError:
        work = CatalogWork(catalog)
        current.set_data(catalog, work)
        current.join(work)
        current.addBeforeCommitHook(work.finish)
    return work


def work_begun(catalog: Any) -> "CatalogWork | None":
    """Return what there is to tell, if there is anything."""
    try:
        work: CatalogWork = transaction.get().data(catalog)
    except KeyError:
        return None
    return work


@implementer(ISavepointDataManager)
class CatalogWork:
    """The list of one catalog in one transaction; a data manager, so that a savepoint brings it back.

    :param catalog: whose indexes are told.
    """

    def __init__(self, catalog: Any) -> None:
        """Begin with nothing to do."""
        self._catalog = catalog
        #: object id to the node (``None`` when it has gone) and the names of the indexes that do not know yet
        self._todo: dict[int, tuple[Any, frozenset[str]]] = {}

    def put(self, oid: int, node: Any, names: Iterable[str]) -> None:
        """Note that the indexes ``names`` have to be told of a node; what is noted last counts.

        :param node: ``None`` when it is in the graph no more.
        """
        _node, waiting = self._todo.get(oid, (None, frozenset[str]()))
        self._todo[oid] = (node, waiting.union(names))

    def tell(self, index: Any) -> None:
        """Tell one index, which is about to be asked, all it does not know yet."""
        name = index.__name__
        for oid, (node, names) in list(self._todo.items()):
            if name not in names:
                continue
            _tell(index, oid, self._still_there(oid, node))
            if len(names) == 1:
                del self._todo[oid]
            else:
                self._todo[oid] = (node, names - {name})

    def finish(self) -> None:
        """Tell all indexes all they do not know yet."""
        todo, self._todo = self._todo, {}
        indexes = dict(self._catalog.items()) if todo else {}
        for oid, (node, names) in todo.items():
            there = self._still_there(oid, node)
            for name, index in indexes.items():
                if name in names:
                    _tell(index, oid, there)

    def _still_there(self, oid: int, node: Any) -> Any:
        graph = getattr(self._catalog.__parent__, "__objectmap__", None)
        return node if graph is None or graph.path_for(oid) is not None else None

    # -------------------------------------------------------------------------- as a data manager
    def savepoint(self) -> "_Savepoint":
        """Remember what there is to do."""
        return _Savepoint(self, dict(self._todo))

    def restore(self, todo: dict[int, tuple[Any, frozenset[str]]]) -> None:
        """Take back what there was to do."""
        self._todo = dict(todo)

    def tpc_begin(self, _transaction: Any) -> None:
        """Take part in a commit with nothing to store: the indexes store themselves."""

    commit = tpc_vote = tpc_begin

    def tpc_finish(self, _transaction: Any) -> None:
        """Forget what there was to do."""
        self._todo = {}

    tpc_abort = abort = tpc_finish

    def sortKey(self) -> str:  # noqa: N802 -- a data manager's word
        """Say when to be asked among the data managers."""
        return f"CatalogWork: {id(self)}"


class _Savepoint:
    def __init__(self, work: CatalogWork, todo: dict[int, tuple[Any, frozenset[str]]]) -> None:
        self._work, self._todo = work, todo

    def rollback(self) -> None:
        """Go back to what there was to do."""
        self._work.restore(self._todo)


def _tell(index: Any, oid: int, node: Any) -> None:
    if node is None:
        index.unindex_doc(oid)
    else:
        index.index_doc(oid, node)
