"""Background work on documents: reading a file's text, making a PDF of it."""

import tempfile
from pathlib import Path
from typing import Any

from ..files.conversion import convert_to_pdf
from ..files.extraction import extract
from ..files.storing import store_file
from ..jobs.handlers import job
from ..jobs.worker import Work
from ..kernel.errors import DomainError
from ..kernel.forms import untranslated
from ..kernel.graph import find_objectmap, tell_changed
from .content import PDF, Document, FileText, Version


@job("read_document")
def read_document(work: Work, oid: int, number: int) -> None:
    """Read the text of one version in a child process; make a PDF of it if it is none."""
    with work.reading() as root:
        found = _version(root, oid, number)
        if found is None:
            return
        path, media_type = _file_of(found[1])
    reading = extract(path, media_type)

    def keep(root: Any) -> None:
        found = _version(root, oid, number)
        if found is None:
            return
        document, version = found
        version.reading = reading.status.value
        version.text = FileText(tuple(reading.pages) or (reading.text,)) if reading.text else None
        version.unreadable = tuple(reading.unreadable)
        version.is_cut = reading.cut
        tell_changed(document, work.registry)

    work.writing(keep)
    if media_type != PDF:
        _make_rendition(work, oid, number, path, media_type)


def _make_rendition(work: Work, oid: int, number: int, path: Path, media_type: str) -> None:
    with tempfile.TemporaryDirectory(prefix="esdh-rendition-") as folder:
        target = Path(folder) / "rendition.pdf"
        error = ""
        try:
            convert_to_pdf(path, media_type, target)
        except DomainError as refusal:
            error = untranslated(refusal.message)

        def keep(root: Any) -> None:
            found = _version(root, oid, number)
            if found is None:
                return
            document, version = found
            version.rendition_error = error
            if not error:
                name = Path(version.file.filename).stem + ".pdf"
                with target.open("rb") as stream:
                    version.rendition = store_file(stream, name, field=None, connection=document._p_jar)
            tell_changed(document, work.registry)

        work.writing(keep)


def _version(root: Any, oid: int, number: int) -> tuple[Document, Version] | None:
    document = find_objectmap(root).object_for(oid)
    if document is None:
        return None  # the document is gone; so is the need for its text
    for version in document.versions:
        if version.number == number:
            return document, version
    return None


def _file_of(version: Version) -> tuple[Path, str]:
    with version.file.blob.open("r") as blob:
        return Path(blob.name), version.file.media_type
