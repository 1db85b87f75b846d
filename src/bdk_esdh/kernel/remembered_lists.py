"""Lists in memory, read from the graph once and again when they have changed.

Nearly every form offers a unit, a colleague or one of some 1,800 subjects. Loading them
for every form would cost more than the rest of the page, so each process keeps such
lists, by the stamp of the container it read them from. The stamp is read in the request's
own transaction: a process that has not seen a change yet serves what its transaction sees.
"""

import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from pyramid.config import Configurator
from pyramid.registry import Registry

from .graph import Container

T = TypeVar("T")


class Stamped(Container):
    """A container that lists kept in memory are made of.

    The stamp changes with what the lists show. It is random and not a number: of two
    transactions that both count to eight, the one that fails must not leave its list
    behind for the other.
    """

    stamp = ""

    def __init__(self) -> None:
        """Start with a stamp of its own."""
        super().__init__()
        self.touch()

    def touch(self) -> None:
        """Let the lists know that they are old."""
        self.stamp = secrets.token_hex(8)


def remembered(registry: Registry, name: str, source: Stamped, read: Callable[[], T]) -> T:
    """Return what ``read`` makes of ``source``, kept from an earlier call while the stamp is the same.

    :param name: what is kept, one name for each list.
    """
    kept: Any = registry.remembered_lists.get(name)
    if kept is None or kept[0] != source.stamp:
        kept = registry.remembered_lists[name] = (source.stamp, read())
    return kept[1]


def includeme(config: Configurator) -> None:
    """Make the place where lists are kept."""
    config.registry.remembered_lists = {}
