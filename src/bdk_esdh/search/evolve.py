"""What older databases need before the text search takes their changes over."""

from typing import Any

from pyramid.registry import Registry

from ..kernel.evolution import evolution_step
from ..kernel.graph import catalog_of


@evolution_step("Changes are noted for the text search, and the word indexes it replaces are gone")
def note_changes_for_the_text_search(root: Any, registry: Registry) -> None:
    """Make the outbox and drop the indexes that are declared no more; the index is built by the worker."""
    catalog: Any = catalog_of(root)
    catalog.set_up_indexes(registry.graph_indexes)
