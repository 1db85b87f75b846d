"""The process that writes may die at any moment: what was taken over stays, what was not is taken over again."""

import os
import random
import signal
import threading
import time

import pytest

from bdk_esdh.search.piping import ChildWriter, IndexerGone
from bdk_esdh.search.port import IndexBatch, IndexUnwritable, SearchFace
from tests.conformance.conftest import ENGINES, Archive, a_record

_WORDS = " ".join(f"ord{number}" for number in range(300))


@pytest.fixture
def started(tmp_path):
    """An archive whose writer is the child process, and a way to start another."""
    made = Archive(tmp_path / "search", ChildWriter, ENGINES["whoosh"][1])
    yield made
    made.writer.close()


def _kill_soon(pid, after):
    def kill():
        time.sleep(after)
        os.kill(pid, signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def _rounds(archive, count):
    rng = random.Random(7)
    acknowledged = {}
    for number in range(count):
        oids = range(number * 4, number * 4 + 4)
        records = [a_record(oid, f"Brev udgave{number}", text=_WORDS) for oid in oids]
        gone = {rng.choice(list(acknowledged))} if number % 3 == 2 and acknowledged else set()
        killing = _kill_soon(archive.writer.pid, rng.random() * 0.12)
        for _attempt in range(5):
            try:
                archive.put(*records, gone=gone)
                break
            except (IndexerGone, IndexUnwritable):
                killing.join()
                archive.writer.close()
                archive.writer = ChildWriter(archive.folder)
        acknowledged |= {record.oid: f"udgave{number}" for record in records}
        for oid in gone:
            acknowledged.pop(oid)
        killing.join()
        archive.writer.close()
        archive.writer = ChildWriter(archive.folder)
        standing = archive.writer.standing()
        assert standing.index
        assert standing.is_sure
        assert standing.mark == archive.mark
        assert archive.reader.known_ids(SearchFace.INTERNAL) == set(acknowledged), number
        assert set(archive.found(f"udgave{number}")) == set(oids)


def test_what_was_acknowledged_outlives_kill_9_of_the_indexer(started):
    _rounds(started, 6)


@pytest.mark.soak
def test_what_was_acknowledged_outlives_kill_9_of_the_indexer_two_dozen_times(started):
    _rounds(started, 24)


def test_half_a_build_is_thrown_away_and_the_old_one_searched(started):
    started.put(a_record(1, "Carport"))
    started.writer.begin_build()
    started.writer.build(IndexBatch({SearchFace.INTERNAL: [a_record(2, "Skur")]}))
    assert started.ask("carport").index_state.value == "rebuilding"
    os.kill(started.writer.pid, signal.SIGKILL)
    started.writer.close()
    started.writer = ChildWriter(started.folder)
    assert started.found("carport") == [1]
    assert started.found("skur") == []
    assert started.ask("carport").index_state.value == "ready"
    assert len(list(started.folder.glob("build-*"))) == 1


def test_a_second_writer_is_refused_until_the_first_is_gone(started):
    with pytest.raises(IndexUnwritable):
        ChildWriter(started.folder)
    os.kill(started.writer.pid, signal.SIGKILL)
    started.writer.close()
    started.writer = ChildWriter(started.folder)
    started.put(a_record(1, "Carport"))
    assert started.found("carport") == [1]


def test_it_ends_with_whoever_started_it_and_steps_back_for_others(started):
    assert os.getpriority(os.PRIO_PROCESS, started.writer.pid) >= 10
    process = started.writer._process
    started.writer._process.stdin.close()
    assert process.wait(timeout=10) == 0


def test_after_the_machine_went_down_the_index_is_not_trusted_unless_it_was_on_the_disk(
    tmp_path, monkeypatch
):
    from bdk_esdh.search.whoosh_engine import folder

    archive = Archive(tmp_path / "search", *ENGINES["whoosh"])
    archive.put(a_record(1, "Carport"))
    os.close(archive.writer._turn)  # as a kill: nothing is brought to the disk
    other_boot = tmp_path / "boot_id"
    other_boot.write_text("another")
    real = folder._BOOT_ID
    monkeypatch.setattr(folder, "_BOOT_ID", other_boot)
    archive.writer = ENGINES["whoosh"][0](archive.folder)
    assert not archive.writer.standing().is_sure
    assert archive.found("carport") == [1]  # searched meanwhile
    archive.writer.begin_build()
    archive.writer.build(IndexBatch({SearchFace.INTERNAL: [a_record(1, "Carport")]}))
    assert archive.writer.finish_build().is_sure
    archive.writer.close()
    monkeypatch.setattr(folder, "_BOOT_ID", real)
    archive.writer = ENGINES["whoosh"][0](archive.folder)
    assert archive.writer.standing().is_sure  # it had been stopped in good order
    archive.writer.close()
