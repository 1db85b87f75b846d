"""Putting right what can be put right safely."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import transaction
from transaction.interfaces import TransientError

from .faults import Fault

_AT_A_TIME = 100
_ATTEMPTS = 5


@dataclass
class Repaired:
    """What was done, a sentence each, and which faults were left."""

    done: list[str] = field(default_factory=list)
    left: list[Fault] = field(default_factory=list)


def repair(root: Any, faults: Iterable[Fault]) -> Repaired:
    """Put right each fault that says how; the others are left to a person.

    Committed in batches: what is broken off is found again by the next check.
    """
    repaired = Repaired()
    waiting = []
    for fault in faults:
        if fault.repair is None:
            repaired.left.append(fault)
            continue
        waiting.append(fault)
        if len(waiting) == _AT_A_TIME:
            _do(root, waiting, repaired)
            waiting = []
    _do(root, waiting, repaired)
    return repaired


def _do(root: Any, faults: list[Fault], repaired: Repaired) -> None:
    for attempt in range(_ATTEMPTS):
        try:
            done = [fault.repair(root) for fault in faults if fault.repair is not None]
            transaction.commit()
        except TransientError:
            transaction.abort()
            if attempt == _ATTEMPTS - 1:
                raise
        else:
            repaired.done += filter(None, done)
            root._p_jar.cacheGC()
            return
