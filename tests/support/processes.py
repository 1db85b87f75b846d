"""A municipality served by real processes: what ``make run STORE=zeo`` starts, on a folder of its own."""

import atexit
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import requests
from lxml import html

from bdk_esdh.ops.opening import opened
from bdk_esdh.ops.setting_up import set_up
from tests.support.site import seed

PROJECT = Path(__file__).parents[2]
EMBEDDED, ZEO = str(PROJECT / "development.ini"), str(PROJECT / "zeo.ini")
PATIENCE = 120


def make_folder(data):
    """Seed an empty data folder with the people and subjects that tests rely on."""
    shutil.copytree(_seeded(), data)


@cache
def _seeded():
    """Seed a folder, once in a process: each test gets a copy of its own."""
    scratch, ours = tempfile.mkdtemp(prefix="esdh-seeded-"), os.getpid()
    # A child that a test forks and that ends as Python does must not take the folder with it.
    atexit.register(lambda: os.getpid() == ours and shutil.rmtree(scratch, ignore_errors=True))
    data = Path(scratch) / "data"
    with opened(EMBEDDED, str(data)) as app:
        set_up(app)
        with app.graph() as root:
            seed(root, app.act())
    return data


def esdh(data, *arguments, config=ZEO, **more):
    """Run a command beside whatever is being served, and return how it ended."""
    command = [sys.executable, "-m", "bdk_esdh.ops", "--config", config, "--data", str(data), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **more)


def free_port():
    """Return a port that nobody has, from below those that the kernel hands out, so that nobody gets it meanwhile."""
    for port in range(20_000 + time.monotonic_ns() % 5_000, 30_000):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no free port")


class Served:
    """Processes that serve a data folder.

    :param addresses: the common one, then that of each web process.
    """

    def __init__(self, process, data, port, addresses, log):
        self.process = process
        self.data = data
        self.port = port
        self.common, *self.each = addresses
        self.log = log

    def output(self):
        """Return what all of them have printed so far."""
        return self.log.read_text()

    def children(self):
        """Return the process ids of what was started, by its command line."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                parent = re.search(r"^PPid:\s+(\d+)", (folder / "status").read_text(), re.MULTILINE)
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if int(parent[1]) == self.process.pid:
                found[int(folder.name)] = line
        return found

    def pids(self, word):
        """Return the ids of those processes whose command line has ``word``."""
        return [pid for pid, line in self.children().items() if word in line]

    def stop(self, how=signal.SIGINT):
        """Stop as Ctrl-C does, and return how many seconds that took."""
        started = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(PATIENCE)
        return time.monotonic() - started


@contextmanager
def serving(data, *, config=ZEO, command="supervise"):
    """Serve ``data`` for as long as the block lasts."""
    port, log = free_port(), Path(data).with_name(f"{Path(data).name}.log")
    with log.open("w") as output:
        arguments = ["--config", config, "--data", str(data), command, "--port", str(port)]
        process = subprocess.Popen(
            [sys.executable, "-m", "bdk_esdh.ops", *arguments],
            stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    served = Served(process, data, port, [f"http://127.0.0.1:{port}"], log)
    try:
        until(lambda: "Logins" in served.output() or process.poll() is not None, served.output)
        assert process.poll() is None, served.output()
        served.each = re.findall(r"^Web process \d +(http://\S+?)/$", served.output(), re.MULTILINE)
        for address in (served.common, *served.each):
            until(lambda address=address: _answers(address), served.output)
        yield served
    finally:
        if process.poll() is None:
            served.stop(signal.SIGTERM)


def _answers(address):
    try:
        return requests.get(f"{address}/log-ind", timeout=20).ok
    except requests.RequestException:
        return False


def until(condition, tell=lambda: ""):
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError(f"it did not come about within {PATIENCE} seconds. {tell()}")


class Browser(requests.Session):
    """One person's browser, which can turn to any of the web processes with the same cookies.

    :param login: logged in at ``address`` through the form.
    """

    def __init__(self, address, login=None):
        super().__init__()
        if login:
            answer = self.submit(address, "/log-ind", {"login": login, "password": "demo"})
            assert "/intranet/" in answer.url, f"{login} could not log in: {answer.status_code}"

    def form(self, address, path, field):
        """Fetch a page and return the address and values of its form that has ``field``."""
        page = html.document_fromstring(self.get(address + path, timeout=PATIENCE).text, base_url=path)
        for form in page.forms:
            if field in form.fields:
                return form.action or path, dict(form.form_values())
        raise AssertionError(f"no form with {field} on {path}")

    def submit(self, address, path, values, *, to=None, files=None):
        """Fill in the form of a page from ``address`` and send it there, or to another process.

        :param to: address of the process that gets it.
        """
        action, filled = self.form(address, path, next(iter(values)))
        return self.post((to or address) + action, data={**filled, **values}, files=files, timeout=PATIENCE)
