"""What older databases need before the kernel's own parts are as they are today."""

from typing import Any

from pyramid.registry import Registry

from .evolution import evolution_step
from .graph import catalog_of


@evolution_step("Indexes keep nothing about what has no value in them")
def forget_unvalued_nodes(root: Any, _registry: Registry) -> None:
    """Drop the ids of nodes without a value from every index."""
    catalog: Any = catalog_of(root)
    for index in catalog.values():
        index.forget_unvalued()
