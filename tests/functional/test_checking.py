"""What esdh check finds, says and puts right: each fault is made on purpose."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from tests.support.kept_data import make_kept, told_in_json
from ZODB.utils import p64, u64

from bdk_esdh.jobs.queue import queue_of
from bdk_esdh.kernel.graph import catalog_of, find_objectmap
from bdk_esdh.link_check import night
from bdk_esdh.security.logins import Login, logins_of
from bdk_esdh.trash.actions import put_in_trash

CASE = "2026-00001"


@pytest.fixture(scope="module")
def _made(application, tmp_path_factory):
    return make_kept(tmp_path_factory.mktemp("care") / "data", application[1])


@pytest.fixture
def data(_made, tmp_path):
    """A data folder with two cases and six documents."""
    return _made.copy(tmp_path / "data")


def _case(root):
    return root["sager"][CASE]


def test_data_that_nothing_is_wrong_with_are_told_so(data):
    status, told = data.esdh("check")
    assert status == 0
    assert "Everything agrees." in told
    assert "6 files" in told


def test_the_command_tells_what_it_did_and_what_it_left(data):
    data.change(_not_in_the_catalog)
    data.change(lambda root: queue_of(root).put("make_coffee", at=datetime.now(UTC)))
    status, told = data.esdh("check", "--repair")
    assert status == 1
    assert f"Repaired: /sager/{CASE} was indexed anew." in told
    assert "Left: job " in told
    left = told_in_json(data.folder, "check")["faults"]
    assert [each["part"] for each in left] == ["queue"]


# ------------------------------------------------------------------ graph and catalog


def _other_path(root):
    graph, case = find_objectmap(root), _case(root)
    graph.objectid_to_path[case.__oid__] = ("", "sager", "elsewhere")


def _no_path(root):
    find_objectmap(root).remove(_case(root)["1"], moving=True)


def _left_in_the_map(root):
    person = root["organisation"]["personer"].data.pop("medarbejder")
    root["organisation"]["personer"]._num_objects.change(-1)
    catalog_of(root).unindex_resource(person)


def _below_nothing(root):
    find_objectmap(root).pathindex[("", "sager")][1].add(77)


def _wrong_count(root):
    root["sager"]._num_objects.change(5)


def _not_in_the_catalog(root):
    catalog_of(root).unindex_resource(_case(root))


def _open_to_everybody(root):
    catalog_of(root)["readers"].index_doc(_case(root).__oid__, _ReadBy("public"))


def _not_found_by_its_reader(root):
    case, index = _case(root), catalog_of(root)["readers"]
    token = next(iter(index._rev_index[case.__oid__]))
    index._fwd_index[token].remove(case.__oid__)


def _found_by_a_word_it_has_not(root):
    catalog_of(root)["words"]._fwd_index["carport"].insert(_case(root)["2"].__oid__)


def _entry_of_nothing(root):
    index = catalog_of(root)["title_order"]
    index._rev_index[4711] = "x"
    index._num_docs.change(1)


def _miscounted_index(root):
    catalog_of(root)["kind"]._num_docs.change(3)


class _ReadBy:
    """Stands in for a node whose readers are given."""

    def __init__(self, token):
        self.__oid__ = 1
        self.token = token

    def reader_tokens(self):
        return frozenset({self.token})


REPAIRED = [
    ("graph", _other_path),
    ("graph", _no_path),
    ("graph", _left_in_the_map),
    ("graph", _below_nothing),
    ("graph", _wrong_count),
    ("catalog", _not_in_the_catalog),
    ("catalog", _not_found_by_its_reader),
    ("catalog", _found_by_a_word_it_has_not),
    ("catalog", _entry_of_nothing),
    ("catalog", _miscounted_index),
]


@pytest.mark.parametrize(("part", "harm"), REPAIRED, ids=lambda each: getattr(each, "__name__", each))
def test_what_disagrees_with_the_graph_is_found_and_put_right(data, part, harm):
    data.change(harm)
    assert part in {found for found, _path in data.faults()}
    repaired = data.repair()
    assert repaired.done
    assert repaired.left == []
    assert data.faults() == []


@pytest.mark.parametrize("index", ["readers", "direction", "review_state", "case", "journal_day"])
def test_each_index_is_compared_with_what_it_would_be_given_now(data, index):
    def harm(root):
        held = catalog_of(root)[index]
        oid = _case(root)["1"].__oid__
        value = held._rev_index[oid]
        other = (
            1 if isinstance(value, int) else "noget andet" if isinstance(value, str) else ["noget", "andet"]
        )
        held.unindex_doc(oid)
        return value, other

    data.change(harm)
    sentences = data.sentences()
    assert len(sentences) == 1
    assert f"({index})" in sentences[0]
    assert data.repair().left == []
    assert data.faults() == []


def test_a_fault_says_where_what_and_what_to_do(data):
    data.change(_not_in_the_catalog)
    path = f"/sager/{CASE}"
    assert data.sentences() == [
        f"{path} is not in the catalog: lists and searches leave it out. 'esdh check --repair' puts it right."
    ]


def test_a_check_writes_nothing_to_the_database(data):
    data.change(_not_in_the_catalog)
    before = data.store.data.read_bytes()
    data.esdh("check")
    assert data.store.data.read_bytes() == before


# ------------------------------------------------------------------ references, numbers


def test_half_a_reference_is_found_and_left_since_it_may_carry_a_right(data):
    def harm(root):
        graph, case = find_objectmap(root), _case(root)
        graph.connect(case["1"], case["2"], "test-reads")
        references = graph.referencemap.refmap["test-reads"]
        references.target2src[case["2"].__oid__].remove(case["1"].__oid__)

    data.change(harm)
    assert [part for part, _path in data.faults()] == ["references"]
    assert len(data.repair().left) == 1
    assert [part for part, _path in data.faults()] == ["references"]


def test_a_reference_to_something_that_is_gone_is_found(data):
    def harm(root):
        graph, case = find_objectmap(root), _case(root)
        graph.connect(case["1"], case["2"], "test-reads")
        references = graph.referencemap.refmap["test-reads"]
        references.src2target[case["1"].__oid__].insert(4711)

    data.change(harm)
    assert ("references", f"/sager/{CASE}/1") in data.faults()


def test_a_counter_that_is_behind_is_found_and_put_forward(data):
    def harm(root):
        year = int(CASE[:4])
        root["sager"].counter._last[year] = 1
        _case(root).last_serial = 1
        return year

    year = data.change(harm)
    assert {part for part, _path in data.faults()} == {"numbers"}
    assert any("would give the number" in sentence for sentence in data.sentences())
    assert data.repair().left == []
    assert data.change(lambda root: (root["sager"].counter._last[year], _case(root).last_serial)) == (2, 3)
    assert data.faults() == []


def test_a_gap_in_the_numbers_that_nothing_explains_is_found_and_left(data):
    def harm(root):
        case = _case(root)
        case.remove("2")

    data.change(harm)
    path = f"/sager/{CASE}"
    assert data.faults() == [("numbers", f"{path}/2")]
    assert "neither there nor in the trash" in data.sentences()[0]
    assert len(data.repair().left) == 1
    assert data.faults() == [("numbers", f"{path}/2")]


def test_a_gap_that_the_trash_explains_is_none_and_its_file_is_looked_at(data):
    data.change(lambda root: put_in_trash(_case(root)["2"], data.act(), "Fejlregistreret"))
    assert data.faults() == []
    data.blobs()[1].unlink()
    assert [(part, path.split("/")[1]) for part, path in data.faults()] == [("files", "papirkurv")]


# ------------------------------------------------------------------ queue, sessions, submissions


def test_a_job_about_something_that_is_gone_is_taken_out(data):
    data.change(lambda root: queue_of(root).put("read_document", 2**40, 1, at=datetime.now(UTC), about=2**40))
    assert [part for part, _path in data.faults()] == ["queue"]
    assert data.repair().left == []
    assert data.faults() == []


def test_a_job_that_could_not_yet_say_what_it_is_about_is_known_by_its_arguments(data):
    def queue_as_before(root):
        del queue_of(root).put("read_document", 2**40, 1, at=datetime.now(UTC)).about

    data.change(queue_as_before)
    assert [part for part, _path in data.faults()] == ["queue"]


def test_the_check_of_links_may_wait_behind_a_page_that_is_gone(data):
    def come_halfway(root):
        queue = queue_of(root)
        for after in (night.BEFORE_ALL, 2**40):
            queue.put(night.BATCH_JOB, "2026-11-24", after, at=datetime.now(UTC))

    data.change(come_halfway)
    assert data.faults() == []


def test_a_job_of_an_unknown_kind_is_told_and_left(data):
    data.change(lambda root: queue_of(root).put("make_coffee", at=datetime.now(UTC)))
    assert "a kind that this version does not know" in data.sentences()[0]
    assert len(data.repair().left) == 1


def test_a_lease_from_a_wrong_clock_is_given_back(data):
    def harm(root):
        queue = queue_of(root)
        job = queue.put("read_document", _case(root)["1"].__oid__, 1, at=data.registry.clock.now())
        queue.waiting.clear()
        job.leased = True
        queue.waiting[(data.registry.clock.now() + timedelta(days=400), job.id)] = job

    data.change(harm)
    assert [part for part, _path in data.faults()] == ["queue"]
    assert data.repair().left == []
    assert data.faults() == []


def test_a_session_that_nobody_could_end_is_ended(data):
    def harm(root):
        logins = logins_of(root)
        logins.add(Login("karla", datetime.now(UTC)), datetime.now(UTC) - timedelta(hours=1))
        logins._entries["20261122T090000.x"] = Login("sagsbehandler", datetime.now(UTC))

    data.change(harm)
    assert [part for part, _path in data.faults()] == ["sessions", "sessions"]
    assert data.repair().left == []
    assert data.change(lambda root: len(root.logins._entries)) == 0


def test_what_is_kept_of_sent_forms_agrees_both_ways(data):
    def harm(root):
        now = datetime.now(UTC)
        root.submissions.note("a", "karla", "/x", now)
        root.submissions.note("b", "karla", "/y", now)
        del root.submissions._results[("karla", "a")]
        for key in [key for key in root.submissions._by_time if key[2] == "b"]:
            del root.submissions._by_time[key]

    data.change(harm)
    assert [part for part, _path in data.faults()] == ["submissions", "submissions"]
    assert data.repair().left == []
    assert data.faults() == []


# ------------------------------------------------------------------ while serving


def test_a_check_runs_beside_whoever_has_the_database_open_and_a_repair_does_not(data):
    with data.graph():
        assert data.faults() == []
        status, told = data.esdh("check", "--repair")
    assert status == 1
    assert "stop it first" in told


def test_a_file_that_is_being_filed_right_now_is_no_fault_and_one_that_was_left_is(data):
    blob = data.blobs()[-1]
    with data.graph() as root:
        layout = root._p_jar.db().storage.fshelper
        oid, tid = layout.splitBlobFilename(str(blob))
        shutil.copy(blob, layout.getBlobFilename(oid, p64(u64(tid) + 2**32)))
        assert data.faults() == []
    assert [part for part, _path in data.faults()] == ["files"]
    assert "before anybody was told that it was filed" in data.sentences()[0]
    assert data.repair().left == []
    assert data.faults() == []
    assert len(list((data.folder / "set-aside").rglob("*.blob"))) == 1


@pytest.mark.parametrize(
    ("later", "status", "told"), [(-1, 0, "Everything else agrees."), (2**32, 1, "lost its end")]
)
def test_a_file_that_a_broken_off_write_left_fails_no_check_unless_the_database_may_have_lost_its_end(
    data, later, status, told
):
    blob = data.blobs()[-1]
    with data.graph() as root:
        layout = root._p_jar.db().storage.fshelper
        oid, tid = layout.splitBlobFilename(str(blob))
        shutil.copy(blob, layout.getBlobFilename(oid, p64(u64(tid) + later)))
    answered, said = data.esdh("check")
    assert answered == status
    assert told in said
    assert "before anybody was told that it was filed" in said
    assert told_in_json(data.folder, "check")["faults"][0]["leftover"] is (status == 0)


def test_what_was_looked_at_is_counted(data):
    looked_at = told_in_json(data.folder, "check")["looked_at"]
    assert looked_at["files"] == 6
    assert looked_at["nodes"] > 8
    assert looked_at["bytes"] > 1000
