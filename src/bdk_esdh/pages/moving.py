"""A page or a piece of news gets another address, and the old one leads to it for ever.

The node itself keeps its former addresses, and an index finds it by them. So a chain of moves is one step, an
address that has a readable page of its own is never asked for here, and what lies below a moved page is found
by the address of the page it lay in.
"""

from collections.abc import Mapping
from typing import Any

from pyramid.request import Request
from pyramid.traversal import resource_path_tuple

from ..audit.differences import change_of
from ..audit.entering import enter
from ..kernel.faces import face_of, face_path
from ..kernel.graph import catalog_of, find_objectmap, get_oid, tell_changed
from ..kernel.i18n import _
from ..kernel.records import Act, Face
from ..security.permissions import Permission
from .content import Page, Publication
from .errors import CannotLieThere
from .journal import PAGE_MOVED
from .naming import checked_name
from .pictures import PICTURE

#: an address of more pieces was never ours
_LONGEST = 12


def address_of(node: Any) -> str:
    """Return the address of a page on the public face, as it is typed."""
    return "/" + "/".join(resource_path_tuple(node)[1:])


def place_of(node: Publication) -> dict[str, Any]:
    """Return what the form starts from: the id of what it lies in, and its name."""
    return {"place": str(get_oid(node.__parent__)), "name": node.__name__}  # type: ignore[attr-defined]


def move_publication(node: Any, values: Mapping[str, Any], act: Act) -> None:
    """Move a page below another one, or rename it; what lies below it comes along.

    :param values: ``name``, and for a page ``place``: the id of a page, or of the root.
    :raises CannotLieThere: when the place is no page, or lies below the page itself.
    :raises NameTaken: when the address belongs to something else.
    """
    graph = find_objectmap(node)
    place = graph.object_for(int(values["place"])) if isinstance(node, Page) else node.__parent__
    if place is not node.__parent__:
        _check_place(node, place, graph.root)
    if (place, values["name"]) == (node.__parent__, node.__name__):
        return
    name = checked_name(place, values["name"], act.registry)
    before = address_of(node)
    node.__parent__.move(node.__name__, place, name, registry=act.registry)
    after = address_of(node)
    node.former_paths = (*(path for path in node.former_paths if path not in {before, after}), before)
    node.moved_at = act.at
    node.changed_at, node.changed_by, node.changed_by_name = act.at, act.by, act.by_name
    tell_changed(node, act.registry)
    enter(node, act, PAGE_MOVED, changes=change_of(_("Adresse"), before, after))


def _check_place(node: Any, place: Any, root: Any) -> None:
    if not isinstance(place, Page) and place is not root:
        raise CannotLieThere(_("Vælg en side, den kan ligge under"), field="place")
    above = place
    while above is not None:
        if above is node:
            raise CannotLieThere(_("En side kan ikke ligge under sig selv"), field="place")
        above = above.__parent__


def moved_address(request: Request) -> str | None:
    """Return where what is asked for has moved, if whoever asks may read it there; else nothing."""
    if request.method not in {"GET", "HEAD"} or face_of(request) is Face.API:
        return None
    names = tuple(name for name in request.path_info.split("/") if name)
    if face_of(request) is Face.INTRANET:
        names = names[1:]
    found = found_at(request.root, names)
    if found is None or not _may_read(request, found[0]):
        return None
    address = face_path(request, *found)
    return address if address != request.path else None


def found_at(root: Any, names: tuple[str, ...]) -> tuple[Any, ...] | None:
    """Return what a former address leads to now, whoever may read it; else nothing."""
    return _found(root, names) if 0 < len(names) <= _LONGEST else None


def _found(root: Any, names: tuple[str, ...]) -> tuple[Any, ...] | None:
    """Find the node that former addresses lead to, with what of the address is a picture of it."""
    asked: set[tuple[str, ...]] = set()
    while names not in asked:
        asked.add(names)
        node, rest = _last_at(root, names)
        while node is not None and rest and rest[0] in _below(node):
            node, rest = _below(node)[rest[0]], rest[1:]
        if node is None:
            return None
        if not rest:
            return (node,) if isinstance(node, Publication) else None
        if isinstance(node, Publication) and rest[0] == PICTURE and rest[1:] and rest[1] in node.pictures:
            return (node, *rest) if len(rest) == 2 else None
        names = (*resource_path_tuple(node)[1:], *rest)
    return None


def _last_at(root: Any, names: tuple[str, ...]) -> tuple[Any, tuple[str, ...]]:
    """Return who left the longest beginning of an address last, and the rest of it."""
    catalog: Any = catalog_of(root)
    graph = find_objectmap(root)
    if "former_path" not in catalog:
        return None, names  # an older database that is not brought up to date yet
    for length in range(len(names), 0, -1):
        ids = catalog["former_path"].any(["/" + "/".join(names[:length])]).execute().ids
        nodes = [graph.object_for(oid) for oid in ids]
        if nodes:
            return max(nodes, key=lambda node: node.moved_at), names[length:]
    return None, names


def _below(node: Any) -> Any:
    return node if isinstance(node, Page) else {}


def _may_read(request: Request, node: Any) -> bool:
    if face_of(request) is Face.INTRANET:
        return bool(request.identity is not None and request.has_permission(Permission.PAGE_VIEW, node))
    return bool(node.is_published(request.clock.now()) or node.taken_back is not None)
