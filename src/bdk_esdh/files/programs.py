"""The system programs of the file service: what for, where from, and whether they are here.

``esdh check --system`` prints this. Absent programs degrade the service and never crash it.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from bdk_esdh.files.errors import ProgramMissing
from bdk_esdh.kernel.i18n import _


@dataclass(frozen=True)
class Program:
    """A program that the machine may have.

    :param name: what it is called on the command line.
    :param purpose: what is not possible without it.
    :param package: the Debian package that brings it.
    """

    name: str
    purpose: str
    package: str


@dataclass(frozen=True)
class Presence:
    """Whether a program is on this machine, and where."""

    program: Program
    path: Path | None

    @property
    def present(self) -> bool:
        """Whether it is here."""
        return self.path is not None


SOFFICE = Program(
    "soffice",
    _("Laver PDF af Word- og OpenDocument-filer. Uden det kan kun PDF-filer frigives"),
    "libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui",
)
PROGRAMS = (SOFFICE,)


def look(program: Program) -> Presence:
    """Say whether and where a program is on this machine."""
    found = shutil.which(program.name)
    return Presence(program, Path(found) if found else None)


def look_for_all() -> list[Presence]:
    """Say it of all programs that the file service uses."""
    return [look(program) for program in PROGRAMS]


def required(program: Program) -> Path:
    """Return where a program is.

    :raises ProgramMissing: it is not installed; the message names the package.
    """
    presence = look(program)
    if presence.path is None:
        message = _(
            "Programmet ${name} mangler på serveren. Driften kan installere det med: apt install ${package}",
            mapping={"name": program.name, "package": program.package},
        )
        raise ProgramMissing(message, program=program.name, package=program.package)
    return presence.path
