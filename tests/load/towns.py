"""Municipalities that can be killed: embedded in one process, or as a ZEO server, two web processes and a worker."""

import os
import signal
import socket
import time
from pathlib import Path

from bdk_esdh.ops.opening import socket_folder
from tests.load.dying import run_esdh, run_store, spawner
from tests.load.looking import look
from tests.support.processes import EMBEDDED, PROJECT, ZEO, free_port

START_SECONDS = 60


class Part:
    """One process of a town, which can be killed and started again.

    :param ready: tells whether it answers.
    """

    def __init__(self, name, target, arguments, ready):
        self.name = name
        self._target = target
        self._arguments = arguments
        self._ready = ready
        self._process = None

    def start(self):
        """Start it and wait until it answers; return how many seconds that took."""
        started = time.monotonic()
        self._process = spawner().Process(target=self._target, args=self._arguments)
        self._process.start()
        while not self._ready():
            assert self._process.is_alive(), f"{self.name} did not start"
            assert time.monotonic() < started + START_SECONDS, f"{self.name} does not answer"
            time.sleep(0.02)
        return time.monotonic() - started

    def kill(self):
        """Kill it as a power cut would."""
        if self._process.is_alive():
            os.kill(self._process.pid, signal.SIGKILL)
        self._process.join()

    def died(self, seconds):
        """Wait until it dies by itself; tell whether it did."""
        self._process.join(seconds)
        return not self._process.is_alive()

    def stop(self):
        """Ask it to stop, as a service manager does."""
        if self._process is not None and self._process.is_alive():
            os.kill(self._process.pid, signal.SIGTERM)
            self._process.join(20)
        if self._process is not None:
            self.kill()


class EmbeddedTown:
    """Web, worker and store in one process.

    :param data: a seeded folder.
    """

    config = EMBEDDED
    #: opens the folder when nothing serves it
    stopped_config = EMBEDDED
    name = "embedded"

    def __init__(self, data):
        self.data = Path(data)
        self.log = self.data.with_name("town.log")
        port = free_port()
        arguments = ["--config", EMBEDDED, "--data", str(data), "serve", "--port", str(port), "--quiet"]
        self.addresses = [f"http://127.0.0.1:{port}"]
        self.server = Part(
            "the server", run_esdh, (arguments, str(self.log), str(data)), lambda: _listens(port)
        )
        self.parts = [self.server]
        #: the part whose process has the store
        self.store = self.server

    def start(self):
        """Start everything."""
        return sum(part.start() for part in self.parts)

    def stop(self):
        """Stop everything."""
        for part in reversed(self.parts):
            part.stop()

    def faults(self, ledger):
        """Look into the folder, which nobody may have open meanwhile."""
        self.stop()
        try:
            return look_in(self.config, self.data, ledger)
        finally:
            self.start()


class ZeoTown(EmbeddedTown):
    """A ZEO server, two web processes and a worker."""

    config = ZEO
    name = "ZEO"

    def __init__(self, data):
        self.data = Path(data)
        self.log = self.data.with_name("town.log")
        sockets = socket_folder(self.data.resolve())
        environment = {"ESDH_DATA": str(self.data.resolve()), "ESDH_SOCKETS": str(sockets)}
        server = str(PROJECT / "etc" / "zeo" / "server.conf")
        self.store = Part(
            "the ZEO server",
            run_store,
            (server, str(self.log), str(data), environment),
            lambda: _answers_at(sockets / "zeo.sock"),
        )
        self.web = [self._web() for _number in range(2)]
        self.worker = self._esdh("the worker", ["worker"], lambda: True)
        self.parts = [self.store, *self.web, self.worker]

    @property
    def addresses(self):
        """Where the web processes answer."""
        return [part.address for part in self.web]

    def _web(self):
        port = free_port()
        part = self._esdh(f"web {port}", ["serve", "--port", str(port), "--quiet"], lambda: _listens(port))
        part.address = f"http://127.0.0.1:{port}"
        return part

    def _esdh(self, name, command, ready):
        arguments = ["--config", ZEO, "--data", str(self.data), *command]
        return Part(name, run_esdh, (arguments, str(self.log), str(self.data)), ready)

    def faults(self, ledger):
        """Look into the folder beside everybody else."""
        return look_in(self.config, self.data, ledger)


def look_in(config, data, ledger):
    ours, theirs = spawner().Pipe()
    # A copy first: what is filed while we look need not be there.
    documents, cases = list(ledger.documents), dict(ledger.cases)
    process = spawner().Process(target=look, args=(theirs, config, str(data), documents, cases))
    process.start()
    theirs.close()
    found = ours.recv()
    process.join()
    return found


def _listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _answers_at(path):
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(START_SECONDS)
        try:
            probe.connect(str(path))
            return bool(probe.recv(64))
        except OSError:
            return False
