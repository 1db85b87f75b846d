"""Whatever is typed, filed or done to the folder: an answer, never a fault."""

import gc
import random
import resource
import shutil
import subprocess
import sys
import time

import pytest

from bdk_esdh.search.excerpts import excerpt_of, wanted_of
from bdk_esdh.search.port import (
    FACETS,
    All,
    Field,
    IndexUnwritable,
    Not,
    Phrase,
    SearchRequest,
    TextPage,
    Word,
)
from bdk_esdh.search.querying import parse_query
from tests.conformance.conftest import ENGINES, STAFF, a_record

TYPED = [
    "",
    " ",
    "x" * 10_000,
    "ord " * 3_000,
    "og i til",
    "?!.,;:()[]{}",
    "*",
    "**",
    "a*",
    "*a",
    '"',
    '"""',
    '"carport',
    '"" ""',
    "-",
    "--",
    "-carport",
    '-"',
    "'; DROP TABLE sager; --",
    "<script>alert(1)</script>",
    "\0carport\0",
    "carport\x1b[31m",
    "\u202ecarport",
    "🏠",
    "a" * 61,
    "kle:",
    "kle:xx",
    "sag:9",
    "fra:31.2.2026",
    "fra:99999999999",
    "til:9999",
    "år:0",
    "afsender:",
    'afsender:""',
    "type:findesikke",
    "enhed:*",
    "AND OR NOT",
    "title:carport",
    "(((((",
    "1/0",
    "\uff12\uff10\uff12\uff16",
    "ǅ",
    "İ" * 50,
    "ß",
    "\ud800",
    "fra:2026 til:2025",
]


@pytest.mark.parametrize("typed", TYPED, ids=lambda typed: repr(typed[:20]))
def test_anything_that_is_typed_is_read_searched_and_explained(archive, typed):
    archive.put(a_record(1, "Carport", text="<script>alert(1)</script>"))
    parsed = parse_query(typed)
    if parsed.tree is None:
        assert parsed.remarks
        return
    began = time.monotonic()
    result = archive.reader.search(SearchRequest(parsed.tree, tokens=STAFF, facets=FACETS))
    assert result.index_state.value == "ready"
    assert time.monotonic() - began < 5
    archive.suggested(typed[:60])
    excerpt_of(a_record(1, "Carport", text="x " * 100), wanted_of(parsed.tree))


def test_a_query_made_by_hand_may_be_any(archive):
    archive.put(a_record(1, "Carport"))
    for tree in (
        All(),
        Not(Word("carport")),
        Phrase(()),
        Phrase(("",)),
        Word(""),
        Field("unknown", ("x",)),
        Field("kle", ()),
    ):
        archive.reader.search(
            SearchRequest(tree, tokens=STAFF, filters={"unknown": ("x",)}, facets=("unknown",))
        )
        assert archive.ask("carport").index_state.value == "ready"


def test_texts_of_control_characters_and_of_one_endless_word_are_taken(archive):
    rng = random.Random(3)
    noise = "".join(chr(rng.randrange(1, 0x2FFF)) for _each in range(50_000))
    archive.put(
        a_record(
            1, "Støj", text="\0\x01\x1b carport", pages=(TextPage(noise, 1), TextPage("x" * 500_000, 2))
        ),
        a_record(2, "\ud800 halv", text="\udfff"),
    )
    assert archive.found("carport") == [1]
    assert archive.found("støj") == [1]


def _truncate(build):
    for path in (build / "internal").iterdir():
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _empty(build):
    for path in (build / "internal").iterdir():
        path.write_bytes(b"")


def _nonsense(build):
    for path in (build / "internal").iterdir():
        path.write_bytes(b"nonsense" * 100)


def _other_version(build):
    (build / "format").write_text("999")


def _no_lists(build):
    for path in build.rglob("*.toc"):
        path.unlink()


def _no_current(build):
    (build.parent / "current").unlink()


def _evil_current(build):
    (build.parent / "current").write_text("../../etc")


HARM = [_truncate, _empty, _nonsense, _other_version, _no_lists, _no_current, _evil_current, shutil.rmtree]


# Whoosh leaves a file open that it cannot read, until it is collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("harm", HARM, ids=lambda harm: harm.__name__)
def test_a_damaged_folder_is_told_of_and_built_anew(archive, harm):
    archive.put(a_record(1, "Carport"))
    harm(archive.folder / archive.writer.standing().index)
    result = archive.ask("carport", facets=FACETS, reader=archive.other_reader)
    assert (result.total, result.hits, result.index_state.value) == (0, (), "missing")
    assert archive.other_reader.suggest("car", SearchRequest(All(), tokens=STAFF), 8) == []
    archive.reopen()
    standing = archive.writer.standing()
    assert not (standing.index and standing.is_sure)
    archive.writer.begin_build()
    archive.writer.finish_build()
    archive.put(a_record(1, "Carport"))
    assert archive.found("carport") == [1]
    assert archive.found("carport", reader=archive.other_reader) == [1]
    del result
    gc.collect()


def test_a_file_where_the_folder_should_be_is_no_fault_of_a_search(tmp_path):
    writer, reader = ENGINES["whoosh"]
    (tmp_path / "search").write_text("in the way")
    with pytest.raises(IndexUnwritable):
        writer(tmp_path / "search")
    result = reader(tmp_path / "search").search(SearchRequest(Word("carport"), tokens=STAFF))
    assert result.index_state.value == "missing"


_FILL_THE_DISK = """
import resource, signal, sys
from pathlib import Path
from bdk_esdh.search.port import IndexBatch, IndexedRecord, IndexUnwritable, SearchFace
from bdk_esdh.search.whoosh_engine.writer import WhooshWriter
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
writer = WhooshWriter(Path(sys.argv[1]))
def record(oid, text):
    return IndexedRecord(oid, "/x", "Carport", "Document", text=text, readers=frozenset({"staff"}), gates=frozenset({"open"}))
big = " ".join(f"ord{number}" for number in range(20_000))
limit = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, limit))
for _attempt in range(3):
    try:
        writer.apply(IndexBatch({SearchFace.INTERNAL: [record(2, big)]}, mark=2))
    except IndexUnwritable:
        print("unwritable")
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
writer.apply(IndexBatch({SearchFace.INTERNAL: [record(3, big)]}, mark=3))
writer.close()
print("written")
"""


def test_a_disk_that_is_full_during_a_commit_loses_nothing_and_holds_nothing_up_afterwards(archive):
    archive.put(a_record(1, "Carport"))
    archive.writer.close()
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    ended = subprocess.run(
        [sys.executable, "-c", _FILL_THE_DISK, str(archive.folder)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.stdout.split() == ["unwritable"] * 3 + ["written"], ended.stderr
    archive.reopen()
    assert set(archive.found("carport")) == {1, 3}
