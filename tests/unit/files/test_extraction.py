import io
import zipfile
from email.message import EmailMessage

import docx
import pikepdf
import pytest
from fpdf import FPDF
from odfdo import Document, Paragraph, Table
from PIL import Image, ImageDraw

from bdk_esdh.files.extraction import ReadStatus, extract
from bdk_esdh.files.readers.answer import CannotRead
from bdk_esdh.files.readers.archives import member
from bdk_esdh.files.sniffing import OPEN_DOCUMENT, OPEN_XML

PDF = "application/pdf"
WORD = f"{OPEN_XML}wordprocessingml.document"
ODT = f"{OPEN_DOCUMENT}text"


@pytest.fixture
def read(tmp_path):
    """Return a function that writes bytes to a file and extracts its text."""

    def reading(content, media_type, **limits):
        path = tmp_path / "file"
        path.write_bytes(content)
        return extract(path, media_type, **limits)

    return reading


def scan():
    """Draw a letter as a picture."""
    picture = Image.new("L", (600, 800), 255)
    ImageDraw.Draw(picture).text((50, 50), "Kære kommune", fill=0)
    return picture


def scanned_pdf(stamp=""):
    pdf = FPDF()
    pdf.set_font("helvetica", size=10)
    pdf.add_page()
    pdf.image(scan(), x=0, y=0, w=pdf.w, h=pdf.h)
    if stamp:
        pdf.text(10, 10, stamp)
    return bytes(pdf.output())


def locked(content, **passwords):
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(**passwords))
    return target.getvalue()


def word_with_everything():
    document, target = docx.Document(), io.BytesIO()
    document.add_paragraph("Afgørelse om byggetilladelse")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Matrikel"
    table.cell(0, 1).add_table(rows=1, cols=1).cell(0, 0).text = "Indlejret 7a"
    document.sections[0].header.paragraphs[0].text = "Sidehoved Byg"
    document.sections[0].footer.paragraphs[0].text = "Sidefod 09 45 45 45"
    document.save(target)
    return target.getvalue()


def open_document():
    document, target = Document("text"), io.BytesIO()
    document.body.clear()
    document.body.append(Paragraph("Høringssvar fra Opdigtet Grundejerforening"))
    table = Table("Ark", width=1, height=1)
    table.set_value("A1", "Celle i tabel")
    document.body.append(table)
    document.save(target)
    return target.getvalue()


def mail(subject="Klage over støj", text="Vi klager.", attachments=()):
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = (
        subject,
        "Åse Opspind <aase@example.org>",
        "post@example.org",
    )
    message.set_content(text)
    for name, kind, content in attachments:
        if kind == "message/rfc822":
            message.add_attachment(content, filename=name)
        else:
            main, sub = kind.split("/")
            message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message


def test_a_pdf_is_read_page_by_page(read, pdf_with):
    found = read(pdf_with("Første side", "Anden side"), PDF)
    assert found.status is ReadStatus.READ
    assert [page.strip() for page in found.pages] == ["Første side", "Anden side"]
    assert "Første side" in found.text
    assert found.note is None
    assert found.unreadable == ()


def test_a_scan_has_no_text_and_says_which_pages(read):
    found = read(scanned_pdf(), PDF)
    assert found.status is ReadStatus.NO_TEXT
    assert found.unreadable == (1,)
    assert "billede uden tekst" in found.note


def test_a_scan_with_a_stamp_on_it_is_still_unreadable(read):
    found = read(scanned_pdf(stamp="Modtaget 20. november 2026"), PDF)
    assert found.status is ReadStatus.READ
    assert found.unreadable == (1,)


def test_an_empty_page_hides_nothing(read, pdf_with):
    assert read(pdf_with("Tekst", ""), PDF).unreadable == ()


def test_a_pdf_with_a_password_says_so(read, pdf_with):
    found = read(locked(pdf_with("Hemmelig"), user="a", owner="b"), PDF)
    assert found.status is ReadStatus.PASSWORD
    assert found.note == "PDF’en har adgangskode. Den er gemt, men vi kan ikke søge i den"


