"""PDF, page by page, and which pages show something that gives no text."""

import unicodedata
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from bdk_esdh.files.readers.answer import Answer, CannotRead, ReadStatus

PAGES = 10_000
FEW_SIGNS = 200
WHOLE_PAGE = 0.6
FORM_DEPTH = 3


def read(path: Path, answer: Answer) -> None:
    """Add the text of each page.

    :raises CannotRead: locked or damaged.
    """
    answer.paged = True
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise CannotRead(ReadStatus.PASSWORD if locked else ReadStatus.CORRUPT) from error
    for number in range(min(len(document), PAGES)):
        try:
            _read_page(document[number], number + 1, answer)
        except pdfium.PdfiumError:
            answer.add("")
            answer.unreadable.append(number + 1)
        if answer.full:
            break
    if len(document) > len(answer.pieces):
        answer.cut = True
    if not len(document):
        raise CannotRead(ReadStatus.CORRUPT)
    if answer.unreadable and not any(piece.strip() for piece in answer.pieces):
        answer.status = ReadStatus.NO_TEXT


def _read_page(page: pdfium.PdfPage, number: int, answer: Answer) -> None:
    text = page.get_textpage().get_text_range()
    if _unreadable(page, text):
        answer.unreadable.append(number)
    answer.add(text)
    page.close()


def _unreadable(page: pdfium.PdfPage, text: str) -> bool:
    """Say whether the page shows something that gives no text: a scan, outlines, odd fonts."""
    signs = [sign for sign in text if not sign.isspace()]
    readable = sum(unicodedata.category(sign)[0] in "LN" for sign in signs)
    if not readable:
        return next(iter(page.get_objects(max_depth=FORM_DEPTH)), None) is not None
    strange = sum(unicodedata.category(sign) in {"Co", "Cn", "Cc"} or sign == "\ufffd" for sign in signs)
    # A scan with a printed stamp has some text, and that is not the text of the letter.
    return strange > len(signs) / 3 or (readable < FEW_SIGNS and _covered_by_picture(page))


def _covered_by_picture(page: pdfium.PdfPage) -> bool:
    width, height = page.get_size()
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=FORM_DEPTH):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) > WHOLE_PAGE * width * height:
            return True
    return False
