"""Processes that write to a keyword index at once: nothing of any is lost without a conflict."""

import pytest
import transaction
from BTrees import family64
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from ZODB.POSException import ConflictError

from bdk_esdh.kernel.graph import KeywordIndex

#: far from each other, so that they meet in no leaf of what is kept by number
QUICK, SLOW = (10**6, 10**6 + 1, 10**6 + 2), 1


@pytest.fixture
def db(tmp_path):
    opened = DB(FileStorage(str(tmp_path / "Data.fs")))
    yield opened
    opened.close()


def itself(node, _default):
    return node


def _index(connection):
    return connection.root()["index"]


@pytest.mark.parametrize("before", [0, 1, 2, 61, 62, 63, 64, 130])
def test_what_is_entered_under_one_token_while_others_enter_is_all_there(db, before):
    with db.transaction() as connection:
        index = connection.root()["index"] = KeywordIndex(itself, family=family64)
        index.__name__, index.__parent__ = "words", None
        for number in range(before):
            index.index_doc(1_000 * number, ("unit:byg",))
    slow = transaction.TransactionManager()
    writer = db.open(slow)
    _index(writer).index_doc(SLOW, ("unit:byg",))
    for number in QUICK:
        with db.transaction() as connection:
            _index(connection).index_doc(number, ("unit:byg",))
    try:
        slow.commit()
    except ConflictError:
        # Then it is done again, and sees the others.
        slow.abort()
        _index(writer).index_doc(SLOW, ("unit:byg",))
        slow.commit()
    with db.transaction() as connection:
        entered = {*range(0, 1_000 * before, 1_000), *QUICK, SLOW}
        assert set(_index(connection)._fwd_index["unit:byg"]) == entered
        assert set(_index(connection)._rev_index) == entered
    slow.abort()
    writer.close()
