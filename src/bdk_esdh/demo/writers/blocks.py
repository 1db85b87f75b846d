"""The four things that the text of a story consists of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A line that opens a section."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table; its first row names the columns."""

    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Bullets | Grid


def blocks_of(body: Iterable[str]) -> tuple[Block, ...]:
    """Read the marks of a story's paragraphs, and gather list items and table rows.

    :param body: paragraphs; ``# `` begins a heading, ``- `` a list item, ``| `` a row.
    """
    blocks: list[Block] = []
    for text in body:
        mark, rest = text[:2], text[2:].strip()
        if mark == "# ":
            blocks.append(Heading(rest))
        elif mark == "- ":
            _gather_item(blocks, rest)
        elif mark == "| ":
            _gather_row(blocks, tuple(cell.strip() for cell in rest.split("|")))
        else:
            blocks.append(Paragraph(text))
    return tuple(blocks)


def _gather_item(blocks: list[Block], item: str) -> None:
    if blocks and isinstance(blocks[-1], Bullets):
        blocks[-1] = Bullets((*blocks[-1].items, item))
    else:
        blocks.append(Bullets((item,)))


def _gather_row(blocks: list[Block], row: tuple[str, ...]) -> None:
    if blocks and isinstance(blocks[-1], Grid):
        blocks[-1] = Grid((*blocks[-1].rows, row))
    else:
        blocks.append(Grid((row,)))
