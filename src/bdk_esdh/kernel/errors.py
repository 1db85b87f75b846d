"""Errors of the domain, and nothing about HTTP.

An action raises a subclass of :class:`DomainError`; ``kernel.responses`` holds
the one table that says what answer each becomes on each face.
"""


class DomainError(Exception):
    """Something the office's rules do not allow, told to the person who tried.

    :param message: what happened, what it means, what to do: one or two Danish
        sentences, translatable.
    :param field: the name of the form field to put the message at, or ``None``
        when it concerns the whole.
    """

    #: stable English name of this kind of error for programs; a kind without one has its parent's
    problem = "invalid"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        """Keep the message and where it belongs."""
        super().__init__(message)
        self.message = message
        self.field = field


class Refused(DomainError):
    """The thing is in a state (closed, final, published) that forbids the act."""

    problem = "refused"


class Invalid(DomainError):
    """What was typed cannot be used."""


class Missing(DomainError):
    """Something referred to does not exist, or may not be seen by the one who asks."""

    problem = "not-found"


class Throttled(DomainError):
    """Something was tried too often; it may be tried again after a while.

    :param wait: seconds until then.
    """

    problem = "too-many-attempts"

    def __init__(self, message: str, *, wait: int) -> None:
        """Keep how long to wait."""
        super().__init__(message)
        self.wait = wait


class SeveralErrors(DomainError):
    """All obstacles at once, so that nobody has to meet them one by one.

    :param errors: the individual errors, in the order a form shows its fields.
    """

    def __init__(self, errors: list[DomainError]) -> None:
        """Keep every error; the message is the first one's."""
        super().__init__(errors[0].message)
        self.errors = errors
