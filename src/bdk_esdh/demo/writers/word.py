"""A letter or note as a Word document."""

from __future__ import annotations

from io import BytesIO
from typing import IO

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from bdk_esdh.demo.writers.archives import rewrite
from bdk_esdh.demo.writers.blocks import Block, Bullets, Grid, Heading, Paragraph
from bdk_esdh.demo.writers.letter import FOOT, Letter


def write_docx(letter: Letter, stream: IO[bytes]) -> None:
    """Write a letter as .docx. The same letter gives the same bytes.

    :param letter: what stands on the paper.
    :param stream: a binary stream to write to.
    """
    document = docx.Document()
    _styles(document)
    _properties(document, letter)
    name, *rest = letter.sender
    document.add_paragraph().add_run(name).bold = True
    document.add_paragraph("\n".join(rest))
    if letter.recipient:
        document.add_paragraph("\n".join(letter.recipient))
    dateline = document.add_paragraph(f"{letter.dateline}\n{letter.case_line}")
    dateline.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if letter.label:
        document.add_paragraph(letter.label)
    document.add_heading(letter.subject, level=1)
    for block in letter.blocks:
        _block(document, block)
    document.add_paragraph("\n".join(letter.closing))
    document.sections[0].footer.paragraphs[0].text = FOOT
    made = BytesIO()
    document.save(made)
    rewrite(made.getvalue(), stream, letter.moment)


def _styles(document: Document) -> None:
    normal = document.styles["Normal"]
    normal.font.name = "Arial"
    normal.font.size = Pt(10.5)
    for level, size in ((1, 15), (2, 12)):
        heading = document.styles[f"Heading {level}"]
        heading.font.name = "Arial"
        heading.font.size = Pt(size)
        heading.font.color.rgb = RGBColor(10, 44, 69)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "da-DK")  # the library's template says American


def _properties(document: Document, letter: Letter) -> None:
    properties = document.core_properties
    moment = letter.moment.replace(tzinfo=None)
    properties.title = letter.subject
    properties.author = properties.last_modified_by = letter.author
    properties.created = properties.modified = moment
    properties.language = "da-DK"
    properties.comments = ""
    properties.revision = 1


def _block(document: Document, block: Block) -> None:
    match block:
        case Heading(text):
            document.add_heading(text, level=2)
        case Bullets(items):
            for item in items:
                document.add_paragraph(item, style="List Bullet")
        case Grid(rows):
            _table(document, rows)
        case Paragraph(text):
            document.add_paragraph(text)


def _table(document: Document, rows: tuple[tuple[str, ...], ...]) -> None:
    columns = max(len(row) for row in rows)
    table = document.add_table(rows=0, cols=columns, style="Table Grid")
    for number, row in enumerate(rows):
        for cell, text in zip(table.add_row().cells, row, strict=False):
            run = cell.paragraphs[0].add_run(text)
            run.bold = number == 0
    document.add_paragraph()
