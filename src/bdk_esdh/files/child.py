"""Runs what opens other people's files: a child process with limits, which may crash or hang without harm.

Used alike by extraction, cleaning and conversion. The child gets a processor time, an address space, a size
of written files, low priority, no network where the kernel allows, an environment without our settings, and
its own process group, which is killed whole when the time is up.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

LIMITS_SCRIPT = Path(__file__).with_name("limits.py")
BARE_SCRIPT = Path(__file__).with_name("bare.py")
MEGABYTE = 1024 * 1024
OUTPUT_LIMIT = 64 * MEGABYTE
# What a program needs to find itself and to write Danish; nothing of ours (passwords, database addresses).
PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT")


@dataclass(frozen=True)
class Limits:
    """What a child may use.

    :param timeout: seconds on the clock; afterwards the whole process group is killed.
    :param memory: bytes of address space.
    :param file: bytes of any one file it writes, its output included.
    :param nice: how far it steps back for others; the furthest there is, behind the indexer (10) too: on one
        core whoever files, and whoever looks for what was filed, goes before its text.
    :param network: whether it may keep the network.
    """

    timeout: float = 60
    memory: int = 1024 * MEGABYTE
    file: int = 512 * MEGABYTE
    nice: int = 19
    network: bool = False


@dataclass(frozen=True)
class Finished:
    """How a child ended.

    :param code: its exit status; negative is the number of the signal that ended it.
    :param output: what it wrote, at most ``OUTPUT_LIMIT`` bytes.
    :param errors: the end of what it complained about; for the log, may name files.
    :param timed_out: it was killed because its time was up.
    """

    code: int
    output: bytes
    errors: str
    timed_out: bool


def run_child(
    command: Sequence[str | Path], limits: Limits, *, environment: Mapping[str, str] | None = None
) -> Finished:
    """Run a program within limits and wait for it.

    :param command: the absolute path of the program and its arguments.
    :param limits: what it may use.
    :param environment: added to the few variables that are passed on.
    """
    # Output goes to nameless files rather than pipes: a child that writes without end meets its own limit on
    # files, and memory here stays flat.
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            limited_command(command, limits),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            env=passed_on(environment),
            start_new_session=True,
            close_fds=True,
        )
        timed_out = _wait(process, limits.timeout)
        timed_out = timed_out or process.returncode == -signal.SIGXCPU
        return finished_with(process.returncode, output, errors, timed_out=timed_out)


def limited_command(command: Sequence[str | Path], limits: Limits) -> list[str]:
    """Return the command line that takes on limits and becomes ``command``."""
    return [sys.executable, "-I", "-S", str(LIMITS_SCRIPT), _written(limits), *map(str, command)]


def finished_with(code: int, output: IO[bytes], errors: IO[bytes], *, timed_out: bool) -> Finished:
    """Say how a child ended that wrote to the two files."""
    size = output.seek(0, os.SEEK_END)
    output.seek(0)
    complaint_size = errors.seek(0, os.SEEK_END)
    errors.seek(max(0, complaint_size - 2000))
    return Finished(
        code,
        output.read(OUTPUT_LIMIT) if size <= OUTPUT_LIMIT else b"",
        errors.read().decode("utf-8", "replace"),
        timed_out,
    )


def run_python(
    module: str, arguments: Sequence[str | Path], limits: Limits
) -> tuple[Finished, dict[str, Any]]:
    """Run one of our own modules as a child and read the JSON object it answers with.

    :param module: dotted name, run as by ``python -m`` but without the application (see ``bare``).
    :param arguments: paths and words for it.
    :param limits: what it may use.
    :returns: how it ended, and its answer: empty when it crashed, was killed or answered nonsense. The child
        has read somebody else's file, so the answer is data of that somebody: check what you take from it.
    """
    finished = run_child([sys.executable, "-P", BARE_SCRIPT, module, *arguments], limits)
    return finished, answer_of(finished)


def answer_of(finished: Finished) -> dict[str, Any]:
    """Return the JSON object that a child wrote; empty when it is none, or the child did not end well."""
    try:
        answer = json.loads(finished.output) if finished.code == 0 else {}
    except (ValueError, RecursionError):
        answer = {}
    return answer if isinstance(answer, dict) else {}


def _wait(process: subprocess.Popen[bytes], timeout: float) -> bool:
    """Wait, and leave no process of the group behind. Returns whether the time was up."""
    timed_out = False
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        timed_out = True
    finally:
        # Also after an orderly end: LibreOffice's starter may be gone while the office itself still runs.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return timed_out


def _written(limits: Limits) -> str:
    wanted = asdict(limits)
    # Processor time ends a busy child even when the parent died and nobody watches the clock.
    wanted["cpu"] = int(wanted.pop("timeout")) + 1
    return json.dumps(wanted)


def passed_on(added: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of a child."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {"LANG": "C.UTF-8", "PYTHONNOUSERSITE": "1"} | kept | dict(added or {})