def test_a_pdf_that_is_only_locked_for_changes_is_read(read, pdf_with):
    assert "Åben" in read(locked(pdf_with("Åben"), user="", owner="b"), PDF).text


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        (PDF, b"%PDF-1.7 og intet mere"),
        (WORD, b"PK\x03\x04 og intet mere"),
        (ODT, b"PK\x03\x04 og intet mere"),
        ("message/rfc822", b""),
    ],
)
def test_a_damaged_file_is_said_to_be_damaged(read, media_type, content):
    found = read(content, media_type)
    assert found.status is ReadStatus.CORRUPT
    assert "beskadiget" in found.note


def test_half_a_word_document_and_half_a_pdf_crash_nothing(read, pdf_with):
    word, pdf = word_with_everything(), pdf_with("Halv " * 500)
    assert read(word[: len(word) // 2], WORD).status is ReadStatus.CORRUPT
    assert read(pdf[: len(pdf) // 2], PDF).status in (ReadStatus.CORRUPT, ReadStatus.READ)


def test_a_word_document_is_read_with_tables_headers_and_footers(read):
    found = read(word_with_everything(), WORD)
    assert found.status is ReadStatus.READ
    for text in (
        "Afgørelse om byggetilladelse",
        "Matrikel",
        "Indlejret 7a",
        "Sidehoved Byg",
        "Sidefod 09 45 45 45",
    ):
        assert found.text.count(text) == 1


def test_a_locked_word_document_says_so(read):
    found = read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), WORD)
    assert found.status is ReadStatus.PASSWORD
    assert found.note.startswith("Filen har adgangskode")


def test_a_word_document_that_is_a_spreadsheet_inside_is_damaged(read):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert read(target.getvalue(), WORD).status is ReadStatus.CORRUPT


def test_an_opendocument_text_is_read_with_its_tables(read):
    found = read(open_document(), ODT)
    assert found.status is ReadStatus.READ
    assert "Høringssvar fra Opdigtet Grundejerforening" in found.text
    assert "Celle i tabel" in found.text


def odt_with(content, manifest=None):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODT)
        archive.writestr("content.xml", content)
        if manifest:
            archive.writestr("META-INF/manifest.xml", manifest)
    return target.getvalue()


def test_spaces_tabs_and_frames_in_an_opendocument_text_come_out_once(read):
    names = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = '<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:span>d</text:span><x><text:p>ramme</text:p></x>e</text:p>'
    assert read(odt_with(f"<root {names}>{body}</root>"), ODT).text == "a   b\tcde\nramme"


def test_an_opendocument_with_a_password_says_so(read):
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        "<m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    )
    assert read(odt_with("<x/>", manifest), ODT).status is ReadStatus.PASSWORD


def test_a_zip_bomb_is_refused_without_being_unfolded(read):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", "<x/>")
        archive.writestr("Pictures/bomb.png", b"")
        archive.infolist()[1].file_size = 5 << 30
    assert read(target.getvalue(), ODT).status is ReadStatus.CORRUPT


def test_a_member_that_is_larger_than_any_letter_is_refused():
    with zipfile.ZipFile(io.BytesIO(odt_with(bytes(101 << 20)))) as archive, pytest.raises(CannotRead):
        member(archive, "content.xml")


def test_xml_with_entities_of_its_own_is_refused(read):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    assert read(odt_with(bomb), ODT).status is ReadStatus.CORRUPT


def test_xml_cannot_read_a_file_of_the_machine(read, tmp_path):
    (tmp_path / "secret").write_text("hemmeligt")
    outside = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]><x>&a;</x>'
    assert "hemmeligt" not in read(odt_with(outside), ODT).text


