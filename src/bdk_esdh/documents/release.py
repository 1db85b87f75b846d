"""Giving a file to the public, and taking it back.

What is given out is never the internal file but a new PDF made of it: without
metadata, attachments, scripts and annotations, and refused when a CPR number is
found in title, file name, text or metadata. Pages without text (a scan) cannot be
checked by a machine; somebody has to have looked, and their name is kept.
"""

import tempfile
from pathlib import Path
from typing import Any

from ..files.cleaning import CleanReport, clean_pdf
from ..files.release_check import Finding, check_release
from ..files.storing import store_file
from ..kernel.danish import slug
from ..kernel.errors import DomainError, SeveralErrors
from ..kernel.forms import untranslated
from ..kernel.i18n import _
from ..kernel.records import Act
from .actions import note_change
from .content import Document, Release, Version
from .errors import NotConfirmed, NotReleasable, ReasonMissing


def release_obstacles(document: Document) -> list[DomainError]:
    """List at once everything that has to be mended before the file can be released.

    What only a look into the file can tell (CPR numbers, scans) is found by
    :func:`release_document` itself.
    """
    if document.released is not None:
        return [NotReleasable(_("Filen er allerede frigivet"))]
    obstacles = []
    if not document.is_final:
        obstacles.append(_("Dokumentet er ikke endeligt"))
    if document.is_confidential:
        obstacles.append(_("Dokumentet eller sagen er fortrolig"))
    if document.exemption_basis or document.case.is_exempt:
        obstacles.append(_("Dokumentet eller sagen er undtaget fra aktindsigt"))
    if document.latest.pdf is None:
        obstacles.append(
            document.latest.rendition_error or _("PDF-udgaven er ikke lavet endnu. Prøv igen om et øjeblik")
        )
    return [NotReleasable(text) for text in obstacles]


def release_document(
    document: Document, act: Act, *, scan_confirmed: bool = False, numbers_confirmed: bool = False
) -> Release:
    """Make the public's file of the newest version and give it out.

    What is certainly a personal number is never let through; what a machine cannot judge
    is, when a named person has (databeskyttelsesloven § 11, stk. 3).

    :param scan_confirmed: whoever acts has read the pages whose text cannot be read.
    :param numbers_confirmed: whoever acts has seen that the doubtful numbers are something else.
    :raises SeveralErrors: with everything that stands in the way.
    :raises NotConfirmed: when a confirmation is needed and not given; ``field`` says which.
    :raises CannotClean: when no public file can be made of the PDF (see ``files.cleaning``).
    """
    obstacles = release_obstacles(document)
    if obstacles:
        raise SeveralErrors(obstacles)
    version = document.latest
    filename = f"{document.document_number}-{slug(document.title)}.pdf"
    with tempfile.TemporaryDirectory(prefix="esdh-release-") as folder:
        cleaned = Path(folder) / "cleaned.pdf"
        report = _clean(document, version, cleaned)
        findings = check_release(cleaned, title=document.title, filename=filename)
        _judge(findings, scan_confirmed=scan_confirmed, numbers_confirmed=numbers_confirmed)
        with cleaned.open("rb") as stream:
            stored = store_file(stream, filename, field=None, connection=document._p_jar)
    release = Release(
        stored,
        version=version.number,
        at=act.at,
        by=act.by,
        by_name=act.by_name,
        confirmed_by=act.by_name if findings else None,
    )
    release.dropped = report.dropped
    release.spoken = report.alternative_texts
    document.release = release
    note_change(document, act)
    return release


def withdraw_release(document: Document, reason: str, act: Act) -> None:
    """Take a released file back; its addresses answer 410 from this moment.

    :param reason: shown to whoever asks for the file; required.
    :raises NotReleasable: when nothing is released.
    :raises ReasonMissing: when no reason is given.
    """
    if document.release is None or document.release.withdrawn_at is not None:
        raise NotReleasable(_("Filen er ikke frigivet"))
    if not reason.strip():
        raise ReasonMissing(_("Skriv, hvorfor filen trækkes tilbage"), field="reason")
    document.release.withdrawn_at = act.at
    document.release.withdrawn_reason = reason.strip()
    note_change(document, act)


def _clean(document: Document, version: Version, cleaned: Path) -> CleanReport:
    pdf: Any = version.pdf
    with pdf.blob.open("r") as blob:
        return clean_pdf(Path(blob.name), cleaned, title=document.title, number=document.document_number)


def _judge(findings: list[Finding], *, scan_confirmed: bool, numbers_confirmed: bool) -> None:
    errors: list[DomainError] = [
        NotReleasable(finding.message) for finding in findings if not finding.unreadable and not finding.loose
    ]
    doubtful = [finding for finding in findings if finding.loose]
    if doubtful and not numbers_confirmed:
        where = "; ".join(f"{untranslated(finding.message)} ({finding.why})" for finding in doubtful)
        errors.append(
            NotConfirmed(
                _("${where}. Se efter, og bekræft, at det er noget andet", mapping={"where": where}),
                field="numbers_confirmed",
            )
        )
    unreadable = [finding for finding in findings if finding.unreadable]
    if unreadable and not scan_confirmed:
        pages = ", ".join(str(finding.page) for finding in unreadable if finding.page)
        text = _(
            "Side ${pages} er et billede, som vi ikke kan læse. Læs den, og bekræft med dit navn",
            mapping={"pages": pages},
        )
        whole = _("Hele filen kunne ikke læses af maskinen. Læs den, og bekræft med dit navn")
        errors.append(NotConfirmed(text if pages else whole, field="scan_confirmed"))
    if errors:
        raise SeveralErrors(errors)
