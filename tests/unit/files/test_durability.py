"""Many files in one transaction are forced to disk in the same order as one, with fewer orders."""

import io
import os
import sys
import threading
from pathlib import Path

import pytest
import transaction

from bdk_esdh.files import durability
from bdk_esdh.files.durability import synced_together
from bdk_esdh.files.storing import store_file
from bdk_esdh.kernel import write_lock as write_lock_module
from bdk_esdh.kernel.write_lock import write_lock


@pytest.fixture
def orders(monkeypatch):
    """Return what was forced to disk, in order: the path of an fsync, ``all`` for a whole file system."""
    given, fsync, all_of = [], os.fsync, durability._sync_file_system()

    def one(descriptor):
        given.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        fsync(descriptor)

    def everything(descriptor):
        given.append("all")
        return all_of(descriptor)

    monkeypatch.setattr(os, "fsync", one)
    monkeypatch.setattr(sys.modules["ZODB.FileStorage.FileStorage"], "fsync", one)
    monkeypatch.setattr(durability, "_sync_file_system", lambda: everything if all_of else None)
    return given


def _store(connection, number):
    for each in range(number):
        content = f"tekst {each}".encode()
        connection.root()[str(each)] = store_file(io.BytesIO(content), "brev.txt", connection=connection)


def test_a_folder_that_several_files_of_a_transaction_lie_in_is_forced_out_once(connection, tmp_path, orders):
    _store(connection, 3)
    transaction.commit()
    after = orders[orders.index(str(tmp_path / "store" / "Data.fs")) + 1 :]
    assert len([path for path in after if path.endswith(".blob")]) == 3
    folders = [path for path in after if not path.endswith(".blob")]
    assert len(folders) == len(set(folders)) == 3 + 8


def _store_next(connection):
    connection.root()["next"] = store_file(io.BytesIO(b"x"), "brev.txt", connection=connection)
    transaction.commit()


def test_folders_that_are_known_to_be_on_disk_are_not_forced_out_for_the_next_file(
    connection, tmp_path, orders
):
    _store(connection, 1)
    transaction.commit()
    orders.clear()
    _store_next(connection)
    after = orders[orders.index(str(tmp_path / "store" / "Data.fs")) + 1 :]
    file = Path(after[0])
    assert after == [str(file), str(file.parent), str(file.parent.parent)]


def test_a_folder_that_was_made_anew_is_forced_out_with_its_entry(connection, orders):
    _store(connection, 1)
    transaction.commit()
    folder = Path(next(path for path in orders if path.endswith(".blob"))).parents[1]
    folder.rename(folder.with_name("set-aside"))
    orders.clear()
    _store_next(connection)
    assert str(folder) in orders
    assert str(folder.parent) in orders


def test_no_folder_counts_as_known_when_the_disk_refused(connection, monkeypatch, orders):
    def refusing(path):
        if path.is_dir():
            raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(durability, "sync_path", refusing)
        _store(connection, 1)
        transaction.commit()
    orders.clear()
    _store_next(connection)
    assert len([path for path in orders if Path(path).is_dir()]) == 9


def test_others_may_write_while_folders_are_forced_out_and_nobody_goes_on_before_they_are(
    connection, monkeypatch
):
    """Break it: sync in the hook, or start a thread for it."""
    could_write, sync = [], durability.sync_path

    def other():
        if write_lock_module._LOCK.acquire(timeout=5):
            write_lock_module._LOCK.release()
            could_write.append(True)

    def watching(path):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
        sync(path)

    monkeypatch.setattr(durability, "sync_path", watching)
    with write_lock(), write_lock():
        _store(connection, 1)
        transaction.commit()
        assert could_write == []
    # The file, its own folder and the folders above that, as far as they were not known.
    assert len(could_write) >= 3


def test_a_disk_that_refuses_folders_is_told_of_and_ends_nothing(connection, monkeypatch, caplog):
    def refusing(_path):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(durability, "sync_path", refusing)
    with write_lock():
        _store(connection, 1)
        transaction.commit()
    assert "put off" in caplog.text
    monkeypatch.undo()
    with write_lock(), connection.root()["0"].blob.open() as stored:
        assert stored.read() == b"tekst 0"


@pytest.mark.skipif(
    durability._sync_file_system() is None, reason="the system has no order for all files at once"
)
def test_a_batch_is_forced_out_by_one_order_before_its_commit_and_one_after(connection, tmp_path, orders):
    with synced_together(tmp_path / "store" / "blobs", transaction.manager):
        _store(connection, 20)
        assert orders == []
        transaction.commit()
    assert orders == ["all", str(tmp_path / "store" / "Data.fs"), "all"]
    _store(connection, 1)
    transaction.commit()
    assert any(path.endswith(".blob") for path in orders)


def test_where_there_is_no_such_order_each_file_of_a_batch_is_forced_out_by_itself(
    connection, tmp_path, orders, monkeypatch
):
    monkeypatch.setattr(durability, "_sync_file_system", lambda: None)
    with synced_together(tmp_path / "store" / "blobs", transaction.manager):
        _store(connection, 2)
        transaction.commit()
    assert len([path for path in orders if "received-" in path]) == 2
    assert len([path for path in orders if path.endswith(".blob")]) == 2


def test_a_disk_that_cannot_take_the_batch_stops_its_commit(connection, tmp_path, monkeypatch):
    monkeypatch.setattr(durability, "_sync_file_system", lambda: lambda _descriptor: -1)
    with pytest.raises(OSError), synced_together(tmp_path / "store" / "blobs", transaction.manager):  # noqa: PT012
        _store(connection, 1)
        transaction.commit()
    transaction.abort()
    assert "0" not in connection.root()
