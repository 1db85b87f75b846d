"""What documents are found by in the text search: their facts, and the text of their newest file."""

from collections.abc import Iterator
from typing import Any

from pyramid.config import Configurator
from pyramid.registry import Registry

from ..kernel.clock import local
from ..search.port import TextPage
from .content import PDF, Document, Version


def document_record(document: Document, _registry: Registry) -> dict[str, Any]:
    """What those at work find a document by."""
    latest = document.latest if document.versions else None
    filename = latest.file.filename if latest is not None else ""
    return {
        "text": " ".join((document.description, filename, *document.addressed_to, document.written_by)),
        "pages": tuple(_pages(latest)) if latest is not None else (),
        "sender": document.correspondent,
        "day": local(document.registered_at).date(),
        "case_number": document.case.case_number,
        "kle": document.case.kle_subject,
        "unit": document.case.responsible_unit,
        "document_type": document.document_type,
        "review_state": document.review_state,
    }


def _pages(version: Version) -> Iterator[TextPage]:
    """Yield the text of a file; numbered where the file has pages that a reader would look for."""
    if version.text is None:
        return
    has_pages = version.file.media_type == PDF or len(version.text.pages) > 1
    for number, text in enumerate(version.text.pages, start=1):
        yield TextPage(text, number if has_pages else None)


def released_pages(document: Document) -> tuple[TextPage, ...]:
    """Return the text of the file that everyone gets, page by page; none where nothing is given out now."""
    release = document.released
    if release is None or release.text is None:
        return ()
    return tuple(TextPage(text, number) for number, text in enumerate(release.text.pages, start=1))


def includeme(config: Configurator) -> None:
    """Declare it."""
    config.add_internal_record(Document, document_record)
