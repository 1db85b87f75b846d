"""What the organisation refuses."""

from ..kernel.errors import DomainError, Invalid


class LoginTaken(Invalid):
    """Somebody already logs in under this name."""


class LoopInUnits(Invalid):
    """A unit would come to lie below itself."""


class WrongLogin(DomainError):
    """Login or password is wrong; which of them is not said."""
