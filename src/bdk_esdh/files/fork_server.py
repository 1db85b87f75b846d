"""A process that has read in what a module needs, and makes a copy of itself for each file.

Starting Python and a library for PDF takes twenty times as long as reading a letter. This process does that
once, opens no file of anybody's, and forks: the copy has the limits of all children (``limits``), opens the
one file, writes its answer and is gone, with whatever the file did to it.

Ordered by packets of JSON on standard input, a socket, each with two descriptors, for the copy's output and
its complaints; answers by packets of JSON. Ends with the socket, or when nobody has ordered for a while.

Usage: ``fork_server module preloaded-module …``, run by ``forking``.
"""

import ctypes
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress

#: after so long without an order there is no need for us
IDLE_SECONDS = 30.0
LONGEST_ORDER = 1 << 16
_PR_SET_PDEATHSIG = 1


def main(module: str, *preloaded: str) -> None:
    """Do what is ordered until the socket ends."""
    orders = socket.socket(fileno=0)
    libc = ctypes.CDLL(None)
    do = importlib.import_module(module).main
    for name in preloaded:
        importlib.import_module(name)
    gc.freeze()
    while True:
        orders.settimeout(IDLE_SECONDS)
        try:
            packet, descriptors, _flags, _address = socket.recv_fds(orders, LONGEST_ORDER, 2)
        except TimeoutError:
            return
        if not packet:
            return
        order = json.loads(packet)
        server, pid = os.getpid(), os.fork()
        if pid == 0:
            # A server that is killed takes its copy along, which may wait for what never comes.
            libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != server:
                os._exit(1)
            _be_a_copy(do, order["arguments"], descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        code, timed_out = _wait(pid, orders, order["timeout"])
        orders.settimeout(None)
        orders.send(json.dumps({"code": code, "timed_out": timed_out}).encode())


def _be_a_copy(do: Callable[..., None], arguments: list[str], descriptors: list[int]) -> None:
    """Run the module as a process of its own would; never returns."""
    code = 1
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDONLY)
        for number, descriptor in enumerate((nothing, *descriptors)):
            os.dup2(descriptor, number)
        os.closerange(3, 256)
        do(*arguments)
        sys.stdout.flush()
        code = 0
    except BaseException:  # noqa: BLE001 -- as the interpreter at the end of a process
        with suppress(BaseException):
            traceback.print_exc()
            sys.stderr.flush()
    finally:
        # Nothing of the server's runs at this end: neither what it would close nor its loop.
        os._exit(code)


def _wait(pid: int, orders: socket.socket, seconds: float) -> tuple[int, bool]:
    """Wait for a copy, and leave no process of its group behind; say how it ended and whether by us."""
    watched = os.pidfd_open(pid)
    try:
        poll = select.poll()
        poll.register(watched, select.POLLIN)
        # Who ordered it sends nothing meanwhile: something here is the end of that process.
        poll.register(orders, select.POLLIN)
        ended = any(descriptor == watched for descriptor, _event in poll.poll(seconds * 1000))
        for kill in (os.killpg, os.kill):
            # Not waited for yet, so that the number is still its own. It may not have a group yet.
            with suppress(ProcessLookupError, PermissionError):
                kill(pid, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), not ended
    finally:
        os.close(watched)


if __name__ == "__main__":
    main(*sys.argv[1:])
