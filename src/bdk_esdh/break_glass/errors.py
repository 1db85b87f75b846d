"""Why an emergency may be refused."""

from ..kernel.errors import Invalid, Refused


class ReasonTooShort(Invalid):
    """A reason is what others judge an emergency by; a word is none."""


class ReasonHoldsCpr(Invalid):
    """The reason is read by others and stays in the journal: a personal number may not stand in it."""


class NotOpen(Refused):
    """The emergency is over already, or somebody else's."""
