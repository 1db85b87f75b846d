"""What decides who may read is written by one action module, which renews the indexes below.

An assignment anywhere else would leave lists and search saying one thing and pages another.
"""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "bdk_esdh"

#: attributes that decide rights on any node, and where they may be assigned, with the reason
GUARDED = ("sharing", "access_list", "__acl__")
ALLOWED = {
    ("sharing/actions.py", "sharing"): "the one place",
    ("sharing/actions.py", "access_list"): "the one place; cases call it while they are made or changed",
    ("kernel/graph.py", "sharing"): "the class's default: nothing is said",
    ("cases/content.py", "access_list"): "the class's default: no list",
    ("demo/stories/model.py", "access_list"): "a field of a story, not of a case",
}


def _targets(node):
    if isinstance(node, ast.Assign):
        return node.targets
    if isinstance(node, ast.AnnAssign | ast.AugAssign):
        return [node.target]
    if isinstance(node, ast.Delete):
        return node.targets
    return []


def assignments(tree):
    """Yield the names of guarded attributes that a module assigns, deletes, or sets by name."""
    for node in ast.walk(tree):
        for target in _targets(node):
            for part in ast.walk(target):
                name = part.attr if isinstance(part, ast.Attribute) else None
                # Asked in this order: whether a statement stands in a class takes a walk through the module.
                if isinstance(part, ast.Name) and part.id in GUARDED and _is_in_class(tree, node):
                    name = part.id
                if name in GUARDED:
                    yield name
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"setattr", "delattr"}
        ):
            yield from (
                each.value for each in node.args if isinstance(each, ast.Constant) and each.value in GUARDED
            )


def _is_in_class(tree, statement):
    return any(isinstance(each, ast.ClassDef) and statement in each.body for each in ast.walk(tree))


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_else_writes_what_decides_rights(path):
    name = str(path.relative_to(SOURCE))
    wrong = [each for each in assignments(ast.parse(path.read_text())) if (name, each) not in ALLOWED]
    assert not wrong, f"{name} writes {wrong}: call sharing.actions"


def test_what_is_allowed_is_there():
    for (name, attribute), reason in ALLOWED.items():
        assert reason
        assert attribute in set(assignments(ast.parse((SOURCE / name).read_text()))), name


@pytest.mark.parametrize(
    "line",
    ["case.access_list = ()", "case.sharing: tuple = ()", "del node.__acl__", "node.sharing += ()",
     "setattr(node, 'sharing', None)", "a, node.__acl__ = 1, 2", "class Case:\n    __acl__ = ()"],
)  # fmt: skip
def test_such_a_line_would_be_found(line):
    assert list(assignments(ast.parse(line)))
