"""Starting quickly changes nothing of what is started."""

import gc

import pytest
from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationConflictError
from pyramid.util import TopologicalSorter

from bdk_esdh.kernel.starting import SettledSorter, nothing_to_collect


def test_an_order_that_is_remembered_is_the_one_that_would_be_worked_out():
    plain, settled = TopologicalSorter(), SettledSorter()
    for sorter in (plain, settled):
        sorter.add("a", 1)
        sorter.add("b", 2, before="a")
        assert sorter.sorted() == [("b", 2), ("a", 1)]
        sorter.sorted().clear()
        sorter.add("c", 3, before="b")
        assert sorter.sorted() == [("c", 3), ("b", 2), ("a", 1)]
        sorter.remove("c")
    assert settled.sorted() == plain.sorted()


def test_the_views_are_tried_in_the_order_that_pyramid_would_give(application):
    _app, registry, _base = application
    config = Configurator(registry=registry)
    for sorter in (config.get_predlist("view").sorter,):
        assert isinstance(sorter, SettledSorter)
        assert sorter.sorted() == TopologicalSorter.sorted(sorter)


def test_garbage_is_looked_for_again_after_a_start_and_after_one_that_failed():
    with nothing_to_collect():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ConfigurationConflictError), nothing_to_collect():
        raise ConfigurationConflictError({})
    assert gc.isenabled()
