"""Databases of other versions, and one evolution at a time."""

import os
import socket

import pytest
import transaction
from tests.support.small_graph import FIRST, SECOND, Board, Shelf, configured, database, evolved, made, noting

from bdk_esdh.kernel import versions
from bdk_esdh.kernel.evolution import (
    EVOLVING_KEY,
    EvolutionRunning,
    NewerDatabase,
    behind,
    evolve,
    refuse_newer,
    unfinished_steps,
)
from bdk_esdh.kernel.versions import NOTE_KEY, newer_than_this, noted_version, software_version

__all__ = ["database"]


def _note(root, **changes):
    zodb_root = root._p_jar.root()
    zodb_root[NOTE_KEY] = {**zodb_root[NOTE_KEY], **changes}
    transaction.commit()


def test_a_new_database_is_noted_as_of_this_version(database):
    registry = configured(Shelf, indexes=[("title", "field")])
    root = made(database, registry)
    assert noted_version(root) == software_version()
    assert behind(root, registry) == []
    assert newer_than_this(root, registry, ()) == []


def test_a_database_from_before_such_notes_is_older_and_gets_one(database):
    registry = configured(Shelf)
    root = made(database, registry)
    del database.root()[NOTE_KEY]
    transaction.commit()
    assert behind(root, registry) == [f"note that the database is of version {software_version()}"]
    assert len(evolved(root, registry)) == 1
    assert behind(root, registry) == []


def test_a_database_of_a_later_version_is_refused(database):
    registry = configured(Shelf)
    root = made(database, registry)
    _note(root, version="999.1")
    with pytest.raises(NewerDatabase, match=r"brought to version 999\.1"):
        refuse_newer(root, registry)
    with pytest.raises(NewerDatabase):
        evolved(root, registry)
    assert noted_version(root) == "999.1"


def test_versions_are_compared_as_numbers_and_not_as_text(database, monkeypatch):
    registry = configured(Shelf)
    root = made(database, registry)
    monkeypatch.setattr(versions, "software_version", lambda: "0.10.0")
    _note(root, version="0.9.1")
    assert newer_than_this(root, registry, ()) == []


def test_a_database_that_has_been_through_an_unknown_step_is_refused(database):
    newer = configured(steps=[(FIRST, noting([], FIRST), None)])
    root = made(database, newer)
    with pytest.raises(NewerDatabase, match=FIRST):
        refuse_newer(root, configured())


def test_a_database_with_an_index_or_a_place_that_is_unknown_is_refused(database):
    root = made(database, configured(Shelf, Board, indexes=[("title", "field")]))
    with pytest.raises(NewerDatabase, match="index title") as caught:
        refuse_newer(root, configured(Shelf))
    assert "place /hylder/bræt" in str(caught.value)


def test_what_an_older_version_declared_may_be_dropped(database):
    root = made(database, configured(Shelf, Board, indexes=[("title", "field")]))
    _note(root, version="0.0.1")
    assert newer_than_this(root, configured(Shelf), ()) == []


def _other_process(root, **changes):
    mark = {"name": "x", "host": "another.example", "process": 1, "since": "2026-11-22T10:00:00+00:00"}
    root._p_jar.root()[EVOLVING_KEY] = mark | changes
    transaction.commit()


def test_two_never_evolve_at_once(database):
    root = made(database, configured())
    met = []

    def step(root, registry):
        transaction.savepoint()
        try:
            evolve(root, registry)
        except EvolutionRunning as error:
            met.append(str(error))

    registry = configured(steps=[(FIRST, step, None)])
    assert evolved(root, registry) == [FIRST]
    assert len(met) == 1
    assert str(os.getpid()) in met[0]


def test_another_machine_that_is_at_it_is_waited_for_until_somebody_takes_over(database):
    root = made(database, configured())
    registry = configured(steps=[(FIRST, noting([], FIRST), None)])
    _other_process(root)
    with pytest.raises(EvolutionRunning, match=r"another\.example.*--take-over"):
        evolved(root, registry)
    assert unfinished_steps(root, registry) == [FIRST]
    assert evolve(root, registry, take_over=True) == [FIRST]
    assert EVOLVING_KEY not in database.root()


def test_the_mark_of_a_process_that_was_killed_is_in_nobodys_way(database):
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    root = made(database, configured())
    registry = configured(steps=[(FIRST, noting([], FIRST), None)])
    _other_process(root, host=socket.gethostname(), process=child)
    assert evolved(root, registry) == [FIRST]


def test_a_living_process_of_this_machine_is_waited_for(database):
    root = made(database, configured())
    registry = configured(steps=[(FIRST, noting([], FIRST), None)])
    _other_process(root, host=socket.gethostname(), process=os.getppid())
    with pytest.raises(EvolutionRunning):
        evolved(root, registry)


def test_a_step_that_fails_leaves_no_mark(database):
    root = made(database, configured())

    def second(root, registry):
        root.half = True
        raise ValueError("not yet")

    registry = configured(steps=[(FIRST, noting([], FIRST), None), (SECOND, second, FIRST)])
    with pytest.raises(ValueError, match="not yet"):
        evolved(root, registry)
    assert EVOLVING_KEY not in database.root()
    assert not hasattr(root, "half")
    assert unfinished_steps(root, registry) == [SECOND]


def test_a_database_that_is_up_to_date_is_not_written_to(database):
    registry = configured(Shelf)
    root = made(database, registry)
    before = database.db().lastTransaction()
    assert evolved(root, registry) == []
    assert database.db().lastTransaction() == before
