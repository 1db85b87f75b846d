"""The files of the demo can be opened, hold their text, and come out the same each time."""

import email
import os
import re
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from email import policy
from io import BytesIO

import docx
import odfdo
import pypdfium2
import pytest

from bdk_esdh.demo.stories.municipality import DOCUMENT_BY_KEY, DOCUMENTS
from bdk_esdh.demo.writers.blocks import Bullets, Grid, Heading, Paragraph, blocks_of
from bdk_esdh.demo.writers.pdf import latin
from bdk_esdh.demo.writers.registry import WRITERS, write

KINDS = sorted(WRITERS)
PDFS = [document for document in DOCUMENTS if document.file_kind == "pdf"]

# Written by a second process with another hash seed; a digest for each kind of file.
DIGESTS = """
import hashlib
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from bdk_esdh.demo.stories.municipality import DOCUMENT_BY_KEY
from bdk_esdh.demo.writers.registry import WRITERS, write
for key in ("spildevand-1", "carport-1"):
    for kind in sorted(WRITERS):
        stream = BytesIO()
        story = replace(DOCUMENT_BY_KEY[key], file_kind=kind)
        write(story, stream, dates=lambda n: date(2026, 11, 20) + timedelta(days=n), reference="2026-00001")
        print(key, kind, hashlib.sha256(stream.getvalue()).hexdigest())
"""


def written(document, dates, **more):
    stream = BytesIO()
    told = write(document, stream, dates=dates, **more)
    return told, stream.getvalue()


def text_of_pdf(data):
    pdf = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    pages = len(pdf)
    pdf.close()
    return re.sub(r"\s+", " ", text), pages


def digests(seed):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", DIGESTS],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_two_processes_write_the_same_bytes_for_each_kind_of_file():
    first = digests("1")
    time.sleep(2.1)  # a zip entry's clock has steps of two seconds
    assert first == digests("2")
    assert len(first) == 2 * len(WRITERS)


@pytest.mark.parametrize("document", PDFS, ids=[document.key for document in PDFS])
def test_a_pdf_opens_and_holds_its_title_and_case_number(document, dates):
    told, data = written(document, dates, reference="2026-00417")
    text, _ = text_of_pdf(data)
    assert told.media_type == "application/pdf"
    assert latin(document.confidential_title or document.title) in text
    assert "{" not in text
    assert document.direction == "incoming" or "2026-00417" in text


def test_some_letters_fit_a_page_and_some_reports_need_three(dates):
    pages = {text_of_pdf(written(document, dates)[1])[1] for document in PDFS}
    assert {1, 2, 3} <= pages


def test_long_documents_number_their_pages(dates):
    text, pages = text_of_pdf(written(DOCUMENT_BY_KEY["lokalplan-1"], dates)[1])
    assert f"Side 1 af {pages}" in text
    assert f"Side {pages} af {pages}" in text


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "scan-pdf"])
def test_danish_letters_survive_in_every_kind_of_file(kind, dates):
    story = replace(DOCUMENT_BY_KEY["spildevand-1"], file_kind=kind, title="Æblegrød på Ærø, §§ 1-2")
    told, data = written(story, dates)
    assert told.filename.startswith("aeblegroed-paa-aeroe-1-2.")
    assert "Æblegrød på Ærø, §§ 1-2" in readers()[kind](data)
    assert "miljøbeskyttelsesloven § 32" in readers()[kind](data)


def readers():
    def of_docx(data):
        return " ".join(paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs)

    def of_odt(data):
        return odfdo.Document(BytesIO(data)).get_formatted_text()

    def of_eml(data):
        message = email.message_from_bytes(data, policy=policy.default)
        body = message.get_body().get_content()
        return f"{message['Subject']} {' '.join(body.split())}"

    def of_text(data):
        return " ".join(data.decode().split())

    return {
        "pdf": lambda data: text_of_pdf(data)[0],
        "docx": of_docx,
        "odt": lambda data: " ".join(of_odt(data).split()),
        "eml": of_eml,
        "html": of_text,
        "txt": of_text,
    }


def test_a_scan_has_pictures_and_no_text(dates):
    _, data = written(DOCUMENT_BY_KEY["carport-4"], dates)
    text, pages = text_of_pdf(data)
    assert (text.strip(), pages) == ("", 1)
    pdf = pypdfium2.PdfDocument(data)
    shown = pdf[0].render(scale=1, grayscale=True).to_pil()
    pdf.close()
    darkest, lightest = shown.getextrema()
    assert darkest < 120
    assert lightest > 200


def test_a_mail_has_sender_recipient_date_and_an_attachment_that_opens(dates):
    _, data = written(DOCUMENT_BY_KEY["lagerhal-4"], dates)
    message = email.message_from_bytes(data, policy=policy.default)
    assert message["From"].addresses[0].display_name == "Nordbyg Attrap ApS"
    assert message["To"].addresses[0].addr_spec == "byg@broenderslev-dronninglund.example"
    assert message["Date"].datetime.date() == dates(-30)
    assert message["Message-ID"].endswith("@nordbyg.example>")
    (attachment,) = message.iter_attachments()
    assert "Revideret situationsplan" in text_of_pdf(attachment.get_content())[0]


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_office_files_carry_the_letters_day_and_not_todays(kind, dates):
    _, data = written(replace(DOCUMENT_BY_KEY["carport-2"], file_kind=kind), dates)
    day = dates(-14)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(day.year, day.month, day.day)}
        first = archive.infolist()[0]
    assert kind == "docx" or (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_each_version_of_a_document_is_a_file_of_its_own(dates):
    for document in DOCUMENTS:
        if document.earlier_versions and document.file_kind != "scan-pdf":
            stories = [document, *(document.as_saved_in(version) for version in document.earlier_versions)]
            files = {written(story, dates)[1] for story in stories}
            assert len(files) == len(stories)


def test_all_files_are_written_within_fifteen_seconds(dates):
    began = time.monotonic()
    sizes = [len(written(document, dates)[1]) for document in DOCUMENTS]
    assert time.monotonic() - began < 15
    assert len(sizes) == 150
    assert all(sizes)


def test_no_file_has_a_date_left_open_or_an_empty_case_number(dates):
    for document in DOCUMENTS:
        story = replace(document, file_kind="txt")
        text = written(story, dates, reference="2026-00417")[1].decode()
        assert "{" not in text
        assert "Sagsnr. \n" not in text


def test_marks_in_a_text_become_headings_lists_and_tables():
    assert blocks_of(("Ord.", "# Afsnit", "- et", "- to", "| a | b", "| 1 | 2", "Slut.")) == (
        Paragraph("Ord."),
        Heading("Afsnit"),
        Bullets(("et", "to")),
        Grid((("a", "b"), ("1", "2"))),
        Paragraph("Slut."),
    )


def test_typographic_signs_are_written_with_what_a_core_font_has():
    assert latin("“Ål” – på 5 €…") == '"Ål" - på 5 ?...'
