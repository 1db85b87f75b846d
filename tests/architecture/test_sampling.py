"""Plain ``make test`` takes a sample of the long runs and says so; what continuous integration runs leaves nothing out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TESTS = """
import pytest

@pytest.mark.sweep(4)
@pytest.mark.parametrize("number", range(9))
def test_many(number): pass

@pytest.mark.sweep(2, first=1)
@pytest.mark.parametrize("number", range(4))
def test_every_other(number): pass

@pytest.mark.parametrize("role", ["a", pytest.param("b", marks=pytest.mark.whole)])
def test_roles(role): pass

@pytest.mark.whole
def test_long(): pass

def test_quick(): pass
"""


@pytest.mark.parametrize("processes", ["0", "2"])
@pytest.mark.parametrize(
    ("option", "ran"),
    [
        ("--sample", "[0] [4] [8] [1] [3] [a]"),
        ("--strict-markers", "[0] [1] [2] [3] [4] [5] [6] [7] [8] [0] [1] [2] [3] [a] [b]"),
    ],
)
def test_a_sample_takes_a_fixed_share_and_says_how_many_it_left_out(tmp_path, processes, option, ran):
    """Break it: keep every test, or count only what one process leaves out where several run."""
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n sweep\n whole\n", encoding="utf-8")
    (tmp_path / "test_these.py").write_text(TESTS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "-p", "tests.support.sampling", "-n", processes, option,
         "--dist", "loadfile", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    lines = [line for line in done.stdout.splitlines() if "PASSED" in line]
    asked = [word for line in lines for word in line.split() if "::" in word]
    assert sorted(f"[{word.partition('[')[2]}" for word in asked if "[" in word) == sorted(ran.split())
    assert ("test_long" in done.stdout) == (option != "--sample")
    assert ("10 tests were left out" in done.stdout) == (option == "--sample")


def said(target, **environment):
    """Return the commands of a target of the Makefile, none of them run, whatever this run was asked for by ``make``."""
    ours = {"REQUIRE_ALL", "ARGS", "MAKEFLAGS", "MAKEOVERRIDES", "MFLAGS"}
    answer = subprocess.run(
        ["make", "--dry-run", target, *(f"{name}={value}" for name, value in environment.items())],
        cwd=ROOT, env={name: value for name, value in os.environ.items() if name not in ours},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return answer.stdout


@pytest.mark.needs("make")
def test_only_plain_make_test_takes_a_sample():
    assert "--sample" in said("test")
    assert "--sample" in said("test", REQUIRE_ALL="0")
    assert "--sample" not in said("test", REQUIRE_ALL="1")
    assert "--sample" not in said("test", ARGS="tests/unit")
    assert "\nREQUIRE_ALL=1 make test\n" in (ROOT / ".ci" / "run").read_text()
