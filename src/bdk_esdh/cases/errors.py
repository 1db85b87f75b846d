"""What cases refuse."""

from typing import Any

from ..kernel.errors import Invalid, Refused


class CaseClosed(Refused):
    """The case is closed; nothing in it changes until it is reopened."""

    problem = "closed"


class NotReadyToClose(Refused):
    """Something in the case has to be finished first.

    :param message: fit for everyone who may close the case.
    :param node: what it is, for a link to it; ``None`` when it is the case itself.
    :param named: the message for those who may read ``node``, when it differs.
    """

    problem = "not-ready-to-close"

    def __init__(self, message: str, *, node: Any = None, named: str | None = None) -> None:
        """Keep what has to be finished."""
        super().__init__(message)
        self.node = node
        self.named = named or message


class BasisMissing(Invalid):
    """A confidential title without the legal basis for it, or the reverse."""


class ReasonMissing(Invalid):
    """A closed case is opened again for a reason, which is written down."""


class UnknownSubject(Invalid):
    """The subject or facet does not exist, or is retired."""


class NoSuchColleague(Invalid):
    """Whoever is to take a case over does not work here."""


class AlreadyTheirs(Invalid):
    """Whoever is to take cases over is the caseworker of all of them."""
