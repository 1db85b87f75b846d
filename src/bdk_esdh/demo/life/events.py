"""What happens, in the order it happened: some hundred events in each transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import transaction

from ...audit.entering import journal_of
from ...audit.sealing import seal_all
from ...files.durability import synced_together
from ...ops.opening import Opened

_TOGETHER = 120
#: objects kept in memory: what a batch reads and writes of the indexes
_KEPT = 25_000


@dataclass(frozen=True)
class Event:
    """Something that was done.

    :param at: when; the moment of the act itself may be a little later.
    :param do: does it in the graph.
    """

    at: datetime
    do: Callable[[Any], None]


def carry_out(app: Opened, events: Iterable[Event], tell: Callable[[datetime], None]) -> None:
    """Carry out ``events``, the oldest first.

    :param tell: told how far the time has come.
    """
    app.db.setCacheSize(_KEPT)
    in_order = sorted(events, key=lambda event: event.at)
    for first in range(0, len(in_order), _TOGETHER):
        some = in_order[first : first + _TOGETHER]
        with app.graph() as root, synced_together(app.registry.esdh_settings.data, transaction.manager):
            for event in some:
                event.do(root)
            seal_all(journal_of(root))
            transaction.commit()
        tell(some[-1].at)
