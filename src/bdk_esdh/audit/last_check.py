"""When the chain was last verified, and with what result: a file that the check leaves behind."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class LastCheck:
    """One verification.

    :param sequence: number of the last entry that was verified, ``faults`` how many were found.
    """

    at: datetime
    sequence: int
    faults: int


def _path(data: Path) -> Path:
    return data / "journal" / "last_check.json"


def note_check(data: Path, check: LastCheck) -> None:
    """Leave the result behind."""
    path = _path(data)
    path.parent.mkdir(parents=True, exist_ok=True)
    values = {"at": check.at.isoformat(), "sequence": check.sequence, "faults": check.faults}
    path.write_text(json.dumps(values))


def read_last_check(data: Path) -> LastCheck | None:
    """Return the result of the last verification, if there was one."""
    try:
        values = json.loads(_path(data).read_text())
        return LastCheck(datetime.fromisoformat(values["at"]), int(values["sequence"]), int(values["faults"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
