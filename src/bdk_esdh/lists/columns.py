"""Which columns each person wants to see of a list: kept in the store, so the same on every machine."""

import re
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request

from ..kernel.faces import intranet_view
from ..kernel.i18n import _
from ..kernel.page_frame import tell
from ..root import Root
from ..security.permissions import Permission
from .declared import Column, ListOf

NAME = "listekolonner"
#: an address at work and nothing that could lead elsewhere
_BACK = re.compile(r"/intranet/[A-Za-z0-9._~/%-]*(\?[A-Za-z0-9._~/%&=+-]*)?")


class ChosenColumns(Persistent):
    """What people have chosen; a list of which somebody chose nothing shows its usual columns."""

    def __init__(self) -> None:
        """Start empty."""
        self._by_login = OOBTree()

    def of(self, login: str, name: str) -> frozenset[str] | None:
        """Return the keys of the columns that ``login`` wants of list ``name``."""
        keys = self._by_login.get(login, {}).get(name)
        return frozenset(keys) if keys is not None else None

    def keep(self, login: str, name: str, keys: tuple[str, ...] | None) -> None:
        """Keep a choice; ``None`` goes back to the usual columns."""
        chosen = {each: kept for each, kept in self._by_login.get(login, {}).items() if each != name}
        self._by_login[login] = chosen if keys is None else {**chosen, name: keys}


def offered(request: Request, declared: ListOf) -> list[Column]:
    """Return the columns that there are for whoever asks."""
    return [each for each in declared.columns if each.visible(request)]


def shown(request: Request, declared: ListOf) -> list[Column]:
    """Return the columns that whoever asks wants to see; the first says what a row is."""
    first, *others = offered(request, declared)
    kept = getattr(request.root, "chosen_columns", None)
    keys = kept.of(request.identity.login, declared.name) if kept is not None else None
    return [first, *(each for each in others if (each.shown if keys is None else each.key in keys))]


@intranet_view(Root, name=NAME, method="POST", permission=Permission.LIST_ARRANGE)
def keep_columns(_context: Root, request: Request) -> HTTPSeeOther:
    """Keep what somebody has ticked, and show the list again."""
    given = request.POST
    declared = request.registry.lists.get(_text(given, "liste"))
    if declared is None:
        raise HTTPNotFound
    ticked = set(map(str, given.getall("kolonne")))
    keys = tuple(each.key for each in offered(request, declared)[1:] if each.key in ticked)
    usual = "saedvanlige" in given
    _kept(request.root).keep(request.identity.login, declared.name, None if usual else keys)
    tell(request, "ok", _("Listen viser de sædvanlige kolonner") if usual else _("Dine kolonner er gemt"))
    back = _text(given, "tilbage")
    return HTTPSeeOther(back if _BACK.fullmatch(back) else "/intranet/")


def _text(given: Any, name: str) -> str:
    value = given.get(name, "")
    return value if isinstance(value, str) else ""


def _kept(root: Any) -> ChosenColumns:
    # A graph from before it gets it with the first choice.
    kept = getattr(root, "chosen_columns", None)
    if kept is None:
        kept = root.chosen_columns = ChosenColumns()
    return kept
