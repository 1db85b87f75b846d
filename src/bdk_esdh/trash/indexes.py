"""What the pages of the trash ask for. The thing itself is in no index while it lies there."""

from typing import Any

from pyramid.config import Configurator

from ..kernel.graph import get_oid
from ..search.words import words_of
from .content import TrashEntry


def kind_of(entry: TrashEntry, default: Any) -> Any:
    """Name of the type of what lies there."""
    declared = type(entry.content).__dict__.get("__record__")
    return declared.name if declared else default


def words(entry: TrashEntry, default: Any) -> Any:
    """The words it is found by here, and here only."""
    return sorted(words_of(f"{entry.number} {entry.title} {entry.reason}")) or default


INDEXES: dict[str, tuple[str, Any]] = {
    "trash_kind": ("field", kind_of),
    "trash_words": ("keyword", words),
    "trash_by": ("field", lambda entry, _default: entry.by),
    "trash_at": ("field", lambda entry, _default: int(entry.at.timestamp() * 1000)),
    "trash_place": ("field", lambda entry, _default: get_oid(entry.place)),
    # Who searches for a number is told where it went.
    "number": ("field", lambda entry, default: entry.number or default),
}


def includeme(config: Configurator) -> None:
    """Declare the indexes."""
    for name, (kind, value) in INDEXES.items():
        config.add_graph_index(name, kind)
        config.add_indexed_value(TrashEntry, name, value)
