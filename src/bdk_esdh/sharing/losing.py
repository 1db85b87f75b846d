"""Who loses or gains access by breaking or restoring inheritance, told before it is done."""

from dataclasses import dataclass, replace
from typing import Any

from pyramid.request import Request

from ..kernel.danish import danish_order
from ..kernel.graph import postorder
from ..organisation.actions import person_name
from ..security.grants import Sharing, sharing_of
from ..security.readers import gate_tokens, reader_tokens
from .actions import broken
from .people import Readers, readers_by

#: names shown; beyond that the number says enough
NAMES_SHOWN = 60


@dataclass(frozen=True)
class Difference:
    """What a change of inheritance does.

    :param names: of those who lose (or gain), as many as are shown; ``count`` all of them.
    :param more: how many are not named.
    :param all_staff: whether everybody at work had (or gets) access.
    :param left: names of those who have access either way.
    :param below: how many things lie below, for which it holds too.
    """

    names: tuple[str, ...]
    count: int
    all_staff: bool
    left: tuple[str, ...]
    below: int

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.names)


def by_breaking(node: Any, request: Request) -> Difference:
    """Tell who loses access when inheritance is broken on ``node`` by whoever makes the request."""
    before = _readers_if(node, request, sharing_of(node))
    after = _readers_if(node, request, broken(sharing_of(node), request.act))
    return _difference(node, request, before, after)


def by_restoring(node: Any, request: Request) -> Difference:
    """Tell who gets access when inheritance is restored on ``node``."""
    before = _readers_if(node, request, sharing_of(node))
    after = _readers_if(node, request, replace(sharing_of(node), inherits=True))
    return _difference(node, request, after, before)


def _readers_if(node: Any, request: Request, said: Sharing) -> Readers:
    return readers_by(request.root, reader_tokens(node, said), gate_tokens(node))


def _difference(node: Any, request: Request, more: Readers, fewer: Readers) -> Difference:
    names = _names(request.root, more.logins - fewer.logins)
    return Difference(
        names=names[:NAMES_SHOWN],
        count=len(names),
        all_staff=more.all_staff and not fewer.all_staff,
        left=_names(request.root, fewer.logins)[:NAMES_SHOWN],
        below=sum(1 for _each in postorder(node)) - 1,
    )


def _names(root: Any, logins: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted((person_name(root, login) for login in logins), key=danish_order))
