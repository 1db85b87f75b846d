"""What cameras and drawing programs write beside the picture: place, time, author, thumbnails."""

import struct
import zlib
from collections.abc import Iterator

import pikepdf

# APP0 (JFIF) and APP14 (Adobe: how colours are to be read) are needed to show the picture; a PDF says the
# rest itself.
KEPT_SEGMENTS = frozenset({0xE0, 0xEE})
SCAN = 0xDA
JPEG2000_HEAD = b"\x00\x00\x00\x0cjP  "
DROPPED_BOXES = frozenset({b"xml ", b"uuid", b"uinf", b"asoc", b"lbl "})
UNFOLDED_LIMIT = 200 * 1024 * 1024


def strip_picture(image: pikepdf.Stream) -> None:
    """Take EXIF, XMP and comments out of a JPEG or JPEG 2000 picture; other pictures in a PDF have none."""
    filters = image.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if names[-1] not in ("/DCTDecode", "/JPXDecode"):
        return
    raw = image.read_raw_bytes()
    if names[:-1] == ["/FlateDecode"]:
        raw = zlib.decompressobj().decompress(raw, UNFOLDED_LIMIT)
    elif names[:-1]:
        return
    stripped = _jpeg(raw) if names[-1] == "/DCTDecode" else _jpeg2000(raw)
    parameters = image.get("/DecodeParms")
    if isinstance(parameters, pikepdf.Array):
        parameters = parameters[-1] if len(parameters) == len(names) else None
    image.write(
        stripped,
        filter=pikepdf.Name(names[-1]),
        decode_parms=parameters if isinstance(parameters, pikepdf.Dictionary) else None,
    )


def _jpeg(content: bytes) -> bytes:
    """Keep the segments that draw (ITU-T T.81, annex B)."""
    if not content.startswith(b"\xff\xd8"):
        return content
    return b"\xff\xd8" + b"".join(_segments(content))


def _segments(content: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == SCAN:
            yield content[at : _end_of_picture(content, at)]
            return
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker in KEPT_SEGMENTS:
            yield content[at:end]
        at = end
    yield content[at:]


def _end_of_picture(content: bytes, start: int) -> int:
    """Find the end marker, so that nothing can hide behind the picture."""
    end = content.rfind(b"\xff\xd9", start)
    return end + 2 if end > 0 else len(content)


def _jpeg2000(content: bytes) -> bytes:
    """Keep the boxes that draw (ISO 15444-1, annex I); a bare code stream has no boxes."""
    if not content.startswith(JPEG2000_HEAD):
        return content
    kept, at = [], 0
    while at + 8 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        if size == 1 and at + 16 <= len(content):
            size = struct.unpack_from(">Q", content, at + 8)[0]
        end = len(content) if size < 8 else min(at + size, len(content))
        if kind not in DROPPED_BOXES:
            kept.append(content[at:end])
        at = end
    return b"".join(kept)
