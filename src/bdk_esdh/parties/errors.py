"""What parties refuse."""

from ..kernel.errors import Invalid


class WrongNumber(Invalid):
    """What was typed is no personal number, or no number of an organisation."""


class NumberMisplaced(Invalid):
    """A personal number was given for something that is no person."""


class RoleTaken(Invalid):
    """The case has one of these already, and can have no other."""


class SameParty(Invalid):
    """The case has a party with the same number already."""
