"""OpenDocument: text, spreadsheets and presentations keep their text in the same two members."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from bdk_esdh.files.readers.answer import Answer, CannotRead, ReadStatus
from bdk_esdh.files.readers.archives import member, opened, parsed

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
SPACES_LIMIT = 100


def read(path: Path, answer: Answer) -> None:
    """Add the text of body, tables, frames and notes, and of headers and footers.

    :raises CannotRead: locked or damaged.
    """
    with opened(path) as archive:
        names = set(archive.namelist())
        if "META-INF/manifest.xml" in names and _locked(member(archive, "META-INF/manifest.xml")):
            raise CannotRead(ReadStatus.PASSWORD)
        for name in ("content.xml", "styles.xml"):
            if name == "content.xml" or name in names:
                answer.add("\n".join(_paragraphs(parsed(member(archive, name)))))


def _locked(manifest: bytes) -> bool:
    return next(parsed(manifest).iter(f"{MANIFEST}encryption-data"), None) is not None


def _paragraphs(tree: etree._Element) -> Iterator[str]:
    for paragraph in tree.iter(*PARAGRAPHS):
        line = "".join(_runs(paragraph))
        if line.strip():
            yield line


def _runs(element: etree._Element) -> Iterator[str]:
    """Give the text of one paragraph, without that of paragraphs in frames and notes within it."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c", "1")
            yield " " * (min(int(count), SPACES_LIMIT) if count.isascii() and count.isdigit() else 1)
        elif child.tag == f"{TEXT}tab":
            yield "\t"
        elif child.tag == f"{TEXT}line-break":
            yield "\n"
        elif child.tag not in PARAGRAPHS:
            yield from _runs(child)
        yield child.tail or ""
