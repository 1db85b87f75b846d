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

#: bytes at the end of the file that are read for its newest head: some fifty lines
_TAIL = 4_096
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
    newest = newest_number(data)
    heads = day_heads(chain, since=newest)
    if chain.last > newest and chain.tip.day < today:
        heads.append(Head(date.fromordinal(chain.tip.day), chain.last, chain.head))
    return heads


def newest_number(data: Path) -> int:
    """Return the number on the last line of the file that is a head; 0 when there is none.

    Asked twice a second by the worker: of a file of years it reads the end alone, where that is sound.
    """
    try:
        with heads_path(data).open("rb") as file:
            start = max(0, file.seek(0, os.SEEK_END) - _TAIL)
            file.seek(start)
            lines = file.read().decode("utf-8", "replace").split("\n")[:-1]
    except FileNotFoundError:
        return 0
    # The first line of a tail may be half of one.
    found = [head for head in map(_head, lines[1:] if start else lines) if head is not None]
    if not found and start:
        found = [head for head in read_heads(data) if head is not None]
    return max((head.sequence for head in found), default=0)


def day_heads(chain: Chain, since: int = 0) -> list[Head]:
    """Return the heads of the days that others have followed, oldest first.

    :param since: only those with a larger number.
    """
    found = chain.heads.items(since + 1)
    return [Head(date.fromordinal(day), number, digest) for number, (day, digest) in found]


def append_heads(data: Path, heads: list[Head]) -> None:
    """Put lines at the end of the file and wait until they are on disk.

    Two workers may come at once: the lines that the other wrote are left out.
    """
    path = heads_path(data)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _drop_half_a_line(file.fileno(), path)
        newest = newest_number(data)
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
