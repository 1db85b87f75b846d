"""Files that were damaged from outside: what opening does, what a check says, and that a backup heals it."""

import random
import shutil
from pathlib import Path

import pytest
import transaction
from tests.support.kept_data import Kept, file, make_kept
from ZODB.FileStorage import FileStorage
from ZODB.FileStorage.FileStorage import FileIterator

from bdk_esdh.ops.backup import take_backup
from bdk_esdh.ops.restoring import restore_backup
from bdk_esdh.root import ROOT_KEY

CASE = "2026-00001"
SEED = 20261122
CUTS = 12
_HEADER = 23


@pytest.fixture(scope="module")
def _made(application, tmp_path_factory):
    return make_kept(tmp_path_factory.mktemp("damage") / "data", application[1])


@pytest.fixture
def data(_made, tmp_path):
    """A data folder with two cases and six documents."""
    return _made.copy(tmp_path / "data")


def _ends(path):
    """List where each transaction ends, with its id."""
    iterator = FileIterator(str(path))
    return [(iterator._pos, each.tid) for each in iterator]


def _cut(data, at):
    with data.store.data.open("r+b") as stream:
        stream.truncate(at)


def _whole_part(ends, at):
    return [(end, tid) for end, tid in ends if end <= at][-1]


def _later_blobs(data, last):
    return [path for path in data.blobs() if bytes.fromhex(path.stem.removeprefix("0x")) > last]


@pytest.mark.parametrize("number", range(CUTS))
def test_a_database_that_was_cut_opens_at_its_last_whole_transaction_and_the_check_says_what_is_missing(
    data, number
):
    ends = _ends(data.store.data)
    # Behind the transaction that set the graph up; without it there is none.
    at = random.Random(SEED + number).randrange(ends[2][0] + 1, ends[-1][0])
    end, last = _whole_part(ends, at)
    _cut(data, at)
    over, later = at - end, _later_blobs(data, last)
    told = data.found()
    assert {fault.part for fault in told} <= {"data", "files"}
    paths = [fault.path for fault in told if fault.part == "data"]
    assert paths == [*(["Data.fs"] if over else []), "Data.fs.index"]
    assert sorted(fault.path for fault in told if fault.part == "files") == sorted(
        str(path.relative_to(data.folder)) for path in later
    )
    assert all("database has lost its end" in fault.says for fault in told if fault.part == "files")
    with data.graph() as root:  # as the server opens it
        assert _ends(data.store.data) == [each for each in ends if each[0] <= at]
        file(root, root["sager"][CASE], "Efter uheldet", data.act())
    kept = Path(f"{data.store.data}.tr0")
    # What is shorter than the head of a transaction is cut off without being kept.
    assert kept.exists() == (over >= _HEADER)
    if kept.exists():
        assert kept.stat().st_size == over
        assert any(fault.path == "Data.fs.tr0" for fault in data.found())
    repaired = data.repair()
    assert len(repaired.done) == len(later)
    assert [fault.path for fault in repaired.left] == (["Data.fs.tr0"] if over >= _HEADER else [])


