"""What cases refuse."""

from typing import Any

from ..kernel.errors import Invalid, Refused


class CaseClosed(Refused):
    """The case is closed; nothing in it changes until it is reopened."""


class NotReadyToClose(Refused):
    """Something in the case has to be finished first.

    :param node: what it is, for a link to it; ``None`` when it is the case itself.
    """

    def __init__(self, message: str, *, field: str | None = None, node: Any = None) -> None:
        """Keep what has to be finished."""
        super().__init__(message, field=field)
        self.node = node


class BasisMissing(Invalid):
    """A confidential title without the legal basis for it, or the reverse."""


class ReasonMissing(Invalid):
    """A closed case is opened again for a reason, which is written down."""


class UnknownSubject(Invalid):
    """The subject or facet does not exist, or is retired."""
