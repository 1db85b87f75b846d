"""Runs one of our modules for one file after another, each time in a copy of a process that is ready for it.

The same limits and the same promises as ``child.run_python``, for a twentieth of its processor time; see
``fork_server``. It is started when it is needed, ends by itself when it is not, and whatever goes wrong with
it is answered by a process of its own for the file.
"""

import array
import atexit
import json
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from bdk_esdh.files.child import (
    BARE_SCRIPT,
    Finished,
    Limits,
    answer_of,
    finished_with,
    limited_command,
    passed_on,
    run_python,
)

_SERVER = "bdk_esdh.files.fork_server"
#: beyond the time a copy has, until the server is taken to hang
_GRACE_SECONDS = 5.0
_STOP_SECONDS = 5.0


class _Gone(Exception):
    """The server ended, or does not answer."""


class Forked:
    """One module, run in copies.

    :param module: dotted name; its ``main`` gets the arguments and writes a JSON object.
    :param limits: what each copy may use.
    :param preloaded: modules that most runs need.
    """

    def __init__(self, module: str, limits: Limits, preloaded: Sequence[str] = ()) -> None:
        self._module = module
        self._limits = limits
        self._preloaded = preloaded
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None
        atexit.register(self.close)

    @property
    def pid(self) -> int | None:
        """Number of the server's process, if there is one."""
        return self._process.pid if self._process is not None else None

    def run(self, arguments: Sequence[str | Path]) -> tuple[Finished, dict[str, Any]]:
        """Run it and read its answer; see :func:`child.run_python`."""
        if self._turn.acquire(blocking=False):
            try:
                finished = self._run_or_begin_anew(list(map(str, arguments)))
            finally:
                self._turn.release()
            if finished is not None:
                return finished, answer_of(finished)
        # Another thread has it, or it cannot be had.
        return run_python(self._module, arguments, self._limits)

    def _run_or_begin_anew(self, arguments: list[str]) -> Finished | None:
        for _attempt in range(2):
            try:
                return self._run(arguments)
            except (_Gone, OSError):
                # It was idle and ended at this moment, or was killed.
                self.close()
            except BaseException:
                # Broken off: what it answers would be taken for the next one's answer.
                self.close()
                raise
        return None

    def _run(self, arguments: list[str]) -> Finished:
        orders = self._orders or self._start()
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            order = json.dumps({"arguments": arguments, "timeout": self._limits.timeout}).encode()
            descriptors = array.array("i", [output.fileno(), errors.fileno()])
            orders.sendmsg([order], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, descriptors)])
            orders.settimeout(self._limits.timeout + _GRACE_SECONDS)
            packet = orders.recv(1 << 10)
            if not packet:
                raise _Gone
            answer = json.loads(packet)
            code = int(answer["code"])
            timed_out = bool(answer["timed_out"]) or code == -signal.SIGXCPU
            return finished_with(code, output, errors, timed_out=timed_out)

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            # What the server itself may use is what each copy may: the clock of a copy begins at nothing.
            command: list[str | Path] = [
                sys.executable,
                "-P",
                BARE_SCRIPT,
                _SERVER,
                self._module,
                *self._preloaded,
            ]
            self._process = subprocess.Popen(
                limited_command(command, self._limits),
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=passed_on(),
                start_new_session=True,
                close_fds=True,
            )
        self._orders = ours
        return ours

    def close(self) -> None:
        """End the server; the next run starts another."""
        orders, process = self._orders, self._process
        self._orders = self._process = None
        if orders is not None:
            orders.close()
        if process is not None:
            # The end of the socket tells it, and it takes the copy at work with it.
            with suppress(subprocess.TimeoutExpired):
                process.wait(_STOP_SECONDS)
                return
            process.kill()
            process.wait()
