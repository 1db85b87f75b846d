"""Keeps what long runs measured, a line each, as a table that a note can take over."""

import os
from datetime import UTC, datetime
from pathlib import Path

from tests.support.processes import PROJECT

#: git-ignored, like everything that a run leaves
RESULTS = Path(os.environ.get("SOAK_RESULTS", PROJECT / "var" / "soak.md"))
_HEAD = "| When | Run | Result |\n|---|---|---|\n"


def report(run, result, tell):
    """Print a result and add it to the table."""
    tell(f"{run}: {result}")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    if not RESULTS.exists():
        RESULTS.write_text(_HEAD)
    with RESULTS.open("a") as table:
        table.write(f"| {datetime.now(UTC):%Y-%m-%d %H:%M} | {run} | {result} |\n")
