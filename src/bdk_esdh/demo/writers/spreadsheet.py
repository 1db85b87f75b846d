"""Figures as an OpenDocument spreadsheet."""

from __future__ import annotations

import re
from io import BytesIO
from typing import IO

import odfdo

from bdk_esdh.demo.writers.archives import rewrite
from bdk_esdh.demo.writers.blocks import Bullets, Grid
from bdk_esdh.demo.writers.letter import Letter

_NUMBER = re.compile(r"-?\d+")


def write_ods(letter: Letter, stream: IO[bytes]) -> None:
    """Write the tables of a letter as .ods, one below the other. The same letter gives the same bytes.

    :param letter: what the sheet shows; its texts stand in cells of their own.
    :param stream: a binary stream to write to.
    """
    document = odfdo.Document("spreadsheet")
    document.set_language("da-DK")
    meta, moment = document.meta, letter.moment.replace(tzinfo=None)
    meta.set_title(letter.subject)
    meta.set_initial_creator(letter.author)
    meta.set_creation_date(moment)
    meta.set_modification_date(moment)
    rows = _rows(letter)
    body = document.body
    body.clear()
    table = odfdo.Table("Ark1", width=max(map(len, rows)), height=len(rows))
    width = max(map(len, rows))
    table.set_values([[*row, *[""] * (width - len(row))] for row in rows])
    body.append(table)
    made = BytesIO()
    document.save(made)
    rewrite(made.getvalue(), stream, letter.moment)


def _rows(letter: Letter) -> list[list[int | str]]:
    rows: list[list[int | str]] = [
        [letter.subject],
        [*letter.sender[:2]],
        [letter.label, letter.dateline, letter.case_line],
        [""],
    ]
    for block in letter.blocks:
        match block:
            case Grid(cells):
                rows += [[_value(cell) for cell in row] for row in cells]
            case Bullets(items):
                rows += [[item] for item in items]
            case _:
                rows.append([block.text])
        rows.append([""])
    return [*rows, list(letter.closing[:2])]


def _value(cell: str) -> int | str:
    return int(cell) if _NUMBER.fullmatch(cell) else cell
