"""The indexer: a process of its own that owns the folder of the index and is told what to write by a pipe.

A process and not a thread: cutting words and writing postings would take the processor from the pages. It has
no database and no settings; when whoever tells it ends, it reads the end of the pipe and ends too.

Told in frames of a length and a pickle, by our own process alone; answers in lines of JSON.

Usage: ``indexer_child FOLDER``, run by ``piping``.
"""

import json
import os
import pickle
import signal
import struct
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from .port import IndexUnwritable, Standing
from .whoosh_engine.writer import WhooshWriter

LENGTH = struct.Struct(">Q")
NICENESS = 10
#: what may be asked of the writer
ORDERS = frozenset({"standing", "apply", "begin_build", "build", "finish_build", "tidy"})


def read_frame(stream: BinaryIO) -> Any:
    """Return the next order, or ``None`` at the end, also when it comes in the middle of one."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    body = stream.read(length)
    # Written by the process that started this one, into a pipe that nobody else has.
    return pickle.loads(body) if len(body) == length else None  # noqa: S301


def main(folder: str) -> None:
    """Do what is ordered until the pipe ends."""
    # Ctrl-C and a service manager's stop reach the whole group; the pipe's end is our sign.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    with suppress(OSError):
        os.nice(NICENESS)
    orders, answers = sys.stdin.buffer, sys.stdout
    try:
        writer = WhooshWriter(Path(folder))
    except IndexUnwritable as error:
        _answer(answers, {"unwritable": str(error)})
        return
    _answer(answers, {"ready": True})
    while (order := read_frame(orders)) is not None:
        name, arguments = order
        if name not in ORDERS:
            _answer(answers, {"failed": f"unknown order {name}"})
            continue
        try:
            result = getattr(writer, name)(*arguments)
        except IndexUnwritable as error:
            _answer(answers, {"unwritable": str(error)})
        except Exception as error:  # noqa: BLE001 -- told to whoever ordered it, who starts another of us
            _answer(answers, {"failed": f"{type(error).__name__}: {error}"})
        else:
            _answer(answers, {"done": asdict(result) if isinstance(result, Standing) else None})
    writer.close()


def _answer(stream: Any, answer: dict[str, Any]) -> None:
    stream.write(json.dumps(answer) + "\n")
    stream.flush()


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        main(sys.argv[1])
