"""Imports go down only: the rows are data, and a module may import its own row's neighbours only by package rules."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "bdk_esdh"

#: from the ground up; a package imports only from rows below its own, or from itself
ROWS = (
    ("kernel",),
    ("root",),
    ("security", "audit", "workflow", "search", "lists", "files", "notify", "jobs", "desk"),
    ("organisation", "classification"),
    ("sharing", "trash"),
    ("cases",),
    ("parties",),
    ("documents",),
    ("meetings", "pages", "mailroom"),
    ("postlist", "journal", "break_glass", "link_check"),
    ("portal", "help", "wayfinding", "monitoring", "api", "webdav", "oparl"),
    ("__init__",),
    ("ops", "demo"),
)
ROW_OF = {package: number for number, row in enumerate(ROWS) for package in row}

#: services that build on another service of their row, with the reason
WITHIN_ROW = {
    ("jobs", "audit"): "starting parked work again is entered in the journal",
    ("audit", "security"): "what is entered is searched for personal numbers",
    ("jobs", "security"): "the queue's page is an administrator's",
    ("jobs", "search"): "the queue is shown in batches, as lists are",
    ("lists", "audit"): "fetching a list as a table is entered in the journal",
    ("lists", "search"): "a list is a query of the catalog",
    ("lists", "security"): "a list shows what one may read",
    ("search", "security"): "lists are intersected with what one may read",
    ("search", "files"): "the indexer is a child process, started as those that read files are",
    ("search", "audit"): "keeping a search is entered in the journal",
    ("files", "security"): "what is released is searched for personal numbers",
    ("desk", "security"): "a person is told, and keeps, only what that person may read",
    ("desk", "search"): "a message names what it is about as a hit does",
    ("desk", "jobs"): "the worker takes old messages away",
    ("demo", "ops"): "the demo is built by a command",
    ("ops", "demo"): "the command builds the demo",
}


def _package(path):
    relative = path.relative_to(SOURCE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def _imports(path):
    """Yield the first-level packages of ours that a module imports, wherever in it."""
    module = ("bdk_esdh", *path.relative_to(SOURCE).with_suffix("").parts)
    base = module
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = list(base[: len(base) - node.level]) if node.level else []
            start = above + (node.module.split(".") if node.module else [])
            names = [start] if len(start) > 1 else [[*start, alias.name] for alias in node.names]
        else:
            continue
        for name in names:
            if name[:1] == ["bdk_esdh"]:
                yield name[1] if len(name) > 1 and name[1] in ROW_OF else "__init__"


MODULES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_from_the_rows_below(path):
    mine = _package(path)
    assert mine in ROW_OF, f"{mine} has no row yet"
    wrong = [
        other
        for other in _imports(path)
        if other != mine and ROW_OF[other] >= ROW_OF[mine] and (mine, other) not in WITHIN_ROW
    ]
    assert not wrong, f"{path.relative_to(SOURCE)} imports {sorted(set(wrong))}, which do not lie below it"


def test_a_source_that_imports_upwards_would_be_found(tmp_path):
    sample = SOURCE / "kernel" / "clock.py"
    assert set(_imports(sample)) <= {"kernel"}
    assert ROW_OF["cases"] > ROW_OF["kernel"]
