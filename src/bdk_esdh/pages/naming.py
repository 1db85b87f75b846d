"""Addresses of pages: made of the title once, and never one that belongs to something else."""

from inspect import isclass
from typing import Any

from pyramid.registry import Registry

from ..kernel.danish import slug
from ..kernel.faces import RESERVED_NAMES
from ..kernel.graph import find_objectmap
from ..kernel.i18n import _
from .errors import NameTaken

#: names in the root of what is still to come, each fixed for good; a page there would bar the way
PROMISED_NAMES = frozenset({"udvalg", "postlister", "portal", "ressourcer"})


def free_name(parent: Any, title: str, registry: Registry) -> str:
    """Make a name of ``title`` that nothing else has; a second one of the same title gets ``-2``."""
    wanted = slug(title)
    name, number = wanted, 2
    while not is_free(parent, name, registry):
        name, number = f"{wanted}-{number}", number + 1
    return name


def checked_name(parent: Any, name: str, registry: Registry) -> str:
    """Return ``name`` if a page in ``parent`` may have it.

    :raises NameTaken: it is no piece of an address, or it belongs to something else.
    """
    fitting = slug(name, limit=len(name) + 1)
    if fitting != name:
        raise NameTaken(
            _(
                "Skriv kun små bogstaver, tal og bindestreg, for eksempel ${name}",
                mapping={"name": fitting[:60]},
            ),
            field="name",
        )
    if not is_free(parent, name, registry):
        raise NameTaken(
            _("Adressen ${name} er optaget eller forbeholdt. Vælg en anden", mapping={"name": name[:60]}),
            field="name",
        )
    return name


def is_free(parent: Any, name: str, registry: Registry) -> bool:
    """Tell whether a page in ``parent`` may be called ``name``."""
    if name in parent or name in view_names(parent, registry):
        return False
    if parent is not find_objectmap(parent).root:
        return True
    places = {declared.place for declared in registry.records.places()}
    return name not in RESERVED_NAMES | PROMISED_NAMES | places


def view_names(parent: Any, registry: Registry) -> set[str]:
    """Return the names of the views of ``parent``: a child of that name would hide the view."""
    found = set()
    for entry in registry.introspector.get_category("views") or ():
        view = entry["introspectable"]
        context = view["context"]
        if view["name"] and (context is None or (isclass(context) and isinstance(parent, context))):
            found.add(view["name"])
    return found
