"""Index entries: the title that every node is sorted by, and the words that some lists are narrowed by."""

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
    """The words of the node's title, number and more, for its list alone.

    They cost each change an entry for each word. So only types have them of which there are few
    (``add_list_words``); lists of the others are narrowed by the text search (``finding.ids_with_words``).
    """
    return sorted(words_of(node.searchable_text())) or default


def add_list_words(config: Configurator, cls: type) -> None:
    """Directive: keep the words of ``cls`` for its list, with ``searchable_text``."""
    config.add_indexed_value(cls, "words", words)


def includeme(config: Configurator) -> None:
    """Declare the indexes for every class of node."""
    config.add_directive("add_list_words", add_list_words)
    config.add_graph_index("words", "keyword")
    config.add_graph_index("title_order", "field")
    for cls in (Container, Node):
        config.add_indexed_value(cls, "title_order", title_order)
