"""Word documents: everything that prints, and the notes and comments beside it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from bdk_esdh.files.readers.answer import Answer, CannotRead, ReadStatus
from bdk_esdh.files.readers.archives import opened

BESIDE = ("/footnotes", "/endnotes", "/comments")
MARGINS = (
    "header",
    "footer",
    "first_page_header",
    "first_page_footer",
    "even_page_header",
    "even_page_footer",
)


def read(path: Path, answer: Answer) -> None:
    """Add the body with tables and text boxes, headers and footers, footnotes and comments.

    :raises CannotRead: locked or damaged.
    """
    opened(path).close()
    try:
        document = docx.Document(str(path))
        answer.add("\n".join(_paragraphs(document.element.body)))
        for root in _beside(document):
            answer.add("\n".join(_paragraphs(root)))
    except MemoryError:
        raise
    except Exception as error:
        # python-docx has no error of its own for most damage: it fails wherever the part is missing.
        raise CannotRead(ReadStatus.CORRUPT) from error


def _beside(document: Any) -> Iterator[Any]:
    """Give the roots of headers, footers, notes and comments."""
    for section in document.sections:
        for name in MARGINS:
            margin = getattr(section, name)
            if not margin.is_linked_to_previous:
                yield margin._element  # noqa: SLF001 - there is no public way to its text boxes
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(BESIDE):
            yield parse_xml(relation.target_part.blob)


def _paragraphs(root: Any) -> Iterator[str]:
    """Give a line for each paragraph, in tables and text boxes too."""
    for paragraph in root.iter(qn("w:p")):
        line = "".join(_runs(paragraph))
        if line.strip():
            yield line


def _runs(element: Any) -> Iterator[str]:
    """Give the text of one paragraph, without that of paragraphs in a text box anchored to it."""
    for child in element:
        if child.tag in (qn("w:t"), qn("w:delText")):
            # Deleted text under tracked changes is still in the file, and still found by whoever opens it.
            yield child.text or ""
        elif child.tag == qn("w:tab"):
            yield "\t"
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield "\n"
        elif child.tag in (qn("w:noBreakHyphen"), qn("w:softHyphen")):
            yield "-" if child.tag == qn("w:noBreakHyphen") else ""
        elif child.tag not in (
            qn("w:p"),
            "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
        ):
            yield from _runs(child)
