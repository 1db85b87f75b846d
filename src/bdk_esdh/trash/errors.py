"""What the trash refuses."""

from ..kernel.errors import Invalid, Missing, Refused


class NotForTrash(Refused):
    """Nothing of this kind is thrown away, or not this one as it is."""

    problem = "not-for-trash"


class NotInTrash(Missing):
    """It is not there: it was taken back, or never was."""


class PlaceGone(Refused):
    """What it lay in is not there (any more), so that it cannot go back."""

    problem = "place-gone"


class PlaceTaken(Refused):
    """Something else has come to its address."""

    problem = "place-taken"


class UnusableReason(Invalid):
    """The reason is too long, or tells what may not stand there."""
