"""Giving papers of the large demo to the public: their PDFs hold a text and nothing to clean."""

import io
from pathlib import Path

from ...documents.content import Document
from ...documents.public_file import PublicFile
from ...documents.release import give_out
from ...files.cleaning import CleanReport
from ...files.storing import store_file
from ...kernel.danish import slug
from ...kernel.records import Act
from ...security.cpr import contains_cpr
from .plain_pdf import text_pdf


def release_written(document: Document, pages: tuple[str, ...], act: Act) -> None:
    """Give out a PDF that is written anew from the text; skips a text that looks like a personal number.

    What cleaning takes out (metadata, attachments, scripts, notes) is not in what ``text_pdf`` writes; a test
    cleans one and finds nothing to take out.

    :param pages: what the document's file says.
    """
    filename = f"{document.document_number}-{slug(document.title)}.pdf"
    if any(contains_cpr(text) for text in (*pages, document.title, filename)):
        return
    content = text_pdf(pages)
    stored = store_file(io.BytesIO(content), filename, field=None, connection=document._p_jar)
    report = CleanReport(pages=len(pages), size=len(content), dropped=(), alternative_texts=())
    made = PublicFile(Path(filename), filename, report, vouched_for=False, pages=pages)
    give_out(document, made, stored, act)
