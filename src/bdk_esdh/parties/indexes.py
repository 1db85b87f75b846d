"""What lists of parties ask for."""

from typing import Any

from pyramid.config import Configurator

from .content import Party

INDEXES = {
    "case": lambda party, _default: party.case.case_number,
    "serial": lambda party, _default: party.number,
}


def identities(party: Party, default: Any) -> Any:
    """The numbers it is known by."""
    return party.identities() or default


def includeme(config: Configurator) -> None:
    """Declare them; the index of numbers is asked only for what somebody may read."""
    for name, value in INDEXES.items():
        config.add_graph_index(name, "field")
        config.add_indexed_value(Party, name, value)
    config.add_graph_index("identity", "keyword")
    config.add_indexed_value(Party, "identity", identities)
