"""The index entries that make lists respect rights, for every node."""

from typing import Any

from pyramid.config import Configurator

from ..kernel.graph import Container, Node
from .readers import gate_tokens, reader_tokens


def readers(node: Any, _default: Any) -> list[str]:
    """Tokens of those the node is open to: the same function as ``may_read`` uses."""
    return sorted(reader_tokens(node))


def gates(node: Any, _default: Any) -> list[str]:
    """Tokens of those who pass the node's access list."""
    return sorted(gate_tokens(node))


def kind(node: Any, default: Any) -> Any:
    """Name of the node's declared type."""
    declared = type(node).__dict__.get("__record__")
    return declared.name if declared else default


def includeme(config: Configurator) -> None:
    """Declare the indexes for every class of node."""
    for name, index_kind, value in (
        ("readers", "keyword", readers),
        ("gates", "keyword", gates),
        ("kind", "field", kind),
    ):
        config.add_graph_index(name, index_kind)
        for cls in (Container, Node):
            config.add_indexed_value(cls, name, value)
