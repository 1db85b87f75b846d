"""A letter or note as an OpenDocument text."""

from __future__ import annotations

from io import BytesIO
from typing import IO

import odfdo
from odfdo.element import Element

from bdk_esdh.demo.writers.archives import rewrite
from bdk_esdh.demo.writers.blocks import Block, Bullets, Grid, Heading, Paragraph
from bdk_esdh.demo.writers.letter import FOOT, Letter


def write_odt(letter: Letter, stream: IO[bytes]) -> None:
    """Write a letter as .odt. The same letter gives the same bytes.

    :param letter: what stands on the paper.
    :param stream: a binary stream to write to.
    """
    document = odfdo.Document("text")
    document.set_language("da-DK")
    _properties(document, letter)
    body = document.body
    body.clear()
    for line in (*letter.sender, "", *letter.recipient, ""):
        body.append(odfdo.Paragraph(line))
    body.append(odfdo.Paragraph(f"{letter.dateline}   {letter.case_line}".rstrip()))
    if letter.label:
        body.append(odfdo.Paragraph(letter.label))
    body.append(odfdo.Header(1, letter.subject))
    for number, block in enumerate(letter.blocks):
        body.append(_element(block, number))
    for line in ("", *letter.closing, "", FOOT):
        body.append(odfdo.Paragraph(line))
    made = BytesIO()
    document.save(made)
    rewrite(made.getvalue(), stream, letter.moment)


def _properties(document: odfdo.Document, letter: Letter) -> None:
    meta = document.meta
    moment = letter.moment.replace(tzinfo=None)
    meta.set_title(letter.subject)
    meta.set_initial_creator(letter.author)
    meta.set_creator(letter.author)
    meta.set_creation_date(moment)
    meta.set_modification_date(moment)
    meta.set_language("da-DK")
    meta.set_editing_cycles(1)


def _element(block: Block, number: int) -> Element:
    match block:
        case Heading(text):
            return odfdo.Header(2, text)
        case Bullets(items):
            return odfdo.List(list(items))
        case Grid(rows):
            return _table(rows, number)
        case Paragraph(text):
            return odfdo.Paragraph(text)


def _table(rows: tuple[tuple[str, ...], ...], number: int) -> Element:
    columns = max(len(row) for row in rows)
    table = odfdo.Table(f"Tabel{number}", width=columns, height=len(rows))
    table.set_values([[*row, *[""] * (columns - len(row))] for row in rows])
    return table
