"""Messages are kept for 90 days; the worker takes older ones away."""

from typing import Any

from ..jobs.worker import Work
from .notices import KEPT_FOR, forget_before

#: people whose messages go in one transaction
_AT_ONCE = 20


def forget_old(work: Work) -> None:
    """Take away messages that are too old; writes nothing when there are none."""
    moment = work.registry.clock.now() - KEPT_FOR
    with work.reading() as root:
        desks = getattr(root, "desks", None)
        old = [
            login
            for login, desk in (desks.by_login.items() if desks is not None else ())
            # What is told late stands before what is newer than it.
            if any(each.at < moment for each in desk.inbox.notices)
        ]
    for start in range(0, len(old), _AT_ONCE):
        some = old[start : start + _AT_ONCE]

        def forget(root: Any, some: list[str] = some) -> None:
            for login in some:
                forget_before(root, login, moment)

        work.writing(forget)
