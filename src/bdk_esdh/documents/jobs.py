"""Background work on documents: reading a file's text, making a PDF of it, making the public's file."""

import tempfile
from pathlib import Path
from typing import Any

from ..audit.differences import change_of
from ..audit.entering import enter
from ..files.content import StoredFile
from ..files.conversion import convert_to_pdf
from ..files.extraction import extract
from ..files.storing import ReceivedFile, keep_file, received_file
from ..jobs.handlers import job
from ..jobs.worker import Work
from ..kernel.errors import DomainError, SeveralErrors
from ..kernel.forms import untranslated
from ..kernel.graph import find_objectmap, tell_changed
from ..kernel.i18n import _
from ..kernel.records import SYSTEM, Act
from .content import PDF, AskedRelease, Document, FileText, Release, Version, text_of_pages
from .journal import RENDITION_MADE
from .public_file import make_public_file, wanted_of
from .release import RELEASE_JOB, obstacles_meanwhile, refuse_release, settle_release


@job("read_document", title=_("Læse teksten i et dokument"))
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
        try:
            convert_to_pdf(path, media_type, target)
        except DomainError as refusal:
            _keep_rendition(work, oid, number, None, untranslated(refusal.message))
            return
        with work.reading() as root:
            found = _version(root, oid, number)
            if found is None:
                return
            stem = Path(found[1].file.filename).stem
            storage_folder = root._p_jar.db().storage.temporaryDirectory()
        with (
            target.open("rb") as stream,
            received_file(stream, f"{stem}.pdf", field=None, folder=storage_folder) as received,
        ):
            _keep_rendition(work, oid, number, received, "")


def _keep_rendition(work: Work, oid: int, number: int, received: ReceivedFile | None, error: str) -> None:
    def keep(root: Any) -> None:
        found = _version(root, oid, number)
        if found is None:
            return
        document, version = found
        version.rendition_error, version.rendition_asked_at = error, None
        if received is not None:
            version.rendition = keep_file(received, document._p_jar)
            act = Act(SYSTEM, "System", work.registry.clock.now(), work.registry)
            enter(document, act, RENDITION_MADE, changes=change_of(_("Version"), "", str(number)))
        tell_changed(document, work.registry)

    work.writing(keep)


@job(RELEASE_JOB, title=_("Gøre en fil klar til offentligheden"))
def release_asked_for(work: Work, oid: int, key: str) -> None:
    """Make the public's file of what somebody asked to release, and give it out or keep why not.

    Cleaning and checking take seconds and are done between two short transactions. What
    was taken back meanwhile is left alone.
    """
    with work.reading() as root:
        document = _asked_for(root, oid, key)
        if document is None:
            return
        obstacles = obstacles_meanwhile(document)
        wanted = None if obstacles else wanted_of(document, _asked(document))
        folder = document._p_jar.db().storage.temporaryDirectory()
    if wanted is None:
        _refuse(work, oid, key, obstacles)
        return
    with tempfile.TemporaryDirectory(prefix="esdh-release-") as scratch:
        try:
            made = make_public_file(wanted, Path(scratch))
        except DomainError as refusal:
            errors = refusal.errors if isinstance(refusal, SeveralErrors) else [refusal]
            _refuse(work, oid, key, errors)
            return
        with (
            made.path.open("rb") as stream,
            received_file(stream, made.filename, field=None, folder=folder) as received,
        ):

            def settle(root: Any) -> None:
                document = _asked_for(root, oid, key)
                if document is not None:
                    settle_release(document, made, received, _askers_act(work, document))

            work.writing(settle)


@job("read_released_file", title=_("Læse teksten i en frigivet fil"))
def read_released_file(work: Work, oid: int) -> None:
    """Read the text of a file that was released before such texts were kept: everyone finds it by that."""
    with work.reading() as root:
        release = _release_of(root, oid)
        if release is None:
            return
        stamp, path = release.released_at, _path_of(release.file)
    pages = extract(path, PDF).pages

    def keep(root: Any) -> None:
        release = _release_of(root, oid)
        if release is not None and release.released_at == stamp:
            release.text = text_of_pages(pages)
            tell_changed(find_objectmap(root).object_for(oid), work.registry)

    work.writing(keep)


def _release_of(root: Any, oid: int) -> Release | None:
    document = find_objectmap(root).object_for(oid)
    return document.release if document is not None else None


def _refuse(work: Work, oid: int, key: str, errors: list[DomainError]) -> None:
    def refuse(root: Any) -> None:
        document = _asked_for(root, oid, key)
        if document is not None:
            # Told anew: what stood in the way when we looked may have gone, or more have come.
            refuse_release(document, obstacles_meanwhile(document) or errors, _askers_act(work, document))

    work.writing(refuse)


def _asked_for(root: Any, oid: int, key: str) -> Document | None:
    document = find_objectmap(root).object_for(oid)
    if document is None or document.asked_release is None or document.asked_release.key != key:
        return None
    return document


def _asked(document: Document) -> AskedRelease:
    asked = document.asked_release
    if asked is None:  # never: `_asked_for` has looked
        raise LookupError(RELEASE_JOB)
    return asked


def _askers_act(work: Work, document: Document) -> Act:
    asked = _asked(document)
    return Act(asked.by, asked.by_name, work.registry.clock.now(), work.registry)


def _version(root: Any, oid: int, number: int) -> tuple[Document, Version] | None:
    document = find_objectmap(root).object_for(oid)
    if document is None:
        return None  # the document is gone; so is the need for its text
    for version in document.versions:
        if version.number == number:
            return document, version
    return None


def _file_of(version: Version) -> tuple[Path, str]:
    return _path_of(version.file), version.file.media_type


def _path_of(file: StoredFile) -> Path:
    with file.blob.open("r") as blob:
        return Path(blob.name)
