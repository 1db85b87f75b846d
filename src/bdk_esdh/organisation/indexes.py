"""What lists of the organisation ask for."""

from typing import Any

from pyramid.config import Configurator

from ..kernel.graph import ALWAYS
from .content import Group, Person, Unit

STAFF, POLITICIAN, INACTIVE, CITIZEN = "staff", "politician", "inactive", "citizen"
#: those that lists of colleagues show
COLLEAGUES = (STAFF, POLITICIAN)


def unit_key(node: Person | Group, default: Any) -> Any:
    """Key of the unit somebody works in, or that looks after a group."""
    return node.unit_key or default


def person_list(person: Person, _default: Any) -> str:
    """Which list of people somebody stands on."""
    if not person.is_colleague:
        return CITIZEN
    if not person.active:
        return INACTIVE
    return STAFF if person.is_staff else POLITICIAN


def roles(person: Person, default: Any) -> Any:
    """Codes of the roles somebody holds."""
    return sorted(person.roles) or default


def includeme(config: Configurator) -> None:
    """Declare the indexes."""
    for name, value in (("unit", unit_key), ("person_list", person_list)):
        config.add_graph_index(name, "field")
        config.add_indexed_value(Person, name, value)
    config.add_graph_index("roles", "keyword")
    config.add_indexed_value(Person, "roles", roles)
    config.add_indexed_value(Group, "unit", unit_key)
    # News, the postlist and its filter name units.
    config.add_shown_from(Unit, lambda _unit: ALWAYS)
    config.add_list_words(Person)
