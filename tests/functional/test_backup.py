"""Backups: taken beside the server, whole or not there, verified, and restored into an empty folder."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import transaction
from tests.support.kept_data import DEVELOPMENT, Kept, esdh, file, make_kept, told_in_json
from ZODB.FileStorage import FileStorage
from ZODB.FileStorage.FileStorage import FileIterator
from ZODB.scripts import repozo

from bdk_esdh.kernel.clock import COPENHAGEN
from bdk_esdh.kernel.folder_lock import Turn, folder_lock
from bdk_esdh.ops.backup import take_backup
from bdk_esdh.ops.backup_copying import copy_file
from bdk_esdh.ops.backup_sets import BackupError, Target
from bdk_esdh.ops.backup_verifying import verify_backups
from bdk_esdh.ops.restoring import restore_backup

CASE = "2026-00001"
#: takes a backup in a process that may not write a file of more than so many bytes
NO_ROOM = """
import resource, sys
from pathlib import Path
from bdk_esdh.ops.backup import take_backup
from bdk_esdh.ops.backup_sets import BackupError
from bdk_esdh.ops.store_files import StoreFiles
data, target, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    take_backup(StoreFiles(data, data / "Data.fs", data / "blobs"), target)
except BackupError as error:
    print(error)
    sys.exit(1)
"""
#: the same for packing
NO_ROOM_TO_PACK = """
import resource, sys
import click
from bdk_esdh.ops.packing import pack
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
try:
    pack(sys.argv[1], sys.argv[2], days=0, keep_old=False)
except click.ClickException as error:
    print(error.message)
    sys.exit(1)
