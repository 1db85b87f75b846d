"""The text of a file, for searching and for checking what may be released."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bdk_esdh.files.child import Finished, Limits, run_python
from bdk_esdh.files.forking import Forked
from bdk_esdh.files.readers.answer import ReadStatus
from bdk_esdh.kernel.i18n import _

__all__ = ["Extraction", "ReadStatus", "extract", "extract_as"]

DEFAULT = Limits()
_MODULE = "bdk_esdh.files.readers"
#: most of what a municipality files is PDF
_READERS = Forked(f"{_MODULE}.__main__", DEFAULT, (f"{_MODULE}.pdf",))
NOTES = {
    ReadStatus.NO_TEXT: _("Filen er et billede uden tekst. Den er gemt, men vi kan ikke søge i den"),
    ReadStatus.PASSWORD: _("Filen har adgangskode. Den er gemt, men vi kan ikke søge i den"),
    ReadStatus.CORRUPT: _(
        "Filen er beskadiget. Den er gemt, men vi kan ikke søge i den. Bed om at få den igen"
    ),
    ReadStatus.UNSUPPORTED: _("Den slags filer kan vi ikke læse. Den er gemt, men vi kan ikke søge i den"),
    ReadStatus.TIMEOUT: _("Filen tog for lang tid at læse. Den er gemt, men vi kan ikke søge i den"),
}
LOCKED_PDF = _("PDF’en har adgangskode. Den er gemt, men vi kan ikke søge i den")
CUT = _("Filen er så stor, at vi kun kan søge i den første del")


@dataclass(frozen=True)
class Extraction:
    """What came of reading a file.

    :param status: how it ended.
    :param text: the text, without control signs; may be there in part when the status is not ``read``.
    :param pages: the text of each page, for a PDF; else empty.
    :param note: a sentence for the person who looks at the file, or ``None`` when all is well.
    :param unreadable: numbers (from 1) of pages that show something but give no text: scans, outlines.
    :param cut: there was more than is kept.
    """

    status: ReadStatus
    text: str = ""
    pages: tuple[str, ...] = ()
    note: str | None = None
    unreadable: tuple[int, ...] = ()
    cut: bool = False


def extract(
    path: str | Path, media_type: str, *, timeout: float = DEFAULT.timeout, memory: int = DEFAULT.memory
) -> Extraction:
    """Read the text of a file in a child process; a hostile or broken file harms nobody and raises nothing.

    :param path: the file; never changed.
    :param media_type: as stored, see ``sniffing``.
    :param timeout: seconds.
    :param memory: bytes of address space that the child may have.
    """
    return extract_as(path, (media_type,), timeout=timeout, memory=memory)[0]


def extract_as(
    path: str | Path,
    media_types: Sequence[str],
    *,
    timeout: float = DEFAULT.timeout,
    memory: int = DEFAULT.memory,
) -> list[Extraction]:
    """Read a file in several ways in one child.

    The arguments are those of :func:`extract`.

    :returns: one extraction for each of ``media_types``, in order.
    """
    limits = Limits(timeout=timeout, memory=memory)
    arguments: list[str | Path] = [Path(path).resolve(), *media_types]
    finished, answer = (
        _READERS.run(arguments) if limits == DEFAULT else run_python(_MODULE, arguments, limits)
    )
    answers = answer.get("answers")
    if not isinstance(answers, list) or len(answers) != len(media_types):
        answers = [{}] * len(media_types)
    return [_understood(finished, each, kind) for each, kind in zip(answers, media_types, strict=True)]


def _understood(finished: Finished, answer: Any, media_type: str) -> Extraction:
    """Make an extraction of what the child said, or of how it died."""
    if finished.timed_out:
        return _failed(ReadStatus.TIMEOUT)
    try:
        status = ReadStatus(answer["status"])
        pieces = tuple(str(piece) for piece in answer["pieces"])
        unreadable = tuple(int(number) for number in answer["unreadable"])
        paged, cut = bool(answer["paged"]), bool(answer["cut"])
    except (KeyError, TypeError, ValueError):
        return _failed(ReadStatus.CORRUPT)
    note = _note(status, media_type, cut=cut)
    return Extraction(status, "\n\n".join(pieces), pieces if paged else (), note, unreadable, cut)


def _failed(status: ReadStatus) -> Extraction:
    return Extraction(status, note=NOTES[status])


def _note(status: ReadStatus, media_type: str, *, cut: bool) -> str | None:
    if status is ReadStatus.READ:
        return CUT if cut else None
    if status is ReadStatus.PASSWORD and media_type == "application/pdf":
        return LOCKED_PDF
    return NOTES[status]
