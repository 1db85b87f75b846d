"""Several processes on one store: started in order, started again when one dies, stopped together.

They stay in the foreground and in the process group of whoever called, so that Ctrl-C and a service
manager reach them all; when this process is killed, the kernel tells them to stop.
"""

import ctypes
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click
from rich.console import Console

#: the first pause before a process that died is started again; it doubles with each death soon after
PAUSE_SECONDS = 1.0
_LONGEST_PAUSE = 30.0
#: a process that has lived so long is taken to have been well
_WELL_SECONDS = 60.0
#: what is still there so long after it was asked to stop is killed
_STOP_SECONDS = 8.0
_START_SECONDS = 30.0
_LOOK_SECONDS = 0.1
#: how far apart the own ports of the web processes lie, counted from the common one
OWN_PORT_STEP = 1000
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)


@dataclass
class Child:
    """One process to keep alive.

    :param sockets: open sockets it is given to answer on.
    """

    name: str
    command: Sequence[str]
    sockets: Sequence[socket.socket] = ()
    process: subprocess.Popen | None = None
    started: float = 0
    pause: float = PAUSE_SECONDS
    again_at: float | None = field(default=None)

    def start(self) -> None:
        """Start it, or start it again."""
        descriptors = [each.fileno() for each in self.sockets]
        options = [part for number in descriptors for part in ("--socket", str(number))]
        self.process = subprocess.Popen(
            [*self.command, *options],
            pass_fds=descriptors,
            stdin=subprocess.DEVNULL,
            preexec_fn=_as_child,  # noqa: PLW1509 -- this process has no threads
        )
        self.started, self.again_at = time.monotonic(), None

    def look_after(self, console: Console) -> None:
        """Note that it died, or start it again when its pause is over."""
        now = time.monotonic()
        if self.again_at is not None:
            if now >= self.again_at:
                self.start()
            return
        if self.process is None or self.process.poll() is None:
            return
        if now - self.started > _WELL_SECONDS:
            self.pause = PAUSE_SECONDS
        console.print(f"{self.name} ended ({_how(self.process.returncode)}); again in {self.pause:g} s")
        self.again_at, self.pause = now + self.pause, min(self.pause * 2, _LONGEST_PAUSE)


def _as_child() -> None:
    """Leave Ctrl-C to the one who started us, and stop when that one is gone."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _how(status: int) -> str:
    return f"signal {signal.Signals(-status).name}" if status < 0 else f"status {status}"


def supervise(
    section: dict[str, str], listen: str, options: Sequence[str], console: Console, port: int | None
) -> None:
    """Run what ``[processes]`` asks for until Ctrl-C or SIGTERM.

    :param section: ``web`` and ``worker``, how many; ``store``, the command of a server that the
        store needs, and ``store.socket``, the name of the socket it is waited for at.
    :param listen: address and port from ``[server:main]``; ``port`` overrides the port.
    :param options: what each ``esdh`` command is called with before its name.
    :raises ClickException: when the section is missing, the port is in use, or the store does
        not come up.
    """
    if "web" not in section:
        raise click.ClickException("the settings name no [processes]; 'esdh serve' runs everything in one")
    stopping: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda which, _frame: stopping.append(which))
    esdh = [sys.executable, "-m", "bdk_esdh.ops", *options]
    web = _web_processes(int(section["web"]), listen, port, esdh, console)
    workers = [
        Child(f"worker {number}", [*esdh, "worker"])
        for number in range(1, int(section.get("worker", "1")) + 1)
    ]
    store = _store(section)
    try:
        for child in store:
            child.start()
            _wait_for(section["store.socket"], child, stopping)
        for child in (*web, *workers):
            child.start()
        # The announcement is for the first time alone.
        web[0].command = [*esdh, "serve", "--quiet"]
        while not stopping:
            for child in (*store, *web, *workers):
                child.look_after(console)
            time.sleep(_LOOK_SECONDS)
        console.print("Stopping …")
    finally:
        stop((*web, *workers))
        stop(store)


def _store(section: dict[str, str]) -> list[Child]:
    if "store" not in section:
        return []
    command = [part.format(python=sys.executable) for part in shlex.split(section["store"])]
    return [Child("store", command)]


def _wait_for(name: str, child: Child, stopping: list[int]) -> None:
    """Wait until the store's server has its socket.

    :raises ClickException: when it ends instead, or takes too long.
    """
    path = str(Path(os.environ["ESDH_SOCKETS"]) / name)
    deadline = time.monotonic() + _START_SECONDS
    while not stopping and time.monotonic() < deadline:
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(_START_SECONDS)
            # ZEO speaks first; whoever leaves before that gives it a fault to log.
            if probe.connect_ex(path) == 0 and probe.recv(64):
                return
        if child.process is not None and child.process.poll() is not None:
            raise click.ClickException(
                "the store's server ended at once; is another process using the data folder?"
            )
        time.sleep(_LOOK_SECONDS)
    if not stopping:
        raise click.ClickException(f"the store's server did not come up within {_START_SECONDS:g} s")


def _web_processes(
    count: int, listen: str, port: int | None, esdh: Sequence[str], console: Console
) -> list[Child]:
    """Make the web processes: one common socket, which outlives each of them, and one of its own for each."""
    host, _colon, configured = listen.rpartition(":")
    port = port or int(configured)
    common = _listening(host, port)
    made = []
    for number in range(1, count + 1):
        own = _own_socket(host, port + OWN_PORT_STEP * number)
        console.print(f"Web process {number}  http://{host}:{own.getsockname()[1]}/")
        quiet = [] if number == 1 else ["--quiet"]
        made.append(Child(f"web {number}", [*esdh, "serve", *quiet], (common, own)))
    return made


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), backlog=1024)
    except OSError as error:
        raise click.ClickException(f"cannot listen on {host}:{port}: {error.strerror or error}") from error


def _own_socket(host: str, port: int) -> socket.socket:
    """Listen on ``port``, or on a free one when that is taken or there is none so high."""
    try:
        return socket.create_server((host, port))
    except (OSError, OverflowError):
        return _listening(host, 0)


def stop(children: Iterable[Child]) -> None:
    """Ask all to stop, and kill what has not after some seconds; jobs and commits can stand it."""
    running = [child.process for child in children if child.process is not None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + _STOP_SECONDS
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