def test_a_mail_is_read_with_headers_text_and_attachments(read, pdf_with):
    attachments = [
        ("bilag.pdf", "application/octet-stream", pdf_with("Teksten i bilaget")),
        ("foto.jpg", "image/jpeg", b"\xff\xd8\xff"),
        ("brev.docx", WORD, word_with_everything()),
    ]
    found = read(mail(attachments=attachments).as_bytes(), "message/rfc822")
    assert found.status is ReadStatus.READ
    for text in (
        "Klage over støj",
        "Åse Opspind",
        "Vi klager.",
        "bilag.pdf",
        "Teksten i bilaget",
        "foto.jpg",
        "Matrikel",
    ):
        assert text in found.text


def test_a_mail_within_a_mail_is_read_down_to_five_levels(read):
    message = mail(subject="Niveau 7")
    for level in range(6, 0, -1):
        message = mail(subject=f"Niveau {level}", attachments=[(f"{level}.eml", "message/rfc822", message)])
    found = read(message.as_bytes(), "message/rfc822")
    assert all(f"Niveau {level}" in found.text for level in range(1, 6))
    assert "Niveau 6" not in found.text
    assert found.cut


def test_a_mail_with_too_many_attachments_is_read_in_part(read):
    attachments = [(f"nr{number}.txt", "text/plain", b"x") for number in range(300)]
    found = read(mail(attachments=attachments).as_bytes(), "message/rfc822")
    assert found.cut
    assert "nr100.txt" in found.text
    assert "nr299.txt" not in found.text


def test_a_mail_with_malformed_headers_is_read_all_the_same(read):
    content = b'From: "unclosed <a@b\nTo: =?utf-8?b?w6Y?=, ;;@@\nSubject: =?x-unknown?q?hej?=\nDate: i morges\n\nBr\xf8dtekst\n'
    assert "Brødtekst" in read(content, "message/rfc822").text


def test_the_html_of_a_mail_is_read_as_text(read):
    message = mail()
    message.set_content("<p>Kære <b>nabo</b></p><script>alert(1)</script>", subtype="html")
    found = read(message.as_bytes(), "message/rfc822")
    assert "Kære nabo" in found.text
    assert "alert" not in found.text


def test_a_page_is_read_without_script_and_style(read):
    page = (
        "<html><head><title>Titel</title><style>p{}</style></head><body><p>Første</p><script>alert(1)</script>efter"
        '<img src="http://example.org/x.png" alt="Et kort"><!-- skjult --><ul><li>et<li>to</ul></body></html>'
    )
    found = read(page.encode(), "text/html")
    assert found.text == "Titel\nFørste\nefter Et kort\net\nto"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_danish_text_is_read_in_the_encodings_it_comes_in(read, encoding):
    text = "Rød grød med fløde på en ø. Æbler og ærter til høstfesten i Brønderslev, når året går på hæld."
    assert read(text.encode(encoding), "text/plain").text == text


def test_control_signs_and_nul_are_left_out(read):
    assert read(b"a\x00b\x07c\x1b[31m\r\nd\te\x7f", "text/plain").text == "abc[31m\nd\te"


def test_text_is_cut_at_the_limit_and_says_so(read):
    found = read(b"x" * 6_000_000, "text/plain")
    assert len(found.text) == 5_000_000
    assert found.cut
    assert "første del" in found.note


def test_a_picture_has_no_text_and_other_files_are_not_read(read):
    target = io.BytesIO()
    scan().save(target, "PNG")
    assert read(target.getvalue(), "image/png").status is ReadStatus.NO_TEXT
    assert read(b"\x00\x01", "application/octet-stream").status is ReadStatus.UNSUPPORTED


def test_a_reader_that_takes_too_long_is_stopped(read, pdf_with):
    found = read(pdf_with("x"), PDF, timeout=0.01)
    assert found.status is ReadStatus.TIMEOUT
    assert "for lang tid" in found.note


def test_a_reader_that_wants_too_much_memory_harms_nobody(read):
    found = read(b"x" * 4_000_000, "text/plain", memory=40 * 1024 * 1024)
    assert found.status is ReadStatus.CORRUPT
