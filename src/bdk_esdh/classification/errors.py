"""What the classification refuses."""

from ..kernel.errors import Invalid, Missing


class UnknownNumber(Missing):
    """There is no subject or facet with this number, or it is out of use."""


class UnreadableEdition(Invalid):
    """The file that was brought in is no edition of the classification."""
