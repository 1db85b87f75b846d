"""Files that are in circulation, where they are at hand: none of them is KL's to give away with us."""

from pathlib import Path

import pytest

from bdk_esdh.classification.importing import apply_edition, compare, read_edition

FOLDER = Path(__file__).parents[4].joinpath("shared", "data", "kle")
FILES = {
    "kle-numbers.csv": 2215,
    "test-kle-emneplan.xml": 3,
    "test-kle-facetter.xml": 1,
    "kitos-20200106-kle-sample-changes.xml": 21,
    "kitos-20200106-kle-single-item.xml": 7,
}

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="not on this machine: the folder shared/data/kle with KLE files"
)


@pytest.mark.parametrize(("name", "rows"), FILES.items())
def test_a_file_in_circulation_is_read_whole(name, rows):
    with (FOLDER / name).open("rb") as stream:
        edition = read_edition(stream)
    assert len(edition.rows) == rows
    assert edition.refused == []
    assert not any(row.title.endswith("[") for row in edition.rows)


def test_the_long_table_is_brought_in_but_for_the_groups_whose_main_group_it_lacks(site):
    with (FOLDER / "kle-numbers.csv").open("rb") as stream:
        edition = read_edition(stream)
    with site.graph() as (root, act):
        report = apply_edition(root["emner"], edition, act.registry)
        assert {refused.text[:2] for refused in report.refused} == {"54"}
        again = compare(root["emner"], edition)
        assert (again.new, again.changed, again.unchanged) == ([], [], 2215 - len(report.refused))
