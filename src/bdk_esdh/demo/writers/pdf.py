"""A letter as a PDF with letterhead, address block and page numbers."""

from __future__ import annotations

from typing import IO

from fpdf import FPDF
from fpdf.fonts import FontFace

from bdk_esdh.demo.writers.blocks import Block, Bullets, Grid, Heading, Paragraph
from bdk_esdh.demo.writers.letter import FOOT, Letter

_NAVY = (10, 44, 69)
_SOFT = (90, 90, 90)
_BAND = FontFace(emphasis="BOLD", fill_color=(232, 238, 243))
_LINE = 5.2
_LATIN = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "’": "'",
        "–": "-",
        "—": "-",
        "…": "...",
        "•": "·",
        "\u00a0": " ",
        "\u2009": " ",
    }
)


def latin(text: str) -> str:
    """Write a text with the characters that the core fonts of PDF have.

    Danish letters are among them; typographic quotes and dashes are not.
    """
    return text.translate(_LATIN).encode("latin-1", "replace").decode("latin-1")


class _Paper(FPDF):
    """An A4 sheet with the letter's foot on each page."""

    def __init__(self, letter: Letter, font: str, public_title: str) -> None:
        super().__init__(format="A4")
        self.letter = letter
        self.face = font
        self.set_margins(25, 20, 25)
        self.set_auto_page_break(auto=True, margin=24)
        self.set_creation_date(letter.moment)
        self.set_title(latin(public_title or letter.subject))
        if not public_title:
            self.set_author(latin(letter.author))
        self.set_lang("da")
        self.set_font(font, size=10.5)
        self.add_page()

    def header(self) -> None:
        """Repeat the reference on later pages, so that a lost sheet finds home."""
        if self.page_no() == 1:
            return
        self._small(f"{self.letter.subject} · {self.letter.reference}")
        self.ln(4)

    def footer(self) -> None:
        """Number the pages."""
        self.set_y(-16)
        page = f"Side {self.page_no()} af {{nb}}"
        self._small(f"{FOOT} · {page}" if self.letter.official else page)

    def _small(self, text: str) -> None:
        self.set_font(self.face, size=8)
        self.set_text_color(*_SOFT)
        self.multi_cell(0, 4, latin(text), new_x="LMARGIN", new_y="NEXT")
        self.set_font(self.face, size=10.5)
        self.set_text_color(0)

    def line_of(self, text: str, *, style: str = "", size: float = 10.5) -> None:
        """Write a line, or several if it is long, and go to the next."""
        self.set_font(self.face, style=style, size=size)
        self.multi_cell(0, size / 2, latin(text), align="L", new_x="LMARGIN", new_y="NEXT")


def write_pdf(letter: Letter, stream: IO[bytes], *, font: str = "helvetica", public_title: str = "") -> None:
    """Write a letter as PDF. The same letter gives the same bytes.

    :param letter: what stands on the paper.
    :param stream: a binary stream to write to.
    :param font: one of the core fonts of PDF, which need no file.
    :param public_title: for a file that is given out: what it is called, and nobody is named as its author.
    """
    paper = _Paper(letter, font, public_title)
    _head(paper, letter)
    if letter.cover:
        _cover(paper, letter)
    _subject(paper, letter)
    for block in letter.blocks:
        _block(paper, block)
    _signature(paper, letter)
    stream.write(bytes(paper.output()))


def _head(paper: _Paper, letter: Letter) -> None:
    if letter.official:
        paper.set_fill_color(*_NAVY)
        paper.rect(0, 0, 210, 5, style="F")
        paper.set_text_color(*_NAVY)
    name, *rest = letter.sender
    paper.line_of(name, style="B", size=14)
    if letter.official:
        paper.set_text_color(*_SOFT)
    for line in rest:
        paper.line_of(line, size=8.5 if letter.official else 10.5)
    paper.set_text_color(0)
    paper.ln(10)
    for line in letter.recipient:
        paper.line_of(line)
    paper.ln(8)
    paper.line_of(f"{letter.dateline}        {letter.case_line}".rstrip(), size=9.5)
    paper.ln(6)


def _cover(paper: _Paper, letter: Letter) -> None:
    """Fill a front page: the title large, and what is inside."""
    paper.ln(45)
    paper.set_text_color(*_NAVY)
    paper.line_of(letter.subject, style="B", size=22)
    paper.ln(12)
    paper.line_of("Indhold", style="B", size=12)
    paper.set_text_color(0)
    for block in letter.blocks:
        if isinstance(block, Heading):
            paper.line_of(block.text, size=11)
            paper.ln(1)
    paper.add_page()


def _subject(paper: _Paper, letter: Letter) -> None:
    if letter.label:
        paper.set_text_color(*_SOFT)
        paper.line_of(letter.label.upper(), size=9)
        paper.set_text_color(0)
    paper.line_of(letter.subject, style="B", size=13)
    paper.ln(4)


def _block(paper: _Paper, block: Block) -> None:
    match block:
        case Heading(text):
            paper.ln(1.5)
            if paper.will_page_break(18):  # a heading stays with what it opens
                paper.add_page()
            paper.line_of(text, style="B", size=11)
            paper.ln(1)
        case Bullets(items):
            for item in items:
                paper.set_font(paper.face, size=10.5)
                paper.cell(6, _LINE, latin("-"), align="R")
                paper.cell(2, _LINE, "")
                paper.multi_cell(0, _LINE, latin(item), align="L", new_x="LMARGIN", new_y="NEXT")
            paper.ln(2.5)
        case Grid(rows):
            _table(paper, rows)
        case Paragraph(text):
            paper.set_font(paper.face, size=10.5)
            paper.multi_cell(0, _LINE, latin(text), align="L", new_x="LMARGIN", new_y="NEXT")
            paper.ln(3)


def _table(paper: _Paper, rows: tuple[tuple[str, ...], ...]) -> None:
    paper.set_font(paper.face, size=9)
    paper.set_fill_color(255)
    columns = max(len(row) for row in rows)
    widths = tuple(
        min(42, 4 + max(len(row[place]) for row in rows if place < len(row))) for place in range(columns)
    )
    with paper.table(
        col_widths=widths,
        text_align="LEFT",
        line_height=5,
        padding=0.8,
        borders_layout="HORIZONTAL_LINES",
        headings_style=_BAND,
    ) as table:
        for row in rows:
            padded = (*row, *[""] * (columns - len(row)))
            table.row([latin(cell) for cell in padded])
    paper.ln(4)


def _signature(paper: _Paper, letter: Letter) -> None:
    paper.ln(4)
    height = 12 + 5.25 * len(letter.closing)
    if paper.will_page_break(height):  # a signature is not cut in two
        paper.add_page()
    greeting, *rest = letter.closing
    paper.line_of(greeting)
    paper.ln(6)
    for line in rest:
        paper.line_of(line)
