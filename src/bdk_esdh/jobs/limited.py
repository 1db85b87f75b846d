"""Running what somebody else wrote for no longer than it may take."""

import ctypes
import threading
import time
from collections.abc import Callable
from datetime import timedelta

_LOOK_SECONDS = 0.5
#: how long one that was told to stop may take to do so
_GRACE_SECONDS = 2.0


class Overdue(Exception):
    """Its time was up."""

    def __init__(self, limit: timedelta | None = None) -> None:
        """Say what the limit was."""
        super().__init__(f"tidsgrænsen på {limit.total_seconds():g} sekunder er overskredet" if limit else "")


class Stuck(Overdue):
    """Its time was up, and it did not stop when told to."""


def limited(
    do: Callable[[], object], limit: timedelta, close: Callable[[], None], beat: Callable[[], None]
) -> None:
    """Run ``do`` in a thread of its own and wait for it.

    Python cannot kill a thread. One that runs Python is broken off by an exception; one that
    waits inside a library is left behind, and ``close`` has taken from it what it could harm.

    :param close: called when the time is up, before the thread is told.
    :param beat: called about twice a second meanwhile.
    :raises Overdue: when it took longer than ``limit``; whatever else ``do`` raises, as it is.
    :raises Stuck: when it took longer and is still at it.
    """
    raised: list[BaseException] = []

    def run() -> None:
        try:
            do()
        except BaseException as error:  # noqa: BLE001 -- handed to whoever waits
            raised.append(error)

    thread = threading.Thread(target=run, name="esdh-job", daemon=True)
    deadline = time.monotonic() + limit.total_seconds()
    thread.start()
    while thread.is_alive() and (left := deadline - time.monotonic()) > 0:
        thread.join(min(left, _LOOK_SECONDS))
        beat()
    if thread.is_alive():
        close()
        ctypes.pythonapi.PyThreadState_SetAsyncExc(
            ctypes.c_ulong(thread.ident or 0), ctypes.py_object(Overdue)
        )
        thread.join(_GRACE_SECONDS)
        raise Stuck(limit) if thread.is_alive() else Overdue(limit)
    if raised:
        raise raised[0]
