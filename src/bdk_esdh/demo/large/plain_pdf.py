"""The smallest PDF that holds a text one can read and search: no metadata, nothing to clean.

fpdf2 takes 10 ms for a page; of the large demo each tenth paper is a PDF.
"""

_LINE = 86
_LINES = 50
_HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def text_pdf(pages: tuple[str, ...]) -> bytes:
    """Return a PDF of A4 pages.

    :param pages: their texts; what is longer than a page holds is cut.
    """
    kids = b" ".join(b"%d 0 R" % (4 + 2 * place) for place in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (da) >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        _FONT,
    ]
    for place, page in enumerate(pages):
        stream = _content(page)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * place)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _file(objects)


def _content(page: str) -> bytes:
    lines = [line for paragraph in page.split("\n") for line in _wrapped(paragraph)][:_LINES]
    shown = b"".join(b"(%s) Tj T*\n" % _escaped(line) for line in lines)
    return b"BT /F1 11 Tf 14 TL 60 780 Td\n" + shown + b"ET"


def _wrapped(paragraph: str) -> list[str]:
    lines, line = [], ""
    for word in paragraph.split(" "):
        if line and len(line) + len(word) >= _LINE:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _escaped(line: str) -> bytes:
    text = line.encode("cp1252", "replace")
    return text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(objects: list[bytes]) -> bytes:
    parts, places, size = [_HEAD], [], len(_HEAD)
    for number, each in enumerate(objects, start=1):
        part = b"%d 0 obj\n%s\nendobj\n" % (number, each)
        places.append(size)
        parts.append(part)
        size += len(part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    parts.append(
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, size)
    )
    return b"".join(parts)
