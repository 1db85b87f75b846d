"""How an older database becomes one of today."""

import pytest
import transaction
from pyramid.exceptions import ConfigurationError
from tests.support.small_graph import (
    FIRST,
    SECOND,
    THIRD,
    Board,
    Shelf,
    configured,
    database,
    evolved,
    made,
    noting,
    number_of,
)

from bdk_esdh.kernel.evolution import (
    FINISHED_KEY,
    evolution_step,
    mark_all_steps_finished,
    missing_structure,
    unfinished_steps,
)
from bdk_esdh.root import create_root

__all__ = ["database"]


def test_a_new_database_lacks_nothing_and_needs_no_step(database):
    registry = configured(
        Shelf, Board, indexes=[("title", "field")], steps=[(FIRST, noting([], FIRST), None)]
    )
    root = made(database, registry)
    assert missing_structure(root, registry) == []
    assert unfinished_steps(root, registry) == []
    assert "bræt" in root["hylder"]
    assert evolved(root, registry) == []


def test_a_new_graph_is_made_in_one_transaction(database):
    registry = configured(Shelf, steps=[(FIRST, noting([], FIRST), None)])
    create_root(database.root(), registry)
    transaction.abort()
    assert dict(database.root()) == {}


def test_a_second_graph_is_refused(database):
    registry = configured()
    made(database, registry)
    with pytest.raises(ValueError, match="already"):
        create_root(database.root(), registry)


def test_a_database_gets_newly_declared_places_and_indexes_with_what_they_hold(database):
    root = made(database, configured(Shelf))
    newer = configured(Shelf, Board, indexes=[("title", "field")])
    assert missing_structure(root, newer) == ["index title", "place /hylder/bræt"]
    assert evolved(root, newer) == ["added index title", "added place /hylder/bræt"]
    transaction.abort()
    assert missing_structure(root, newer) == []
    assert number_of(root, "Hylder", newer) == 1
    assert number_of(root, "Bræt", newer) == 1


def test_an_index_of_another_kind_is_made_anew(database):
    root = made(database, configured(Shelf, indexes=[("title", "keyword")]))
    newer = configured(Shelf, indexes=[("title", "field")])
    assert missing_structure(root, newer) == ["index title"]
    evolved(root, newer)
    assert number_of(root, "Hylder", newer) == 1


def test_steps_run_once_in_the_order_they_are_declared_after_one_another(database):
    root = made(database, configured())
    log = []
    steps = [
        (THIRD, noting(log, THIRD), SECOND),
        (SECOND, noting(log, SECOND), FIRST),
        (FIRST, noting(log, FIRST), None),
    ]
    registry = configured(steps=steps)
    assert unfinished_steps(root, registry) == [FIRST, SECOND, THIRD]
    assert evolved(root, registry) == [FIRST, SECOND, THIRD]
    assert evolved(root, registry) == []
    assert log == [FIRST, SECOND, THIRD]


def test_a_step_that_fails_leaves_the_ones_before_it_done_and_is_run_again(database):
    root = made(database, configured())
    faults = [ValueError("not yet")]

    def second(root, registry):
        root.log = [*root.log, "half"]
        if faults:
            raise faults.pop()

    registry = configured(steps=[(FIRST, noting([], FIRST), None), (SECOND, second, FIRST)])
    with pytest.raises(ValueError, match="not yet"):
        evolved(root, registry)
    transaction.abort()
    assert root.log == [FIRST]
    assert unfinished_steps(root, registry) == [SECOND]
    assert evolved(root, registry) == [SECOND]
    assert root.log == [FIRST, "half"]


def test_asking_what_is_to_be_done_writes_nothing(database):
    root = made(database, configured())
    registry = configured(Shelf, steps=[(FIRST, noting([], FIRST), None)])
    assert FINISHED_KEY not in database.root()
    assert unfinished_steps(root, registry) == [FIRST]
    missing_structure(root, registry)
    assert FINISHED_KEY not in database.root()
    assert not database._registered_objects


def test_steps_that_a_new_database_is_made_with_are_noted(database):
    root = made(database, configured())
    registry = configured(steps=[(FIRST, noting([], FIRST), None)])
    mark_all_steps_finished(root, registry)
    assert unfinished_steps(root, registry) == []


def test_a_step_that_comes_after_one_that_nobody_declared_is_refused(database):
    root = made(database, configured())
    registry = configured(steps=[(SECOND, noting([], SECOND), "Evry case has a colour")])
    with pytest.raises(ConfigurationError, match=SECOND):
        unfinished_steps(root, registry)


def test_a_marked_function_is_a_step_by_its_sentence():
    @evolution_step(FIRST)
    def step(root, registry):
        pass

    assert step.__name__ == "step"
