"""Addresses of what is published: links are only made to pages that exist."""

from datetime import datetime
from typing import Any

from pyramid.traversal import resource_path

from ..kernel.graph import catalog_of, find_objectmap


def published_at(root: Any, path: str, now: datetime) -> Any:
    """Return the node at ``path`` if everyone may see it, else ``None``.

    A node without ``is_published`` has no state that could hold it back. Every node on
    the way is asked: what lies below something withdrawn is withdrawn with it.

    What was given another address counts where it was, for that address leads to it for ever.

    :param path: from the root, such as ``aktindsigt`` or ``nyheder/2026``.
    """
    found = _published_below(root, path, now)
    return found if found is not None else _moved_from(root, path, now)


def _moved_from(root: Any, path: str, now: datetime) -> Any:
    """Return what left ``path`` last, if everyone may see it where it lies now."""
    catalog: Any = catalog_of(root)
    if "former_path" not in catalog:
        return None  # an older database that is not brought up to date yet
    # Each public page asks this of every fixed address that is not there, and a query costs what a row costs.
    index = catalog["former_path"]
    index.flush()
    ids = index.applyAny(["/" + path.strip("/")])
    left = [node for node in map(find_objectmap(root).object_for, ids) if node is not None] if ids else []
    if not left:
        return None
    address = resource_path(max(left, key=lambda node: node.moved_at))
    return _published_below(root, address, now)


def _published_below(root: Any, path: str, now: datetime) -> Any:
    node = root
    for name in path.strip("/").split("/"):
        try:
            node = node[name]
        except (KeyError, TypeError):
            return None
        published = getattr(node, "is_published", None)
        if published is not None and not published(now):
            return None
    return node
