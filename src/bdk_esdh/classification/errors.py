"""What the classification refuses."""

from ..kernel.errors import Invalid, Missing, Refused


class UnknownNumber(Missing):
    """There is no subject or facet with this number, or it is out of use."""


class UnreadableEdition(Invalid):
    """The file that was brought in is no edition of the classification."""


class ImportRunning(Refused):
    """An edition is being brought in; another has to wait."""


class NothingToImport(Refused):
    """No edition has been read, or there is nothing in it to bring in."""
