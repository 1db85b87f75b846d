"""What documents refuse."""

from ..kernel.errors import Invalid, Missing, Refused


class DocumentFinal(Refused):
    """The document is final and locked."""


class SenderMissing(Invalid):
    """A letter has somebody who sent it, or somebody it was sent to."""


class LetterDateMissing(Invalid):
    """A letter has a date (offentlighedsloven § 15, stk. 2)."""


class NotReleasable(Refused):
    """Something stands in the way of giving the file to the public."""


class ScanNotConfirmed(NotReleasable):
    """The text of a page cannot be read, and nobody has vouched for it."""


class UnknownCase(Missing):
    """The case does not exist, or may not be seen by the one who asks."""


class SameFile(Invalid):
    """The new version is the old one, byte for byte."""
