"""A ZEO server that was killed gives out ids again that it never saw used; nobody is refused for that."""

import os
import shutil

import pytest
import transaction
from ZODB import DB
from zodburi import resolve_uri

from bdk_esdh.kernel.fresh_ids import forget_ids_when_disconnected
from bdk_esdh.ops.opening import socket_folder
from tests.load.towns import ZeoTown
from tests.support.processes import PROJECT, make_folder, until


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A ZEO server that can be killed, without web processes."""
    make_folder(tmp_path / "data")
    monkeypatch.setenv("ESDH_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ESDH_SOCKETS", str(socket_folder(tmp_path / "data")))
    part = ZeoTown(tmp_path / "data").store
    part.start()
    yield part
    part.kill()
    shutil.rmtree(os.environ["ESDH_SOCKETS"], ignore_errors=True)


def _client():
    factory, options = resolve_uri(f"zconfig://{PROJECT}/etc/zeo/client.conf")
    database = DB(factory(), **options)
    forget_ids_when_disconnected(database.storage)
    return database


def _ids_of_new_objects(database, count=3):
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    ids = [connection.new_oid() for _number in range(count)]
    connection.close()
    return ids


def test_no_id_is_given_to_two_clients_when_the_server_was_killed_between(store):
    """Break it: let ``forget_ids_when_disconnected`` do nothing."""
    first, second = _client(), _client()
    try:
        _ids_of_new_objects(first)
        store.kill()
        until(lambda: not first.storage.is_connected())
        store.start()
        until(lambda: first.storage.is_connected() and second.storage.is_connected())
        ids = _ids_of_new_objects(first) + _ids_of_new_objects(second, 150)
        assert len(set(ids)) == 153
    finally:
        first.close()
        second.close()
