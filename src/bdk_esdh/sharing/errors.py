"""Why sharing may be refused."""

from ..kernel.errors import Invalid, Refused


class NotNameable(Invalid):
    """What was named is nobody who can be: no colleague, politician, unit or group that is there now."""


class ReadingOnly(Invalid):
    """Whoever was named does not work here, and can be given no more than reading."""


class NotShared(Refused):
    """Whoever should be taken away was not named here."""


class ListDecides(Refused):
    """An access list alone decides who reads it."""


class InheritanceFixed(Refused):
    """Inheritance cannot be broken here, or is as was asked for already."""


class NotForEveryone(Refused):
    """It is before the public, or somebody has a right to it, and cannot be cut off silently."""


class NobodyLeft(Refused):
    """Nobody would be left who can open it, or who can give access to it."""
