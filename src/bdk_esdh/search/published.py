"""Addresses of what is published: links are only made to pages that exist."""

from datetime import datetime
from typing import Any


def published_at(root: Any, path: str, now: datetime) -> Any:
    """Return the node at ``path`` if everyone may see it, else ``None``.

    A node without ``is_published`` has no state that could hold it back. Every node on
    the way is asked: what lies below something withdrawn is withdrawn with it.

    :param path: from the root, such as ``aktindsigt`` or ``nyheder/2026``.
    """
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
