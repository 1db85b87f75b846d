"""What lists of the organisation ask for."""

from typing import Any

from pyramid.config import Configurator

from .content import Person


def unit_key(person: Person, default: Any) -> Any:
    """Key of the unit somebody works in."""
    return person.unit_key or default


def includeme(config: Configurator) -> None:
    """Declare the index."""
    config.add_graph_index("unit", "field")
    config.add_indexed_value(Person, "unit", unit_key)
