"""What the large demo is made of: a stream that can be begun anew, invented people, files that hold their text."""

from datetime import UTC, datetime
from itertools import islice

import pypdfium2
import pytest

from bdk_esdh.demo.large.plain_pdf import text_pdf
from bdk_esdh.demo.large.planning import DAYS, plan
from bdk_esdh.demo.large.subjects import COMMON_WORD, MATTERS, RARE_WORD
from bdk_esdh.demo.stories.filing_plan import FACETS, SUBJECTS
from bdk_esdh.demo.stories.organisation import UNIT_BY_KEY
from bdk_esdh.files.cleaning import clean_pdf
from bdk_esdh.security.cpr import find_cpr

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def cases():
    return list(plan(2_000, NOW))


def test_there_are_as_many_papers_as_one_asks_for_some_ten_a_case_oldest_first(cases):
    serials = [paper.serial for case in cases for paper in case.papers]
    assert serials == list(range(1, 2_001))
    assert 8 < len(serials) / len(cases) < 12
    assert [case.at.date() for case in cases] == sorted(case.at.date() for case in cases)
    assert (NOW - cases[0].at).days >= DAYS - 1
    assert max(paper.at for case in cases for paper in case.papers) <= NOW


def test_the_same_comes_each_time_and_it_is_made_only_as_far_as_it_is_asked_for(cases):
    assert list(plan(2_000, NOW)) == cases
    assert next(iter(plan(1_000_000_000, NOW))).papers


def test_a_second_filling_goes_on_with_other_papers(cases):
    second = list(islice(plan(100, NOW, first=2_001), 3))
    assert second[0].papers[0].serial == 2_001
    assert second[0].papers[0].pages != cases[0].papers[0].pages


def test_units_subjects_and_facets_are_those_of_the_demo():
    assert {matter.unit for matter in MATTERS} <= set(UNIT_BY_KEY)
    assert {matter.subject for matter in MATTERS} <= {entry.number for entry in SUBJECTS}
    assert {matter.facet for matter in MATTERS} <= {facet.code for facet in FACETS}


def test_a_personal_number_belongs_to_nobody_and_stands_in_no_title(cases):
    for case in cases:
        for paper in case.papers:
            assert not find_cpr(f"{case.title} {paper.title}")
            lines = [line for line in paper.pages[0].split("\n") if line.startswith("Personnummer: ")]
            assert bool(lines) == case.matter.about_persons
            assert all(61 <= int(line.removeprefix("Personnummer: ")[:2]) <= 91 for line in lines)


def test_what_is_searched_for_in_measuring_is_as_common_as_it_says(cases):
    titles = [paper.title for case in cases for paper in case.papers]
    assert 0.35 < sum(COMMON_WORD in title for title in titles) / len(titles) < 0.6
    assert 6 <= sum(RARE_WORD in title for title in titles) <= 12


def test_a_plain_pdf_holds_its_text_and_nothing_that_cleaning_would_take_out(cases, tmp_path):
    pages = (cases[0].papers[0].pages[0], "Side 2 (med parentes) \\ og æøå Æ")
    source, clean = tmp_path / "a.pdf", tmp_path / "b.pdf"
    source.write_bytes(text_pdf(pages))
    report = clean_pdf(source, clean, title="Notat", number="2026-00001-1")
    assert (report.pages, report.dropped, report.alternative_texts) == (2, (), ())
    for path in (source, clean):
        with pypdfium2.PdfDocument(path) as pdf:
            read = [page.get_textpage().get_text_range() for page in pdf]
        assert [" ".join(text.split()) for text in read] == [" ".join(text.split()) for text in pages]
