"""Nasty PDFs, and what is released of them; ``cleaned`` walks through every object of the result."""

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from pikepdf import Array, Dictionary, Name
from PIL import Image

from bdk_esdh.files.child import Limits
from bdk_esdh.files.cleaning import clean_pdf
from bdk_esdh.files.errors import CannotClean, CorruptPdf, HiddenLayers, PendingRedactions, ProtectedPdf
from unit.files.spoiled_pdfs import (
    SECRET,
    SPOILED,
    add_field,
    add_layer,
    assert_nothing_survives,
    text_of,
    with_annotations,
    with_metadata,
    with_photo,
    with_scripts,
    with_secrets_in_the_content,
    with_structure,
)


@pytest.mark.parametrize("spoil", SPOILED)
def test_what_nobody_sees_does_not_survive(nasty, cleaned, spoil):
    source = nasty(spoil)
    text = text_of(cleaned(source))
    assert "Offentlig afgørelse" in text
    assert "Side to" in text


def test_all_of_it_at_once_does_not_survive_either(nasty, cleaned):
    def spoil(pdf):
        for one in SPOILED:
            one(pdf)

    text = text_of(cleaned(nasty(spoil)))
    assert "Offentlig afgørelse" in text
    assert "Side to" in text


def test_the_walk_finds_the_secret_before_the_cleaning(nasty):
    for spoil in SPOILED:
        with pytest.raises(AssertionError):
            assert_nothing_survives(nasty(spoil))


def test_only_the_public_title_and_the_language_are_said(nasty, cleaned):
    with pikepdf.open(cleaned(nasty(with_metadata), title="Støj ved havnen", number="2026-00412-6")) as pdf:
        assert str(pdf.trailer.Info.Title) == "Støj ved havnen (2026-00412-6)"
        assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/Lang", "/ViewerPreferences"}
        assert str(pdf.Root.Lang) == "da-DK"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True


def test_the_new_file_says_nothing_of_which_file_it_was_made_of(nasty, cleaned):
    with pikepdf.open(cleaned(nasty(with_metadata))) as pdf:
        first = bytes(pdf.trailer.ID[0])
    with pikepdf.open(nasty(with_metadata)) as pdf:
        assert first not in [bytes(one) for one in pdf.trailer.ID]


def test_earlier_versions_of_the_file_stay_behind(tmp_path, pdf_with, cleaned):
    content = pdf_with("Offentlig afgørelse")
    earlier = f"\n99 0 obj\n({SECRET})\nendobj\n".encode()
    body, tail = (
        content[: content.rindex(b"xref\n", 0, content.rindex(b"startxref"))],
        content[content.rindex(b"xref\n", 0, content.rindex(b"startxref")) :],
    )
    start = len(body) + len(earlier)
    tail = tail[: tail.rindex(b"startxref")] + f"startxref\n{start}\n%%EOF\n".encode()
    path = tmp_path / "history.pdf"
    path.write_bytes(body + earlier + tail)
    assert "Offentlig" in text_of(cleaned(path))


def test_the_tags_for_screen_readers_are_kept_and_the_texts_for_pictures_reported(nasty, cleaned, tmp_path):
    source = nasty(with_structure)
    with pikepdf.open(cleaned(source)) as pdf:
        (figure,) = pdf.Root.StructTreeRoot.K
        assert figure.S == "/Figure"
        assert str(figure.Alt) == "Kort over havnen"
        assert figure.Pg.objgen == pdf.pages[0].obj.objgen
        assert pdf.Root.MarkInfo.Marked is True
        assert pdf.Root.StructTreeRoot.ParentTree.Nums[1][0].objgen == figure.objgen
        assert figure.A[0].Placement == "/Block"
        assert len(figure.A) == 1
    report = clean_pdf(source, tmp_path / "again.pdf", title="x")
    assert report.alternative_texts == ("Kort over havnen",)


