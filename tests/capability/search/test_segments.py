"""Segments of the text index: which become one, and what is read of their postings."""

import random
from datetime import date, timedelta

import pytest
from tests.conformance.conftest import Archive, a_record
from whoosh.index import open_dir

from bdk_esdh.search.port import FACETS, SearchFace
from bdk_esdh.search.whoosh_engine.columns import codes_in, lengths_in, numbers_in
from bdk_esdh.search.whoosh_engine.engine import WhooshEngine
from bdk_esdh.search.whoosh_engine.merging import MOST_AT_ONCE, MOST_IN_TIER, TIERS, Merging
from bdk_esdh.search.whoosh_engine.segments import documents_with, numbers_of
from bdk_esdh.search.whoosh_engine.writer import WhooshWriter


class Segment:
    """What the policy sees of one."""

    def __init__(self, documents):
        self.documents = documents

    def doc_count(self):
        return self.documents


def merged_until_done(segments, at_most):
    """Merge as a writer does, again and again; return what is left and the largest merge."""
    merging, largest = Merging(at_most), 0
    while due := merging.due(segments):
        together = sum(each.documents for each in due)
        largest = max(largest, together)
        segments = [each for each in segments if each not in due] + [Segment(together)]
    return segments, largest


@pytest.mark.parametrize("seed", range(5))
def test_in_a_quiet_moment_few_segments_are_left_and_no_merge_is_large(seed):
    drawn = random.Random(seed)
    many = [Segment(drawn.choice((1, 3, 20, 200, 1_500))) for _number in range(300)]
    left, largest = merged_until_done(many, TIERS[-1])
    assert sum(each.documents for each in left) == sum(each.documents for each in many)
    assert len([each for each in left if each.documents <= TIERS[-1]]) <= MOST_IN_TIER
    assert largest <= MOST_AT_ONCE + TIERS[-1]


def test_between_two_batches_only_small_segments_are_merged():
    segments = [Segment(200) for _number in range(20)] + [Segment(1) for _number in range(20)]
    assert {each.documents for each in Merging().due(segments)} == {1}


def test_large_segments_are_merged_by_day_only_when_no_quiet_moment_came_for_long():
    assert not Merging().due([Segment(200) for _number in range(50)])
    assert Merging().due([Segment(200) for _number in range(61)])


def test_while_an_index_is_built_nothing_is_merged():
    assert not Merging(at_most=0).due([Segment(1) for _number in range(1_000)])


def test_what_was_built_in_one_go_is_never_merged():
    assert not Merging(TIERS[-1]).due([Segment(10_000) for _number in range(50)])


@pytest.fixture
def archive(tmp_path):
    made = Archive(tmp_path / "search", WhooshWriter, WhooshEngine)
    yield made
    made.writer.close()


def test_postings_are_read_by_the_block_as_whoosh_reads_them_one_by_one(archive):
    made = [a_record(number, f"sag {'hegn' if number % 3 else 'vej'} {number}") for number in range(1_000)]
    archive.put(*made)
    archive.put(a_record(5, "ny titel"), gone=(4, 700))
    index = open_dir(str(archive.folder / archive.writer.standing().index / SearchFace.INTERNAL))
    read = 0
    with index.searcher() as searcher:
        for reader, _offset in searcher.reader().leaf_readers():
            assert list(documents_with(reader, "text", "findes-ikke")) == []
            for term in ("sag", "hegn", "vej", "700", "999"):
                if ("text", term) not in reader:
                    continue
                expected = list(reader.postings("text", term).all_ids())
                assert list(documents_with(reader, "text", term)) == expected
                assert list(numbers_of(reader.postings("text", term))) == expected
                assert not any(reader.is_deleted(number) for number in expected)
                read += len(expected)
    assert read > 1_900


def test_a_column_is_read_whole_as_whoosh_reads_it_value_by_value(archive):
    """Beyond 256 values of a code, with the last ones left out as they are like the default, and with none at all."""
    made = [
        a_record(
            number,
            f"sag {'meget ' * (number % 40)}",
            unit=f"enhed {number % 300}" if number < 900 else "",
            day=date(2026, 1, 1) + timedelta(number) if number < 500 else None,
        )
        for number in range(1_000)
    ]
    archive.put(*made)
    index = open_dir(str(archive.folder / archive.writer.standing().index / SearchFace.INTERNAL))
    read = 0
    with index.searcher() as searcher:
        for reader, _offset in searcher.reader().leaf_readers():
            for name in ("oid", "day", "visible_from", "visible_until"):
                assert list(numbers_in(reader, name)) == list(reader.column_reader(name, translate=False))
            for name in FACETS:
                values, codes = codes_in(reader, name)
                one_by_one = list(reader.column_reader(name, translate=False))
                assert [values[code] for code in codes] == one_by_one
            count = reader.doc_count_all()
            for field in ("title", "text"):
                lengths = [reader.doc_field_length(number, field) or 0 for number in range(count)]
                assert list(lengths_in(reader, field)) == lengths
            read += count
    assert read == 1_000
