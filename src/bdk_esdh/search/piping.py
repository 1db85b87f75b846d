"""The writer of the index as a child process: the same orders, by a pipe."""

import json
import os
import pickle
import select
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..files.child import BARE_SCRIPT, PASSED_ON
from .indexer_child import LENGTH
from .port import IndexBatch, IndexUnwritable, Standing

#: longest an order may take; a merge of 16,000 documents takes a minute
ANSWER_SECONDS = 300.0
_STOP_SECONDS = 5.0


class IndexerGone(Exception):
    """The child process ended, or did not answer."""


class ChildWriter:
    """Starts the child process; every order raises :class:`IndexerGone` when it has died.

    :param folder: of the index.
    :raises IndexUnwritable: when another process writes there, or nothing can be written.
    """

    def __init__(self, folder: Path) -> None:
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(BARE_SCRIPT), "bdk_esdh.search.indexer_child", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"LANG": "C.UTF-8", "PYTHONNOUSERSITE": "1"} | environment,
            # A service manager that stops the group stops the one who orders; the pipe tells the child.
            start_new_session=False,
        )
        self._left = b""
        try:
            self._read_answer()
        except BaseException:
            self.close()
            raise

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    def standing(self) -> Standing:
        """Tell how the index stands; see the port."""
        return Standing(**self._order("standing"))

    def apply(self, batch: IndexBatch) -> Standing:
        """Take over a batch; see the port."""
        return Standing(**self._order("apply", batch))

    def begin_build(self) -> None:
        """Begin an index beside; see the port."""
        self._order("begin_build")

    def build(self, batch: IndexBatch) -> None:
        """Put records in it; see the port."""
        self._order("build", batch)

    def finish_build(self) -> Standing:
        """Let it be the one that is searched; see the port."""
        return Standing(**self._order("finish_build"))

    def tidy(self) -> None:
        """Merge in a quiet moment; see the port."""
        self._order("tidy")

    def close(self) -> None:
        """End the pipe and wait for the child; one that takes long is killed, and can stand it."""
        process = self._process
        with suppress(OSError):
            process.stdin.close()  # type: ignore[union-attr] # it is a pipe
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()  # type: ignore[union-attr] # it is a pipe

    def _order(self, name: str, *arguments: Any) -> Any:
        body = pickle.dumps((name, arguments), protocol=pickle.HIGHEST_PROTOCOL)
        try:
            self._process.stdin.write(LENGTH.pack(len(body)) + body)  # type: ignore[union-attr] # it is a pipe
            self._process.stdin.flush()  # type: ignore[union-attr]
        except (OSError, ValueError) as error:
            raise IndexerGone(str(error)) from error
        return self._read_answer()

    def _read_answer(self) -> Any:
        answer = json.loads(self._read_line())
        if "unwritable" in answer:
            raise IndexUnwritable(answer["unwritable"])
        if "failed" in answer:
            raise IndexerGone(answer["failed"])
        return answer.get("done")

    def _read_line(self) -> bytes:
        descriptor = self._process.stdout.fileno()  # type: ignore[union-attr] # it is a pipe
        deadline = time.monotonic() + ANSWER_SECONDS
        while b"\n" not in self._left:
            ready, _none, _neither = select.select(
                [descriptor], [], [], max(0.0, deadline - time.monotonic())
            )
            if not ready:
                self._process.kill()
                raise IndexerGone("the indexer did not answer in time")
            piece = os.read(descriptor, 65_536)
            if not piece:
                raise IndexerGone("the indexer ended")
            self._left += piece
        line, _newline, self._left = self._left.partition(b"\n")
        return line