"""


@pytest.fixture(scope="module")
def _made(application, tmp_path_factory):
    return make_kept(tmp_path_factory.mktemp("backup") / "data", application[1])


@pytest.fixture
def data(_made, tmp_path):
    """A data folder with two cases and six documents."""
    return _made.copy(tmp_path / "data")


@pytest.fixture
def target(tmp_path):
    """Where backups go."""
    return tmp_path / "backup"


def _file(data, title):
    with data.graph() as root:
        return file(root, root["sager"][CASE], title, data.act()).document_number


def _restored(data, target, **how):
    folder = data.folder.parent / "restored"
    shutil.rmtree(folder, ignore_errors=True)
    restore_backup(target, folder, **how)
    return Kept(folder, data.registry)


def _titles(kept):
    with kept.graph(read_only=True) as root:
        return [document.title for document in root["sager"][CASE].data.values()]


# ------------------------------------------------------------------ taking and restoring


def test_what_is_restored_is_what_was_there_and_agrees_with_itself(data, target):
    made = take_backup(data.store, target)
    assert made.is_full
    assert len(made.blobs) == 6
    restored = _restored(data, target)
    assert restored.store.data.read_bytes() == data.store.data.read_bytes()
    assert restored.faults() == []
    assert _titles(restored) == ["Brev 0", "Brev 1", "Brev 2"]
    with restored.graph() as root:  # it can be written to
        file(root, root["sager"][CASE], "Brev 3", restored.act())


def test_the_second_backup_copies_only_what_is_new(data, target):
    take_backup(data.store, target)
    _file(data, "Nyt brev")
    second = take_backup(data.store, target)
    assert not second.is_full
    assert len(second.blobs) == 1
    assert len(second.data) == 2
    assert second.data[1].size < second.data[0].size
    assert _titles(_restored(data, target))[-1] == "Nyt brev"
    assert _restored(data, target).faults() == []


def test_a_backup_without_anything_new_is_a_set_too(data, target):
    first, second = take_backup(data.store, target), take_backup(data.store, target)
    assert first.name < second.name
    assert second.data == first.data
    assert second.blobs == ()
    assert _restored(data, target).faults() == []


def test_a_backup_is_taken_beside_the_server_and_holds_all_that_was_committed(data, target):
    with data.graph() as root:
        case = root["sager"][CASE]
        file(root, case, "Gemt", data.act())
        case.title = "Ikke gemt endnu"
        transaction.savepoint()
        status, told = esdh(data.folder, "backup", target)
        assert status == 0, told
        transaction.abort()
    restored = _restored(data, target)
    assert _titles(restored)[-1] == "Gemt"
    assert restored.faults() == []


def test_an_older_set_is_restored_by_its_time(data, target):
    first = take_backup(data.store, target)
    _file(data, "Nyt brev")
    take_backup(data.store, target)
    moment = datetime.strptime(first.name, "%Y-%m-%d-%H-%M-%S").replace(tzinfo=UTC)
    restored = _restored(data, target, at=moment)
    assert _titles(restored) == ["Brev 0", "Brev 1", "Brev 2"]
    assert restored.faults() == []
    at_the_time = f"the oldest is of {moment.astimezone(COPENHAGEN):%Y-%m-%d %H:%M}"
    with pytest.raises(BackupError, match=f"holds no backup of 2020.*{at_the_time}"):
        _restored(data, target, at=datetime(2020, 1, 1, tzinfo=UTC))


def test_after_a_pack_the_next_backup_is_full_and_older_sets_stay(data, target):
    first = take_backup(data.store, target)
    _file(data, "Nyt brev")
    assert data.esdh("pack", "--days", "0")[0] == 0
    second = take_backup(data.store, target)
    assert second.is_full
    assert _restored(data, target).faults() == []
    moment = datetime.strptime(first.name, "%Y-%m-%d-%H-%M-%S").replace(tzinfo=UTC)
    assert _titles(_restored(data, target, at=moment)) == ["Brev 0", "Brev 1", "Brev 2"]
    assert verify_backups(target)[1] == []


def test_the_heads_of_the_journal_come_along_and_secrets_do_not(data, target):
    heads = data.folder / "journal" / "heads.txt"
    heads.parent.mkdir()
    heads.write_text(f"2026-11-22 1 {'0' * 64}\n")
    (data.folder / "session.key").write_text("hemmelig" * 16)
    made = take_backup(data.store, target)
    restored = _restored(data, target)
    assert (restored.folder / "journal" / "heads.txt").read_text() == heads.read_text()
    assert not (restored.folder / "session.key").exists()
    assert "session.key" in made.not_copied
    assert not any(b"hemmelighemmelig" in path.read_bytes() for path in target.rglob("*") if path.is_file())


def test_readings_that_wait_to_be_entered_in_the_journal_come_along(data, target):
    (data.folder / "readings.taken").write_text("en læsning\n")
    (data.folder / "readings.spool").write_text("en anden\n")
    take_backup(data.store, target)
    restored = _restored(data, target)
    assert (restored.folder / "readings.taken").read_text() == "en læsning\n"
    assert (restored.folder / "readings.spool").read_text() == "en anden\n"


def test_repozo_alone_can_restore_the_database(data, target, tmp_path):
    take_backup(data.store, target)
    _file(data, "Nyt brev")
    take_backup(data.store, target)
    output = tmp_path / "by-hand.fs"
    repozo.main(["-R", "-r", str(target / "data"), "-o", str(output)])
    assert output.read_bytes() == data.store.data.read_bytes()


def test_a_file_that_is_damaged_in_place_is_whole_in_the_backup(data, target):
    take_backup(data.store, target)
    blob = data.blobs()[0]
    blob.chmod(0o600)
    with blob.open("r+b") as stream:  # in place: a hard link would be damaged too
        stream.write(b"%PDF-9.9 andet")
    assert [part for part, _path in data.faults()] == ["files"]
    assert _restored(data, target).faults() == []


def test_a_file_that_is_missing_already_is_told_and_the_rest_is_taken(data, target):
    data.blobs()[0].unlink()
    status, told = data.esdh("backup", target)
    assert status == 1
    assert "is missing in the data folder" in told
    restored = restore_backup(target, data.folder.parent / "back")
    assert len(restored.left_out) == 1
    assert restored.files == 5


# ------------------------------------------------------------------ refusals


@pytest.mark.parametrize("place", [".", "backup", "blobs/backup", ".."])
def test_a_target_in_the_data_folder_or_around_it_is_refused(data, place):
    before = sorted(data.folder.rglob("*"))
    with pytest.raises(BackupError, match="lie in one another"):
        take_backup(data.store, data.folder / place)
    assert sorted(data.folder.rglob("*")) == before


def test_a_folder_with_other_things_is_no_target(data, target):
    target.mkdir()
    (target / "ferie.jpg").write_bytes(b"x")
    with pytest.raises(BackupError, match="holds other things"):
        take_backup(data.store, target)
    assert [path.name for path in target.iterdir()] == ["ferie.jpg"]


def test_two_backups_never_write_to_one_folder_at_once(data, target):
    take_backup(data.store, target)
    with folder_lock(target, Turn.CARE), pytest.raises(BackupError, match="another backup"):
        take_backup(data.store, target)


def test_a_backup_and_a_pack_keep_out_of_each_others_way(data, target):
    with folder_lock(data.folder, Turn.CARE):
        status, told = data.esdh("backup", target)
    assert status == 1
    assert "another backup" in told or "at work" in told
    with folder_lock(data.folder, Turn.CARE, shared=True):
        status, told = data.esdh("pack")
    assert status == 1
    assert "another esdh command is at work" in told


def test_only_an_empty_folder_is_restored_into(data, target, tmp_path):
    take_backup(data.store, target)
    before = data.store.data.read_bytes()
    status, told = esdh(data.folder, "restore", target, data.folder)
    assert status == 1
    assert "is not empty" in told
    assert data.store.data.read_bytes() == before
    for inside in (target / "new", target):
        assert "lie in one another" in esdh(data.folder, "restore", target, inside)[1]


def test_what_is_no_backup_is_not_restored(data, tmp_path):
    for folder in (tmp_path / "nothing", data.folder):
        status, told = esdh(data.folder, "restore", folder, tmp_path / "new")
        assert status == 1
        assert "not a folder with backups" in told
        assert not (tmp_path / "new").exists()


def test_a_data_folder_without_a_database_is_told_as_such(tmp_path, target):
    status, told = esdh(tmp_path / "empty", "backup", target)
    assert status == 1
    assert "esdh init" in told
    assert not target.exists()


@pytest.mark.parametrize("arguments", [["backup"], ["restore", "x"], ["restore", "x", "y", "--at", "i går"]])
def test_a_wrong_call_ends_with_status_2(data, arguments):
    assert data.esdh(*arguments)[0] == 2


# ------------------------------------------------------------------ broken off, full, damaged


def test_a_backup_that_is_broken_off_never_looks_whole(data, target, monkeypatch):
    take_backup(data.store, target)
    _file(data, "Nyt brev")

    def killed(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("bdk_esdh.ops.backup.copy_file", killed)
    with pytest.raises(KeyboardInterrupt):
        take_backup(data.store, target)
    monkeypatch.undo()
    assert len(Target(target).read_sets()) == 1
    assert _titles(_restored(data, target)) == ["Brev 0", "Brev 1", "Brev 2"]
    assert not take_backup(data.store, target).is_full
    assert _titles(_restored(data, target))[-1] == "Nyt brev"
    assert verify_backups(target)[1] == []
    assert sorted(path.suffix for path in (target / "data").iterdir()).count(".deltafs") == 1


def test_what_a_killed_backup_left_is_no_part_of_the_next(data, target):
    take_backup(data.store, target)
    (full,) = (target / "data").glob("*.fs")
    _file(data, "Nyt brev")
    # Copied and renamed, and killed before its line was written to the list of sums; and another in the middle.
    (target / "data" / "2020-01-01-00-00-00.fs").write_bytes(b"half")
    (target / "data" / f"{full.stem[:-2]}59.deltafs").write_bytes(b"a transaction, or half of one")
    (target / "data" / "tmp.tmp").write_bytes(b"x")
    with full.with_suffix(".dat").open("a") as sums:
        sums.write(f"{target}/data/2020-02-02-00-00-00.deltafs 5 6 {'0' * 32}\n")
    made = take_backup(data.store, target)
    assert not made.is_full
    assert len(list((target / "data").iterdir())) == 5
    assert _titles(_restored(data, target))[-1] == "Nyt brev"
    repozo.main(["-V", "-r", str(target / "data")])


@pytest.mark.parametrize("limit", [100, 1_000, 60_000])
def test_a_full_disk_is_told_and_leaves_no_half_set(data, target, limit):
    if limit > 1_000:
        take_backup(data.store, target)
        with data.graph() as root:
            root.more = "x" * 200_000
    before = [each.name for each in Target(target).read_sets()] if target.exists() else []
    child = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", NO_ROOM, data.folder, target, str(limit)],
        check=False, capture_output=True, text=True, env=os.environ, timeout=60,
    )  # fmt: skip
    assert child.returncode == 1, child.stderr
    assert "could not be written" in child.stdout
    assert [each.name for each in Target(target).read_sets()] == before
    assert not list(target.rglob("*.part"))
    if before:
        assert _restored(data, target).faults() == []
    assert take_backup(data.store, target)
    assert _restored(data, target).faults() == []


def _damage(path):
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


@pytest.mark.parametrize(
    "pattern", ["data/*.fs", "data/*.deltafs", "data/*.index", "blobs/**/*.blob", "sets/*.json"]
)
def test_verifying_finds_one_changed_byte_and_restoring_refuses_it(data, target, pattern):
    take_backup(data.store, target)
    _file(data, "Nyt brev")
    take_backup(data.store, target)
    assert esdh(data.folder, "backup", target, "--verify")[0] == 0
    _damage(max(target.glob(pattern)))
    found = told_in_json(data.folder, "backup", target, "--verify")["faults"]
    assert len(found) == 1
    assert "damaged" in found[0]
    assert esdh(data.folder, "backup", target, "--verify")[0] == 1
    folder = data.folder.parent / "restored"
    with pytest.raises(BackupError, match="damaged"):
        restore_backup(target, folder)
    assert not (folder / "Data.fs").exists()


def test_a_list_that_names_less_than_it_did_is_not_trusted(data, target):
    made = take_backup(data.store, target)
    path = target / "sets" / f"{made.name}.json"
    told = json.loads(path.read_text())
    told["set"]["blobs"].pop()
    path.write_text(json.dumps(told))
    assert "cannot be trusted" in verify_backups(target)[1][0]
    with pytest.raises(BackupError, match="cannot be trusted"):
        _restored(data, target)


@pytest.mark.parametrize("pattern", ["data/*.fs", "blobs/**/*.blob"])
def test_verifying_finds_a_file_that_is_gone(data, target, pattern):
    take_backup(data.store, target)
    next(target.glob(pattern)).unlink()
    assert len(verify_backups(target)[1]) == 1


def test_all_but_a_damaged_file_can_be_restored_when_that_is_asked_for(data, target):
    take_backup(data.store, target)
    _damage(next(target.glob("blobs/**/*.blob")))
    status, told = esdh(data.folder, "restore", target, data.folder.parent / "new", "--incomplete")
    assert status == 1  # the check that follows finds the file missing
    assert "Left out: " in told
    assert "5 files" in told


def test_a_full_backup_mends_a_file_that_was_damaged_in_an_earlier_one(data, target):
    take_backup(data.store, target)
    _damage(next(target.glob("blobs/**/*.blob")))
    assert take_backup(data.store, target, full=True).is_full
    assert verify_backups(target)[1] == []


def test_a_copy_is_read_again_after_it_was_written(tmp_path, monkeypatch):
    source = tmp_path / "source"
    source.write_bytes(b"bytes")
    monkeypatch.setattr("bdk_esdh.ops.backup_copying.hash_of", lambda _path: (5, "other"))
    with pytest.raises(BackupError, match="the disk gives back other bytes"):
        copy_file(source, tmp_path / "copy")
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


def test_a_damaged_database_is_not_taken_for_a_backup(data, target):
    iterator = FileIterator(str(data.store.data))
    begin = [iterator._pos for _transaction in iterator][3]
    with data.store.data.open("r+b") as stream:
        stream.seek(begin)
        stream.write(b"\0" * 100)
    status, told = data.esdh("backup", target)
    assert status == 1
    assert "Traceback" not in told
    assert Target(target).read_sets() == []


def test_the_database_is_copied_before_the_files(data, target, monkeypatch):
    """A file of a transaction behind the copy is in nobody's way; one that the copy names has to be there."""
    order = []
    copied, database = copy_file, repozo.do_backup
    monkeypatch.setattr(
        "bdk_esdh.ops.backup.copy_file",
        lambda source, *more: (order.append(source.suffix), copied(source, *more))[1],
    )
    monkeypatch.setattr(
        repozo, "do_backup", lambda options: (_file_beside(data), database(options), order.append(".fs"))
    )
    take_backup(data.store, target)
    assert order[0] == ".fs"
    assert set(order[1:]) == {".blob"}
    assert _restored(data, target).faults() == []