def test_the_number_that_ties_content_to_its_tag_is_kept(nasty, cleaned):
    with pikepdf.open(cleaned(nasty(with_secrets_in_the_content))) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert b"/MCID 3" in content
    assert b"/MCID 4" in content


def test_the_report_says_what_was_left_behind(nasty, tmp_path):
    def spoil(pdf):
        with_annotations(pdf)
        with_scripts(pdf)

    report = clean_pdf(nasty(spoil), tmp_path / "released.pdf", title="x")
    assert {"/OpenAction", "/AA", "/Names", "/Annots/Link", "/Annots/Text", "/Annots/FreeText"} <= set(
        report.dropped
    )
    assert report.pages == 2
    assert report.size == (tmp_path / "released.pdf").stat().st_size


def test_a_filled_in_form_keeps_its_words_and_loses_its_fields(nasty, cleaned):
    text = text_of(cleaned(nasty(lambda pdf: add_field(pdf, "Opdigtet navn"))))
    assert "Opdigtet navn" in text
    assert "Offentlig afgørelse" in text


def test_a_comment_beside_a_form_is_not_drawn_onto_the_page(nasty, cleaned):
    def spoil(pdf):
        with_annotations(pdf)
        comments = list(pdf.pages[0].obj.Annots)
        add_field(pdf, "Opdigtet navn")
        pdf.pages[0].obj.Annots = Array([*pdf.pages[0].obj.Annots, *comments])

    assert "Opdigtet navn" in text_of(cleaned(nasty(spoil)))


def test_a_hidden_field_goes_with_its_words(nasty, cleaned):
    assert SECRET not in text_of(cleaned(nasty(lambda pdf: add_field(pdf, SECRET, flags=2))))


def test_a_photo_loses_its_place_and_time_and_is_still_a_photo(nasty, cleaned):
    with pikepdf.open(cleaned(nasty(with_photo))) as pdf:
        image = pikepdf.PdfImage(pdf.pages[0].Resources.XObject.Foto).as_pil_image()
    assert image.size == (60, 40)
    assert image.convert("RGB").getpixel((5, 5))[0] > 240
    assert not image.getexif()


def test_a_jpeg_2000_picture_loses_its_boxes_of_text(nasty, cleaned):
    def spoil(pdf):
        target = io.BytesIO()
        Image.new("RGB", (60, 40), "red").save(target, "JPEG2000")
        note = (8 + len(SECRET)).to_bytes(4, "big") + b"xml " + SECRET.encode()
        pdf.pages[0].Resources.XObject = Dictionary(
            Foto=pdf.make_stream(
                target.getvalue() + note,
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=60,
                Height=40,
                Filter=Name.JPXDecode,
            )
        )
        pdf.pages[0].contents_add(b"q 60 0 0 40 100 100 cm /Foto Do Q")

    with pikepdf.open(cleaned(nasty(spoil))) as pdf:
        kept = pdf.pages[0].Resources.XObject.Foto.read_raw_bytes()
    assert Image.open(io.BytesIO(kept)).size == (60, 40)


def test_layers_that_are_all_shown_become_part_of_the_page(nasty, cleaned):
    assert "Offentlig afgørelse" in text_of(cleaned(nasty(add_layer)))


@pytest.mark.parametrize(
    ("default", "layer"),
    [
        (lambda group: {"OFF": Array([group])}, {}),
        (lambda _group: {"BaseState": Name.OFF}, {}),
        (lambda _group: {"BaseState": Name.Unchanged}, {}),
        (None, {"Usage": Dictionary(View=Dictionary(ViewState=Name.OFF))}),
        (None, {"Usage": Dictionary(Print=Dictionary(PrintState=Name.OFF))}),
    ],
)
def test_a_pdf_with_a_hidden_layer_is_refused(nasty, tmp_path, default, layer):
    source = nasty(lambda pdf: add_layer(pdf, default, layer))
    with pytest.raises(HiddenLayers) as caught:
        clean_pdf(source, tmp_path / "released.pdf", title="x")
    assert "skjulte lag" in caught.value.message
    assert not (tmp_path / "released.pdf").exists()


