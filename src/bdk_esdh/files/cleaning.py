"""The released rendition: a new PDF that shows what the old one shows and says nothing else.

A released file is never the internal one (databeskyttelsesforordningen art. 5, stk. 1, litra c: no more data
than the purpose needs). What is *shown* is not changed: words under a black bar that was only drawn over
them stay, which is why the release check reads the cleaned file.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bdk_esdh.files.child import MEGABYTE, Limits, run_python
from bdk_esdh.files.errors import CannotClean, CorruptPdf, HiddenLayers, PendingRedactions, ProtectedPdf
from bdk_esdh.files.readers.answer import clean_text
from bdk_esdh.files.scrubbing.refusals import Refusal
from bdk_esdh.kernel.i18n import _

DEFAULT = Limits(timeout=120, memory=2048 * MEGABYTE)
TITLE_LIMIT = 500


@dataclass(frozen=True)
class CleanReport:
    """What was done.

    :param pages: number of pages.
    :param size: bytes of the new file.
    :param dropped: names of the kinds of things that were left behind, as PDF calls them. ``/Annots/Square``
        and its like may have been bars laid over words, which the reader now sees: show the new file before
        release.
    :param alternative_texts: texts that are read out in place of pictures. They are published and seen by
        nobody who only looks: show them to the one who releases the file.
    """

    pages: int
    size: int
    dropped: tuple[str, ...]
    alternative_texts: tuple[str, ...]


def clean_pdf(
    source_path: str | Path,
    target_path: str | Path,
    *,
    title: str,
    number: str | None = None,
    limits: Limits = DEFAULT,
) -> CleanReport:
    """Make the released rendition of a PDF in a child process.

    :param source_path: the internal file; never changed.
    :param target_path: the new file; absent afterwards if none could be made.
    :param title: the public title.
    :param number: the public number, written after the title.
    :param limits: what the child may use.
    :raises ProtectedPdf: it cannot be opened without a password.
    :raises CorruptPdf: it is damaged, or too large or tangled for the limits.
    :raises HiddenLayers: it has layers that are not shown.
    :raises PendingRedactions: words are marked for redaction and still there.
    """
    target = Path(target_path).resolve()
    named = clean_text(f"{title} ({number})" if number else title).replace("\n", " ")[:TITLE_LIMIT]
    try:
        _finished, answer = run_python(
            "bdk_esdh.files.scrubbing", [Path(source_path).resolve(), target, named], limits
        )
        return _understood(answer, target)
    except CannotClean:
        target.unlink(missing_ok=True)
        raise


def _understood(answer: dict[str, Any], target: Path) -> CleanReport:
    if answer.get("refusal") == Refusal.PASSWORD:
        raise ProtectedPdf(
            _("PDF’en har adgangskode og kan ikke frigives. Gem den uden adgangskode, og læg den ind igen")
        )
    if answer.get("refusal") == Refusal.LAYERS:
        raise HiddenLayers(
            _("PDF’en har skjulte lag og kan ikke frigives. Udskriv den til en ny PDF, og læg den ind igen")
        )
    if answer.get("refusal") == Refusal.REDACTIONS:
        raise PendingRedactions(
            _("PDF’en har markeringer til sløring, som ikke er udført. Udfør dem, og læg filen ind igen")
        )
    try:
        report = CleanReport(
            int(answer["pages"]),
            target.stat().st_size,
            tuple(str(name) for name in answer["dropped"]),
            tuple(str(text) for text in answer["alternative_texts"]),
        )
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise CorruptPdf(
            _("PDF’en er beskadiget og kan ikke frigives. Udskriv den til en ny PDF, og læg den ind igen")
        ) from error
    return report
