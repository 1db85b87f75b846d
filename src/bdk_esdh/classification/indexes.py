"""What lists of subjects ask for."""

from typing import Any

from pyramid.config import Configurator

from ..kernel.graph import ALWAYS
from .content import Classification, Subject

#: what stands in the index for the main groups, which belong to nothing
TOP = "-"


def kle_parent(subject: Subject, _default: Any) -> str:
    """Number of what the subject belongs to."""
    return subject.parent_number or TOP


def number(subject: Subject, _default: Any) -> str:
    """The number, by which subjects are sorted."""
    return subject.number


def includeme(config: Configurator) -> None:
    """Declare the indexes; ``number`` is shared with what else has one."""
    for name, value in (("kle_parent", kle_parent), ("number", number)):
        config.add_graph_index(name, "field")
        config.add_indexed_value(Subject, name, value)
    for cls in (Classification, Subject):
        config.add_shown_from(cls, lambda _node: ALWAYS)