def test_layers_shown_by_a_rule_are_refused(nasty, tmp_path):
    def spoil(pdf):
        add_layer(pdf)
        group = pdf.Root.OCProperties.OCGs[0]
        pdf.pages[0].Resources.Properties.Regel = pdf.make_indirect(
            Dictionary(Type=Name.OCMD, OCGs=group, P=Name.AllOff)
        )

    with pytest.raises(HiddenLayers):
        clean_pdf(nasty(spoil), tmp_path / "released.pdf", title="x")


def test_words_marked_for_redaction_and_still_there_are_refused(nasty, tmp_path):
    def spoil(pdf):
        mark = Dictionary(Type=Name.Annot, Subtype=Name.Redact, Rect=Array([0, 0, 99, 99]))
        pdf.pages[1].obj.Annots = Array([pdf.make_indirect(mark)])

    with pytest.raises(PendingRedactions):
        clean_pdf(nasty(spoil), tmp_path / "released.pdf", title="x")


def test_a_pdf_with_a_password_is_refused_with_a_message(nasty, tmp_path):
    source = nasty(lambda _pdf: None, encryption=pikepdf.Encryption(user="a", owner="b"))
    with pytest.raises(ProtectedPdf) as caught:
        clean_pdf(source, tmp_path / "released.pdf", title="x")
    assert "adgangskode" in caught.value.message


def test_a_pdf_that_is_only_locked_for_changes_is_released_unlocked(nasty, cleaned):
    source = nasty(lambda _pdf: None, encryption=pikepdf.Encryption(user="", owner="b"))
    with pikepdf.open(cleaned(source)) as pdf:
        assert not pdf.is_encrypted


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"tekst", b"%PDF-1.4\ntrailer<</Root 1 0 R>>"])
def test_a_damaged_pdf_is_refused_with_a_message(tmp_path, content):
    source = tmp_path / "damaged.pdf"
    source.write_bytes(content)
    with pytest.raises(CorruptPdf) as caught:
        clean_pdf(source, tmp_path / "released.pdf", title="x")
    assert "beskadiget" in caught.value.message
    assert not (tmp_path / "released.pdf").exists()


def test_a_pdf_that_is_cut_short_is_refused_although_some_pages_could_be_saved(tmp_path, pdf_with):
    content = pdf_with(*("Side" * 50 for _ in range(5)))
    source = tmp_path / "half.pdf"
    source.write_bytes(content[: len(content) * 2 // 3])
    with pytest.raises(CannotClean):
        clean_pdf(source, tmp_path / "released.pdf", title="x")


def test_a_pdf_that_takes_too_long_is_refused_and_leaves_nothing(nasty, tmp_path):
    with pytest.raises(CorruptPdf):
        clean_pdf(nasty(with_scripts), tmp_path / "released.pdf", title="x", limits=Limits(timeout=0.01))
    assert not (tmp_path / "released.pdf").exists()


def test_pages_look_the_same_as_before(tmp_path, cleaned):
    pdf = FPDF()
    pdf.set_font("helvetica", size=14)
    pdf.add_page()
    pdf.cell(0, 10, "Tabel over støj", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    with pdf.table() as table:
        for row in (("Sted", "dB"), ("Havnen", "61")):
            table.row(row)
    pdf.image(Image.new("RGB", (80, 80), "green"), x=20, y=120, w=40)
    pdf.add_page(orientation="L")
    pdf.cell(0, 10, "På langs")
    source = tmp_path / "source.pdf"
    source.write_bytes(bytes(pdf.output()))
    assert pictures(source) == pictures(cleaned(source))


def pictures(path):
    document = pypdfium2.PdfDocument(path)
    drawn = [page.render(scale=1).to_pil().tobytes() for page in document]
    document.close()
    return drawn


def test_the_source_is_not_changed(nasty, cleaned):
    source = nasty(with_metadata)
    before = Path(source).read_bytes()
    cleaned(source)
    assert Path(source).read_bytes() == before
