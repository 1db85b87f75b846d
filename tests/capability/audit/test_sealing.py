"""What is entered is shown at once, sealed by the worker, and stands in the chain for ever."""

import hashlib
import json
import threading
from datetime import timedelta

import pytest
import transaction
from tests.support.builders import a_case, a_document
from tests.support.site import MOMENT, Site, make_base
from ZODB import DB
from ZODB.POSException import ConflictError

from bdk_esdh.audit.chain import Chain
from bdk_esdh.audit.entering import enter, enter_counted, journal_of
from bdk_esdh.audit.entries import Change, Done, Entry, canonical, digest_of, pack, unpack
from bdk_esdh.audit.heads import heads_path, newest_number, read_heads
from bdk_esdh.audit.lookup import Question, find
from bdk_esdh.audit.sealing import BATCH, seal, seal_journal
from bdk_esdh.audit.verbs import Kind
from bdk_esdh.cases.actions import case_values, change_case, move_case
from bdk_esdh.cases.journal import FACTS_CHANGED, OPENED
from bdk_esdh.jobs.worker import Work


def _seal(site):
    seal_journal(Work(site.db, site.registry))


def _journal(root):
    return journal_of(root)


def _sealed(root):
    chain = _journal(root).chain
    return [chain.get(number) for number in range(1, chain.last + 1)]


