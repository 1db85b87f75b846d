"""Giving a file to the public, and taking it back.

What is given out is never the internal file but a new PDF made of it: without
metadata, attachments, scripts and annotations, and refused when a CPR number is
found in title, file name, text or metadata. Pages without text (a scan) cannot be
checked by a machine; somebody has to have looked, and their name is kept.
"""

import tempfile
from pathlib import Path
from typing import Any

from ..files.cleaning import clean_pdf
from ..files.release_check import check_release
from ..files.storing import store_file
from ..kernel.danish import slug
from ..kernel.errors import DomainError, SeveralErrors
from ..kernel.i18n import _
from ..kernel.records import Act
from .actions import note_change
from .content import Document, Release, Version
from .errors import NotReleasable, ScanNotConfirmed


def release_obstacles(document: Document) -> list[DomainError]:
    """List at once everything that has to be mended before the file can be released.

    What only a look into the file can tell (CPR numbers, scans) is found by
    :func:`release_document` itself.
    """
    obstacles = []
    if not document.is_final:
        obstacles.append(_("Dokumentet er ikke endeligt"))
    if document.is_confidential:
        obstacles.append(_("Dokumentet eller sagen er fortrolig"))
    if document.exemption_basis or document.case.is_exempt:
        obstacles.append(_("Dokumentet eller sagen er undtaget fra aktindsigt"))
    if document.latest.pdf is None:
        obstacles.append(document.latest.rendition_error or _("PDF-udgaven er ikke lavet endnu. Prøv igen om et øjeblik"))
    if document.released is not None:
        obstacles.append(_("Filen er allerede frigivet"))
    return [NotReleasable(text) for text in obstacles]


def release_document(document: Document, act: Act, *, scan_confirmed: bool = False) -> Release:
    """Make the public's file of the newest version and give it out.

    :param scan_confirmed: whoever acts has read the pages whose text cannot be read.
    :raises SeveralErrors: with everything that stands in the way.
    :raises ScanNotConfirmed: when pages cannot be read and ``scan_confirmed`` is not set.
    """
    obstacles = release_obstacles(document)
    if obstacles:
        raise SeveralErrors(obstacles)
    version = document.latest
    with tempfile.TemporaryDirectory(prefix="esdh-release-") as folder:
        cleaned = Path(folder) / "cleaned.pdf"
        filename = f"{document.document_number}-{slug(document.title)}.pdf"
        unreadable = _clean_and_check(document, version, cleaned, filename)
        if unreadable and not scan_confirmed:
            raise ScanNotConfirmed(
                _("Filen er et billede, som vi ikke kan læse. Bekræft, at du har læst den og ikke fundet noget fortroligt"),
                field="scan_confirmed",
            )
        with cleaned.open("rb") as stream:
            stored = store_file(stream, filename, connection=document._p_jar)  # noqa: SLF001
    document.release = Release(
        stored,
        version=version.number,
        at=act.at,
        by=act.by,
        by_name=act.by_name,
        confirmed_by=act.by_name if unreadable else None,
    )
    note_change(document, act)
    return document.release


def withdraw_release(document: Document, reason: str, act: Act) -> None:
    """Take a released file back; its addresses answer 410 from this moment.

    :param reason: shown to whoever asks for the file; required.
    :raises NotReleasable: when nothing is released, or no reason is given.
    """
    if document.release is None or document.release.withdrawn_at is not None:
        raise NotReleasable(_("Filen er ikke frigivet"))
    if not reason.strip():
        raise NotReleasable(_("Skriv, hvorfor filen trækkes tilbage"), field="reason")
    document.release.withdrawn_at = act.at
    document.release.withdrawn_reason = reason.strip()
    note_change(document, act)


def _clean_and_check(document: Document, version: Version, cleaned: Path, filename: str) -> bool:
    """Write the cleaned PDF, refuse it for what is found; tell whether pages are unreadable."""
    pdf: Any = version.pdf
    with pdf.blob.open("r") as blob:
        clean_pdf(Path(blob.name), cleaned, title=document.title, number=document.document_number)
    check = check_release(cleaned, title=document.title, filename=filename)
    if check.findings:
        raise SeveralErrors([NotReleasable(finding.message) for finding in check.findings])
    return bool(check.unreadable)
