"""Index entries that every node has: its title to sort by and its words."""

from typing import Any

from pyramid.config import Configurator

from ..kernel.danish import danish_order
from ..kernel.graph import Container, Node
from .words import words_of


def title_order(node: Any, default: Any) -> Any:
    """The title, folded so that æ, ø, å come last, as in a Danish register."""
    title = getattr(node, "title", None)
    return danish_order(title)[:80] if title else default


def words(node: Any, default: Any) -> Any:
    """The words under which staff find the node: of its title, number and more."""
    text = getattr(node, "searchable_text", None)
    if text is None:
        return default
    return sorted(words_of(text())) or default


def includeme(config: Configurator) -> None:
    """Declare the indexes for every class of node."""
    for name, kind, value in (("title_order", "field", title_order), ("words", "keyword", words)):
        config.add_graph_index(name, kind)
        for cls in (Container, Node):
            config.add_indexed_value(cls, name, value)
