"""What a file is, judged by its bytes: the name is a claim, the sender's media type is not even looked at."""

import re
import zipfile
from dataclasses import dataclass
from typing import IO

import puremagic

from bdk_esdh.files.filenames import extension

HEAD_BYTES = 4096

OCTETS = "application/octet-stream"
# Not a media type of the outer world: asks the readers for the strings of a PDF that are not on its pages.
PDF_WORDS = "application/pdf; part=words"
OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

ZIP_HEADS = (b"PK\x03\x04", b"PK\x05\x06")
# The container of old Office files, and of new ones that are locked with a password ([MS-OFFCRYPTO] 2.3.4).
COMPOUND_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Kind:
    """What a file with a given extension has to look like.

    :param media_type: the type we hand it out under.
    :param name: the word for it in a message.
    :param heads: the first bytes it may have; empty when the format has none of its own (plain text, mail).
    :param within: how far into the file the head may begin.
    :param zip_member: a member that the ZIP of this format always has.
    """

    media_type: str
    name: str
    heads: tuple[bytes, ...] = ()
    within: int = 0
    zip_member: str | None = None


def _open_xml(what: str, name: str, member: str = "[Content_Types].xml") -> Kind:
    return Kind(OPEN_XML + what, name, (*ZIP_HEADS, COMPOUND_HEAD), zip_member=member)


def _open_document(what: str, name: str) -> Kind:
    return Kind(OPEN_DOCUMENT + what, name, ZIP_HEADS, zip_member="mimetype")


KINDS: dict[str, Kind] = {
    # Readers accept a PDF whose header comes within the first 1024 bytes (ISO 32000-1, annex H, note 13).
    "pdf": Kind("application/pdf", "PDF", (b"%PDF-",), within=1024),
    "docx": _open_xml("wordprocessingml.document", "Word"),
    "xlsx": _open_xml("spreadsheetml.sheet", "Excel"),
    "pptx": _open_xml("presentationml.presentation", "PowerPoint"),
    "odt": _open_document("text", "OpenDocument"),
    "ods": _open_document("spreadsheet", "OpenDocument"),
    "odp": _open_document("presentation", "OpenDocument"),
    "doc": Kind("application/msword", "Word", (COMPOUND_HEAD, b"{\\rtf", *ZIP_HEADS)),
    "xls": Kind("application/vnd.ms-excel", "Excel", (COMPOUND_HEAD, b"\x09\x08", *ZIP_HEADS)),
    "ppt": Kind("application/vnd.ms-powerpoint", "PowerPoint", (COMPOUND_HEAD, *ZIP_HEADS)),
    "msg": Kind("application/vnd.ms-outlook", "Outlook", (COMPOUND_HEAD,)),
    "rtf": Kind("application/rtf", "RTF", (b"{\\rtf",)),
    "zip": Kind("application/zip", "ZIP", ZIP_HEADS),
    "png": Kind("image/png", "PNG", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": Kind("image/jpeg", "JPEG", (b"\xff\xd8\xff",)),
    "jpeg": Kind("image/jpeg", "JPEG", (b"\xff\xd8\xff",)),
    "gif": Kind("image/gif", "GIF", (b"GIF87a", b"GIF89a")),
    "tif": Kind("image/tiff", "TIFF", (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")),
    "tiff": Kind("image/tiff", "TIFF", (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")),
    "txt": Kind("text/plain", "tekst"),
    "csv": Kind("text/csv", "CSV"),
    "eml": Kind("message/rfc822", "e-mail"),
    "htm": Kind("text/html", "HTML"),
    "html": Kind("text/html", "HTML"),
    "xml": Kind("application/xml", "XML"),
    "json": Kind("application/json", "JSON"),
    "ics": Kind("text/calendar", "kalender"),
    "svg": Kind("image/svg+xml", "SVG"),
}

# What a double click on some desktop would run.
PROGRAM_EXTENSIONS = frozenset(
    {
        "app",
        "appx",
        "bat",
        "chm",
        "cmd",
        "com",
        "cpl",
        "dll",
        "dmg",
        "elf",
        "exe",
        "gadget",
        "hta",
        "inf",
        "jar",
        "js",
        "jse",
        "lnk",
        "msc",
        "msi",
        "msix",
        "msp",
        "pif",
        "ps1",
        "ps1xml",
        "psm1",
        "py",
        "reg",
        "run",
        "scf",
        "scr",
        "sct",
        "sh",
        "sys",
        "vb",
        "vbe",
        "vbs",
        "ws",
        "wsc",
        "wsf",
        "wsh",
    }
)
PROGRAM_HEADS = (
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",  # Mach-O, 32 and 64 bit, both byte orders
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",  # universal Mach-O, and Java classes
    b"\x00asm",
    b"dex\n",
    b"L\x00\x00\x00\x01\x14\x02\x00",  # Windows shortcut: runs what it points at
)
SCRIPT_HEAD = re.compile(rb"\A(\xef\xbb\xbf)?#![ \t]*/")


def is_program(head: bytes) -> bool:
    """Say whether these first bytes are those of something a computer would run."""
    if head.startswith(PROGRAM_HEADS) or SCRIPT_HEAD.match(head):
        return True
    # "MZ" alone could begin a letter; a DOS or Windows program has NUL bytes in its header.
    return head.startswith((b"MZ", b"ZM")) and b"\x00" in head[:512]


def has_program_name(filename: str) -> bool:
    """Say whether the extension is one that some desktop would run on a double click."""
    return extension(filename) in PROGRAM_EXTENSIONS


def contradicts_name(head: bytes, filename: str) -> Kind | None:
    """Return what the name claims to be when the first bytes say otherwise, else ``None``.

    :param head: up to ``HEAD_BYTES`` first bytes.
    :param filename: a cleaned file name.
    """
    kind = KINDS.get(extension(filename))
    if kind is None or not kind.heads:
        return None
    start = head[: kind.within + max(map(len, kind.heads))]
    found = any(one in start for one in kind.heads) if kind.within else start.startswith(kind.heads)
    return None if found else kind


def zip_members(file: IO[bytes]) -> frozenset[str] | None:
    """Return the names in the ZIP's directory, or ``None`` when it has no readable one. Nothing is unpacked.

    :param file: the whole file, seekable.
    """
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        return None


def media_type_of(head: bytes, filename: str) -> str:
    """Return the media type: by the extension where its content was checked, else by the content.

    :param head: up to ``HEAD_BYTES`` first bytes.
    :param filename: a cleaned file name, already found not to contradict its content.
    """
    kind = KINDS.get(extension(filename))
    if kind is not None:
        return kind.media_type
    try:
        guess = puremagic.from_string(head, mime=True)
    except (puremagic.PureError, ValueError):
        return OCTETS
    return guess if re.fullmatch(r"[\w.+-]+/[\w.+-]+", guess or "") else OCTETS
