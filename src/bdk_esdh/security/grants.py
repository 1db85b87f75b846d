"""What ``sharing`` says on a node: who was named there, with which level, and whether it inherits.

The value is plain tuples, ``(inherits, ((token, level, by, by_name, at, note), …))``, so that it costs
little and no class of this module stands in the database. ``sharing.actions`` alone writes it;
``readers.py`` asks it who may read, ``policy.py`` what one may do.
"""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from .permissions import Permission as P  # noqa: N817 (the table is read a line at a time)

#: those who can be named: a person, the people of a unit, the members of a group. Never everybody, all
#: staff or a role: that is for the rules and for publishing, each with its own checks.
NAMEABLE_KINDS = frozenset({"user", "unit", "group"})


class Level(StrEnum):
    """How much one is given."""

    READ = "read"
    EDIT = "edit"
    MANAGE = "manage"

    @property
    def rank(self) -> int:
        """How much it is, from 0."""
        return list(Level).index(self)


_READ = frozenset(
    {P.CASE_VIEW, P.DOCUMENT_VIEW, P.MEETING_VIEW, P.PAGE_VIEW, P.ORGANISATION_VIEW, P.CLASSIFICATION_VIEW}
)
_EDIT = _READ | {P.CASE_ADD, P.CASE_EDIT, P.DOCUMENT_ADD, P.DOCUMENT_EDIT, P.MEETING_EDIT, P.PAGE_EDIT}

#: What a level allows on the node and below it, beside what one's role allows. Nothing here reaches
#: the public: releasing, publishing and who sits in a committee stay with the roles that answer for it.
LEVEL_PERMISSIONS: dict[Level, frozenset[P]] = {
    Level.READ: _READ,
    Level.EDIT: _EDIT,
    Level.MANAGE: _EDIT
    | {P.CASE_DECIDE, P.DOCUMENT_FINALISE, P.SHARING_VIEW, P.SHARING_MANAGE, P.JOURNAL_VIEW}
    | {P.TRASH_PUT, P.TRASH_RESTORE},
}


class GrantReach(StrEnum):
    """Which grants count for a node; it answers by ``grant_reach()``, the first by default."""

    #: its own and those of what it lies in
    FROM_ABOVE = "from_above"
    #: its own: it is kept to fewer than what it lies in, so who was let in there was not let in here
    OWN = "own"
    #: none: an access list alone decides
    NONE = "none"


@dataclass(frozen=True)
class Grant:
    """That somebody was named on a node.

    :param token: of a person, unit or group.
    :param by: login of whoever gave it, ``by_name`` the name as it was then.
    """

    token: str
    level: Level
    by: str
    by_name: str
    at: datetime
    note: str = ""


@dataclass(frozen=True)
class Sharing:
    """What a node says itself of its sharing."""

    inherits: bool = True
    grants: tuple[Grant, ...] = ()

    def stored(self) -> tuple[Any, ...] | None:
        """Return the value as it is kept on the node; ``None`` when it says nothing."""
        if self.inherits and not self.grants:
            return None
        return self.inherits, tuple((each.token, str(each.level), *astuple(each)[2:]) for each in self.grants)

    def grant_to(self, token: str) -> Grant | None:
        """Return what ``token`` was given here."""
        return next((each for each in self.grants if each.token == token), None)


NOTHING_SAID = Sharing()


def sharing_of(node: Any) -> Sharing:
    """Read what ``node`` itself says; a token that may not be named gives nothing, however it came there."""
    stored = getattr(node, "sharing", None)
    if stored is None:
        return NOTHING_SAID
    inherits, rows = stored
    grants = (Grant(token, Level(level), *rest) for token, level, *rest in rows)
    return Sharing(inherits, tuple(each for each in grants if is_nameable(each.token)))


def is_nameable(token: str) -> bool:
    """Tell whether ``token`` is of a kind that can be named."""
    kind, _colon, key = token.partition(":")
    return kind in NAMEABLE_KINDS and bool(key)


@dataclass(frozen=True)
class Reach:
    """The grants that count for a node, nearest first, each with the node it stands on.

    :param broken_at: the nearest node on the way up that does not inherit; then the grants are all there is.
    :param by_list: an access list alone decides; neither grants nor a broken inheritance count.
    """

    grants: tuple[tuple[Any, Grant], ...] = ()
    broken_at: Any = None
    by_list: bool = False

    def tokens(self) -> frozenset[str]:
        """Return the tokens that were named."""
        return frozenset(grant.token for _source, grant in self.grants)


def reach_of(node: Any, said: Sharing | None = None) -> Reach:
    """Collect the grants that count for ``node``: its own and those above, as far as they reach.

    A node that is kept to fewer than what it lies in takes none from above, unless inheritance is
    broken up there: then those named there are the only ones who read anything below.

    :param said: work it out as if the node itself said this, for telling what a change would do.
    """
    near: list[tuple[Any, Grant]] = []
    far: list[tuple[Any, Grant]] = []
    taking, each = near, node
    while each is not None:
        how = _grant_reach(each)
        if how is GrantReach.NONE:
            return Reach(by_list=True)
        own = said if said is not None and each is node else sharing_of(each)
        taking.extend((each, grant) for grant in own.grants)
        if not own.inherits:
            return Reach((*near, *far), broken_at=each)
        if how is GrantReach.OWN:
            taking = far
        each = getattr(each, "__parent__", None)
    return Reach(tuple(near))


def is_broken_above(node: Any) -> bool:
    """Tell whether inheritance is broken on the node or above it, as :func:`reach_of` does; collect nothing.

    Every public page asks it of some twenty nodes, and hardly any of them says anything itself.
    """
    each = node
    while each is not None:
        if _grant_reach(each) is GrantReach.NONE:
            return False
        if getattr(each, "sharing", None) is not None and not sharing_of(each).inherits:
            return True
        each = getattr(each, "__parent__", None)
    return False


def _grant_reach(node: Any) -> GrantReach:
    answer = getattr(node, "grant_reach", None)
    return GrantReach.FROM_ABOVE if answer is None else answer()


def reaches_up(node: Any) -> bool:
    """Tell whether what is said above ``node`` is asked for at all."""
    return _grant_reach(node) is not GrantReach.NONE


def level_permissions(grants: Iterable[tuple[Any, Grant]], principals: frozenset[str]) -> frozenset[P]:
    """Return what ``grants`` allow someone who holds ``principals``."""
    allowed: set[P] = set()
    for _source, grant in grants:
        if grant.token in principals:
            allowed |= LEVEL_PERMISSIONS[grant.level]
    return frozenset(allowed)
