"""The Nu HTML checker (npm: vnu-jar), started once in a process that asks it: its own start takes seconds."""

import atexit
import json
import shutil
import socket
import subprocess
import time
from functools import cache
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

JAR = Path(__file__).parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
#: its schemas are read by deep recursion; it checks small pages, a few at most beside each other
JAVA = ["java", "-Xss2m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
START_SECONDS = 90

is_here = shutil.which(JAVA[0]) is not None


def html_errors(page):
    """Return what the checker calls errors in the markup of a page, in short.

    :param page: the whole document as text.
    """
    request = Request(f"{_address()}/?out=json", page.encode(), {"Content-Type": "text/html; charset=utf-8"})  # noqa: S310
    with urlopen(request, timeout=60) as answer:  # noqa: S310 -- our own process
        messages = json.load(answer)["messages"]
    return [
        f"{each['message']} … {each.get('extract', '').strip()}"
        for each in messages
        if each["type"] != "info"
    ]


@cache
def _address():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ["-Dnu.validator.servlet.bind-address=127.0.0.1", "-cp", str(JAR)]
    process = subprocess.Popen(
        [*JAVA, *options, "nu.validator.servlet.Main", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    atexit.register(_stop, process)
    address = f"http://127.0.0.1:{port}"
    _wait_for(process, address)
    return address


def _wait_for(process, address):
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            urlopen(address, timeout=START_SECONDS).close()  # noqa: S310 -- our own process
        except URLError:
            assert process.poll() is None, "the HTML checker ended at once"
            assert time.monotonic() < end, "the HTML checker did not start"
            time.sleep(0.1)
        else:
            return


def _stop(process):
    process.kill()
    process.wait()
