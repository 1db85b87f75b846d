"""How an older database becomes one of today."""

import pytest
import transaction
from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationError
from pyramid.threadlocal import RequestContext  # noqa: TID251 (the graph's events look the registry up there)
from ZODB import DB
from ZODB.MappingStorage import MappingStorage

from bdk_esdh.kernel.evolution import (
    FINISHED_KEY,
    evolution_step,
    evolve,
    mark_all_steps_finished,
    missing_structure,
    unfinished_steps,
)
from bdk_esdh.kernel.graph import Container, catalog_of
from bdk_esdh.kernel.records import record
from bdk_esdh.root import Root, bare_request, create_root

FIRST, SECOND, THIRD = "Every case has a colour", "Every colour is blue", "No case is green"


@record("Shelf", title="Hylde", plural="Hylder", icon="folder", place="hylder")
class Shelf(Container):
    title = "Hylder"


@record("Board", title="Bræt", plural="Brætter", icon="folder", place="hylder/bræt")
class Board(Container):
    title = "Bræt"


def _configured(*declarations, indexes=(), steps=()):
    config = Configurator(settings={})
    for part in ("settings", "graph", "records", "evolution"):
        config.include(f"bdk_esdh.kernel.{part}")
    config.add_record(Root.__record__)
    for declared in declarations:
        config.add_record(declared.__record__)
    for name, kind in indexes:
        config.add_graph_index(name, kind)
        config.add_indexed_value(Container, name, _title if kind == "field" else _titles)
    for sentence, step, after in steps:
        config.add_evolution_step(step, name=sentence, after=after)
    config.commit()
    return config.registry


@pytest.fixture
def database():
    db = DB(MappingStorage())
    transaction.begin()
    connection = db.open()
    yield connection
    transaction.abort()
    connection.close()
    db.close()


def _title(node, default):
    return getattr(node, "title", default)


def _titles(node, _default):
    return [node.title]


def _made(connection, registry):
    create_root(connection.root(), registry)
    with RequestContext(bare_request(registry)):
        transaction.commit()
    return connection.root()["app_root"]


def _evolved(root, registry):
    with RequestContext(bare_request(registry)):
        return evolve(root, registry)


def _number_of(root, title, registry):
    with RequestContext(bare_request(registry)):
        return len(catalog_of(root)["title"].eq(title).execute())


def _noting(log, sentence):
    def step(root, registry):
        log.append(sentence)
        root.log = [*getattr(root, "log", []), sentence]

    return step


def test_a_new_database_lacks_nothing_and_needs_no_step(database):
    registry = _configured(
        Shelf, Board, indexes=[("title", "field")], steps=[(FIRST, _noting([], FIRST), None)]
    )
    root = _made(database, registry)
    assert missing_structure(root, registry) == []
    assert unfinished_steps(root, registry) == []
    assert "bræt" in root["hylder"]
    assert _evolved(root, registry) == []


def test_a_new_graph_is_made_in_one_transaction(database):
    registry = _configured(Shelf, steps=[(FIRST, _noting([], FIRST), None)])
    create_root(database.root(), registry)
    transaction.abort()
    assert dict(database.root()) == {}


def test_a_second_graph_is_refused(database):
    registry = _configured()
    _made(database, registry)
    with pytest.raises(ValueError, match="already"):
        create_root(database.root(), registry)


def test_a_database_gets_newly_declared_places_and_indexes_with_what_they_hold(database):
    root = _made(database, _configured(Shelf))
    newer = _configured(Shelf, Board, indexes=[("title", "field")])
    assert missing_structure(root, newer) == ["index title", "place /hylder/bræt"]
    assert _evolved(root, newer) == ["added index title", "added place /hylder/bræt"]
    transaction.abort()
    assert missing_structure(root, newer) == []
    assert _number_of(root, "Hylder", newer) == 1
    assert _number_of(root, "Bræt", newer) == 1


def test_an_index_of_another_kind_is_made_anew(database):
    root = _made(database, _configured(Shelf, indexes=[("title", "keyword")]))
    newer = _configured(Shelf, indexes=[("title", "field")])
    assert missing_structure(root, newer) == ["index title"]
    _evolved(root, newer)
    assert _number_of(root, "Hylder", newer) == 1


def test_steps_run_once_in_the_order_they_are_declared_after_one_another(database):
    root = _made(database, _configured())
    log = []
    steps = [
        (THIRD, _noting(log, THIRD), SECOND),
        (SECOND, _noting(log, SECOND), FIRST),
        (FIRST, _noting(log, FIRST), None),
    ]
    registry = _configured(steps=steps)
    assert unfinished_steps(root, registry) == [FIRST, SECOND, THIRD]
    assert _evolved(root, registry) == [FIRST, SECOND, THIRD]
    assert _evolved(root, registry) == []
    assert log == [FIRST, SECOND, THIRD]


def test_a_step_that_fails_leaves_the_ones_before_it_done_and_is_run_again(database):
    root = _made(database, _configured())
    faults = [ValueError("not yet")]

    def second(root, registry):
        root.log = [*root.log, "half"]
        if faults:
            raise faults.pop()

    registry = _configured(steps=[(FIRST, _noting([], FIRST), None), (SECOND, second, FIRST)])
    with pytest.raises(ValueError, match="not yet"):
        _evolved(root, registry)
    transaction.abort()
    assert root.log == [FIRST]
    assert unfinished_steps(root, registry) == [SECOND]
    assert _evolved(root, registry) == [SECOND]
    assert root.log == [FIRST, "half"]


def test_asking_what_is_to_be_done_writes_nothing(database):
    root = _made(database, _configured())
    registry = _configured(Shelf, steps=[(FIRST, _noting([], FIRST), None)])
    assert FINISHED_KEY not in database.root()
    assert unfinished_steps(root, registry) == [FIRST]
    missing_structure(root, registry)
    assert FINISHED_KEY not in database.root()
    assert not database._registered_objects


def test_steps_that_a_new_database_is_made_with_are_noted(database):
    root = _made(database, _configured())
    registry = _configured(steps=[(FIRST, _noting([], FIRST), None)])
    mark_all_steps_finished(root, registry)
    assert unfinished_steps(root, registry) == []


def test_a_step_that_comes_after_one_that_nobody_declared_is_refused(database):
    root = _made(database, _configured())
    registry = _configured(steps=[(SECOND, _noting([], SECOND), "Evry case has a colour")])
    with pytest.raises(ConfigurationError, match=SECOND):
        unfinished_steps(root, registry)


def test_a_marked_function_is_a_step_by_its_sentence():
    @evolution_step(FIRST)
    def step(root, registry):
        pass

    assert step.__name__ == "step"
