"""What cases refuse."""

from ..kernel.errors import Invalid, Refused


class CaseClosed(Refused):
    """The case is closed; nothing in it changes until it is reopened."""


class NotReadyToClose(Refused):
    """Something in the case has to be finished first."""


class BasisMissing(Invalid):
    """A confidential title without the legal basis for it, or the reverse."""


class UnknownSubject(Invalid):
    """The subject or facet does not exist, or is retired."""
