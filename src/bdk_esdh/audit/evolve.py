"""How databases from before the journal get one."""

from typing import Any

from pyramid.registry import Registry

from ..kernel.evolution import evolution_step
from .entering import journal_of


@evolution_step("The journal of changes and readings was begun")
def begin_the_journal(root: Any, _registry: Registry) -> None:
    """Make the journal; what was done before it was is not in it."""
    journal_of(root)
