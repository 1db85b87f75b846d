"""A letter that waits may be thrown away (an advertisement, one put there twice), and taken back."""

from collections.abc import Iterator

from pyramid.config import Configurator

from ..kernel.errors import DomainError
from ..kernel.records import Act
from ..security.permissions import Permission
from .actions import queue_reading, require_waiting
from .content import WaitingLetter
from .intranet.queue import queue_url


def includeme(config: Configurator) -> None:
    """Give letters their rule."""
    config.add_trash_rule(
        WaitingLetter, permission=Permission.DOCUMENT_ADD, returned=_returned, leads_to=queue_url
    )
    config.add_trash_obstacle(WaitingLetter, _registered)


def _registered(letter: WaitingLetter) -> Iterator[DomainError]:
    try:
        require_waiting(letter)
    except DomainError as error:
        yield error


def _returned(letter: WaitingLetter, act: Act) -> None:
    """Have it read that nobody read while it was away."""
    if letter.text is None:
        queue_reading(letter, act)
