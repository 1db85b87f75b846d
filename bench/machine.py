"""The machine: which cores there are, what a process has used, and how busy everything else is."""

import os
import platform
import socket
from pathlib import Path

#: one-line requests a second of the design's machine, by the driver of its measurements
DESIGN_RATE = 3_542
_TICKS = os.sysconf("SC_CLK_TCK")


def cores() -> tuple[set[int], set[int]]:
    """Return the cores for the server and for the driver; the same when there is only one."""
    allowed = sorted(os.sched_getaffinity(0))
    return {allowed[0]}, {allowed[-1]}


def describe() -> dict[str, object]:
    """Say what machine this is."""
    names = [line for line in Path("/proc/cpuinfo").read_text().split("\n") if line.startswith("model name")]
    return {
        "processor": names[0].partition(":")[2].strip() if names else platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def load() -> float:
    """Return how many processes wanted to run in the last minute."""
    return round(os.getloadavg()[0], 1)


def cpu_seconds(pid: int) -> float:
    """Return the processor time a process has used itself, without its children."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def rss_megabytes(pid: int, which: str = "VmRSS") -> float:
    """Return the memory a process has now (``VmRSS``) or had at most (``VmHWM``)."""
    for line in Path(f"/proc/{pid}/status").read_text().split("\n"):
        if line.startswith(f"{which}:"):
            return int(line.split()[1]) / 1024
    return 0.0


def free_port() -> int:
    """Return a port nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
