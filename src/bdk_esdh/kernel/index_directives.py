"""The words by which a capability says what the indexes of the graph hold of its types."""

from typing import Any

from pyramid.config import Configurator
from substanced.interfaces import IIndexView
from zope.interface import implementedBy

#: of the catalog, below the root
CATALOG_NAME = "graph"


def add_graph_index(config: Configurator, name: str, kind: str) -> None:
    """Directive: declare an index of the graph catalog.

    :param name: index name, shared by every type that supplies a value for it.
    :param kind: ``"field"``, ``"keyword"`` or ``"shown"``; two declarations must agree.
    """
    declared = config.registry.graph_indexes
    if declared.setdefault(name, kind) != kind:
        message = f"index {name!r} is declared both as {declared[name]} and as {kind}"
        raise ValueError(message)


def add_indexed_value(config: Configurator, cls: type, name: str, value: Any) -> None:
    """Directive: say what index ``name`` holds of nodes of ``cls``.

    :param value: ``value(node, default)``; return ``default`` to stay out of the index.
    """

    def register() -> None:
        config.registry.registerAdapter(
            value, (implementedBy(cls),), IIndexView, name=f"{CATALOG_NAME}|{name}"
        )

    config.action(("graph index value", cls, name), register)
