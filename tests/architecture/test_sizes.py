"""Files stay under 400 lines, functions under 50, and no file is a drawer for everything."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "bdk_esdh"
MODULES = sorted(SOURCE.rglob("*.py"))
BANNED_NAMES = {"utils", "util", "helpers", "base", "layout", "misc", "common"}
FILE_CAP, FUNCTION_CAP = 400, 50


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_file_is_short_and_named_for_what_it_holds(path):
    text = path.read_text()
    assert path.stem not in BANNED_NAMES
    assert len(text.splitlines()) <= FILE_CAP
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = node.end_lineno - node.lineno + 1
            assert length <= FUNCTION_CAP or node.name == "includeme", f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_says_what_it_is(path):
    assert ast.get_docstring(ast.parse(path.read_text())), "no docstring"


def test_no_module_of_ours_looks_up_the_registry_in_a_thread_local():
    guilty = [str(path.relative_to(SOURCE)) for path in MODULES if "get_current_re" in path.read_text()]
    assert guilty == []
