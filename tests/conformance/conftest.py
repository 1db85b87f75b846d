"""The engines, each as a pair of what writes and what reads, on a folder of the test's own."""

from datetime import UTC, date, datetime

import pytest

from bdk_esdh.search.port import IndexBatch, IndexedRecord, SearchFace, SearchRequest
from bdk_esdh.search.querying import parse_query
from bdk_esdh.search.whoosh_engine.engine import WhooshEngine
from bdk_esdh.search.whoosh_engine.writer import WhooshWriter

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
STAFF = frozenset({"staff", "open", "user:karla"})
#: name to what writes and what reads the index in a folder
ENGINES = {"whoosh": (WhooshWriter, WhooshEngine)}


def a_record(oid, title, **facts):
    """Make a record that all staff may read."""
    facts = {"kind": "Document", "readers": {"staff"}, "gates": {"open"}, **facts}
    facts["readers"], facts["gates"] = frozenset(facts["readers"]), frozenset(facts["gates"])
    return IndexedRecord(oid, f"/sager/{oid}", title, **facts)


class Archive:
    """An index to try: what is put in can be looked for at once."""

    def __init__(self, folder, writer_class, reader_class):
        self.folder = folder
        self._writer_class = writer_class
        self.reader = reader_class(folder)
        #: another process's, or another thread's
        self.other_reader = reader_class(folder)
        self.writer = writer_class(folder)
        self.writer.begin_build()
        self.writer.finish_build()
        self.mark = 0

    def put(self, *records, gone=(), public=()):
        self.mark += 1
        batch = {SearchFace.INTERNAL: list(records), SearchFace.PUBLIC: list(public)}
        return self.writer.apply(IndexBatch(batch, frozenset(gone), self.mark))

    def ask(self, typed, *, tokens=STAFF, reader=None, **options):
        options.setdefault("at", NOW)
        asked = SearchRequest(parse_query(typed).tree, tokens=frozenset(tokens), **options)
        return (reader or self.reader).search(asked)

    def found(self, typed, **options):
        """Return the ids that are found, in order; the total has to be of the same."""
        result = self.ask(typed, size=100, **options)
        ids = [hit.oid for hit in result.hits]
        assert result.total == len(ids)
        return ids

    def suggested(self, beginning, tokens=STAFF, **options):
        asked = SearchRequest(parse_query("x").tree, tokens=frozenset(tokens), at=NOW, **options)
        return self.reader.suggest(beginning, asked, 8)

    def reopen(self):
        self.writer.close()
        self.writer = self._writer_class(self.folder)


@pytest.fixture(params=ENGINES)
def archive(request, tmp_path):
    made = Archive(tmp_path / "search", *ENGINES[request.param])
    yield made
    made.writer.close()


@pytest.fixture
def day():
    return date(2026, 3, 4)
