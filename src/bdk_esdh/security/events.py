"""What happens in this service that others may want to know of."""

from dataclasses import dataclass

from pyramid.request import Request


@dataclass(frozen=True)
class SessionOpened:
    """Somebody has logged in; told within the transaction that opens the session."""

    request: Request
    login: str
