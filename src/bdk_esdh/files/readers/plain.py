"""Plain text, and formats that are read well enough as plain text."""

from pathlib import Path

from bdk_esdh.files.readers.answer import Answer
from bdk_esdh.files.readers.decoding import decode


def read(path: Path, answer: Answer) -> None:
    """Add the text; bytes beyond what the limit can need are not read (four bytes a sign at most)."""
    with path.open("rb") as file:
        answer.add(decode(file.read(4 * answer.limit + 4)))