@pytest.mark.parametrize("number", range(4))
def test_after_a_cut_a_backup_brings_back_everything_it_held(data, number):
    target, folder = data.folder.parent / "backup", data.folder.parent / "restored"
    take_backup(data.store, target)
    size = data.store.data.stat().st_size
    _cut(data, random.Random(SEED + number).randrange(size // 2, size))
    restore_backup(target, folder)
    restored = Kept(folder, data.registry)
    assert restored.faults() == []
    assert restored.store.data.stat().st_size == size


@pytest.mark.parametrize(
    "content", [b"", b"garbage" * 50, b"\x80\x03."], ids=["empty", "garbage", "half a pickle"]
)
def test_an_index_that_is_garbage_costs_time_and_nothing_else(data, content):
    index = Path(f"{data.store.data}.index")
    index.write_bytes(content)
    assert data.faults() == [("data", "Data.fs.index")]
    assert data.repair().left == []
    assert data.faults() == []


def test_an_index_of_an_older_state_is_read_on_from(data):
    index = Path(f"{data.store.data}.index")
    older = index.read_bytes()
    with data.graph() as root:
        file(root, root["sager"][CASE], "Nyt brev", data.act())
    index.write_bytes(older)
    assert data.faults() == []


def test_an_index_of_a_longer_database_is_told_and_not_believed(data):
    shorter = data.store.data.read_bytes()
    with data.graph() as root:
        file(root, root["sager"][CASE], "Nyt brev", data.act())
    data.store.data.write_bytes(shorter)
    assert ("data", "Data.fs.index") in data.faults()
    with data.graph() as root:
        assert len(root["sager"][CASE].data) == 3


# ------------------------------------------------------------------ files


def _missing(blob, _other):
    blob.unlink()
    return "has a file that is missing"


def _truncated(blob, _other):
    blob.chmod(0o600)
    with blob.open("r+b") as stream:
        stream.truncate(random.Random(SEED).randrange(blob.stat().st_size))
    return "bytes where"


def _flipped(blob, _other):
    blob.chmod(0o600)
    content = bytearray(blob.read_bytes())
    content[random.Random(SEED).randrange(len(content))] ^= 1
    blob.write_bytes(content)
    return "bytes are not those that were filed"


@pytest.mark.parametrize("harm", [_missing, _truncated, _flipped], ids=lambda each: each.__name__)
def test_a_file_that_was_harmed_is_found_explained_and_healed_from_a_backup(data, harm):
    target = data.folder.parent / "backup"
    take_backup(data.store, target)
    blob = random.Random(SEED).choice(data.blobs())
    name = blob.relative_to(data.folder)
    told = harm(blob, None)
    found = data.found()
    assert [fault.part for fault in found] == ["files"]
    assert told in found[0].says
    assert str(name) in found[0].says
    assert "backup" in found[0].advice
    assert found[0].repair is None
    # What the advice says.
    restore_backup(target, data.folder.parent / "restored")
    blob.unlink(missing_ok=True)
    shutil.copy(data.folder.parent / "restored" / name, blob)
    assert data.faults() == []


def test_two_files_that_were_swapped_are_told_by_name(data):
    with data.graph() as root:
        case = root["sager"][CASE]
        documents = [
            file_with(root, case, data, text)
            for text in ("Den første af to lige lange", "Den anden af to lige lange!")
        ]
    first, second = data.blobs()[-2:]
    first.chmod(0o600)
    second.chmod(0o600)
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)
    found = data.found()
    assert [fault.part for fault in found] == ["files", "files"]
    if len(one) == len(two):
        assert f"those of a file of /sager/{CASE}/{documents[1]}" in found[0].says


def file_with(root, case, data, text):
    from tests.support.builders import a_document

    document = a_document(case, data.act(), data=text.encode(), filename="brev.txt")
    transaction.commit()
    return document.serial


def test_a_quick_check_compares_sizes_alone(data):
    blob = data.blobs()[0]
    _flipped(blob, None)
    assert data.found(quick=True) == []
    _truncated(data.blobs()[1], None)
    assert [fault.part for fault in data.found(quick=True)] == ["files"]


# ------------------------------------------------------------------ records


@pytest.mark.parametrize("number", range(6))
def test_a_record_that_is_overwritten_is_told_with_its_place_and_hides_no_other_fault(data, number):
    data.blobs()[0].unlink()
    with data.graph(read_only=True) as root:
        case = root["sager"][CASE]
        node = random.Random(SEED + number).choice(
            [case["2"], case["3"], case["2"].versions, case["3"].latest]
        )
        node._p_activate()
        oid = node._p_oid
    storage = FileStorage(str(data.store.data), read_only=True)
    header = storage._read_data_header(storage._index[oid], oid)
    begin = storage._index[oid] + header.recordlen() - header.plen
    storage.close()
    with data.store.data.open("r+b") as stream:
        stream.seek(begin)
        stream.write(b"\0" * min(header.plen, 40))
    found = data.found()
    assert ("files", f"/sager/{CASE}/1") in [(fault.part, fault.path) for fault in found]
    assert any(fault.part == "data" and fault.path.startswith(f"/sager/{CASE}/") for fault in found), found
    assert all("Traceback" not in str(fault) for fault in found)


def test_a_check_of_a_database_with_nothing_in_it_says_so(tmp_path, application):
    kept = Kept(tmp_path / "data", application[1])
    kept.folder.mkdir()
    with kept.zodb_root() as zodb_root:
        assert ROOT_KEY not in zodb_root
    status, told = kept.esdh("check")
    assert status == 1
    assert "esdh init" in told


def test_an_index_is_no_fault_though_every_transaction_changes_the_same_thing(data):
    for number in range(9):
        data.change(lambda root, number=number: setattr(root, "number", number))
    assert data.faults() == []
