"""What is told of a job that failed: enough to act on, and nothing of what it worked with.

The text of an exception may hold a title, a file name or a line of a letter, and the page of
background work is read by an administrator, who may not open the case. So a fault is kept
as the type of the exception, one of our own sentences for it and the place in our code;
the rest is in the log of the machine.
"""

import errno
import subprocess
import traceback
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from transaction.interfaces import TransientError
from ZODB.POSException import POSKeyError

from ..kernel.errors import DomainError
from ..kernel.i18n import _
from .limited import Overdue

_PACKAGE = Path(__file__).parents[1]
_LONGEST_NAME = 80
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class Cause(StrEnum):
    """Why a job failed, as far as one can tell."""

    WORKER_DIED = "worker_died"
    OVERDUE = "overdue"
    MEMORY = "memory"
    DISK_FULL = "disk_full"
    SYSTEM = "system"
    PROGRAM = "program"
    CONFLICT = "conflict"
    MISSING = "missing"
    REFUSED = "refused"
    UNKNOWN_KIND = "unknown_kind"
    UNEXPECTED = "unexpected"


SENTENCES = {
    Cause.WORKER_DIED: _("Den proces, der gjorde arbejdet, stoppede midt i det"),
    Cause.OVERDUE: _("Arbejdet tog for lang tid og blev afbrudt"),
    Cause.MEMORY: _("Der var ikke hukommelse nok"),
    Cause.DISK_FULL: _("Der er ikke mere plads på disken"),
    Cause.SYSTEM: _("Styresystemet svarede med en fejl"),
    Cause.PROGRAM: _("Et hjælpeprogram fejlede"),
    Cause.CONFLICT: _("Andre skrev på det samme hele tiden"),
    Cause.MISSING: _(
        "En fil eller en post mangler. Kør esdh check: den siger hvilken. "
        "Læg den ind fra en sikkerhedskopi, og prøv igen"
    ),
    Cause.REFUSED: _("En regel i systemet var i vejen"),
    Cause.UNKNOWN_KIND: _("Ingen del af systemet kender den slags arbejde"),
    Cause.UNEXPECTED: _("Der skete en uventet fejl"),
}


class UnknownKind(Exception):
    """No function does jobs of this kind."""


#: the first that fits is told
_BY_TYPE: tuple[tuple[tuple[type[BaseException], ...], Cause], ...] = (
    ((Overdue, TimeoutError, subprocess.TimeoutExpired), Cause.OVERDUE),
    ((MemoryError,), Cause.MEMORY),
    ((subprocess.SubprocessError,), Cause.PROGRAM),
    ((TransientError,), Cause.CONFLICT),
    ((POSKeyError,), Cause.MISSING),
    ((DomainError,), Cause.REFUSED),
    ((UnknownKind,), Cause.UNKNOWN_KIND),
    ((OSError,), Cause.SYSTEM),
)


@dataclass(frozen=True)
class Fault:
    """Why a job failed.

    :param name: the type of the exception, or ``""``.
    :param cause: one of :class:`Cause`, as a plain string, for it is stored.
    :param place: where in our code, such as ``documents/jobs.py:57``, or ``""``.
    """

    name: str
    cause: str
    place: str = ""

    @property
    def sentence(self) -> str:
        """Say it in Danish, translatable."""
        return SENTENCES[Cause(self.cause)]

    @property
    def detail(self) -> str:
        """``ValueError, documents/jobs.py:57``: what to look for in the log."""
        return ", ".join(part for part in (self.name, self.place) if part)


#: a worker took the job and never came back
WORKER_DIED = Fault("", Cause.WORKER_DIED.value)


def fault_of(error: BaseException) -> Fault:
    """Return what may be told of ``error``."""
    return Fault(type(error).__name__[:_LONGEST_NAME], _cause_of(error).value, _place_of(error))


def _cause_of(error: BaseException) -> Cause:
    number = getattr(error, "errno", None)
    if isinstance(error, OSError) and number in _FULL:
        return Cause.DISK_FULL
    if isinstance(error, OSError) and number == errno.ENOMEM:
        return Cause.MEMORY
    return next((cause for types, cause in _BY_TYPE if isinstance(error, types)), Cause.UNEXPECTED)


def _place_of(error: BaseException) -> str:
    """Return the innermost line of ours that the error came through."""
    place = ""
    for frame, line in traceback.walk_tb(error.__traceback__):
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(_PACKAGE):
            place = f"{path.relative_to(_PACKAGE)}:{line}"
    return place
