"""Units by the words an office knows them by."""

from typing import Any

from ..kernel.graph import find_objectmap
from .actions import units_of


def unit_name(node: Any, key: str | None) -> str:
    """Return the title of the unit with ``key``, or the key itself when the unit is gone.

    :param node: anything in the graph.
    """
    unit = units_of(find_objectmap(node).root).get(key) if key else None
    return unit.title if unit is not None else key or ""
