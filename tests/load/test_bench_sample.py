"""Every measure of ``make bench``, tried once on a tiny base, so that none rots between the times they are run."""

import json

import pytest
from bench import bases, run
from bench.measuring import WITH_SERVER, WITHOUT_SERVER
from bench.page import write_page
from defusedxml import ElementTree

pytestmark = pytest.mark.whole

SIZE = 60


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bench")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bases, "FOLDER", folder)
        patch.setattr(run, "FOLDER", folder)
        yield run.measure_size(SIZE, only=set(), repetitions=1, seconds=0.05, quick=True)
    assert not (folder / f"{SIZE}-copy").exists()


def test_every_measure_runs_and_tells_a_figure_or_why_there_is_none(told):
    assert set(run.SERVED) == set(WITH_SERVER)
    assert set(run.NOT_SERVED) == set(WITHOUT_SERVER)
    figures = {figure["name"]: figure for figure in told["figures"]}
    assert len(figures) == len(told["figures"]) > 20
    for figure in figures.values():
        assert "rate" in figure or "p95" in figure or "values" in figure or "missing" in figure, figure
    assert figures["public agenda page, uncached"]["values"]["bytes"] > 20_000
    assert figures["PDF of 200 KB"]["values"]["bytes"] == 200_000
    assert figures["filing by JSON, 4 clients"]["values"]["log KB"] > 1
    assert told["reference"]["line"]["rate"] > 0


def test_figures_are_kept_by_size_and_drawn(told, tmp_path):
    (tmp_path / "img").mkdir()
    path = tmp_path / "9.9.9.json"
    run.keep(path, SIZE, told, whole=True)
    run.keep(path, 10 * SIZE, told, whole=True)
    kept = json.loads(path.read_text())
    assert set(kept["sizes"]) == {"60", "600"}
    write_page(kept, tmp_path)
    page = (tmp_path / "maalinger.md").read_text()
    for figure in told["figures"]:
        assert page.count(f"| {figure['name']} |") == 2
    drawn = (tmp_path / "img" / "maalinger.svg").read_text()
    ElementTree.fromstring(drawn)
    assert "<script" not in drawn
    assert "style=" not in drawn


def test_a_measure_alone_replaces_its_own_figures_and_no_others(told, tmp_path):
    path = tmp_path / "9.9.9.json"
    run.keep(path, SIZE, told, whole=True)
    alone = {**told, "figures": [{**told["figures"][0], "rate": 12345.0}]}
    run.keep(path, SIZE, alone, whole=False)
    kept = json.loads(path.read_text())["sizes"]["60"]["figures"]
    assert len(kept) == len(told["figures"])
    assert [figure["rate"] for figure in kept if figure.get("rate") == 12345.0] == [12345.0]
