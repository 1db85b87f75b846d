"""A graph of two shelves, for tests of how a database comes from one version to the next."""

import pytest
import transaction
from pyramid.config import Configurator
from pyramid.threadlocal import RequestContext  # noqa: TID251 (the graph's events look the registry up there)
from ZODB import DB
from ZODB.MappingStorage import MappingStorage

from bdk_esdh.kernel.evolution import evolve
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


def configured(*declarations, indexes=(), steps=()):
    config = Configurator(settings={})
    for part in ("settings", "graph", "records", "evolution"):
        config.include(f"bdk_esdh.kernel.{part}")
    config.add_record(Root.__record__)
    for declared in declarations:
        config.add_record(declared.__record__)
    for name, kind in indexes:
        config.add_graph_index(name, kind)
        config.add_indexed_value(Container, name, title_of if kind == "field" else titles_of)
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


def title_of(node, default):
    return getattr(node, "title", default)


def titles_of(node, _default):
    return [node.title]


def made(connection, registry):
    create_root(connection.root(), registry)
    with RequestContext(bare_request(registry)):
        transaction.commit()
    return connection.root()["app_root"]


def evolved(root, registry):
    with RequestContext(bare_request(registry)):
        return evolve(root, registry)


def number_of(root, title, registry):
    with RequestContext(bare_request(registry)):
        return len(catalog_of(root)["title"].eq(title).execute())


def noting(log, sentence):
    def step(root, registry):
        log.append(sentence)
        root.log = [*getattr(root, "log", []), sentence]

    return step
