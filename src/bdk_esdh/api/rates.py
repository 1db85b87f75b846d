"""How many requests a program may make: so many a minute for each person, and for each address without login.

Against a loop that runs away, not a quota: the limits are near what one process can answer.
What is counted lies in the memory of each process, for the latest so many who asked.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from pyramid.config import Configurator
from pyramid.events import ContextFound

from ..kernel.faces import face_of
from ..kernel.i18n import _
from ..kernel.json_face.problems import Problem
from ..kernel.records import Face
from ..security.addresses import client_key

_MOST_KEPT = 10_000
_COUNTED = "esdh.api_request_counted"
_MINUTE = 60.0


@dataclass
class Left:
    """How many requests somebody has left, and when that was so."""

    count: float
    at: float


class Rates:
    """A bucket for each who asks, which fills again as time goes by.

    :param clock: seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with full buckets."""
        self.clock = clock
        self._left: OrderedDict[str, Left] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many are kept."""
        return len(self._left)

    def take(self, who: str, per_minute: int) -> float:
        """Count a request; return how many seconds to wait before the next, zero when it may be made now."""
        now, each_second = self.clock(), per_minute / _MINUTE
        with self._lock:
            left = self._left.pop(who, None) or Left(float(per_minute), now)
            left.count = min(float(per_minute), left.count + (now - left.at) * each_second)
            left.at = now
            # The latest is put last, so that who asked longest ago goes first.
            self._left[who] = left
            while len(self._left) > _MOST_KEPT:
                self._left.popitem(last=False)
            if left.count < 1:
                return (1 - left.count) / each_second
            left.count -= 1
            return 0.0


def refuse_too_many(event: ContextFound) -> None:
    """Refuse whoever asks too often.

    A token that opens nothing counts for the address it comes from, or one would only have to make
    up another each time.

    :raises Problem: 429, which says how long to wait.
    """
    request = event.request
    # A transaction that is tried again is one request.
    if face_of(request) is not Face.API or _COUNTED in request.environ:
        return
    request.environ[_COUNTED] = True
    settings, identity = request.registry.esdh_settings, request.identity
    if identity is not None:
        who, most = f"person {identity.login}", settings.api_requests_per_minute
    else:
        who, most = f"address {client_key(request)}", settings.api_anonymous_per_minute
    wait = request.registry.api_rates.take(who, most) if most else 0.0
    if wait:
        seconds = math.ceil(wait)
        detail = _("Der er sendt for mange forespørgsler. Vent ${count} sekunder", mapping={"count": seconds})
        raise Problem(429, detail, kind="too-many-requests", headers={"Retry-After": str(seconds)})


def includeme(config: Configurator) -> None:
    """Count each request once it is known who makes it."""
    config.registry.api_rates = Rates()
    config.add_subscriber(refuse_too_many, ContextFound)
