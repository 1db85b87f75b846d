"""Takes on limits, then becomes the program it was asked to run: a script that needs no package.

The limits are taken by the child itself and not by ``preexec_fn``: the parent has threads, and code between
fork and exec can deadlock there (see the warning in the documentation of ``subprocess``).

Usage: ``limits.py '{"cpu": 60, "memory": 1000000, "file": 1000, "nice": 10, "network": false}' program
argument …``
"""

import ctypes
import json
import os
import resource
import sys
from contextlib import suppress
from pathlib import Path

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000


def take_limits(cpu: int, memory: int, file: int, nice: int) -> None:
    """Bound processor time (s), address space and file size (bytes), and step back for others."""
    for what, limit in (
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, file),
        (resource.RLIMIT_CORE, 0),  # a core dump would leave the text of a case on disk
    ):
        hard = resource.getrlimit(what)[1]
        least = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(what, (least, least))
    with suppress(OSError):
        os.nice(nice)


def leave_network() -> None:
    """Move into a network namespace without any network, where the kernel lets an ordinary user do so.

    A document that refers to a picture on the internet would tell its author that, when and from where it is
    read. Where user namespaces are turned off the program keeps the network of the machine; the programs are
    told not to use it as well.
    """
    user, group = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0:
        return
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with suppress(OSError):
            Path("/proc/self", name).write_text(line, encoding="ascii")


def main(arguments: list[str]) -> None:
    """Take on the limits in the first argument and become the program in the rest."""
    wanted = json.loads(arguments[0])
    if not wanted["network"]:
        with suppress(OSError, AttributeError):
            leave_network()
    take_limits(wanted["cpu"], wanted["memory"], wanted["file"], wanted["nice"])
    os.execv(arguments[1], arguments[1:])  # noqa: S606 - no shell: a list of arguments from our own code


if __name__ == "__main__":
    main(sys.argv[1:])
