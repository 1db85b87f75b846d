"""Building the catalog anew: in many transactions, whole after each, and going on where it was broken off."""

import pytest
import transaction
from tests.support.kept_data import make_kept

from bdk_esdh.kernel.graph import catalog_of
from bdk_esdh.ops import reindexing
from bdk_esdh.ops.reindexing import COME_TO_KEY, reindex_all
from bdk_esdh.ops.walking import walk


@pytest.fixture(scope="module")
def _made(application, tmp_path_factory):
    return make_kept(tmp_path_factory.mktemp("reindex") / "data", application[1])


@pytest.fixture
def data(_made, tmp_path, monkeypatch):
    """A data folder whose catalog holds nothing; ten nodes a transaction."""
    monkeypatch.setattr(reindexing, "_AT_A_TIME", 10)
    data = _made.copy(tmp_path / "data")

    def empty(root):
        catalog = catalog_of(root)
        catalog.reset()

    data.change(empty)
    return data


def test_everything_is_entered_again(data):
    with data.graph() as root:
        nodes = sum(1 for _found in walk(root))
        assert reindex_all(root) == (nodes, 0)
    assert data.faults() == []


def test_a_run_that_was_broken_off_goes_on_where_it_was_and_leaves_the_catalog_whole(data):
    told = []

    def break_off(done):
        told.append(done)
        if done == 30:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), data.graph() as root:
        reindex_all(root, progress=break_off)
    assert told == [10, 20, 30]
    with data.graph() as root:
        nodes = sum(1 for _found in walk(root))
        assert len(catalog_of(root).objectids) in (29, 30)  # the root is in no list
    assert all("is not in the catalog" in fault.says for fault in data.found())
    with data.graph() as root:
        assert reindex_all(root) == (nodes - 30, 0)
        assert COME_TO_KEY not in root._p_jar.root()
    assert data.faults() == []


def test_it_can_begin_from_the_start_instead(data):
    with pytest.raises(KeyboardInterrupt), data.graph() as root:
        reindex_all(root, progress=_break_off)
    with data.graph() as root:
        nodes = sum(1 for _found in walk(root))
        assert reindex_all(root, from_start=True) == (nodes, 0)


def test_what_another_version_began_is_begun_anew(data):
    with pytest.raises(KeyboardInterrupt), data.graph() as root:
        reindex_all(root, progress=_break_off)

    def as_of_another(root):
        zodb_root = root._p_jar.root()
        zodb_root[COME_TO_KEY] = {**zodb_root[COME_TO_KEY], "version": "0.0.1"}

    data.change(as_of_another)
    with data.graph() as root:
        nodes = sum(1 for _found in walk(root))
        assert reindex_all(root) == (nodes, 0)


def _break_off(_done):
    raise KeyboardInterrupt


def test_entries_of_nodes_that_are_gone_are_dropped(data):
    with data.graph() as root:
        reindex_all(root)
    data.change(lambda root: root["organisation"]["personer"].data.pop("medarbejder"))
    with data.graph() as root:
        assert reindex_all(root)[1] == 1


# ------------------------------------------------------------------ the walk


def test_a_walk_goes_on_behind_any_path(data):
    with data.graph() as root:
        paths = [path for path, _node in walk(root)]
        assert paths == sorted(paths)
        for number, path in enumerate(paths):
            assert [each for each, _node in walk(root, after=path)] == paths[number + 1 :]


def test_a_walk_goes_on_behind_a_path_that_is_gone(data):
    with data.graph() as root:
        paths = [path for path, _node in walk(root)]
        gone = ("", "sager", "2026-00001", "17")
        assert [each for each, _node in walk(root, after=gone)] == [each for each in paths if each > gone]
        transaction.abort()
