"""What the mail room refuses."""

from ..kernel.errors import Invalid, Refused


class AlreadyRegistered(Refused):
    """Somebody else was first."""


class CaseAlreadyOpened(Refused):
    """Somebody has opened a case for the letter already."""


class UnknownUnit(Invalid):
    """There is no such unit."""


class NothingChosen(Invalid):
    """No file was sent along."""
