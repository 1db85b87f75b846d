"""A letter on paper that went through the scanner: pictures of text, no text layer."""

from __future__ import annotations

import random
from collections.abc import Iterator
from io import BytesIO
from typing import IO

import pypdfium2
from fpdf import FPDF
from PIL import Image

from bdk_esdh.demo.writers.letter import Letter
from bdk_esdh.demo.writers.pdf import latin, write_pdf

_DPI = 150
_PAPER_WHITE = 247


def write_scan_pdf(letter: Letter, stream: IO[bytes]) -> None:
    """Write a letter as a scanned PDF: slightly turned, with grey noise.

    What is random comes from the letter's own seed.

    :param letter: what stands on the paper.
    :param stream: a binary stream to write to.
    """
    chance = random.Random(letter.seed)
    scan = FPDF(format="A4")
    scan.set_creation_date(letter.moment)
    scan.set_title(latin(f"Scan {letter.dateline}"))
    scan.set_auto_page_break(auto=False)
    for sheet in _sheets(letter):
        scan.add_page()
        scan.image(_as_scanned(sheet, chance), x=0, y=0, w=scan.w, h=scan.h)
    stream.write(bytes(scan.output()))


def _sheets(letter: Letter) -> Iterator[Image.Image]:
    """Print the letter, and look at each sheet in grey."""
    printed = BytesIO()
    write_pdf(letter, printed, font="times")
    pdf = pypdfium2.PdfDocument(printed.getvalue())
    try:
        for page in pdf:
            bitmap = page.render(scale=_DPI / 72, grayscale=True)
            yield bitmap.to_pil().convert("L")
    finally:
        pdf.close()


def _as_scanned(sheet: Image.Image, chance: random.Random) -> BytesIO:
    """Turn a clean sheet into a JPEG as a scanner would."""
    angle = chance.choice((-1, 1)) * chance.uniform(0.25, 0.9)
    turned = sheet.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=255)
    grey = turned.point([min(_PAPER_WHITE, 28 + level) for level in range(256)])
    half = (grey.width // 2, grey.height // 2)
    noise = Image.frombytes("L", half, chance.randbytes(half[0] * half[1]))
    picture = Image.blend(grey, noise.resize(grey.size), 0.05)
    jpeg = BytesIO()
    picture.save(jpeg, format="JPEG", quality=55, dpi=(_DPI, _DPI))
    return jpeg
