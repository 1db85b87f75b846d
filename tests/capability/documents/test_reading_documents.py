"""What the worker makes of a file: its text, a PDF, and a sentence when it cannot."""

import pytest
from tests.support.builders import a_case, a_document, a_pdf
from tests.support.spoiled_files import a_broken_docx, a_locked_pdf, a_scan

from bdk_esdh.documents.content import FileText
from bdk_esdh.documents.reading import page_count, reading_message, text_pages
from bdk_esdh.kernel.graph import get_oid


def read(site, **facts):
    """Register a document, do the background work, and return its newest version's reading."""
    with site.graph() as (root, act):
        a_document(a_case(root, act), act, **facts)
    site.run_jobs()
    with site.graph() as (root, _act):
        version = root["sager"]["2026-00001"]["1"].latest
        message = reading_message(version)
        return (
            version.reading,
            text_pages(version),
            page_count(version),
            message and getattr(message, "interpolate", str)(),
        )


def test_the_text_of_a_pdf_is_read_page_by_page(site):
    status, pages, count, message = read(site, data=a_pdf("Carport på Ærøgade"))
    assert (status, count, message) == ("read", 1, None)
    assert pages[0].strip() == "Carport på Ærøgade"


@pytest.mark.parametrize(
    ("data", "filename", "status", "words"),
    [
        (
            a_locked_pdf,
            "brev.pdf",
            "password",
            "PDF’en har adgangskode. Den er gemt, men vi kan ikke søge i den",
        ),
        (
            a_scan,
            "scan.pdf",
            "no_text",
            "Filen er et billede uden tekst. Den er gemt, men vi kan ikke søge i den",
        ),
        (
            a_broken_docx,
            "notat.docx",
            "corrupt",
            "Filen er beskadiget. Den er gemt, men vi kan ikke søge i den. Bed om at få den igen",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_filed_and_says_so(data, filename, status, words, site):
    found, pages, _count, message = read(site, data=data(), filename=filename)
    assert (found, pages, message) == (status, [], words)


@pytest.mark.needs("soffice")
def test_a_text_file_gets_a_pdf_to_look_at(site):
    read(site, data="Kort notat på dansk æøå".encode(), filename="notat.txt")
    with site.graph() as (root, _act):
        version = root["sager"]["2026-00001"]["1"].latest
        assert version.rendition_error == ""
        assert version.pdf.filename == "notat.pdf"
        with version.pdf.blob.open("r") as blob:
            assert blob.read(5) == b"%PDF-"


def test_a_file_of_which_no_pdf_can_be_made_says_why_and_parks_no_job(site):
    read(site, data=a_broken_docx(), filename="notat.docx")
    with site.graph() as (root, _act):
        version = root["sager"]["2026-00001"]["1"].latest
        assert version.pdf is None
        assert version.rendition_error
        assert len(root["baggrundsarbejde"].parked) == 0
        assert len(root["baggrundsarbejde"].waiting) == 0


def test_a_document_that_is_gone_before_it_is_read_harms_nobody(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        document = a_document(case, act)
        assert get_oid(document)
        case.remove("1", registry=act.registry)
    site.run_jobs()
    with site.graph() as (root, _act):
        assert len(root["baggrundsarbejde"].waiting) == len(root["baggrundsarbejde"].parked) == 0


def test_a_long_text_without_pages_is_cut_at_line_ends_and_nothing_is_lost(site):
    with site.graph() as (root, act):
        version = a_document(a_case(root, act), act, data=b"x", filename="x.txt").latest
        lines = [f"Linje {number} " + "ord " * 20 for number in range(300)]
        version.text = FileText(("\n".join(lines),))
        pages = text_pages(version)
        assert len(pages) > 2
        assert "\n".join(pages).splitlines() == lines
