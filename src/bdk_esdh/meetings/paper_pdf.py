"""A paper as a PDF: A4, a bookmark for each item, page numbers, letters of every European alphabet.

Made by fpdf2, which is small and pure Python. Its text can be read and searched and says that it
is Danish; it has no marks of structure, so the page (HTML) is the one for screen readers.
"""

import io
import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from fpdf import FPDF

from .papers import Paper, PaperItem

_FONTS = ("dkfds", "dist", "fonts", "IBMPlexSans", "complete", "woff")
_STYLES = {"": "IBMPlexSans-Regular.woff", "B": "IBMPlexSans-SemiBold.woff"}
_INK, _SOFT, _CLOSED = (26, 34, 43), (84, 94, 104), (90, 35, 120)
_LINE = 5.4


@cache
def _fonts_as_truetype(assets: Path) -> tempfile.TemporaryDirectory[str] | None:
    """Unpack the fonts of the pages, which are kept packed for browsers; ``None`` without them."""
    folder = assets.joinpath(*_FONTS)
    if not all((folder / name).is_file() for name in _STYLES.values()):
        return None
    made = tempfile.TemporaryDirectory(prefix="esdh-fonts-")
    for name in _STYLES.values():
        font = TTFont(folder / name)
        font.flavor = None
        font.save(Path(made.name) / name.replace(".woff", ".ttf"))
    return made


class _Sheets(FPDF):
    """A4 sheets with the head and foot of a paper."""

    def __init__(self, paper: Paper, assets: Path, at: datetime, page_words: str) -> None:
        super().__init__(format="A4")
        self.paper, self.page_words = paper, page_words
        self.face = "helvetica"
        fonts = _fonts_as_truetype(assets.resolve())
        if fonts is not None:
            self.face = "plex"
            for style, name in _STYLES.items():
                self.add_font(self.face, style, Path(fonts.name) / name.replace(".woff", ".ttf"))
        self.set_margins(22, 20, 22)
        self.set_auto_page_break(auto=True, margin=22)
        self.set_title(paper.title)
        self.set_author(paper.committee)
        self.set_lang("da")
        self.set_creation_date(at)
        self.set_producer("bdk_esdh")
        self.set_display_mode("fullwidth")
        self.add_page()

    def written(self, text: str) -> str:
        """Return ``text`` with the signs that the font has: without ours, those of western Europe."""
        return text if self.face != "helvetica" else text.encode("latin-1", "replace").decode("latin-1")

    def say(self, text: str, size: float, *, bold: bool = False, ink: Any = _INK, after: float = 0) -> None:
        """Write a paragraph over the whole width."""
        self.set_font(self.face, "B" if bold else "", size)
        self.set_text_color(*ink)
        self.multi_cell(0, _LINE * size / 10.5, self.written(text), new_x="LMARGIN", new_y="NEXT", align="L")
        self.ln(after)

    def header(self) -> None:
        """Say on each sheet what it belongs to, and that it is confidential if something in it is."""
        self.set_y(9)
        if self.paper.confidential:
            self.set_font(self.face, "B", 11)
            self.set_text_color(*_CLOSED)
            self.cell(0, 5, self.written(self.paper.confidential), align="R")
        if self.page_no() > 1:
            self.set_x(self.l_margin)
            self.set_font(self.face, "", 8.5)
            self.set_text_color(*_SOFT)
            self.cell(0, 5, self.written(self.paper.title))
        self.set_y(20)

    def footer(self) -> None:
        """Number the sheets."""
        self.set_y(-14)
        self.set_font(self.face, "", 8.5)
        self.set_text_color(*_SOFT)
        self.cell(0, 5, self.page_words.format(page=self.page_no(), pages="{nb}"), align="C")


def make_pdf(paper: Paper, *, assets: Path, at: datetime, page_words: str, files_word: str) -> bytes:
    """Set a paper as a PDF.

    :param assets: folder of the npm packages, in which the fonts of the pages lie.
    :param page_words: ``Side {page} af {pages}``.
    :param files_word: heading of an item's list of attachments.
    """
    sheets = _Sheets(paper, assets, at, page_words)
    sheets.say(paper.title, 18, bold=True, after=2)
    for line in paper.lines:
        sheets.say(line, 10.5, ink=_SOFT)
    if paper.members:
        sheets.say(" · ".join(paper.members), 9.5, ink=_SOFT)
    sheets.ln(4)
    for item in paper.items:
        _set_item(sheets, item, files_word)
    made = io.BytesIO()
    sheets.output(made)
    return made.getvalue()


def _set_item(sheets: _Sheets, item: PaperItem, files_word: str) -> None:
    # A heading never stands alone at the foot of a sheet.
    if sheets.will_page_break(26):
        sheets.add_page()
    title = f"{item.number}. {item.title}"
    sheets.start_section(sheets.written(title))
    sheets.say(title, 13, bold=True, after=1)
    if item.facts:
        sheets.say(item.facts, 9.5, ink=_SOFT, after=1)
    for text in item.texts:
        if text.heading:
            sheets.say(text.heading, 10.5, bold=True)
        for paragraph in text.paragraphs:
            sheets.say(paragraph, 10.5, after=1.5)
    if item.files:
        sheets.say(files_word, 10.5, bold=True)
        for file in item.files:
            sheets.say(f"– {file}", 10.5)
    sheets.ln(4)
