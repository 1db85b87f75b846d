"""A journal that was tampered with is found by `esdh check --journal`, each fault with its place."""

from datetime import timedelta

import pytest
from tests.support.builders import a_case

from bdk_esdh.audit.chain import Block
from bdk_esdh.audit.entering import enter_counted, journal_of
from bdk_esdh.audit.entries import BEGINNING, digest_of
from bdk_esdh.audit.heads import heads_path, read_heads
from bdk_esdh.audit.last_check import read_last_check
from bdk_esdh.audit.sealing import seal_journal
from bdk_esdh.cases.actions import move_case
from bdk_esdh.cases.journal import OPENED
from bdk_esdh.jobs.worker import Work
from bdk_esdh.ops.check_journal import check_journal

DAYS = 3


@pytest.fixture
def town(site):
    """Some days of work, each sealed in several rounds; the last day goes on."""
    for _day in range(DAYS):
        for _number in range(4):
            with site.graph() as (root, act):
                case = a_case(root, act)
                enter_counted(case, act, OPENED)
                enter_counted(case, act, OPENED)
            _seal(site)
            site.clock.advance(timedelta(minutes=30))
            _seal(site)
            with site.graph() as (root, act):
                move_case(root["sager"][case.case_number], "inform", act)
        _seal(site)
        site.clock.advance(timedelta(days=1))
    _seal(site)
    with site.graph() as (root, act):
        a_case(root, act)
    _seal(site)
    assert _faults(site) == []
    return site


def _seal(site):
    seal_journal(Work(site.db, site.registry))


def _faults(site):
    with site.graph() as (root, _act):
        return check_journal(root, site.registry.esdh_settings.data, site.clock.now())


def _tamper(site, number, change):
    """Let ``change(rows, place)`` return the rows of the block that holds entry ``number`` anew."""
    with site.graph() as (root, _act):
        chain = journal_of(root).chain
        first = chain.blocks.maxKey(number)
        rows = [*chain.blocks[first].rows]
        chain.blocks[first].rows = tuple(change(rows, number - first))


def _number_of(site, verb):
    with site.graph() as (root, _act):
        chain = journal_of(root).chain
        return [number for number in range(1, chain.last + 1) if chain.get(number).entry.verb == verb]


def test_a_journal_that_nobody_touched_has_no_fault_and_says_when_it_was_verified(town):
    folder = town.registry.esdh_settings.data
    assert _faults(town) == []
    assert len(read_heads(folder)) == DAYS
    last = read_last_check(folder)
    with town.graph() as (root, _act):
        assert (last.at, last.sequence, last.faults) == (town.clock.now(), journal_of(root).chain.last, 0)


def test_an_entry_that_was_changed_is_found(town):
    number = _number_of(town, "case.state_changed")[1]

    def change(rows, place):
        packed, digest = rows[place]
        rows[place] = ((packed[0], "leder", "Lis Låntnavn", *packed[3:]), digest)
        return rows

    _tamper(town, number, change)
    faults = _faults(town)
    assert f"number {number} (Case 2026-0000" in faults[0]
    assert "leder: case.state_changed" in faults[0]
    assert "is not what was sealed" in faults[0]


def test_an_entry_that_was_changed_with_its_hash_is_found_at_the_next(town):
    number = _number_of(town, "case.state_changed")[1]

    def change(rows, place):
        packed, _digest = rows[place]
        with town.graph() as (root, _act):
            before = journal_of(root).chain.get(number - 1).digest
        packed = (packed[0] - 60_000_000, *packed[1:])
        rows[place] = (packed, digest_of(before, number, packed))
        return rows

    _tamper(town, number, change)
    assert any(
        f"number {number + 1} (" in fault and "is not what was sealed" in fault for fault in _faults(town)
    )


@pytest.mark.parametrize("whole_block", [True, False])
def test_an_entry_that_was_removed_is_found(town, whole_block):
    number = _number_of(town, "case.opened")[2]
    if whole_block:
        with town.graph() as (root, _act):
            chain = journal_of(root).chain
            first = chain.blocks.maxKey(number)
            removed = len(chain.blocks.pop(first).rows)
    else:
        _tamper(town, number, lambda rows, place: rows[:place] + rows[place + 1 :])
        first, removed = number, 1
    faults, last = _faults(town), first + removed - 1
    named = f"number {first}" if first == last else f"number {first}-{last}"
    assert any(f"{named} is missing" in fault for fault in faults) or f"number {number} (" in faults[0]
    assert any("index by record names number" in fault for fault in faults)


def test_an_entry_that_was_put_in_between_is_found(town):
    number = _number_of(town, "case.state_changed")[2]
    _tamper(town, number, lambda rows, place: [*rows[: place + 1], rows[place], *rows[place + 1 :]])
    faults = _faults(town)
    assert any(f"number {number + 1} (" in fault for fault in faults)


def test_entries_that_changed_places_are_found(town):
    first, second = _number_of(town, "case.created")[:2]
    with town.graph() as (root, _act):
        chain = journal_of(root).chain
        blocks = [chain.blocks.maxKey(number) for number in (first, second)]
        rows = [[*chain.blocks[block].rows] for block in blocks]
        one, other = rows[0][first - blocks[0]], rows[1][second - blocks[1]]
        rows[0][first - blocks[0]], rows[1][second - blocks[1]] = other, one
        for block, made in zip(blocks, rows, strict=True):
            chain.blocks[block].rows = tuple(made)
    faults = _faults(town)
    assert any(f"number {first} (" in fault for fault in faults)
    assert any(f"number {second} (" in fault for fault in faults)