def _file_beside(data):
    _file(data, "Imens")


def test_a_backup_says_in_json_what_it_copied(data, target):
    told = told_in_json(data.folder, "backup", target)
    assert told["full"] is True
    assert told["blobs"] == 6
    assert told["faults"] == []
    assert json.loads((target / "sets" / f"{told['set']}.json").read_text())["set"]["name"] == told["set"]


# ------------------------------------------------------------------ pack


def test_packing_drops_what_was_changed_and_nothing_that_is_there(data):
    from bdk_esdh.trash.actions import put_in_trash

    with data.graph() as root:
        for number in range(30):
            root["sager"][CASE].description = f"{number}" * 2000
            transaction.commit()
        put_in_trash(root["sager"][CASE]["2"], data.act(), "Fejlregistreret")
    before, files = data.store.data.stat().st_size, len(data.blobs())
    status, told = data.esdh("pack", "--days", "0")
    assert status == 0, told
    assert data.store.data.stat().st_size < before
    assert len(data.blobs()) == files
    assert data.faults() == []
    assert not Path(f"{data.store.data}.old").exists()
    assert not Path(f"{data.store.blobs}.old").exists()


def test_packing_removes_the_file_of_a_document_that_is_gone_for_good(data):
    data.change(lambda root: root["sager"][CASE].remove("2"))
    assert data.esdh("pack", "--days", "0")[0] == 0
    assert len(data.blobs()) == 5
    assert [part for part, _path in data.faults()] == ["numbers"]


