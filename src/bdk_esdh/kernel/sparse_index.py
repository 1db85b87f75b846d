"""Indexes that keep nothing about what has no value in them.

hypatia's keep, for each index, the ids of all nodes without a value, to answer "all but these" by one index
alone. Most nodes lack a value in most indexes: of a filing's log a third was such ids, and two processes that
filed at once met in them. Here "all but these" always says of what: :class:`Without`.
"""

from collections.abc import Iterator
from typing import Any, NoReturn

from hypatia.query import Query
from substanced.catalog.indexes import SDIndex
from substanced.interfaces import MODE_IMMEDIATE
from substanced.util import get_oid

from .catalog_work import work_begun, work_of


class _NotKept:
    """Stands where hypatia keeps the ids of nodes without a value: takes them and forgets them."""

    def __contains__(self, oid: int) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[int]:
        return iter(())

    def add(self, oid: int) -> None:
        """Forget it."""


class SparseIndex(SDIndex):
    """An index that holds the nodes that have a value, and no others."""

    @property
    def _not_indexed(self) -> _NotKept:
        return _NotKept()

    @_not_indexed.setter
    def _not_indexed(self, ids: Any) -> None:
        """Take hypatia's empty set when it starts anew, and keep nothing."""

    def has_doc(self, docid: int) -> bool:
        """Tell whether a node has a value."""
        return docid in self._rev_index

    def forget_unvalued(self) -> None:
        """Drop the ids that an older version kept."""
        # A ghost's __dict__ is empty until something asks it for a value.
        self._p_activate()
        if self.__dict__.pop("_not_indexed", None) is not None:
            self._p_changed = True

    def index_resource(self, resource: Any, oid: int | None = None, action_mode: Any = None) -> None:
        """Index a node at the end of the transaction, or before the next question.

        :param action_mode: ``MODE_IMMEDIATE`` to do it now.
        """
        oid = get_oid(resource) if oid is None else oid
        if action_mode is MODE_IMMEDIATE:
            self.index_doc(oid, resource)
        else:
            work_of(self.__parent__).put(oid, resource, (self.__name__,))

    reindex_resource = index_resource

    def unindex_resource(self, resource_or_oid: Any, action_mode: Any = None) -> None:
        """Drop what is known of a node, as :meth:`index_resource` does."""
        oid = get_oid(resource_or_oid, resource_or_oid)
        if action_mode is MODE_IMMEDIATE:
            self.unindex_doc(oid)
        else:
            work_of(self.__parent__).put(oid, None, (self.__name__,))

    def flush(self, all: bool = True) -> None:  # noqa: A002, FBT001, FBT002 -- SubstanceD's signature
        """Take in what this transaction has changed so far."""
        work = work_begun(self.__parent__)
        if work is not None:
            work.tell(self)

    def _negate(self, *args: Any, **options: Any) -> NoReturn:
        raise TypeError("Nobody knows here what has no value. Say all of what: Without(all, these).")


class Without(Query):
    """What one query finds and the other does not.

    :param all_of: a query of the catalog.
    :param these: a query whose finds are left out.
    """

    def __init__(self, all_of: Any, these: Any) -> None:
        self.all_of = all_of
        self.these = these

    def iter_children(self) -> Iterator[Any]:
        """Give both, the first first: its index is the one that executes."""
        yield self.all_of
        yield self.these

    def flush(self, *args: Any, **options: Any) -> None:
        """Bring the indexes of both up to date with what was changed in this transaction."""
        for query in self.iter_children():
            query.flush(*args, **options)

    def _apply(self, names: Any) -> Any:
        # As hypatia's own And and Or do with what they join.
        found, left_out = (query._apply(names) for query in self.iter_children())  # noqa: SLF001
        return self.family.IF.difference(found, left_out)

    def execute(self, **options: Any) -> Any:
        """Find the nodes.

        :returns: a result set, as the queries of hypatia give.
        """
        query: Any = self.all_of
        while getattr(query, "index", None) is None:
            query = next(query.iter_children())
        return query.index.resultset_from_query(self, **options)