def test_a_tail_that_was_cut_off_is_found(town):
    with town.graph() as (root, _act):
        chain = journal_of(root).chain
        cut, last = chain.blocks.maxKey(), chain.last
        del chain.blocks[cut]
    faults = _faults(town)
    assert f"the end is cut off: numbers {cut}-{last} are missing after number {cut - 1}" in faults[0]


def test_a_tail_that_was_cut_off_everywhere_is_found_by_the_file_of_heads(town):
    """Whoever cuts the chain at an earlier day and mends everything in the database forgets the file."""
    with town.graph() as (root, _act):
        chain = journal_of(root).chain
        keep = next(iter(chain.heads))
        packed = [_packed(chain, number) for number in range(1, keep + 1)]
        _begin_anew(journal_of(root), packed)
    faults = _faults(town)
    assert faults
    assert all("heads.txt" in fault and f"the journal ends with number {keep}" in fault for fault in faults)


def test_a_chain_that_was_written_anew_as_a_whole_is_found_by_the_file_of_heads(town):
    with town.graph() as (root, _act):
        chain = journal_of(root).chain
        packed = [_packed(chain, number) for number in range(1, chain.last + 1)]
        packed[0] = (packed[0][0] + 1, *packed[0][1:])
        _begin_anew(journal_of(root), packed)
    faults = _faults(town)
    assert len(faults) == DAYS
    assert "heads.txt, line 1 (2026-11-23): the hash is not that of number" in faults[0]


def _packed(chain, number):
    first = chain.blocks.maxKey(number)
    return chain.blocks[first].rows[number - first][0]


def _begin_anew(journal, packed):
    journal.chain = type(journal.chain)()
    journal.chain.append(packed)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda lines: [lines[0].replace("a", "b").replace("1", "2", 20), *lines[1:]], "line 1"),
        (lambda lines: [lines[0], *lines[2:]], "the line of 2026-11-24"),
        (lambda lines: [lines[0], "sludder", *lines[1:]], "line 2: is not a date"),
        (lambda lines: [lines[1], lines[0], *lines[2:]], "line 2 (2026-11-23): stands in the wrong order"),
        (lambda _lines: [], "the line of 2026-11-23"),
    ],
)
def test_a_file_of_heads_that_was_rewritten_is_found(town, change, told):
    path = heads_path(town.registry.esdh_settings.data)
    path.write_text("".join(f"{line}\n" for line in change(path.read_text().splitlines())))
    assert any(told in fault for fault in _faults(town))


@pytest.mark.parametrize("index", ["by_record", "by_case", "by_person"])
def test_indexes_are_verified_both_ways(town, index):
    with town.graph() as (root, _act):
        postings = getattr(journal_of(root).chain, index)
        key = next(iter(postings))
        oid = postings.pop(key)
        strange = key[:-7] + bytes(6) + b"c"
        postings[strange] = oid
    faults = _faults(town)
    name = index.removeprefix("by_")
    assert any(f"is not found by {name}" in fault for fault in faults)
    with town.graph() as (root, _act):
        getattr(journal_of(root).chain, index)[key] = oid
    assert any(f"index by {name} names number" in fault for fault in _faults(town))


def test_a_count_that_was_changed_or_forgotten_is_found(town):
    with town.graph() as (root, _act):
        repeats = journal_of(root).chain.repeats
        assert len(repeats) == 4 * DAYS
        first = next(iter(repeats))
        number = repeats.pop(first)
    assert any(f"number {number} (" in fault and "counts a reading" in fault for fault in _faults(town))

    def change(rows, place):
        packed, digest = rows[place]
        rows[place] = ((*packed[:11], 1, packed[12]), digest)
        return rows

    _tamper(town, number, change)
    assert any(f"number {number} (" in fault and "is not what was sealed" in fault for fault in _faults(town))


def test_the_head_of_a_day_in_the_database_is_verified_too(town):
    with town.graph() as (root, _act):
        heads = journal_of(root).chain.heads
        number = next(iter(heads))
        heads[number] = (heads[number][0], BEGINNING)
    assert _faults(town) == [f"journal: the head kept for 2026-11-23 is not that of number {number}"]


def test_garbage_in_an_entry_is_told_and_stops_nothing(town):
    number = _number_of(town, "case.created")[1]
    for garbage in (("x",), (), (None,) * 9, ("x", b"y", {}, 1)):
        _tamper(
            town,
            number,
            lambda rows, place, it=garbage: [*rows[:place], (it, rows[place][1]), *rows[place + 1 :]],
        )
        assert any(f"number {number}" in fault for fault in _faults(town))


def test_a_block_that_is_gone_is_told(town):
    with town.graph() as (root, _act):
        chain = journal_of(root).chain
        first = chain.blocks.maxKey(5)
        chain.blocks[first] = Block(())
    assert any("missing before" in fault for fault in _faults(town))


def test_a_day_that_the_clock_went_back_to_is_no_fault(town):
    town.clock.advance(timedelta(days=-30))
    with town.graph() as (root, act):
        a_case(root, act)
    _seal(town)
    town.clock.advance(timedelta(days=60))
    with town.graph() as (root, act):
        a_case(root, act)
    _seal(town)
    assert _faults(town) == []