def test_packing_keeps_what_is_younger_than_it_was_told(data):
    data.change(lambda root: root["sager"][CASE].remove("2"))
    assert data.esdh("pack")[0] == 0
    assert len(data.blobs()) == 6


def test_packing_waits_for_the_server_to_be_stopped(data):
    before = data.store.data.read_bytes()
    with data.graph():
        status, told = data.esdh("pack")
    assert status == 1
    assert "stop it first" in told
    assert data.store.data.read_bytes() == before


def test_a_full_disk_leaves_the_database_as_it_was(data):
    before = data.store.data.read_bytes()
    child = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", NO_ROOM_TO_PACK, DEVELOPMENT, data.folder],
        check=False, capture_output=True, text=True, env=os.environ, timeout=60,
    )  # fmt: skip
    assert child.returncode == 1, child.stderr
    assert "as it was" in child.stdout
    assert data.store.data.read_bytes() == before
    assert not Path(f"{data.store.data}.pack").exists()
    assert data.faults() == []


def test_a_damaged_database_is_not_packed(data):
    def harm(root):
        from persistent.mapping import PersistentMapping

        root.extra = PersistentMapping(below=PersistentMapping())
        transaction.commit()
        oid = root.extra["below"]._p_oid
        for number in range(9):  # so that the index, which is compared with the end, looks right
            root.number = number
            transaction.commit()
        return oid

    oid = data.change(harm)
    storage = FileStorage(str(data.store.data), blob_dir=str(data.store.blobs))
    del storage._index[oid]
    storage._save_index()
    storage.close()
    assert ("data") in {part for part, _path in data.faults()}
    before = data.store.data.read_bytes()
    status, told = data.esdh("pack", "--days", "0")
    assert status == 1
    assert "which is not there" in told
    assert data.store.data.read_bytes() == before
