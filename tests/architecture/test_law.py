"""The table of law and the code agree: every row exists, and every § that code cites has a row."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "bdk_esdh"
ROW = re.compile(r"^\| (?P<rule>.+?) \| `(?P<code>[^`]+)` \| `(?P<test>[^`]+)` \|$")
CITED = re.compile(
    r"(offentligheds|forvaltnings|databeskyttelses|CPR-|kommunestyrelses|arkiv|databeskyttelsesforordning)"
    r"(?:loven §§?|en art\.) ?(\d+)",
    re.IGNORECASE,
)
#: the demo tells stories that quote laws, and hints show how a clerk may cite one; neither is a rule of ours
NOT_RULES = ("demo/", "cases/schema.py", "documents/schema.py")


def _rows():
    lines = (ROOT / "docs" / "law.md").read_text().splitlines()
    return [match for match in map(ROW.match, lines) if match]


ROWS = _rows()


@pytest.mark.parametrize("row", ROWS, ids=[row["rule"][:60] for row in ROWS])
def test_the_code_and_the_test_of_a_row_exist(row):
    for column, kind in (("code", r"(?:def|class) {}\b"), ("test", r"def {}\b")):
        file, _colons, name = row[column].partition("::")
        text = (ROOT / file).read_text()
        assert re.search(kind.format(re.escape(name)), text), f"{row[column]} does not exist"


def test_every_paragraph_that_code_cites_has_a_row():
    told = {(law.lower(), number) for row in ROWS for law, number in CITED.findall(row["rule"])}
    told |= {("offentligheds", "19"), ("offentligheds", "35")}
    missing = {}
    for path in sorted(SOURCE.rglob("*.py")):
        name = str(path.relative_to(SOURCE))
        if name.startswith(NOT_RULES):
            continue
        for law, number in CITED.findall(path.read_text()):
            if (law.lower(), number) not in told:
                missing.setdefault(f"{law} {number}", []).append(name)
    assert missing == {}


def test_every_file_of_a_row_cites_the_law_it_fulfils():
    for row in ROWS:
        wanted = CITED.findall(row["rule"])
        text = (ROOT / row["code"].partition("::")[0]).read_text()
        cited = {(law.lower(), number) for law, number in CITED.findall(text)}
        assert any((law.lower(), number) in cited for law, number in wanted), row["rule"]
