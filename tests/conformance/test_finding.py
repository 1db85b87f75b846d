"""Hits, totals, facets, order and parts of what is found."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bdk_esdh.search.port import FACETS, SearchFace, Sort
from tests.conformance.conftest import NOW, STAFF, a_record

THREE = (
    a_record(
        1, "Ansøgning om carport", kle="02.34.02", unit="byg", day=date(2026, 3, 4), review_state="final"
    ),
    a_record(2, "Carport, afgørelse", kle="02.34.02", unit="byg", day=date(2025, 6, 1), sender="Nordbyg ApS"),
    a_record(
        3,
        "Carport i skel",
        kle="05.01.00",
        unit="vej",
        day=date(2026, 1, 1),
        kind="Case",
        numbers=("2026-00012",),
    ),
)


def test_totals_and_facets_are_of_what_is_found(archive):
    archive.put(*THREE, a_record(4, "Noget andet", unit="byg"))
    result = archive.ask("carport", facets=FACETS)
    assert result.total == 3
    assert dict(result.facets["kind"]) == {"Document": 2, "Case": 1}
    assert result.facets["unit"] == (("byg", 2), ("vej", 1))
    assert dict(result.facets["year"]) == {"2026": 2, "2025": 1}
    assert dict(result.facets["kle_group"]) == {"02": 2, "05": 1}
    assert dict(result.facets["review_state"]) == {"final": 1}


def test_a_facet_counts_what_its_other_values_would_give(archive):
    archive.put(*THREE)
    result = archive.ask("carport", facets=("unit", "kind"), filters={"unit": ("byg",)})
    assert result.total == 2
    assert dict(result.facets["unit"]) == {"byg": 2, "vej": 1}
    assert dict(result.facets["kind"]) == {"Document": 2}


def test_pages_of_hits_follow_one_another_without_gap_or_repetition(archive):
    archive.put(
        *(
            a_record(number, f"Brev {number}", day=date(2026, 1, 1) + timedelta(number))
            for number in range(45)
        )
    )
    for sort in Sort:
        seen = []
        for start in range(0, 60, 10):
            result = archive.ask("brev", sort=sort, start=start, size=10)
            assert result.total == 45
            seen += [hit.oid for hit in result.hits]
        assert len(seen) == len(set(seen)) == 45
    assert [hit.oid for hit in archive.ask("brev", sort=Sort.DATE, size=3).hits] == [44, 43, 42]


def test_a_word_in_the_title_weighs_more(archive):
    archive.put(
        a_record(1, "Brev", text="hegn og mere og mere"), a_record(2, "Hegn", text="brev og mere og mere")
    )
    assert archive.found("hegn")[0] == 2


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("carport afgørelse", {2}),
        ('"carport i skel"', {3}),
        ('"skel i carport"', set()),
        ("carport -skel", {1, 2}),
        ('carport -"i skel"', {1, 2}),
        ("ansøg*", {1}),
        ("afsender:nordbyg", {2}),
        ("kle:02.34", {1, 2}),
        ("kle:02", {1, 2}),
        ("kle:2", {1, 2}),
        ("år:2025", {2}),
        ("fra:2026", {1, 3}),
        ("til:31.12.2025", {2}),
        ("carport fra:1.2.2026", {1}),
        ("2026-00012", {3}),
        ("2026/12 carport", {3}),
        ("CARPORT", {1, 2, 3}),
    ],
)
def test_what_may_be_typed(archive, typed, found):
    archive.put(*THREE)
    assert set(archive.found(typed)) == found


def test_a_phrase_does_not_reach_from_one_field_into_the_next(archive):
    archive.put(a_record(1, "Hegn", text="mod vej"))
    assert archive.found('"hegn mod"') == []
    assert archive.found('"mod vej"') == [1]


def test_the_public_index_holds_what_is_public_and_from_its_moment_on(archive):
    public = replace(THREE[0], readers=frozenset(), gates=frozenset())
    archive.put(
        *THREE,
        public=[
            public,
            replace(public, oid=2, visible_from=NOW + timedelta(hours=1)),
            replace(public, oid=3, visible_until=NOW),
        ],
    )
    everyone = {"face": SearchFace.PUBLIC, "tokens": ()}
    assert archive.found("carport", **everyone) == [1]
    assert set(archive.found("carport", at=NOW + timedelta(hours=2), **everyone)) == {1, 2}
    assert archive.found("carport", at=None, **everyone) == [1]


def test_what_is_put_in_again_is_there_once_as_it_is_now(archive):
    for version in range(30):
        archive.put(a_record(1, f"Udgave nr{version}"), a_record(2, "Udgave andet"))
    assert archive.found("udgave nr29") == [1]
    assert archive.found("nr28") == []
    assert sorted(archive.found("udgave")) == [1, 2]


def test_what_is_gone_is_in_nothing(archive):
    archive.put(*THREE)
    archive.put(gone={2})
    assert set(archive.found("carport")) == {1, 3}
    assert dict(archive.ask("carport", facets=("year",)).facets["year"]) == {"2026": 2}
    assert archive.reader.known_ids(SearchFace.INTERNAL) == {1, 3}


def test_everything_is_found_by_words_from_among_many_small_batches(archive):
    for number in range(60):
        archive.put(a_record(number, f"Lille brev nr{number}"))
    assert archive.ask("brev").total == 60
    for number in (0, 17, 59):
        assert archive.found(f"nr{number}") == [number]
    archive.writer.tidy()
    assert archive.ask("brev").total == 60


def test_another_process_finds_it_as_soon_as_it_is_written(archive):
    assert archive.found("carport", reader=archive.other_reader) == []
    for count in (1, 2, 3):
        archive.put(*THREE[:count])
        assert archive.ask("carport", reader=archive.other_reader).total == count
    archive.put(gone={1, 2})
    assert archive.found("carport", reader=archive.other_reader) == [3]


def test_an_index_built_beside_holds_what_was_changed_meanwhile(archive):
    from bdk_esdh.search.port import IndexBatch

    archive.put(*THREE)
    archive.writer.begin_build()
    archive.writer.build(IndexBatch({SearchFace.INTERNAL: THREE[:2]}))
    archive.put(replace(THREE[0], title="Skur"), gone={2})
    assert archive.found("carport") == [3]
    assert archive.ask("carport").index_state.value == "rebuilding"
    archive.writer.build(IndexBatch({SearchFace.INTERNAL: [replace(THREE[0], title="Skur"), THREE[2]]}))
    before = archive.writer.standing().index
    assert archive.writer.finish_build().index != before
    assert archive.found("skur") == [1]
    assert archive.found("carport") == [3]
    assert archive.found("carport", reader=archive.other_reader) == [3]
    assert archive.ask("carport").index_state.value == "ready"


def test_without_tokens_nothing_is_found_inside(archive):
    archive.put(*THREE, a_record(9, "Carport uden læsere", readers=(), gates=()))
    result = archive.ask("carport", tokens=(), facets=FACETS)
    assert (result.total, result.hits, result.suggestion) == (0, (), "")
    assert not any(result.facets.values())
    assert archive.suggested("car", tokens=()) == []
    assert 9 not in archive.found("carport", tokens=STAFF)
