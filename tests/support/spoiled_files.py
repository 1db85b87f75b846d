"""Files as they should not be, made anew: what people bring all the same."""

import io
import zipfile


def a_scan():
    """Make a PDF of one page that is a picture: it shows something and has no text."""
    from fpdf import FPDF
    from PIL import Image, ImageDraw

    picture = Image.new("L", (400, 300), 255)
    ImageDraw.Draw(picture).rectangle((40, 40, 360, 120), fill=0)
    pdf = FPDF()
    pdf.add_page()
    pdf.image(picture, x=10, y=10, w=180)
    return bytes(pdf.output())


def a_locked_pdf():
    """Make a PDF that asks for a password."""
    import pikepdf

    from tests.support.builders import a_pdf

    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_pdf("Hemmeligt"))) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="ejer", user="bruger"))
    return locked.getvalue()


def a_broken_docx():
    """Make a file that is packed as a Word document and holds nonsense."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types><Override")
        archive.writestr("word/document.xml", "<w:document><w:body><w:p>")
    return packed.getvalue()


A_PROGRAM = (
    b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00"
    + b"\x00" * 100
    + b"PE\x00\x00"
    + b"\x00" * 200
)
