"""What documents refuse."""

from ..kernel.errors import Invalid, Missing, Refused


class DocumentFinal(Refused):
    """The document is final and locked."""

    problem = "final"


class SenderMissing(Invalid):
    """A letter has somebody who sent it, or somebody it was sent to."""


class LetterDateMissing(Invalid):
    """A letter has a date (offentlighedsloven § 15, stk. 2)."""


class LetterDateTooLate(Invalid):
    """A letter may be dated ahead, but hardly by years: then the year is mistyped."""


class CharacterMissing(Invalid):
    """Whoever the letter is from or to is a private person, whom no public list may name."""


class WrongDirection(Invalid):
    """An incoming letter comes in, an outgoing one goes out."""


class NotReleasable(Refused):
    """Something stands in the way of giving the file to the public."""


class NotConfirmed(NotReleasable):
    """A machine cannot judge the file (a scan, a doubtful number), and nobody has vouched for it."""


class ReasonMissing(Invalid):
    """A file is taken back for a reason, which is shown to those who ask for it."""


class NotAssigned(Refused):
    """The document is nobody's, so it cannot be taken from anybody."""


class UnknownColleague(Missing):
    """The person it was to be given to does not work here (any more)."""


class UnknownCase(Missing):
    """The case does not exist, or may not be seen by the one who asks."""


class SameCase(Invalid):
    """The document lies on that case already."""


class TargetClosed(Invalid):
    """The case it was to be moved to takes no documents."""


class MovedMeanwhile(Refused):
    """Somebody else has moved the document since it was shown."""

    problem = "moved"


class RenditionNotAskable(Refused):
    """There is a PDF, none can be made, or it is being made."""


class NotInPlace(Refused):
    """The document lies in the trash, or was never on another case."""


class AccessWidens(Invalid):
    """More people could read the document afterwards, and nobody has said that they are meant to."""


class SameFile(Invalid):
    """The new version is the old one, byte for byte."""
