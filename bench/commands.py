"""Running a command of ``esdh`` and telling what it took."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from .serving import PROJECT, esdh


@dataclass(frozen=True)
class Ran:
    """What a command took.

    :param seconds: by the clock, ``cpu`` of processor time.
    :param megabytes: memory at most.
    """

    seconds: float
    cpu: float
    megabytes: float
    output: str


def run(data: Path, *arguments: str, where: set[int] | None = None) -> Ran:
    """Run ``esdh`` on a data folder.

    :raises RuntimeError: when it ends with an error.
    """
    log = data.with_name(f"{data.name}-{arguments[0]}.log")
    started = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            esdh(data, *arguments),
            stdout=output,
            stderr=output,
            cwd=PROJECT,
            preexec_fn=(lambda: os.sched_setaffinity(0, where)) if where else None,  # noqa: PLW1509 -- as in serving
        )
        _pid, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    text = log.read_text(errors="replace")
    if process.returncode:
        raise RuntimeError(f"esdh {' '.join(arguments)} ended with {process.returncode}: {text[-1500:]}")
    return Ran(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, text)
