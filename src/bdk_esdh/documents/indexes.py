"""What lists of documents ask for."""

from typing import Any

from pyramid.config import Configurator

from ..cases.indexes import moment_number
from ..kernel.clock import local
from .content import Document


def journal_day(document: Document, _default: Any) -> int:
    """The journal date, as a day number."""
    return local(document.registered_at).date().toordinal()


def case_number(document: Document, _default: Any) -> str:
    """Number of the case it lies on."""
    return document.case.case_number


def serial(document: Document, _default: Any) -> int:
    """Its place on the case."""
    return document.serial


def assigned(document: Document, default: Any) -> Any:
    """Who has it to work on."""
    return document.assigned_to or default


INDEXES = {
    "journal_day": journal_day,
    "case": case_number,
    "serial": serial,
    "assigned": assigned,
    "direction": lambda document, _default: document.direction,
    "review_state": lambda document, _default: document.review_state,
    "unit": lambda document, _default: document.case.responsible_unit,
    "changed": lambda document, _default: moment_number(document.changed_at),
    "number": lambda document, _default: document.document_number,
}
#: what the index of former numbers holds beside them: which cases a document has left
LEFT = "left:"


def former_numbers(document: Document, default: Any) -> Any:
    """The numbers it had before, and the cases they were of."""
    numbers = document.former_numbers
    return (*numbers, *(LEFT + number.rpartition("-")[0] for number in numbers)) or default


def includeme(config: Configurator) -> None:
    """Declare the indexes."""
    for name, value in INDEXES.items():
        config.add_graph_index(name, "field")
        config.add_indexed_value(Document, name, value)
    config.add_graph_index("former_number", "keyword")
    config.add_indexed_value(Document, "former_number", former_numbers)
