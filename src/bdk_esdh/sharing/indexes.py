"""What finding the people behind a token asks for, beside the indexes of the organisation."""

from typing import Any

from pyramid.config import Configurator

from ..organisation.content import Person


def bodies(person: Person, default: Any) -> Any:
    """Keys of the committees somebody sits in."""
    return list(person.bodies) or default


def includeme(config: Configurator) -> None:
    """Declare the index."""
    config.add_graph_index("bodies", "keyword")
    config.add_indexed_value(Person, "bodies", bodies)
