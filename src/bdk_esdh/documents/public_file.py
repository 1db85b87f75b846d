"""Making the public's file of an internal one, and judging what was found in it; no graph is touched.

It takes seconds for a large file, so it is done between transactions.
"""

from dataclasses import dataclass
from pathlib import Path

from ..files.cleaning import CleanReport, clean_pdf
from ..files.release_check import Finding, check_release
from ..kernel.danish import slug
from ..kernel.errors import DomainError, SeveralErrors
from ..kernel.forms import untranslated
from ..kernel.i18n import _
from .content import AskedRelease, Document
from .errors import NotConfirmed, NotReleasable


@dataclass(frozen=True)
class Wanted:
    """What is to be given out, as plain values.

    :param pdf: the internal PDF; never changed.
    """

    pdf: Path
    title: str
    number: str
    scan_confirmed: bool
    numbers_confirmed: bool

    @property
    def filename(self) -> str:
        """The name it is handed out under."""
        return f"{self.number}-{slug(self.title)}.pdf"


@dataclass(frozen=True)
class PublicFile:
    """A file that may be given out.

    :param vouched_for: a named person confirmed what the machine could not judge.
    :param pages: the text of each of its pages, which the public finds it by.
    """

    path: Path
    filename: str
    report: CleanReport
    vouched_for: bool
    pages: tuple[str, ...] = ()


def wanted_of(document: Document, asked: AskedRelease) -> Wanted:
    """Return what is to be made of the newest version of ``document``.

    :raises NotReleasable: when it has no PDF.
    """
    pdf = document.latest.pdf
    if pdf is None:
        raise NotReleasable(_("Filen har ingen PDF-udgave endnu. Se på dokumentets side hvorfor"))
    with pdf.blob.open("r") as blob:
        path = Path(blob.name)
    return Wanted(
        path, document.title, document.document_number, asked.scan_confirmed, asked.numbers_confirmed
    )


def make_public_file(wanted: Wanted, folder: Path) -> PublicFile:
    """Clean the file and look for personal numbers in all that would be published.

    What is certainly a personal number is never let through; what a machine cannot judge
    is, when a named person has (databeskyttelsesloven § 11, stk. 3).

    :param folder: where to make it.
    :raises SeveralErrors: with everything found; a :class:`NotConfirmed` among them says by
        ``field`` which confirmation it needs.
    :raises CannotClean: when no public file can be made of the PDF (see ``files.cleaning``).
    """
    path = folder / "cleaned.pdf"
    report = clean_pdf(wanted.pdf, path, title=wanted.title, number=wanted.number)
    check = check_release(path, title=wanted.title, filename=wanted.filename)
    errors = _judged(check.findings, wanted)
    if errors:
        raise SeveralErrors(errors)
    return PublicFile(path, wanted.filename, report, bool(check.findings), check.pages)


def _judged(findings: list[Finding], wanted: Wanted) -> list[DomainError]:
    errors: list[DomainError] = [
        NotReleasable(finding.message) for finding in findings if not finding.unreadable and not finding.loose
    ]
    doubtful = [finding for finding in findings if finding.loose]
    if doubtful and not wanted.numbers_confirmed:
        where = "; ".join(f"{untranslated(finding.message)} ({finding.why})" for finding in doubtful)
        errors.append(
            NotConfirmed(
                _("${where}. Se efter, og bekræft, at det er noget andet", mapping={"where": where}),
                field="numbers_confirmed",
            )
        )
    unreadable = [finding for finding in findings if finding.unreadable]
    if unreadable and not wanted.scan_confirmed:
        pages = ", ".join(str(finding.page) for finding in unreadable if finding.page)
        text = _(
            "Side ${pages} er et billede, som vi ikke kan læse. Læs den, og bekræft med dit navn",
            mapping={"pages": pages},
        )
        whole = _("Hele filen kunne ikke læses af maskinen. Læs den, og bekræft med dit navn")
        errors.append(NotConfirmed(text if pages else whole, field="scan_confirmed"))
    return errors
