"""Reading what a waiting letter says, in the background."""

from pathlib import Path
from typing import Any

from ..documents.content import FileText
from ..files.extraction import extract
from ..jobs.handlers import job
from ..jobs.worker import Work
from ..kernel.graph import find_objectmap
from ..kernel.i18n import _
from .content import WaitingLetter


@job("read_waiting_letter", title=_("Læse teksten i et ventende brev"))
def read_waiting_letter(work: Work, oid: int) -> None:
    """Read the text of a letter in a child process, if it still waits."""
    with work.reading() as root:
        letter = _letter(root, oid)
        if letter is None or letter.file is None:
            return
        with letter.file.blob.open("r") as blob:
            path, media_type = Path(blob.name), letter.file.media_type
    reading = extract(path, media_type)

    def keep(root: Any) -> None:
        letter = _letter(root, oid)
        if letter is None or letter.file is None:
            return
        letter.reading = reading.status.value
        letter.text = FileText(tuple(reading.pages) or (reading.text,)) if reading.text else None

    work.writing(keep)


def _letter(root: Any, oid: int) -> WaitingLetter | None:
    letter = find_objectmap(root).object_for(oid)
    return letter if isinstance(letter, WaitingLetter) else None
