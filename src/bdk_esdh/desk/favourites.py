"""Favourites: what a person marks with the star, and only that person sees."""

from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from ..kernel.errors import Refused
from ..kernel.faces import face_of
from ..kernel.graph import find_objectmap, get_oid
from ..kernel.i18n import _
from ..kernel.records import Act, Face
from .content import desk_of, made_desk

MOST = 100
#: what has a star
STARRED = frozenset({"Case", "Document", "Committee", "Meeting", "Page", "NewsItem"})
NAME = "favorit"


@dataclass(frozen=True)
class Star:
    """The star of a page.

    :param on: whether the thing is among one's favourites.
    """

    id: int
    on: bool
    url: str = f"/intranet/{NAME}"


def favourites_of(root: Any, login: str) -> tuple[int, ...]:
    """Return the object ids of somebody's favourites, the latest first."""
    desk = desk_of(root, login)
    return desk.favourites if desk is not None else ()


def mark(root: Any, oid: int, act: Act, *, on: bool) -> None:
    """Put a thing among one's favourites, or take it from them; what is so already stays so.

    :raises Refused: when there are as many as a person can have.
    """
    mine = favourites_of(root, act.by)
    if on == (oid in mine):
        return
    if on and len(mine) >= MOST:
        raise Refused(_("Du har ${most} favoritter. Fjern en, før du tilføjer en ny", mapping={"most": MOST}))
    rest = tuple(each for each in mine if each != oid)
    made_desk(root, act.by).favourites = (oid, *rest) if on else rest


def readable_favourites(request: Request) -> list[Any]:
    """Return those of one's favourites that are there and that one may still read."""
    graph = find_objectmap(request.root)
    found = (graph.object_for(oid) for oid in favourites_of(request.root, request.identity.login))
    return [node for node in found if node is not None and may_have_star(request, node)]


def may_have_star(request: Request, node: Any) -> bool:
    """Tell whether a thing is of a type that has a star, lies where pages do, and may be read."""
    declared = request.registry.records.of(node)
    return bool(
        declared
        and declared.name in STARRED
        and declared.read_permission
        # asks whether one may read it, too (security.policy)
        and request.has_permission(declared.read_permission, node)
    )


def star_of(request: Request) -> Star | None:
    """Return the star of the page that is shown; ``None`` where there is none."""
    node = getattr(request, "context", None)
    if face_of(request) is not Face.INTRANET or request.identity is None or node is None:
        return None
    declared = request.registry.records.of(node)
    if declared is None or declared.name not in STARRED:
        return None
    oid = get_oid(node)
    return Star(oid, oid in favourites_of(request.root, request.identity.login))
