"""Our own HTTP driver: clients in processes of their own, on the other core, with keep-alive.

A client that parses as much as ``http.client`` does takes as long for a one-line answer as the server. This
one reads the status and the length, and checks both.
"""

import multiprocessing
import os
import re
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_PIECE = 1 << 18
_PATIENCE = 120


def get(path: str, headers: dict[str, str] | None = None) -> bytes:
    """Write a GET request."""
    return request("GET", path, headers)


def request(method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b"") -> bytes:
    """Write a request; its host is this machine."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass(frozen=True)
class Answer:
    """What came back.

    :param head: status line and headers.
    """

    status: int
    head: bytes
    body: bytes


class Connection:
    """One connection to a server on this machine; opened anew when the server has closed it."""

    def __init__(self, port: int) -> None:
        """Connect."""
        self._port = port
        self._open()

    def _open(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=_PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, raw: bytes) -> Answer:
        """Send a request and read its answer to the end."""
        self._socket.sendall(raw)
        got = b""
        while (end := got.find(b"\r\n\r\n")) < 0:
            piece = self._socket.recv(_PIECE)
            if not piece:
                raise ConnectionError("the server closed the connection")
            got += piece
        head, body = got[:end], got[end + 4 :]
        status = int(head[9:12])
        length = _LENGTH.search(head)
        if length:
            body = self._rest(body, int(length[1]))
        elif _CHUNKED.search(head):
            while not body.endswith(b"0\r\n\r\n"):
                body += self._socket.recv(_PIECE)
        if b"connection: close" in head.lower():
            self.close()
            self._open()
        return Answer(status, head, body)

    def _rest(self, body: bytes, length: int) -> bytes:
        pieces, size = [body], len(body)
        while size < length:
            piece = self._socket.recv(_PIECE)
            if not piece:
                raise ConnectionError("the server closed the connection")
            pieces.append(piece)
            size += len(piece)
        return b"".join(pieces)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


@dataclass
class Driven:
    """What one client has seen.

    :param seconds: how long each answer took.
    :param size: of the last answer's body, in bytes.
    :param ended: the time of the clock when each answer was there.
    """

    seconds: list[float]
    statuses: set[int]
    size: int
    ended: list[float]


class Clients:
    """Processes that ask; made once a run, so that starting them is in no figure."""

    def __init__(self, number: int, where: set[int]) -> None:
        """Start ``number`` clients on the cores ``where``."""
        context = multiprocessing.get_context("spawn")
        self._clients = []
        for _each in range(number):
            ours, theirs = context.Pipe()
            process = context.Process(target=_client, args=(theirs, sorted(where)), daemon=True)
            process.start()
            theirs.close()
            self._clients.append((process, ours))

    def ask(
        self, port: int, plans: Sequence[list[bytes]], *, seconds: float = 0, period: float = 0
    ) -> list[Driven]:
        """Have one client for each plan send its requests, all at the same time.

        :param seconds: go through the plan again and again for so long; once when 0.
        :param period: begin a request so many seconds after the last one began, instead of at once.
        """
        used = self._clients[: len(plans)]
        for (_process, pipe), plan in zip(used, plans, strict=True):
            pipe.send((port, plan, seconds, period))
        return [_answer_of(pipe) for _process, pipe in used]

    def begin(
        self, which: int, port: int, plan: list[bytes], *, seconds: float = 0, period: float = 0
    ) -> None:
        """Have one client work while others are asked; :meth:`end` waits for it."""
        self._clients[which][1].send((port, plan, seconds, period))

    def end(self, which: int) -> Driven:
        """Wait for a client that was begun."""
        return _answer_of(self._clients[which][1])

    def close(self) -> None:
        """Stop all."""
        for process, pipe in self._clients:
            pipe.close()
            process.join(10)


def _answer_of(pipe: Any) -> Driven:
    answer = pipe.recv()
    if isinstance(answer, Exception):
        raise answer
    return answer


def _client(pipe: Any, where: list[int]) -> None:
    os.sched_setaffinity(0, where)
    while True:
        try:
            order = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            pipe.send(_drive(*order))
        except Exception as error:  # noqa: BLE001 -- told to whoever asked
            pipe.send(error)


def _drive(port: int, plan: list[bytes], seconds: float, period: float) -> Driven:
    driven, connection = Driven([], set(), 0, []), Connection(port)
    now = begun = time.perf_counter()
    turn = 0
    while turn < len(plan) if not seconds else now - begun < seconds:
        if period:
            time.sleep(max(0.0, begun + turn * period - time.perf_counter()))
        started = time.perf_counter()
        answer = connection.ask(plan[turn % len(plan)])
        now = time.perf_counter()
        driven.seconds.append(now - started)
        driven.ended.append(time.time())
        driven.statuses.add(answer.status)
        driven.size = len(answer.body)
        turn += 1
    connection.close()
    return driven
