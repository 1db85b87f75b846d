"""Starting what is measured, each as a process on the server's core."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .driving import Connection, get
from .machine import free_port

PROJECT = Path(__file__).parents[1]
_PATIENCE = 300
_THREADS = 4


class Server:
    """A process that answers on a port.

    :param seconds: from its start to its first page.
    """

    def __init__(self, command: list[str], port: int, first_page: str, where: set[int], log: Path) -> None:
        """Start it and wait for its first page."""
        self.port = port
        started = time.perf_counter()
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                command,
                stdout=output,
                stderr=output,
                cwd=PROJECT,
                preexec_fn=lambda: os.sched_setaffinity(0, where),  # noqa: PLW1509 -- before any thread is started
            )
        self.pid = self._process.pid
        while not self._answers(first_page):
            if self._process.poll() is not None or time.perf_counter() - started > _PATIENCE:
                self.kill()
                raise RuntimeError(f"the server does not answer: {log.read_text()[-2000:]}")
            time.sleep(0.01)
        self.seconds = time.perf_counter() - started

    def _answers(self, path: str) -> bool:
        try:
            connection = Connection(self.port)
            answer = connection.ask(get(path))
            connection.close()
        except OSError:
            return False
        return answer.status == 200

    def stop(self) -> None:
        """Stop it as a service manager does."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """Kill it as a power cut would."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait(60)


@contextmanager
def reference(where: set[int], log: Path) -> Iterator[Server]:
    """Serve the bare Pyramid."""
    port = free_port()
    server = Server([sys.executable, "-m", "bench.reference_app", str(port)], port, "/line", where, log)
    try:
        yield server
    finally:
        server.stop()


def serve(data: Path, where: set[int]) -> Server:
    """Serve a data folder as production does, embedded; demo logins are let in."""
    port = free_port()
    command = esdh(data, "serve", "--port", str(port), "--quiet")
    return Server(command, port, "/", where, data.with_name(f"{data.name}.log"))


@contextmanager
def serving(data: Path, where: set[int]) -> Iterator[Server]:
    """Serve a data folder for as long as the block lasts."""
    server = serve(data, where)
    try:
        yield server
    finally:
        server.stop()


def esdh(data: Path, *arguments: str) -> list[str]:
    """Return the command line of ``esdh`` on a data folder."""
    return [
        sys.executable,
        "-m",
        "bdk_esdh.ops",
        "--config",
        str(settings(data)),
        "--data",
        str(data),
        *arguments,
    ]


def settings(data: Path) -> Path:
    """Write the settings of a bench beside the folder: those of production, save the names it goes by."""
    text = (PROJECT / "production.ini").read_text()
    for name, value in (
        ("esdh.production", "false"),
        ("esdh.demo_logins", "true"),
        ("esdh.hosts", "localhost 127.0.0.1"),
        ("esdh.secure_cookies", "false"),
        ("esdh.assets", str(PROJECT / "node_modules")),
        ("threads", str(_THREADS)),
    ):
        text, found = re.subn(rf"(?m)^{re.escape(name)} = .*$", f"{name} = {value}", text)
        if found != 1:
            raise LookupError(f"production.ini says nothing of {name}")
    path = data.with_name(f"{data.name}.ini")
    path.write_text(text)
    return path
