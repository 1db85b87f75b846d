import io
import os
import zipfile

import docx
import pypdfium2
import pytest
from odfdo import Document, Paragraph

from bdk_esdh.files.conversion import convert_to_pdf
from bdk_esdh.files.errors import ConversionFailed, ProgramMissing
from bdk_esdh.files.extraction import extract
from bdk_esdh.files.programs import PROGRAMS, SOFFICE, look, look_for_all
from bdk_esdh.files.sniffing import KINDS

WORD, ODT = KINDS["docx"].media_type, KINDS["odt"].media_type


@pytest.fixture
def word(tmp_path):
    document = docx.Document()
    document.add_paragraph("Kære Åse Opspind")
    path = tmp_path / "-brev; rm.docx"
    document.save(str(path))
    return path


def text_of(path):
    return extract(path, "application/pdf").text


@pytest.mark.needs("soffice")
def test_a_word_document_becomes_a_pdf_with_its_text(word, tmp_path):
    convert_to_pdf(word, WORD, tmp_path / "brev.pdf")
    assert "Kære Åse Opspind" in text_of(tmp_path / "brev.pdf")


@pytest.mark.needs("soffice")
def test_an_opendocument_text_becomes_a_pdf_with_its_text(tmp_path):
    document = Document("text")
    document.body.append(Paragraph("Høringssvar"))
    document.save(str(tmp_path / "svar.odt"))
    convert_to_pdf(tmp_path / "svar.odt", ODT, tmp_path / "svar.pdf")
    assert "Høringssvar" in text_of(tmp_path / "svar.pdf")


@pytest.mark.needs("soffice")
def test_a_document_cannot_draw_files_of_the_machine_into_itself(tmp_path):
    secret = tmp_path / "hemmelig.txt"
    secret.write_text("SKJULT-HEMMELIGHED")
    body = (
        '<text:p>Synligt</text:p><text:section text:name="a"><text:section-source xlink:href="'
        f'{secret.as_uri()}"/><text:p>Gammelt indhold</text:p></text:section>'
    )
    (tmp_path / "ondt.odt").write_bytes(odt_with(body))
    convert_to_pdf(tmp_path / "ondt.odt", ODT, tmp_path / "ondt.pdf")
    text = text_of(tmp_path / "ondt.pdf")
    assert "Synligt" in text
    assert "SKJULT-HEMMELIGHED" not in text


@pytest.mark.needs("soffice")
def test_a_document_cannot_draw_pictures_of_the_machine_into_itself(tmp_path):
    from PIL import Image

    Image.new("RGB", (50, 50), "red").save(tmp_path / "hemmelig.png")
    frame = (
        '<text:p>Synligt<draw:frame text:anchor-type="as-char" svg:width="5cm" svg:height="5cm"><draw:image '
        f'xlink:type="simple" xlink:show="embed" xlink:href="{(tmp_path / "hemmelig.png").as_uri()}"/></draw:frame></text:p>'
    )
    (tmp_path / "ondt.odt").write_bytes(odt_with(frame))
    convert_to_pdf(tmp_path / "ondt.odt", ODT, tmp_path / "ondt.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "ondt.pdf")
    pixels = document[0].render().to_pil().convert("RGB").getcolors(1 << 20)
    document.close()
    assert (255, 0, 0) not in [colour for _, colour in pixels]


def odt_with(body):
    names = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
    }
    declared = " ".join(f'xmlns:{short}="{name}"' for short, name in names.items())
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", ODT)
        archive.writestr(
            "content.xml",
            f'<office:document-content {declared} office:version="1.2"><office:body><office:text>{body}'
            "</office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<m:file-entry m:full-path="/" m:media-type="{ODT}"/>'
            '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
        )
    return target.getvalue()


@pytest.mark.needs("soffice")
def test_a_damaged_document_is_refused_with_a_message_and_leaves_nothing(tmp_path):
    (tmp_path / "halvt.docx").write_bytes(b"PK\x03\x04" + bytes(range(256)) * 4)
    with pytest.raises(ConversionFailed) as caught:
        convert_to_pdf(tmp_path / "halvt.docx", WORD, tmp_path / "halvt.pdf")
    assert "Gem den som PDF" in caught.value.message
    assert not (tmp_path / "halvt.pdf").exists()


@pytest.mark.needs("soffice")
def test_a_conversion_that_takes_too_long_is_stopped_and_leaves_nothing(word, tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    with pytest.raises(ConversionFailed) as caught:
        convert_to_pdf(word, WORD, tmp_path / "brev.pdf", timeout=0.2)
    assert "for lang tid" in caught.value.message
    assert list(scratch.iterdir()) == []
    assert not (tmp_path / "brev.pdf").exists()


def test_without_the_program_the_message_says_what_to_install(word, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProgramMissing) as caught:
        convert_to_pdf(word, WORD, tmp_path / "brev.pdf")
    message = caught.value.message.interpolate()
    assert "soffice" in message
    assert "libreoffice" in message
    assert caught.value.program == "soffice"


@pytest.mark.parametrize("media_type", ["text/html", "application/octet-stream", "image/png"])
def test_what_is_made_of_references_or_is_no_letter_is_not_converted(tmp_path, media_type):
    (tmp_path / "x").write_bytes(b"x")
    with pytest.raises(ConversionFailed):
        convert_to_pdf(tmp_path / "x", media_type, tmp_path / "x.pdf")


def test_each_program_says_what_it_is_for_and_where_it_comes_from():
    assert all(program.name and program.purpose and program.package for program in PROGRAMS)
    assert [presence.program for presence in look_for_all()] == list(PROGRAMS)


def test_a_program_is_found_by_the_path_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not look(SOFFICE).present
    (tmp_path / "soffice").write_text("#!/bin/sh\n")
    (tmp_path / "soffice").chmod(0o755)
    assert look(SOFFICE).path == tmp_path / "soffice"
    assert os.access(look(SOFFICE).path, os.X_OK)
