"""What the organisation refuses."""

from ..kernel.errors import DomainError, Invalid, Refused, Throttled


class LoginTaken(Invalid):
    """Somebody already logs in under this name."""


class LoopInUnits(Invalid):
    """A unit would come to lie below itself."""


class WrongLogin(DomainError):
    """Login or password is wrong; which of them is not said."""


class TooManyAttempts(Throttled):
    """A password was tried too often, on one account or from one address."""


class UnknownUnit(Invalid):
    """There is no unit with this key."""


class OwnAccess(Refused):
    """An administrator would shut oneself out."""


class WrongPassword(Invalid):
    """The present password is wrong."""


class WeakPassword(Invalid):
    """A new password is too short, too long, typed differently the second time, or the login."""


class UnknownMember(Invalid):
    """Somebody who is to be in a group does not work here."""


class BeyondReach(Refused):
    """An administrator would manage what is not theirs to manage."""


class BadExpiry(Invalid):
    """A token for no time, or for too long."""


class TooManyTokens(Refused):
    """Somebody with so many tokens no longer knows what each is for."""
