"""Numbers here are impossible: 60 is added to the day."""

import io

import pikepdf
import pytest
from fpdf import FPDF
from PIL import Image

from bdk_esdh.files.cleaning import clean_pdf
from bdk_esdh.files.release_check import Finding, Place, check_release

NUMBER = "610190-0000"


@pytest.fixture
def checked(tmp_path):
    """Return a function that writes a PDF and checks it, as cleaned."""

    def check(content, title="Afgørelse om støj", filename="afgoerelse.pdf"):
        path = tmp_path / "released.pdf"
        path.write_bytes(content)
        return check_release(path, title=title, filename=filename).findings

    return check


def places(findings):
    return [(finding.place, finding.page, finding.unreadable) for finding in findings]


def test_a_harmless_file_has_no_findings(checked, pdf_with):
    assert checked(pdf_with("Sag 2026-00412-6. Ring 09 45 45 45.")) == []


def test_a_number_in_the_title_and_in_the_file_name_is_found(checked, pdf_with):
    found = checked(pdf_with("x"), title=f"Brev om {NUMBER}", filename=f"brev_{NUMBER}.pdf")
    assert places(found) == [(Place.TITLE, None, False), (Place.FILENAME, None, False)]


def test_a_number_on_a_page_is_found_with_the_page(checked, pdf_with):
    found = checked(pdf_with("Første side", f"Vedrører {NUMBER}"))
    assert places(found) == [(Place.PAGE, 2, False)]
    assert found[0].message.interpolate() == "Side 2 ser ud til at have et CPR-nummer"


def test_a_number_broken_at_the_end_of_a_line_or_of_a_page_is_found(checked, pdf_with):
    assert places(checked(pdf_with("Vedrører 610190-\n0000"))) == [(Place.PAGE, 1, False)]
    assert places(checked(pdf_with("Vedrører 610190-", "0000"))) == [(Place.PAGE, None, False)]


def test_a_loose_hit_is_found_and_says_why(checked, pdf_with):
    (found,) = checked(pdf_with("Journalnummer 2003023693"))
    assert found.loose
    assert "kontrolciffer" in found.why


def spoiled(content, spoil):
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        spoil(pdf)
        pdf.save(target)
    return target.getvalue()


def in_the_subject(pdf):
    pdf.docinfo["/Subject"] = NUMBER


def in_the_xmp(pdf):
    with pdf.open_metadata() as metadata:
        metadata["xmp:Label"] = NUMBER


def in_a_bookmark(pdf):
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(NUMBER, 0))


def in_an_alternative_text(pdf):
    pdf.Root.StructTreeRoot = pikepdf.Dictionary(
        K=pikepdf.Dictionary(S=pikepdf.Name.Figure, Alt=pikepdf.String(NUMBER))
    )


@pytest.mark.parametrize("spoil", [in_the_subject, in_the_xmp, in_a_bookmark, in_an_alternative_text])
def test_a_number_in_what_nobody_sees_is_found(checked, pdf_with, spoil):
    assert places(checked(spoiled(pdf_with("x"), spoil))) == [(Place.METADATA, None, False)]


def test_a_text_for_a_picture_is_checked_after_the_cleaning_too(tmp_path, pdf_with):
    source, target = tmp_path / "source.pdf", tmp_path / "released.pdf"
    source.write_bytes(spoiled(pdf_with("x"), in_an_alternative_text))
    clean_pdf(source, target, title="Afgørelse")
    assert places(check_release(target, title="Afgørelse", filename="a.pdf").findings) == [
        (Place.METADATA, None, False)
    ]


def test_no_finding_repeats_the_digits(checked, pdf_with):
    content = spoiled(pdf_with(f"Vedrører {NUMBER}"), in_the_subject)
    for finding in checked(content, title=NUMBER, filename=NUMBER):
        assert isinstance(finding, Finding)
        assert "610190" not in repr(finding)
        assert "610190" not in finding.message.interpolate()


def test_a_scanned_page_demands_a_person(checked):
    pdf = FPDF()
    pdf.set_font("helvetica", size=12)
    pdf.add_page()
    pdf.cell(0, 10, "Følgebrev med tekst")
    pdf.add_page()
    pdf.image(Image.new("L", (60, 80), 200), x=0, y=0, w=pdf.w, h=pdf.h)
    (found,) = checked(bytes(pdf.output()))
    assert (found.page, found.unreadable) == (2, True)
    assert "bekræft med dit navn" in found.message.interpolate()


def test_a_page_of_drawn_letters_demands_a_person(checked):
    pdf = FPDF()
    pdf.add_page()
    pdf.line(10, 10, 100, 100)
    assert places(checked(bytes(pdf.output()))) == [(Place.PAGE, 1, True)]


def test_a_file_that_cannot_be_read_at_all_demands_a_person(checked):
    found = checked(b"%PDF-1.7 beskadiget")
    assert places(found) == [(Place.PAGE, None, True), (Place.METADATA, None, True)]
