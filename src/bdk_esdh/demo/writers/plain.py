"""A letter or note as plain text."""

from __future__ import annotations

import textwrap
from typing import IO

from bdk_esdh.demo.writers.blocks import Block, Bullets, Grid, Heading, Paragraph
from bdk_esdh.demo.writers.letter import Letter

_WIDTH = 76


def write_txt(letter: Letter, stream: IO[bytes]) -> None:
    """Write a letter as UTF-8 text.

    :param letter: what stands on the paper.
    :param stream: a binary stream to write to.
    """
    stream.write(text_of(letter).encode())


def text_of(letter: Letter, *, head: bool = True) -> str:
    """Write out a letter in lines of at most 76 characters.

    :param letter: what stands on the paper.
    :param head: whether sender, date and subject come first; a mail has them already.
    """
    top = [
        *letter.sender[:2],
        f"{letter.dateline}   {letter.case_line}".rstrip(),
        *([letter.label] if letter.label else []),
        "",
        letter.subject,
        "=" * min(_WIDTH, len(letter.subject)),
    ]
    parts = ["\n".join(top)] if head else []
    parts += [_lines(block) for block in letter.blocks]
    parts.append("\n".join(letter.closing))
    return "\n\n".join(parts) + "\n"


def _lines(block: Block) -> str:
    match block:
        case Heading(text):
            return f"{text}\n{'-' * len(text)}"
        case Bullets(items):
            return "\n".join(
                textwrap.fill(item, _WIDTH, initial_indent="- ", subsequent_indent="  ") for item in items
            )
        case Grid(rows):
            return _columns(rows)
        case Paragraph(text):
            return textwrap.fill(text, _WIDTH)


def _columns(rows: tuple[tuple[str, ...], ...]) -> str:
    """Line up the cells of a table with spaces."""
    columns = max(len(row) for row in rows)
    padded = [(*row, *[""] * (columns - len(row))) for row in rows]
    widths = [max(len(row[place]) for row in padded) for place in range(columns)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in padded
    )
