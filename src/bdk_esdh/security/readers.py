"""Who may read what: the one rule, used for pages, lists and search alike.

Each node is open to those who hold one of its reader tokens *and* one of its
gate tokens. Most nodes have the gate ``open``, which every logged-in person
holds; a case with an access list has that list as its gate.

A case is open to all staff while it is not confidential; from *confidential* up to
its responsible unit and the units below it, its caseworkers, and those who were
given it (by a meeting that handles it, say); a *vip* case to its access list alone.
A document follows its case, at the higher of the two levels.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Protocol

from ..kernel.graph import find_objectmap, get_oid

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
        return list(Sensitivity).index(self)


class Readable(Protocol):
    """What a node answers when the rule asks."""

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


def reader_tokens(node: Any) -> frozenset[str]:
    """Return the tokens of those ``node`` is open to.

    A node that says nothing itself is open to those its parent is open to.
    """
    while node is not None:
        own = getattr(node, "reader_tokens", None)
        if own is not None:
            return own()
        node = getattr(node, "__parent__", None)
    return frozenset()


def gate_tokens(node: Any) -> frozenset[str]:
    """Return the tokens of those who pass the access list of ``node`` or above it."""
    while node is not None:
        own = getattr(node, "gate_tokens", None)
        if own is not None:
            return own()
        node = getattr(node, "__parent__", None)
    return frozenset({OPEN})


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
