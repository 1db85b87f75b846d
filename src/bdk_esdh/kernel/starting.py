"""What makes a start quick: every command configures the whole application, and people wait for it.

Each of some 640 views asks in which order the derivers lie round it and the predicates are tried; Pyramid
sorts both lists by their dependencies each time, which was a sixth of configuring. The collector looked
through some 100,000 objects that had come to stay, again and again: another fifth.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pyramid.config import Configurator
from pyramid.interfaces import IViewDerivers
from pyramid.util import TopologicalSorter


class SettledSorter(TopologicalSorter):
    """A sorter that remembers its order until something is added or removed."""

    _settled: list[Any] | None = None

    def add(self, *args: Any, **options: Any) -> None:
        """Add a node, as the sorter does that this one is."""
        self._settled = None
        super().add(*args, **options)

    def remove(self, name: str) -> None:
        """Remove a node."""
        self._settled = None
        super().remove(name)

    def sorted(self) -> list[Any]:
        """Return the nodes in their order; a list of the caller's own."""
        if self._settled is None:
            self._settled = super().sorted()
        return list(self._settled)


def includeme(config: Configurator) -> None:
    """Let the sorters of view derivers and view predicates remember."""
    for sorter in (config.registry.getUtility(IViewDerivers), config.get_predlist("view").sorter):
        if type(sorter) is TopologicalSorter:
            sorter.__class__ = SettledSorter


@contextmanager
def nothing_to_collect() -> Iterator[None]:
    """Look for no garbage while the block runs; afterwards as before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