def test_an_entry_is_there_at_once_and_sealed_in_the_next_round(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        number = case.case_number
        assert [line.sequence for line in find(_journal(root), Question(case_number=number)).lines] == [0]
    _seal(site)
    with site.graph() as (root, _act):
        lines = find(_journal(root), Question(case_number=number)).lines
        assert [(line.sequence > 0, line.entry.verb) for line in lines] == [(True, "case.created")]
        assert _journal(root).waiting() == []


def test_the_chain_can_be_verified_by_whoever_knows_sha_256_and_json(site):
    with site.graph() as (root, act):
        move_case(a_case(root, act), "inform", act)
    _seal(site)
    with site.graph() as (root, _act):
        head = bytes(32)
        for sealed in _sealed(root):
            line = json.dumps(
                [sealed.sequence, pack(sealed.entry)], separators=(",", ":"), ensure_ascii=False
            )
            head = hashlib.sha256(head + line.encode()).digest()
            assert sealed.digest == head
        assert _journal(root).chain.head == head
        assert [sealed.sequence for sealed in _sealed(root)] == [*range(1, len(_sealed(root)) + 1)]


def test_waiting_entries_are_sealed_in_order_of_time(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        moments = [act.at + timedelta(seconds=second) for second in (50, 10, 30, 40, 20)]
        for moment in moments:
            enter(case, type(act)(act.by, act.by_name, moment, act.registry), FACTS_CHANGED)
    _seal(site)
    with site.graph() as (root, _act):
        found = [s.entry.at for s in _sealed(root) if s.entry.verb == "case.facts_changed"]
        assert found == sorted(moments)


def test_a_clock_that_was_set_back_does_not_stop_the_journal(site):
    with site.graph() as (root, act):
        number = a_case(root, act).case_number
    _seal(site)
    site.clock.advance(timedelta(days=-400))
    with site.graph() as (root, act):
        move_case(root["sager"][number], "inform", act)
    _seal(site)
    with site.graph() as (root, _act):
        lines = find(_journal(root), Question(case_number=number)).lines
        assert [line.entry.verb for line in lines] == ["case.state_changed", "case.created"]
        today = lines[0].entry.day
        found = find(_journal(root), Question(case_number=number, first_day=today, last_day=today)).lines
        assert [line.entry.verb for line in found] == ["case.state_changed"]


def test_two_workers_seal_each_entry_once(site):
    with site.graph() as (root, act):
        for _number in range(5):
            a_case(root, act)
    start = threading.Barrier(2)

    def work():
        start.wait()
        for _round in range(5):
            _seal(site)

    threads = [threading.Thread(target=work) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with site.graph() as (root, _act):
        cases = [s.entry.case_number for s in _sealed(root) if s.entry.verb == "case.created"]
        assert len(cases) == len(set(cases)) == 5


def test_of_two_that_seal_at_the_same_time_one_begins_again(site):
    with site.graph() as (root, act):
        a_case(root, act)
    first, second = (transaction.TransactionManager() for _number in range(2))
    roots = [site.db.open(manager).root()["app_root"] for manager in (first, second)]
    for root in roots:
        seal(_journal(root), [(shard, key) for _packed, shard, key in _journal(root).waiting()])
    first.commit()
    with pytest.raises(ConflictError):
        second.commit()
    second.abort()
    for root in roots:
        root._p_jar.close()


def test_a_backlog_is_sealed_in_short_transactions(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        for _number in range(3 * BATCH):
            enter(case, act, FACTS_CHANGED)
    _seal(site)
    with site.graph() as (root, _act):
        assert _journal(root).waiting() == []
        assert _journal(root).chain.last >= 3 * BATCH + 1
        found = find(_journal(root), Question(case_number=case.case_number), size=10_000)
        assert len(found.lines) == 3 * BATCH + 1


@pytest.fixture
def on_disk(application, tmp_path):
    """A municipality whose log can be measured."""
    app, registry, _base = application
    storage = make_base(registry, tmp_path)
    db = DB(storage)
    registry._zodb_databases[""] = db
    registry.clock.set(MOMENT)
    yield Site(app, registry, db), tmp_path / "Data.fs"
    db.close()


@pytest.mark.parametrize(("at_once", "most"), [(1, 4_000), (20, 2_000)])
def test_an_entry_costs_little_room(on_disk, at_once, most):
    """Bytes of the database's log for one entry with a change, waiting and sealed, without the record it is about."""
    site, log = on_disk
    with site.graph() as (root, act):
        numbers = [a_case(root, act).case_number for _number in range(50)]
    _seal(site)
    change = Change("Frist", "1. december 2026", "8. december 2026")

    def cost(write):
        before = log.stat().st_size
        for number, name in enumerate(numbers * 4, start=1):
            with site.graph() as (root, act):
                write(root["sager"][name], act)
            if number % at_once == 0:
                _seal(site)
        return (log.stat().st_size - before) / 200

    # Whatever an action does, it writes the record too, which keeps what was last done to it.
    record = cost(lambda case, act: setattr(case, "last_done", Done(FACTS_CHANGED.code, act.by_name, act.at)))
    assert cost(lambda case, act: enter(case, act, FACTS_CHANGED, changes=[change])) - record < most


# ------------------------------------------------------------------ repeated readings


def test_repeated_looks_within_five_minutes_are_counted_with_the_first(site):
    with site.graph() as (root, act):
        number = a_case(root, act).case_number
    for _time in range(4):
        with site.graph() as (root, act):
            enter_counted(root["sager"][number], act, OPENED)
        site.clock.advance(timedelta(minutes=1))
        _seal(site)
    with site.graph() as (root, act):
        assert _readings(root, number) == [4]
        site.clock.advance(timedelta(minutes=2))
    with site.graph() as (root, act):
        enter_counted(root["sager"][number], act, OPENED)
        assert _readings(root, number) == [1, 4]


def _readings(root, number):
    question = Question(case_number=number, kinds=frozenset({Kind.READ}))
    return [line.times for line in find(_journal(root), question).lines]


def test_the_count_ends_up_in_the_chain(site):
    with site.graph() as (root, act):
        number = a_case(root, act).case_number
    for _time in range(3):
        with site.graph() as (root, act):
            enter_counted(root["sager"][number], act, OPENED)
    _seal(site)
    site.clock.advance(timedelta(minutes=30))
    _seal(site)
    with site.graph() as (root, _act):
        counts = [sealed.entry for sealed in _sealed(root) if sealed.entry.is_count]
        assert [(entry.times, _journal(root).chain.get(entry.first).entry.verb) for entry in counts] == [
            (3, "case.opened")
        ]
        assert _readings(root, number) == [3]
        assert all(set(tallies) == {b""} for tallies in _journal(root).tallies)


def test_a_single_look_needs_no_count(site):
    with site.graph() as (root, act):
        enter_counted(a_case(root, act), act, OPENED)
    _seal(site)
    site.clock.advance(timedelta(minutes=30))
    _seal(site)
    with site.graph() as (root, _act):
        assert not any(sealed.entry.is_count for sealed in _sealed(root))


def test_pages_opened_at_once_are_both_counted_also_while_the_worker_seals(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        number = case.case_number
        enter_counted(case, act, OPENED)
    managers = [transaction.TransactionManager() for _number in range(3)]
    roots = [site.db.open(manager).root()["app_root"] for manager in managers]
    for root in roots:
        root["sager"][number].title  # noqa: B018 -- all three begin before any of them ends
    act = site.act(roots[0], "sagsbehandler")
    for root in roots[:2]:
        enter_counted(root["sager"][number], act, OPENED)
    seal(_journal(roots[2]), [(shard, key) for _packed, shard, key in _journal(roots[2]).waiting()])
    for manager, root in zip(managers, roots, strict=True):
        manager.commit()
        root._p_jar.close()
    with site.graph() as (root, _act):
        assert _readings(root, number) == [3]


def test_different_people_records_and_acts_are_not_counted_together(site):
    with site.graph() as (root, act):
        case, other = a_case(root, act), a_case(root, act)
        leader = site.act(root, "leder")
        for each, who in ((case, act), (case, leader), (other, act)):
            enter_counted(each, who, OPENED)
        assert _readings(root, case.case_number) == [1, 1]
        assert _readings(root, other.case_number) == [1]


# ------------------------------------------------------------------ what is stored


def test_an_entry_survives_being_stored(site):
    entry = Entry(site.clock.now(), "x", "X", "case.created", Kind.CHANGE, -5, "Case", "2026-00001")
    full = Entry(
        site.clock.now(),
        "x",
        "X",
        "a.b",
        Kind.READ,
        5,
        "Case",
        "n",
        "c",
        (Change("a", "", "b"),),
        "why",
        3,
        7,
    )
    for each in (entry, full):
        assert unpack(pack(each)) == each
    assert len(pack(entry)) == 8


def test_the_hash_depends_on_the_entry_its_number_and_the_one_before():
    packed = (1, "x", "X", "a.b", "c", 5, "Case", "n")
    digests = {
        digest_of(bytes(32), 1, packed),
        digest_of(bytes(32), 2, packed),
        digest_of(b"1" * 32, 1, packed),
        digest_of(bytes(32), 1, (*packed[:-1], "m")),
    }
    assert len(digests) == 4
    assert canonical(1, ("\ud800",))


def test_a_personal_number_is_masked_wherever_it_came_from(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        change = Change("Titel", "Sag om 610190-0000", "Sag om 6101900000")
        enter(case, act, FACTS_CHANGED, changes=[change], note="ring til 610190-0000")
        entry = find(_journal(root), Question(verb="case.facts_changed")).lines[0].entry
        assert "610190" not in repr(entry)
        assert entry.note == "ring til ██████-████"


def test_a_huge_note_is_cut(site):
    with site.graph() as (root, act):
        enter(a_case(root, act), act, FACTS_CHANGED, note="æ" * 100_000)
        assert len(find(_journal(root), Question(verb="case.facts_changed")).lines[0].entry.note) == 1_000


# ------------------------------------------------------------------ the heads of days


def test_the_head_of_a_day_is_written_to_a_file_once_the_day_is_over(site):
    folder = site.registry.esdh_settings.data
    with site.graph() as (root, act):
        a_case(root, act)
    _seal(site)
    assert read_heads(folder) == []
    site.clock.advance(timedelta(days=1))
    _seal(site)
    _seal(site)
    with site.graph() as (root, act):
        chain = _journal(root).chain
        assert heads_path(folder).read_text() == f"2026-11-23 {chain.last} {chain.head.hex()}\n"
        a_case(root, act)
    _seal(site)
    site.clock.advance(timedelta(days=3))
    _seal(site)
    assert [head.day.isoformat() for head in read_heads(folder)] == ["2026-11-23", "2026-11-24"]


def test_half_a_line_left_by_a_power_failure_is_written_anew(site):
    folder = site.registry.esdh_settings.data
    with site.graph() as (root, act):
        a_case(root, act)
    site.clock.advance(timedelta(days=1))
    _seal(site)
    whole = heads_path(folder).read_text()
    heads_path(folder).write_text(whole[:30])
    _seal(site)
    assert heads_path(folder).read_text() == whole


@pytest.mark.parametrize("end", ["", "noget andet\n" * 1_000, "2026-11-23 7 abc"])
def test_the_newest_head_of_a_long_file_is_found_at_its_end_or_before_what_is_none(tmp_path, end):
    path = heads_path(tmp_path)
    path.parent.mkdir()
    assert newest_number(tmp_path) == 0
    lines = "".join(f"2026-11-23 {number} {'ab' * 32}\n" for number in range(1, 2_000))
    path.write_text(lines + end)
    assert newest_number(tmp_path) == 1_999
    path.write_text("noget andet\n" * 1_000)
    assert newest_number(tmp_path) == 0


def test_many_days_at_once_get_a_line_each(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        for day in range(-5, 1):
            moment = act.at + timedelta(days=day)
            enter(case, type(act)(act.by, act.by_name, moment, act.registry), FACTS_CHANGED)
    _seal(site)
    days = [head.day.day for head in read_heads(site.registry.esdh_settings.data)]
    assert days == [18, 19, 20, 21, 22]


def test_an_entry_that_comes_a_moment_after_midnight_begins_no_day_again():
    chain = Chain()
    day = 86_400_000_000
    for at in (10 * day, 11 * day, 10 * day + 5, 11 * day + 7):
        chain.append([(at, "x", "X", "a.b", "c", 5, "Case", "n")])
    assert [number for number, _head in chain.heads.items()] == [1]
    chain.append([(5 * day, "x", "X", "a.b", "c", 5, "Case", "n")])
    assert [number for number, _head in chain.heads.items()] == [1, 4]


def test_changing_a_case_says_each_fact_in_the_words_of_its_form(site):
    from datetime import date

    with site.graph() as (root, act):
        case = a_case(root, act, due_date=date(2026, 12, 1))
        values = {**case_values(case), "due_date": date(2026, 12, 8), "responsible_unit": "vej-park"}
        change_case(case, {**values, "sensitivity": "confidential", "caseworker": None}, act)
        entry = find(_journal(root), Question(verb="case.facts_changed")).lines[0].entry
        assert {(each.field, each.before, each.after) for each in entry.changes} == {
            ("Frist", "1. december 2026", "8. december 2026"),
            ("Ansvarlig enhed", "Byg", "Vej & Park"),
            ("Følsomhed", "Ikke fortrolig", "Fortrolig"),
            ("Sagsbehandler", "Karla Skabelon", ""),
        }


def test_saving_a_form_without_a_change_enters_nothing(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        change_case(case, case_values(case), act)
        assert find(_journal(root), Question(verb="case.facts_changed")).lines == []
        a_document(case, act)
