"""Real storages and real files for the tests of the file service."""

import io

import pikepdf
import pytest
import transaction
import ZODB.FileStorage
from fpdf import FPDF

from bdk_esdh.files.cleaning import clean_pdf
from unit.files.spoiled_pdfs import assert_nothing_survives


@pytest.fixture
def connection(tmp_path):
    """Open a connection to a real FileStorage with a blob folder; the root is empty."""
    (tmp_path / "store").mkdir()
    storage = ZODB.FileStorage.FileStorage(
        str(tmp_path / "store" / "Data.fs"), blob_dir=str(tmp_path / "store" / "blobs")
    )
    database = ZODB.DB(storage)
    opened = database.open()
    yield opened
    transaction.abort()
    opened.close()
    database.close()


@pytest.fixture
def pdf_with():
    """Return a maker of PDFs: one page for each text."""

    def make(*texts, **output):
        pdf = FPDF(**output)
        pdf.set_font("helvetica", size=12)
        for text in texts:
            pdf.add_page()
            if text:
                pdf.multi_cell(0, 8, text)
        return bytes(pdf.output())

    return make


@pytest.fixture
def stream_of():
    """Return a maker of streams that cannot tell their size, as a socket cannot."""

    class Socket(io.RawIOBase):
        def __init__(self, content):
            self.rest = content

        def readable(self):
            return True

        def read(self, size=-1):
            piece, self.rest = self.rest[:size], self.rest[size:]
            return piece

    return Socket


@pytest.fixture
def nasty(tmp_path, pdf_with):
    """Return a maker of PDFs: it opens a plain one, lets the test spoil it, and gives the path."""

    def make(spoil, content=None, **saving):
        path = tmp_path / "nasty.pdf"
        with pikepdf.open(io.BytesIO(content or pdf_with("Offentlig afgørelse", "Side to"))) as pdf:
            spoil(pdf)
            pdf.save(path, **saving)
        return path

    return make


@pytest.fixture
def cleaned(tmp_path):
    """Return a function that cleans and gives the path of the result; the walk is part of it."""

    def clean(source, title="Afgørelse om støj", **more):
        target = tmp_path / "released.pdf"
        clean_pdf(source, target, title=title, **more)
        assert_nothing_survives(target)
        return target

    return clean
