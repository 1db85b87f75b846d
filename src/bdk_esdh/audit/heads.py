"""The hash of the last entry of each day, in a file beside the database.

Whoever can write the database can compute a chain anew. A line of this file that is printed
or sent elsewhere each day then no longer fits. A line is ``date number hash``.
"""

import fcntl
import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .chain import Chain

_LINE = re.compile(r"(\d{4}-\d{2}-\d{2}) (\d{1,15}) ([0-9a-f]{64})")


@dataclass(frozen=True)
class Head:
    """The last entry of a day."""

    day: date
    sequence: int
    digest: bytes

    def __str__(self) -> str:
        """Return the line of the file."""
        return f"{self.day.isoformat()} {self.sequence} {self.digest.hex()}"


def heads_path(data: Path) -> Path:
    """Return where the heads are kept in a data folder."""
    return data / "journal" / "heads.txt"


def read_heads(data: Path) -> list[Head | None]:
    """Return the lines of the file in order, ``None`` for one that is no head.

    A last line without its end is one that was being written when the power failed.
    """
    try:
        lines = heads_path(data).read_text("utf-8", "replace").split("\n")[:-1]
    except FileNotFoundError:
        return []
    return [_head(line) for line in lines]


def _head(line: str) -> Head | None:
    match = _LINE.fullmatch(line)
    try:
        return Head(date.fromisoformat(match[1]), int(match[2]), bytes.fromhex(match[3])) if match else None
    except ValueError:
        return None


def heads_due(chain: Chain, data: Path, today: int) -> list[Head]:
    """Return the heads that the file lacks after its last line.

    :param today: as a proleptic ordinal; the day that goes on has no head yet.
    """
    heads = day_heads(chain)
    if chain.last and chain.tip.day < today:
        heads.append(Head(date.fromordinal(chain.tip.day), chain.last, chain.head))
    if not heads:
        return []
    newest = max((each.sequence for each in read_heads(data) if each is not None), default=0)
    return [each for each in heads if each.sequence > newest]


def day_heads(chain: Chain) -> list[Head]:
    """Return the heads of the days that others have followed, oldest first."""
    return [Head(date.fromordinal(day), number, digest) for number, (day, digest) in chain.heads.items()]


def append_heads(data: Path, heads: list[Head]) -> None:
    """Put lines at the end of the file and wait until they are on disk.

    Two workers may come at once: the lines that the other wrote are left out.
    """
    path = heads_path(data)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _drop_half_a_line(file.fileno(), path)
        newest = max((each.sequence for each in read_heads(data) if each is not None), default=0)
        lines = "".join(f"{each}\n" for each in heads if each.sequence > newest)
        file.write(lines.encode("ascii"))
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(path.parent)


def _drop_half_a_line(descriptor: int, path: Path) -> None:
    content = path.read_bytes()
    if content and not content.endswith(b"\n"):
        os.ftruncate(descriptor, content.rfind(b"\n") + 1)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
