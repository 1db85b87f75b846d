"""Other people's sites: whether the addresses that our texts lead to answer."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from ..kernel.settings import Settings
from ..pages.links import Fault, Why
from .safe_http import Asker, NotJudged, NotReached

#: between two questions to one host
PAUSE_SECONDS = 1.0
#: answers that say that there is nothing, as those from 500 do; others, such as a login or too many
#: questions, are no fault of the link
_NOTHING = frozenset({404, 410})
_LOWEST_FAULT = 500


class Turns:
    """Lets no host be asked more than once a second."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        """Nobody has been asked."""
        self._next: dict[str, float] = {}
        self._sleep = sleep

    def wait(self, host: str) -> None:
        """Wait until it may be asked."""
        now = time.monotonic()
        at = max(now, self._next.get(host, 0.0))
        self._next[host] = at + PAUSE_SECONDS
        if at > now:
            self._sleep(at - now)


@dataclass
class OuterLinks:
    """Judges outer addresses, each once, until its time is up.

    :param until: by the machine's own clock; what comes later is not asked.
    """

    settings: Settings
    until: float
    _known: dict[str, Fault | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make what asks."""
        turns = Turns()
        self._asker = Asker(frozenset(self.settings.outer_links_allowed), turns.wait)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is asked."""
        return time.monotonic() >= self.until

    def judge(self, address: str, words: str) -> Fault | None:
        """Return what is wrong with an outer link, if anything is.

        Why a site cannot be reached is not told: the inner net is told of as what nobody has.
        """
        address_asked = address.partition("#")[0]
        if address_asked not in self._known:
            self._known[address_asked] = self._ask(address_asked)
        fault = self._known[address_asked]
        return fault and Fault(address, words, fault.why, fault.detail)

    def _ask(self, address: str) -> Fault | None:
        try:
            status = self._asker.status(address)
        except NotReached:
            return Fault(address, "", Why.OUTER)
        except NotJudged:
            return None
        wrong = status in _NOTHING or status >= _LOWEST_FAULT
        return Fault(address, "", Why.OUTER, str(status)) if wrong else None
