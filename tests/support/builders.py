"""Builders of what tests need: the real actions, with everything not said filled in."""

import io

from PIL import Image

from bdk_esdh.cases.actions import open_case
from bdk_esdh.kernel.file_fields import Upload

CASE = {
    "title": "Opførelse af carport, Algade",
    "kle_subject": "02.34.02",
    "kle_facet": "P19",
    "responsible_unit": "byg",
    "caseworker": "sagsbehandler",
    "sensitivity": "not_confidential",
}
DOCUMENT = {
    "title": "Ansøgning om carport",
    "document_type": "letter_incoming",
    "direction": "incoming",
    "correspondent": "Nordbyg ApS",
    "sensitivity": "not_confidential",
    "on_postlist": True,
}


def a_case(root, act, **facts):
    """Open a case."""
    return open_case(root["sager"], {**CASE, **facts}, act)


def a_document(case, act, *, data=None, filename="brev.pdf", **facts):
    """Register a document on ``case``; its file is a small real PDF unless ``data`` says otherwise."""
    from bdk_esdh.documents.actions import register_document

    content = a_pdf("Kære kommune. Jeg søger om en carport.") if data is None else data
    values = {**DOCUMENT, "letter_date": act.at.date(), **facts, "file": an_upload(content, filename)}
    return register_document(case, values, act)


def an_upload(content, filename):
    """Make an upload as a form hands it over."""
    return Upload(filename, len(content), io.BytesIO(content))


#: between paragraphs of a PDF
NEW_PAGE = "\f"


def a_pdf(*paragraphs):
    """Make a real PDF with a text layer; of one page, unless ``NEW_PAGE`` stands among its paragraphs."""
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    for paragraph in paragraphs:
        if paragraph == NEW_PAGE:
            pdf.add_page()
            continue
        pdf.multi_cell(0, 8, paragraph, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def a_picture(width=4, height=3, kind="PNG", **saved):
    """The bytes of a picture."""
    picture = Image.new("RGB", (width, height), "red")
    stream = io.BytesIO()
    picture.save(stream, kind, **saved)
    return stream.getvalue()
