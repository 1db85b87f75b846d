"""Throwing away and taking back. Every way in (page, program) goes through here."""

import secrets
from typing import Any

from ..audit.entering import enter
from ..kernel.errors import DomainError, SeveralErrors
from ..kernel.graph import FOLLOWS, catalog_of, find_objectmap, get_oid, postorder, tell_changed
from ..kernel.i18n import _
from ..kernel.records import Act
from ..security.cpr import contains_cpr
from .content import TrashEntry, is_in_the_tree, trash_of
from .errors import NotForTrash, NotInTrash, PlaceGone, PlaceTaken, UnusableReason
from .journal import RESTORED
from .rules import TrashRule, obstacles_to, rule_of

LONGEST_REASON = 500


def put_in_trash(node: Any, act: Act, reason: str = "") -> TrashEntry:
    """Take ``node``, and what lies in it, out of the tree and keep it in the trash.

    Its number is not given to anything else, and its references stay.

    :param reason: why; shown to those who may read the thing.
    :raises NotForTrash: when nothing of its kind is thrown away, or it is there already.
    :raises UnusableReason: when the reason is too long or holds a CPR number
        (databeskyttelsesloven § 11, stk. 3).
    :raises SeveralErrors: with everything that stands in the way.
    """
    rule = _rule_for(node, act)
    reason = _checked(reason)
    obstacles: list[DomainError] = obstacles_to(node, act.registry)
    if obstacles:
        raise SeveralErrors(obstacles)
    enter(node, act, rule.verb, note=reason)
    if rule.leaving is not None:
        rule.leaving(node, act)
    place, name, trash = node.__parent__, node.__name__, trash_of(node)
    entry = TrashEntry(node, by=act.by, by_name=act.by_name, at=act.at, reason=reason)
    _take_out(node, act)
    node.__parent__, node.__name__ = place, name
    trash.add(_free_name(trash), entry, registry=act.registry)
    # Whoever may read the place tomorrow may read the entry: its index entries follow the place's.
    find_objectmap(trash).connect(entry, place, FOLLOWS)
    if rule.left is not None:
        rule.left(place, act)
    tell_changed(place, act.registry)
    return entry


def restore(entry: TrashEntry, act: Act) -> Any:
    """Put what lies in the trash back where it lay, under the name it had.

    :returns: the thing itself.
    :raises NotInTrash: when somebody else was first.
    :raises PlaceGone: when what it lay in is in the trash itself, or gone.
    :raises PlaceTaken: when something else has its name by now.
    :raises Refused: when the place takes nothing more (a closed case).
    """
    trash = entry.__parent__
    if trash is None or trash.get(entry.__name__) is not entry:
        raise NotInTrash(_("Det ligger ikke længere i papirkurven. Måske er det gendannet"))
    node, place = entry.content, entry.place
    _require_place(place)
    rule = _rule_for(node, act, in_tree=False)
    if rule.may_return is not None:
        rule.may_return(node, place, act)
    name = rule.name_back(node, place, act) if rule.name_back else str(node.__name__)
    _require_free(place, name)
    trash.remove(entry.__name__, registry=act.registry)
    find_objectmap(place).let_go(get_oid(each) for each in postorder(node))
    del node.__parent__, node.__name__
    place.add(name, node, registry=act.registry)
    if rule.returned is not None:
        rule.returned(node, act)
    tell_changed(place, act.registry)
    enter(node, act, RESTORED)
    return node


def _rule_for(node: Any, act: Act, *, in_tree: bool = True) -> TrashRule:
    rule = rule_of(node, act.registry)
    if rule is None:
        raise NotForTrash(_("Det kan ikke slettes"))
    if in_tree and not is_in_the_tree(node):
        raise NotForTrash(_("Det er allerede slettet"))
    return rule


def _checked(reason: str) -> str:
    reason = " ".join(reason.split())
    if len(reason) > LONGEST_REASON:
        mapping = {"length": len(reason), "max": LONGEST_REASON}
        raise UnusableReason(
            _("Begrundelsen fylder ${length} tegn. Der er plads til ${max}", mapping=mapping), field="reason"
        )
    if contains_cpr(reason):
        raise UnusableReason(
            _("Begrundelsen ligner et CPR-nummer. CPR hører til under Parter"), field="reason"
        )
    return reason


def _take_out(node: Any, act: Act) -> None:
    """Remove ``node`` from its place as one that moves: its ids and references stay."""
    graph, catalog = find_objectmap(node), catalog_of(node)
    oids = [get_oid(each) for each in postorder(node)]
    place = node.__parent__
    place.remove(node.__name__, moving=trash_of(node), registry=act.registry)
    graph.hold(oids)
    for oid in oids:
        if catalog is not None and oid in catalog.objectids:
            catalog.unindex_resource(oid)


def _require_place(place: Any) -> None:
    if place is None or not is_in_the_tree(place):
        title = getattr(place, "crumb_title", None) or getattr(place, "title", "")
        if _lies_in_trash(place):
            mapping = {"place": title}
            raise PlaceGone(_("Det lå i ${place}, som også er slettet. Gendan først det", mapping=mapping))
        raise PlaceGone(_("Stedet, det lå, findes ikke længere"))


def _require_free(place: Any, name: str) -> None:
    if name in place:
        mapping = {"name": name}
        raise PlaceTaken(
            _("Adressen “${name}” er taget af noget andet. Slet eller omdøb det først", mapping=mapping)
        )
    try:
        place.check_name(name)
    except ValueError:
        raise PlaceTaken(_("Adressen “${name}” er forbeholdt", mapping={"name": name})) from None


def _lies_in_trash(place: Any) -> bool:
    graph = find_objectmap(place) if place is not None else None
    return graph is not None and graph.is_held(get_oid(place, None))


def _free_name(trash: Any) -> str:
    while True:
        name = secrets.token_hex(5)
        if name not in trash:
            return name
