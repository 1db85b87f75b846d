"""Who may read what: the one rule, used for pages, lists and search alike.

Each node is open to those who hold one of its reader tokens *and* one of its
gate tokens. Most nodes have the gate ``open``, which every logged-in person
holds; a case with an access list has that list as its gate.

A case is open to all staff while it is not confidential; from *confidential* up to
its responsible unit and the units below it, its caseworkers, holders of a task on it,
the secretaries of a meeting that handles it; a *vip* case to its access list alone.
A document follows its case, at the higher of the two levels.

Beside this rule stand the people named in sharing (``grants.py``), on the node or on
what it lies in. Where inheritance is broken they are all there is. They never make
anything public, and pass no gate.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Protocol

from ..kernel.graph import find_objectmap, get_oid
from .grants import Sharing, is_broken_above, reach_of, reaches_up

EVERYONE = "public"
STAFF = "staff"
#: the gate of nodes that have no access list; held by everyone who is logged in
OPEN = "open"

#: reference from a node that opens another one to its own readers, to that other one;
#: the source answers ``granted_tokens()``
GRANTS_READING = "grants-reading"


class Sensitivity(StrEnum):
    """The ladder of the common municipal index (SF1470), lowest first."""

    NOT_CONFIDENTIAL = "not_confidential"
    CONFIDENTIAL = "confidential"
    SENSITIVE = "sensitive"
    VIP = "vip"

    @property
    def level(self) -> int:
        """How high on the ladder, from 0."""
        return _LEVELS[self]


#: looked up, not counted: a case with 2,000 documents asks some ten thousand times who may read them
_LEVELS = {each: place for place, each in enumerate(Sensitivity)}


class Readable(Protocol):
    """What a node answers when the rule asks; each of them only where it has something to say."""

    def reader_tokens(self) -> frozenset[str]:
        """Return the tokens of those the node is open to."""

    def gate_tokens(self) -> frozenset[str]:
        """Return the tokens of those who may pass its access list."""


def unit_token(key: str) -> str:
    """Token of the people of a unit and of the units below it."""
    return f"unit:{key}"


def user_token(login: str) -> str:
    """Token of one person."""
    return f"user:{login}"


def group_token(key: str) -> str:
    """Token of the members of a group of colleagues."""
    return f"group:{key}"


def body_token(key: str) -> str:
    """Token of the members of a committee."""
    return f"body:{key}"


def role_token(role: str) -> str:
    """Token of those who hold a role."""
    return f"role:{role}"


def case_token(case_number: str) -> str:
    """Token of whoever has opened a case in an emergency (``break_glass``), while that lasts."""
    return f"case:{case_number}"


def reader_tokens(node: Any, said: Sharing | None = None) -> frozenset[str]:
    """Return the tokens of those ``node`` is open to: by rule, and by being named in sharing.

    Whoever works here keeps to themselves what is confidential (forvaltningsloven § 27).

    Below a node whose inheritance is broken only those named count, up to and with that
    node. What all staff do not read carries the token for emergencies, too.

    :param said: work it out as if the sharing of the node itself said this.
    """
    reach = reach_of(node, said)
    tokens = reach.tokens()
    if reach.broken_at is None:
        tokens |= tokens_by_rule(node)
    return tokens if STAFF in tokens or EVERYONE in tokens else tokens | _emergency_tokens(node)


def tokens_by_rule(node: Any) -> frozenset[str]:
    """Return the tokens that the rule of the node's type gives, without sharing.

    A node that says nothing itself is open to those its parent is open to.
    """
    own = _nearest(node, "reader_tokens")
    return own.reader_tokens() if own is not None else frozenset()


def rule_source(node: Any) -> Any:
    """Return the node whose rule decides who reads ``node``: itself, or one above it."""
    return _nearest(node, "reader_tokens")


def gate_tokens(node: Any) -> frozenset[str]:
    """Return the tokens of those who pass the access list of ``node`` or above it."""
    own = _nearest(node, "gate_tokens")
    tokens = own.gate_tokens() if own is not None else frozenset({OPEN})
    return tokens if OPEN in tokens or EVERYONE in tokens else tokens | _emergency_tokens(node)


def _emergency_tokens(node: Any) -> frozenset[str]:
    case = _nearest(node, "emergency_tokens")
    return case.emergency_tokens() if case is not None else frozenset()


def _nearest(node: Any, name: str) -> Any:
    """Return the node, or the nearest one above it, that answers ``name``."""
    while node is not None and getattr(node, name, None) is None:
        node = getattr(node, "__parent__", None)
    return node


def is_cut_off(node: Any) -> bool:
    """Tell whether inheritance is broken on the node or above it: then it is for those named alone."""
    return is_broken_above(node)


def is_kept_to_some(node: Any, above: dict[Any, bool] | None = None) -> bool:
    """Tell whether inheritance is broken or an access list is set: then nothing of it is for the public.

    :param above: answers for what nodes lie in, filled here: for whoever asks of many that lie together, in
        one go and while nothing is changed.
    """
    if above is None or not _leaves_it_to_its_parent(node):
        return is_cut_off(node) or OPEN not in gate_tokens(node)
    parent = node.__parent__
    if parent not in above:
        above[parent] = is_kept_to_some(parent)
    return above[parent]


def _leaves_it_to_its_parent(node: Any) -> bool:
    """Tell whether whom ``node`` is kept to is what its parent is kept to: it says nothing itself."""
    return (
        getattr(node, "sharing", None) is None
        and getattr(node, "gate_tokens", None) is None
        and getattr(node, "__parent__", None) is not None
        and reaches_up(node)
    )


def tokens_by_sensitivity(
    level: Sensitivity, *, confidential: Iterable[str], access_list: Iterable[str]
) -> frozenset[str]:
    """Return the reader tokens of something at ``level`` of the ladder.

    :param confidential: tokens of those who read it from *confidential* up.
    :param access_list: tokens of those it is kept to when it is *vip*.
    """
    if level is Sensitivity.VIP:
        return frozenset(access_list)
    if level is Sensitivity.NOT_CONFIDENTIAL:
        return frozenset({STAFF, *confidential})
    return frozenset(confidential)


def granted_tokens(node: Any) -> frozenset[str]:
    """Return the tokens that other nodes (a published agenda, say) give to ``node``."""
    graph = find_objectmap(node)
    if graph is None or get_oid(node, None) is None:
        return frozenset()
    tokens: set[str] = set()
    for source in graph.sources(node, GRANTS_READING):
        if source is not None:
            tokens |= source.granted_tokens()
    return frozenset(tokens)


def may_read(node: Any, principals: frozenset[str]) -> bool:
    """Tell whether someone with ``principals`` may read ``node``."""
    return bool(reader_tokens(node) & principals) and bool(gate_tokens(node) & principals)
