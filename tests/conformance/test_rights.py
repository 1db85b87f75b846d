"""Nobody learns of what they may not read: not by a hit, a total, a facet, a suggestion or a correction."""

import random
from collections import Counter

from bdk_esdh.search.port import Sort
from tests.conformance.conftest import STAFF, a_record

TOKENS = ["staff", "unit:byg", "unit:vej", "user:a", "user:b", "role:editor"]
GATES = ["open", "unit:byg", "user:a"]
WORDS = ["carport", "hegn", "vej", "støj", "skole"]


def _records(rng, count):
    for oid in range(count):
        yield a_record(
            oid,
            " ".join(rng.sample(WORDS, 2)),
            text=rng.choice(WORDS),
            unit=rng.choice(["byg", "vej"]),
            kind=rng.choice(["Case", "Document"]),
            readers=rng.sample(TOKENS, rng.randint(0, 2)),
            gates=rng.sample(GATES, rng.randint(0, 2)),
        )


def _may(record, tokens):
    return bool(record.readers & tokens and record.gates & tokens)


def test_for_any_reader_what_is_found_is_what_they_may_read_and_so_are_the_counts(archive):
    rng = random.Random(23)
    records = {}
    for _round in range(6):
        changed = list(_records(rng, 60))
        rng.shuffle(changed)
        records |= {record.oid: record for record in changed[:40]}
        gone = {record.oid for record in changed[55:]}
        archive.put(*changed[:40], gone=gone)
        for oid in gone:
            records.pop(oid, None)
        for _reader in range(6):
            tokens = frozenset(rng.sample(TOKENS + GATES, rng.randint(0, 5)))
            word = rng.choice(WORDS)
            due = {
                oid: record
                for oid, record in records.items()
                if _may(record, tokens) and word in f"{record.title} {record.text}"
            }
            for sort in Sort:
                result = archive.ask(word, tokens=tokens, sort=sort, size=100, facets=("unit", "kind"))
                assert {hit.oid for hit in result.hits} == set(due)
                assert result.total == len(due)
                for facet in ("unit", "kind"):
                    assert dict(result.facets[facet]) == Counter(
                        getattr(each, facet) for each in due.values()
                    )


def test_a_right_that_was_taken_away_is_gone_with_the_batch_in_every_reader(archive):
    for round_ in range(12):
        archive.put(*(a_record(oid, "Fortrolig carport", readers={"unit:byg"}) for oid in range(20)))
        tokens = {"unit:byg", "open"}
        assert len(archive.found("carport", tokens=tokens)) == 20
        assert len(archive.found("carport", tokens=tokens, reader=archive.other_reader)) == 20
        archive.put(*(a_record(oid, "Fortrolig carport", readers={"user:b"}) for oid in range(20)))
        assert archive.found("carport", tokens=tokens) == []
        assert archive.found("carport", tokens=tokens, reader=archive.other_reader) == [], round_
        assert archive.suggested("car", tokens=tokens) == []


def test_what_is_hidden_is_in_no_hit_total_facet_or_suggestion(archive):
    archive.put(a_record(1, "Carport", unit="byg"), a_record(2, "Carportens tag", unit="vej"))
    result = archive.ask("carport", hidden=frozenset({2}), facets=("unit",))
    assert [hit.oid for hit in result.hits] == [1]
    assert result.total == 1
    assert dict(result.facets["unit"]) == {"byg": 1}
    assert archive.suggested("carportens", hidden=frozenset({2})) == []


def test_types_that_ones_roles_do_not_open_are_not_counted(archive):
    archive.put(a_record(1, "Carport"), a_record(2, "Carporten", kind="Person"))
    result = archive.ask("carport", kinds=frozenset({"Document"}), facets=("kind",))
    assert [hit.oid for hit in result.hits] == [1]
    assert dict(result.facets["kind"]) == {"Document": 1}
    assert archive.suggested("carporten", kinds=frozenset({"Document"})) == []


def test_a_word_is_suggested_to_those_alone_who_may_read_where_it_stands(archive):
    archive.put(
        a_record(1, "Vindmølle ved kysten"),
        a_record(2, "Vindmøllesagen om Hansen", readers={"user:b"}),
    )
    assert archive.suggested("vindm") == ["vindmølle"]
    assert archive.suggested("vindmoe") == ["vindmølle"]
    assert archive.suggested("hans") == []
    assert archive.suggested("hans", tokens={"user:b", "open"}) == ["hansen"]


def test_a_spelling_is_suggested_to_those_alone_who_may_read_where_it_stands(archive):
    archive.put(a_record(1, "Ansøgning om vindmølle"), a_record(2, "Tvangsfjernelse", readers={"user:b"}))
    assert archive.ask("vinmølle").corrections == (("vinmølle", "vindmølle"),)
    assert archive.ask("ansøgning vinmølle").suggestion == "ansøgning vindmølle"
    assert archive.ask("tvangsfjernelsse").suggestion == ""
    assert archive.ask("tvangsfjernelsse", tokens={"user:b", "open"}).suggestion == "tvangsfjernelse"


def test_gates_count_as_well_as_readers(archive):
    archive.put(a_record(1, "Carport", gates={"user:b"}))
    assert archive.found("carport") == []
    assert archive.found("carport", tokens=STAFF | {"user:b"}) == [1]
