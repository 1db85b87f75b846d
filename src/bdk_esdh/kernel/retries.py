"""A pause before a request that met a conflict is tried again.

Two processes that met once would meet again if both began anew at once. The lock and the
connection have been let go of by then.
"""

import random
import time

from pyramid.config import Configurator
from pyramid_retry import IBeforeRetry

#: the longest first pause; it doubles with each attempt, up to five times
_PAUSE_SECONDS = 0.02
_MOST_DOUBLINGS = 5


def pause(event: object) -> None:
    """Wait for a random time that grows with the number of the attempt."""
    attempt = event.environ.get("retry.attempt", 0)  # type: ignore[attr-defined]
    time.sleep(random.uniform(0, _PAUSE_SECONDS * 2 ** min(attempt, _MOST_DOUBLINGS)))  # noqa: S311 -- no secret


def includeme(config: Configurator) -> None:
    """Pause before each new attempt."""
    config.add_subscriber(pause, IBeforeRetry)
