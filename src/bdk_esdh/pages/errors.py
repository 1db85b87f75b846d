"""What pages refuse."""

from ..kernel.errors import Invalid, Missing, Refused


class NameTaken(Invalid):
    """The address belongs to something else, or is kept free for it."""


class DatesReversed(Invalid):
    """It would end before it begins."""


class LooksLikeCpr(Invalid):
    """A text that is shown to others holds what looks like a personal number."""


class MomentPast(Invalid):
    """What is planned lies ahead."""


class MomentMissing(Invalid):
    """The clocks are put forward over it: that night has no such time."""


class NotPlanned(Refused):
    """There is no plan to cancel."""


class NoWorkingCopy(Refused):
    """There is no working copy, or no more."""


class NoSuchText(Missing):
    """There is no earlier text with that number, or no longer."""


class NotOut(Refused):
    """What is not published is a draft itself and needs no copy."""


class ReasonMissing(Invalid):
    """Taking back what was published needs a reason, which its readers are told."""


class AudienceFixed(Refused):
    """Who reads a published page is not changed in passing: it is taken back first."""


class KeptToSome(Refused):
    """What is kept to those who are named on it cannot be for everyone."""


class CannotLieThere(Invalid):
    """A page lies in the root or below another page, and never below itself."""


class AltMissing(Invalid):
    """A picture says what it shows to who cannot see it, or that it is decoration (WCAG 2.1, 1.1.1)."""


class TooManyPictures(Invalid):
    """A page with more pictures than anybody looks through."""


class PhoneUnreadable(Invalid):
    """The telephone number is not one that can be called."""
