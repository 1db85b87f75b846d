"""What may be thrown away: each capability says it of its own types.

    config.add_trash_rule(Document, permission=Permission.DOCUMENT_EDIT, ...)
    config.add_trash_obstacle(Document, agendas_with)       # by a capability above

A type without a rule is never thrown away. The rule also gives the type its page ``slet``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pyramid.config import Configurator
from pyramid.registry import Registry
from pyramid.request import Request

from ..audit.verbs import Verb
from ..kernel.errors import DomainError
from ..kernel.records import Act, Face
from ..security.permissions import Permission
from .journal import THROWN_AWAY

#: ``obstacle(node)`` yields what stands in the way, a domain error each
Obstacle = Callable[[Any], Iterable[DomainError]]

DELETE = "slet"


@dataclass(frozen=True)
class TrashRule:
    """How things of one type are thrown away and taken back.

    :param permission: what one needs on the thing, beside the right to throw away at all.
    :param asks_reason: the form asks why; what has a number leaves a gap that has to be explained.
    :param leaving: ``leaving(node, act)`` ends what the thing gives to others (rights, say).
    :param left: ``left(place, act)`` sees to the place when the thing is out of it.
    :param may_return: ``may_return(node, place, act)`` raises what stands in the way of taking it back.
    :param name_back: ``name_back(node, place, act)`` makes room and returns the name it gets
        there; the one it had when left out.
    :param returned: ``returned(node, act)`` gives again what ``leaving`` ended.
    :param leads_to: ``leads_to(node, request)``, asked while it is still there, gives the path that one is
        led to afterwards; the place it lay in when left out.
    :param comes_along: ``comes_along(node)`` says what else goes with the thing and comes back with it.
    :param verb: what the journal says of throwing it away.
    :param has_page: whether it has the page ``slet``.
    """

    permission: Permission
    asks_reason: bool = False
    leaving: Callable[[Any, Act], None] | None = None
    left: Callable[[Any, Act], None] | None = None
    may_return: Callable[[Any, Any, Act], None] | None = None
    name_back: Callable[[Any, Any, Act], str] | None = None
    returned: Callable[[Any, Act], None] | None = None
    leads_to: Callable[[Any, Request], str] | None = None
    comes_along: Callable[[Any], Any] | None = None
    verb: Verb = THROWN_AWAY
    has_page: bool = True


def rule_of(node: Any, registry: Registry) -> TrashRule | None:
    """Return the rule for things of exactly this type."""
    rule: TrashRule | None = registry.trash_rules.get(type(node))
    return rule


def obstacles_to(node: Any, registry: Registry) -> list[DomainError]:
    """List everything that keeps ``node``, or something in it, from being thrown away, at once."""
    return [error for check in registry.trash_obstacles.get(type(node), ()) for error in check(node)]


def add_trash_rule(config: Configurator, cls: type, **rule: Any) -> None:
    """Directive: say that things of ``cls`` may be thrown away, and how.

    :param rule: the fields of :class:`TrashRule`.
    """
    from .deleting import delete_form, throw_away

    made = TrashRule(**rule)
    config.action(("trash rule", cls), lambda: config.registry.trash_rules.__setitem__(cls, made))
    if not made.has_page:
        return
    template = "bdk_esdh:trash/templates/intranet/delete.pt"
    for method, view in (("GET", delete_form), ("POST", throw_away)):
        config.add_face_view(
            view,
            Face.INTRANET,
            cls,
            permission=Permission.TRASH_PUT,
            method=method,
            name=DELETE,
            template=template,
        )


def add_trash_obstacle(config: Configurator, cls: type, obstacle: Obstacle) -> None:
    """Directive: name a function that finds what keeps a thing of ``cls`` from being thrown away."""
    obstacle = config.maybe_dotted(obstacle)
    config.action(
        ("trash obstacle", cls, obstacle),
        lambda: config.registry.trash_obstacles.setdefault(cls, []).append(obstacle),
    )


def includeme(config: Configurator) -> None:
    """Make the registers and their directives."""
    config.registry.trash_rules = {}
    config.registry.trash_obstacles = {}
    config.add_directive("add_trash_rule", add_trash_rule)
    config.add_directive("add_trash_obstacle", add_trash_obstacle)
