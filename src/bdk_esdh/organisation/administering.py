"""Who may manage whom: the reach of administrators, central and of a unit.

Nobody holds more rights than the work needs, and somebody near the work sees to it
(databeskyttelsesforordningen art. 32, stk. 1, litra b).

A central administrator reaches everything. A unit's own administrator reaches the people
and groups of that unit and of the units below it: never above it, never outside it, and
never anybody, oneself included, through whom one would come to have more than one has.

| A unit's own administrator | may | may not |
|---|---|---|
| makes a person, or changes one | in own units | oneself, or whoever holds a role that one may not give |
| gives roles | ``LOCAL_ROLES`` | the others: they reach beyond the unit |
| moves a person | between own units | from or to a unit of others |
| gives a password, lets in and out, ends sessions | as above | as above |
| makes a group, or changes one | that belongs to own units | add oneself, or colleagues of others |
| chooses administrators | | that is for the central ones |
"""

from dataclasses import dataclass
from typing import Any

from ..kernel.graph import find_objectmap
from ..kernel.records import SYSTEM
from ..security.identity import Identity
from ..security.permissions import Permission
from ..security.roles import Role

#: the roles that reach no further than one's own work; the rest publish, decide for others or administer
LOCAL_ROLES = frozenset({Role.EMPLOYEE, Role.CASEWORKER, Role.MAIL_ROOM})


@dataclass(frozen=True)
class Reach:
    """How far somebody's say over the organisation goes.

    :param everywhere: whether it is a central administrator's.
    :param administers: keys of the units one is an administrator of.
    """

    login: str
    everywhere: bool
    administers: frozenset[str]
    units: Any

    def covers(self, unit_key: str | None) -> bool:
        """Tell whether it goes as far as the unit with ``unit_key``."""
        if self.everywhere:
            return True
        if not self.administers or unit_key is None:
            return False
        return any(unit.__name__ in self.administers for unit in self.units.line_of(unit_key))

    def covers_person(self, person: Any) -> bool:
        """Tell whether one may manage ``person``."""
        if self.everywhere:
            return True
        return (
            person.__name__ != self.login
            and self.covers(person.unit_key)
            and set(person.roles) <= LOCAL_ROLES
            and all(self.covers(key) for key in person.administers)
        )

    def covers_member(self, person: Any) -> bool:
        """Tell whether one may bring ``person`` into a group."""
        return self.everywhere or (person.__name__ != self.login and self.covers(person.unit_key))

    def may_give(self, role: str) -> bool:
        """Tell whether one may give or take ``role``."""
        return self.everywhere or role in LOCAL_ROLES


def reach_of(root: Any, login: str) -> Reach:
    """Return how far the say of ``login`` goes."""
    organisation = root["organisation"]
    units = organisation["enheder"]
    if login == SYSTEM:
        return Reach(login, everywhere=True, administers=frozenset(), units=units)
    person = organisation["personer"].get(login)
    if person is None or not person.active or not person.is_staff:
        return Reach(login, everywhere=False, administers=frozenset(), units=units)
    everywhere = Role.ADMINISTRATOR in person.roles
    return Reach(login, everywhere, frozenset(person.administers), units)


def local_permissions(node: Any, identity: Identity) -> frozenset[Permission]:
    """Return what ``identity`` may do to ``node`` as an administrator of its unit."""
    reach = reach_of(find_objectmap(node).root, identity.login)
    if not reach.administers:
        return frozenset()
    declared = type(node).__record__.name
    allowed = {
        "Unit": lambda: reach.covers(node.__name__),
        "Person": lambda: reach.covers_person(node),
        "Group": lambda: reach.covers(node.unit_key),
    }
    may = allowed.get(declared, lambda: True)()
    return frozenset({Permission.UNIT_ADMINISTER}) if may else frozenset()
