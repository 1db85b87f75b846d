"""What meetings do when something else changes."""

from typing import Any

from substanced.event import subscribe_modified

from ..cases.content import Case
from .grants import items_about, refresh


@subscribe_modified(Case)
def renew_readers_of_items_about_a_case(event: Any) -> None:
    """Let closed items follow their case: who may read it decides who may read them."""
    for item in items_about(event.object):
        refresh(item)
