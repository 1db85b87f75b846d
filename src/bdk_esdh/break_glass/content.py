"""Openings: who has opened which case in an emergency, why, and until when."""

import secrets
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from pyramid.request import Request

from ..security.identity import Identity
from ..security.permissions import Permission
from ..security.readers import case_token
from ..security.roles import permissions_of

NOBODYS: frozenset[str] = frozenset()


class Opening(Persistent):
    """That somebody has opened a case in an emergency.

    :param unit: key of the unit that was responsible for the case, whose manager is told.
    :param ended_at: when the person ended it before its time.
    """

    ended_at: datetime | None = None

    def __init__(
        self,
        *,
        login: str,
        name: str,
        case_number: str,
        unit: str,
        reason: str,
        opened_at: datetime,
        until: datetime,
    ) -> None:
        """Note the opening; ``open_in_emergency`` in ``actions.py`` is the way to call this."""
        self.login = login
        self.name = name
        self.case_number = case_number
        self.unit = unit
        self.reason = reason
        self.opened_at = opened_at
        self.until = until

    def is_open(self, now: datetime) -> bool:
        """Tell whether it lasts; a clock that was set back to before it opens nothing."""
        return self.ended_at is None and self.opened_at <= now < self.until

    @property
    def over_at(self) -> datetime:
        """When it ends, or has ended."""
        return min(self.until, self.ended_at) if self.ended_at else self.until


class Openings(Persistent):
    """All openings, by a name that begins with their moment; kept beside the tree as ``root.openings``."""

    def __init__(self) -> None:
        """Start empty."""
        self._all = OOBTree()
        #: login to the names of openings that may still last
        self._lasting = OOBTree()

    def add(self, opening: Opening) -> str:
        """Keep an opening and return its name."""
        name = f"{opening.opened_at:%Y%m%dT%H%M%S}.{secrets.token_hex(8)}"
        self._all[name] = opening
        kept = (
            each
            for each in self._lasting.get(opening.login, ())
            if self._all[each].is_open(opening.opened_at)
        )
        self._lasting[opening.login] = (*kept, name)
        return name

    def get(self, name: str) -> Opening | None:
        """Return the opening called ``name``."""
        return self._all.get(name)

    def lasting(self, login: str, now: datetime) -> Iterator[tuple[str, Opening]]:
        """Go through what ``login`` has open now."""
        for name in self._lasting.get(login, ()):
            if self._all[name].is_open(now):
                yield name, self._all[name]

    def since(self, moment: datetime) -> list[Opening]:
        """List what was opened at ``moment`` or later, newest first."""
        return list(self._all.values(min=f"{moment:%Y%m%dT%H%M%S}"))[::-1]

    def newest(self, start: int, size: int) -> list[Opening]:
        """List a page of all, newest first."""
        return [self._all[name] for name in islice(reversed(list(self._all.keys())), start, start + size)]

    def __len__(self) -> int:
        """How many there have been."""
        return len(self._all)


def openings_of(root: Any) -> Openings | None:
    """Return the openings of the graph, if there has been one."""
    return getattr(root, "openings", None)


def tokens_of_openings(request: Request, identity: Identity) -> frozenset[str]:
    """Return the tokens of the cases that the person has open in an emergency now.

    Whoever may open none any more has none open either.
    """
    openings = openings_of(request.root)
    if openings is None or Permission.BREAK_GLASS not in permissions_of(identity.roles):
        return NOBODYS
    now = request.clock.now()
    return frozenset(case_token(each.case_number) for _name, each in openings.lasting(identity.login, now))
