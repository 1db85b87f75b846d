"""What a keyword index does beyond hypatia's.

Nothing of two writers is lost, many nodes are renewed in one go, and changed rights are told.
"""

from collections.abc import Iterable
from typing import Any

from substanced.util import get_oid

#: the indexes that hold who may read (``security``): one token of each is needed
RIGHTS_INDEXES = ("readers", "gates")


class KeptInTrees:
    """A keyword index whose sets are trees from the first node on.

    hypatia begins with a plain set and exchanges it for a tree at the 64th node. Of processes that write at
    once, one may then put its node into a set that another has just thrown away, and no conflict tells of it:
    the node is in no list of whoever reads it by that token. (hypatia 0.5, ``_insert_forward``; found by
    ``esdh check`` in a backup that was restored.)
    """

    #: for ``optimize``, which exchanges the sets that an older version has left
    tree_threshold = 0

    _fwd_index: Any
    family: Any

    def _insert_forward(self, docid: int, words: Iterable[str]) -> None:
        for word in words:
            found = self._fwd_index.get(word)
            if found is None:
                found = self._fwd_index[word] = self.family.IF.TreeSet()
            found.insert(docid)


class TellsRights:
    """A keyword index that tells the text search at once when its tokens are rights and become others."""

    __name__: str | None
    __parent__: Any
    _rev_index: Any

    def index_doc(self, docid: int, obj: Any) -> None:
        """Index, and tell."""
        before = self.rights_of(docid)
        super().index_doc(docid, obj)  # type: ignore[misc]
        self.tell_rights(docid, before)

    def unindex_doc(self, docid: int) -> None:
        """Take out, and tell."""
        before = self.rights_of(docid)
        super().unindex_doc(docid)  # type: ignore[misc]
        self.tell_rights(docid, before)

    def rights_of(self, docid: int) -> frozenset[str] | None:
        """Return the tokens of a node; ``None`` when those of this index are no rights."""
        return frozenset(self._rev_index.get(docid, ())) if self.__name__ in RIGHTS_INDEXES else None

    def tell_rights(self, docid: int, before: frozenset[str] | None) -> None:
        """Tell the text search of a node whose tokens are not what they were.

        :param before: what :meth:`rights_of` said then.
        """
        if before is None:
            return
        after = self.rights_of(docid) or frozenset()
        if after != before and self.__parent__ is not None:
            self.__parent__.tell_text_search(docid, narrowed=not before <= after)


class RenewedTogether:
    """A keyword index whose nodes can be renewed together; mixed in before hypatia's."""

    _fwd_index: Any
    _rev_index: Any
    family: Any
    discriminate: Any
    reindex_doc: Any
    _insert_forward: Any
    rights_of: Any
    tell_rights: Any

    def renew(self, nodes: Iterable[Any]) -> None:
        """Enter at once what ``nodes`` hold now; several that hold the same share what is stored of it.

        Below a case that means one set for 2,000 documents instead of one each. A stored set is
        never changed, only exchanged for another.
        """
        shared: dict[frozenset[str], Any] = {}
        added: dict[str, list[int]] = {}
        gone: dict[str, list[int]] = {}
        for node in nodes:
            oid, tokens = get_oid(node), frozenset(self.discriminate(node, ()))
            earlier = frozenset(self._rev_index.get(oid, ()))
            if not tokens or not earlier:
                self.reindex_doc(oid, node)
            elif tokens != earlier:
                for changed, those in ((added, tokens - earlier), (gone, earlier - tokens)):
                    for token in those:
                        changed.setdefault(token, []).append(oid)
                before = self.rights_of(oid)
                self._rev_index[oid] = shared.setdefault(tokens, self.family.OO.Set(tokens))
                self.tell_rights(oid, before)
        for token, oids in added.items():
            for oid in oids:
                self._insert_forward(oid, (token,))
        for token, oids in gone.items():
            self._take_out(token, oids)

    def _take_out(self, token: str, oids: Iterable[int]) -> None:
        left = self._fwd_index[token]
        for oid in oids:
            left.remove(oid)
        if not left:
            del self._fwd_index[token]
