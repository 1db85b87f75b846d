"""What a process reads of the index before anybody searches, so that the first one need not wait for it."""

import logging
import threading
from datetime import UTC, datetime

from pyramid.registry import Registry

from ..security.readers import EVERYONE, OPEN, STAFF
from .port import FACETS, All, SearchFace, SearchRequest

log = logging.getLogger(__name__)
#: the first pages go first
_AFTER_SECONDS = 1.5


def warm_up(registry: Registry) -> None:
    """Search for everything that all who work here may know of, and for everything public; one hit is given.

    What the engine remembers of an index that does not change is then in memory.
    """
    for face in SearchFace:
        asked = SearchRequest(
            All(),
            tokens=frozenset({EVERYONE, OPEN, STAFF}),
            face=face,
            facets=tuple(FACETS),
            size=1,
            at=datetime.now(UTC),
        )
        registry.search_engine.search(asked)


def warm_up_soon(registry: Registry) -> threading.Timer:
    """Do that in a thread, once the first pages have been served; the timer can be cancelled."""
    timer = threading.Timer(_AFTER_SECONDS, _warm_up_if_possible, (registry,))
    timer.daemon = True
    timer.start()
    return timer


def _warm_up_if_possible(registry: Registry) -> None:
    try:
        warm_up(registry)
    except Exception:
        # Whoever searches is told what is wrong.
        log.exception("the text index could not be read")
