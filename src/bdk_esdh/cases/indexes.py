"""What lists of cases ask for."""

from datetime import date
from typing import Any

from pyramid.config import Configurator

from .content import Case

#: sorts cases without a deadline after all that have one
NO_DUE_DATE = date.max.toordinal()


def moment_number(moment: Any) -> int:
    """A time as whole seconds, for an index."""
    return int(moment.timestamp())


INDEXES = {
    "review_state": lambda case, _default: case.review_state,
    "unit": lambda case, _default: case.responsible_unit,
    "caseworker": lambda case, default: case.caseworker or default,
    "due": lambda case, _default: case.due_date.toordinal() if case.due_date else NO_DUE_DATE,
    "changed": lambda case, _default: moment_number(case.changed_at),
    "number": lambda case, _default: case.case_number,
    "kle_subject": lambda case, _default: case.kle_subject,
}


def includeme(config: Configurator) -> None:
    """Declare the indexes; other types supply values for some of them too."""
    for name, value in INDEXES.items():
        config.add_graph_index(name, "field")
        config.add_indexed_value(Case, name, value)
    config.add_list_words(Case)
