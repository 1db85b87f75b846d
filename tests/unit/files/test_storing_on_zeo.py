"""Filing through a ZEO server: as durable as without, by the very settings that ``zeo.ini`` uses."""

import io
import os
import re
import sys
from pathlib import Path

import pytest
import transaction
import ZEO
from ZODB import DB
from zodburi import resolve_uri

from bdk_esdh.files.storing import store_file

PROJECT = Path(__file__).parents[3]


@pytest.fixture
def connection(tmp_path, monkeypatch):
    """A connection to a server in a thread of this process, where its calls can be counted too."""
    monkeypatch.setenv("ESDH_DATA", str(tmp_path))
    monkeypatch.setenv("ESDH_SOCKETS", str(tmp_path))
    said = (PROJECT / "etc" / "zeo" / "server.conf").read_text()
    storage = re.search(r"^%import.*</sound-filestorage>", said, re.DOTALL | re.MULTILINE)[0]
    _address, stop = ZEO.server(storage_conf=storage, zeo_conf={"address": str(tmp_path / "zeo.sock")})
    factory, options = resolve_uri(f"zconfig://{PROJECT}/etc/zeo/client.conf")
    database = DB(factory(), **options)
    opened = database.open()
    yield opened
    transaction.abort()
    opened.close()
    database.close()
    stop()


@pytest.fixture
def synced(connection, monkeypatch):
    """Paths that were forced to disk, by the client or by the server, in order."""
    paths, real = [], os.fsync

    def recording(descriptor):
        paths.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", recording)
    monkeypatch.setattr(sys.modules["ZODB.FileStorage.FileStorage"], "fsync", recording)
    return paths


def test_the_blob_is_on_disk_before_the_commit_and_its_folders_before_anyone_is_told(
    connection, tmp_path, synced
):
    stored = store_file(io.BytesIO(b"tekst"), "brev.txt", connection=connection)
    assert len(synced) == 1
    assert "received-" in synced[0]
    connection.root()["file"] = stored
    transaction.commit()
    after = synced[synced.index(str(tmp_path / "Data.fs")) + 1 :]
    blob_file = Path(after[0])
    assert blob_file.suffix == ".blob"
    assert blob_file.read_bytes() == b"tekst"
    blobs = tmp_path / "blobs"
    assert after[1:] == [str(folder) for folder in blob_file.parents if folder.is_relative_to(blobs)]
    assert len(after) == 10


def test_the_server_forces_every_commit_to_disk_before_it_is_answered(connection, tmp_path, synced):
    connection.root()["fact"] = 1
    transaction.commit()
    assert synced == [str(tmp_path / "Data.fs")]


def test_the_file_is_moved_into_the_shared_folder_and_not_sent(connection, tmp_path):
    connection.root()["file"] = store_file(io.BytesIO(b"x" * 1000), "brev.txt", connection=connection)
    transaction.commit()
    files = [
        path for path in (tmp_path / "blobs").rglob("*") if path.is_file() and path.stat().st_size == 1000
    ]
    assert len(files) == 1
    with connection.root()["file"].blob.open("r") as kept:
        assert kept.name == str(files[0])


def test_every_transaction_asks_for_what_others_have_committed(connection):
    # Without it a page may be shown as it was some tenths of a millisecond ago, which no test meets at will.
    assert connection.db().storage.server_sync
