"""What can be wrong with a file, told to the person who brought it."""

from bdk_esdh.kernel.errors import DomainError


class EmptyFile(DomainError):
    """The file has no bytes: most often a broken upload or a placeholder of a sync program."""


class FileTooBig(DomainError):
    """The file is larger than the limit of the place it was sent to."""


class DisguisedFile(DomainError):
    """The content is not what the file name says, or it is a program."""


class DraftMissing(DomainError):
    """The kept upload does not exist, is too old, or belongs to somebody else: one answer for all three."""


class CannotClean(DomainError):
    """No released rendition can be made of this PDF."""


class ProtectedPdf(CannotClean):
    """The PDF asks for a password before it can be opened."""


class CorruptPdf(CannotClean):
    """The PDF is damaged beyond what can be read."""


class HiddenLayers(CannotClean):
    """The PDF has layers that the reader does not see; releasing it would hide or reveal content."""


class PendingRedactions(CannotClean):
    """Words are marked for redaction but still there; releasing the PDF would publish them."""


class ConversionFailed(DomainError):
    """The office program could not make a PDF of the file."""


class ProgramMissing(DomainError):
    """A program that the machine should have is not installed; for the people who run the system."""

    def __init__(self, message: str, *, program: str, package: str) -> None:
        """Keep which program it is and the Debian package that brings it."""
        super().__init__(message)
        self.program = program
        self.package = package
