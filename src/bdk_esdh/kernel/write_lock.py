"""One writer at a time per process, with the body read before the lock is taken.

Four clerks filing at once otherwise spend most of their time in conflicts: ZODB
lets each do its work and then tells all but one to start again. The tween lies
over pyramid_tm, so the lock is held from the begin of the transaction to its
commit, and slow clients upload before it is taken. Reading takes no lock. Work that
is slow and needs no graph lets go of it meanwhile, see :func:`others_may_write`.
"""

import io
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from pyramid.config import Configurator
from pyramid.registry import Registry
from pyramid.request import Request
from pyramid.response import Response
from pyramid.tweens import EXCVIEW
from pyramid_retry import is_error_retryable
from transaction.interfaces import NoTransaction

from .json_face.problems import refusal

log = logging.getLogger(__name__)
_LOCK = threading.RLock()
_HELD = threading.local()
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
#: where in the environ the connection of a request that writes lies
_WRITING = "esdh.writing_connection"


@contextmanager
def write_lock() -> Iterator[None]:
    """Hold the process-wide write lock; for background work, which shares it.

    What was put off (:func:`when_let_go`) is done before whoever held it goes on, also when that failed.
    """
    try:
        with _LOCK:
            _HELD.times = _times_held() + 1
            try:
                yield
            finally:
                _HELD.times -= 1
    finally:
        if not _times_held():
            _do_what_was_put_off()


def when_let_go(do: Callable[[], None]) -> None:
    """Do something that others need not wait for: once this thread lets go of the lock, or now without it.

    It is done before a request that holds the lock is answered. What it raises is logged: its transaction
    has been committed, as with the hooks after a commit.
    """
    if _times_held():
        _put_off().append(do)
    else:
        do()


def _put_off() -> list[Callable[[], None]]:
    put_off: list[Callable[[], None]] = _HELD.__dict__.setdefault("put_off", [])
    return put_off


def _do_what_was_put_off() -> None:
    waiting = _put_off()
    while waiting:
        do = waiting.pop(0)
        try:
            do()
        except Exception:
            log.exception("what was put off until the write lock was let go failed")


def _times_held() -> int:
    """Say how often this thread has taken the lock."""
    return getattr(_HELD, "times", 0)


@contextmanager
def others_may_write(manager: Any) -> Iterator[None]:
    """Let go of the lock while slow work is done that needs no graph, such as hashing a password.

    The transaction ends before and a new one begins after, so that it sees what others
    wrote meanwhile: ask for this before anything is changed, what was is lost, and read
    again what was read.

    :param manager: the transaction manager, ``request.tm``.
    """
    manager.abort()
    times = _times_held()
    for _time in range(times):
        _LOCK.release()
    try:
        yield
    finally:
        for _time in range(times):
            _LOCK.acquire()
        manager.begin()


def write_lock_tween_factory(
    handler: Callable[[Request], Response], _registry: Registry
) -> Callable[[Request], Response]:
    """Make the tween."""

    def write_lock_tween(request: Request) -> Response:
        _begin_unmarked(request)
        if request.method in SAFE_METHODS:
            return handler(request)
        # Reading the form here spools an upload to disk before anyone waits for us.
        try:
            request.POST  # noqa: B018
        except (LookupError, ValueError):
            # No boundary, a character set that does not exist, bytes that are none of it.
            return refusal(request, "Formularen kunne ikke læses.")
        try:
            with write_lock(), _handing_on(request):
                return handler(request)
        finally:
            _close_uploads(request)
            error = sys.exc_info()[1] or request.exception
            if error is None or not is_error_retryable(request, error):
                _close_body(request)

    return write_lock_tween


def writing_connection_tween_factory(
    handler: Callable[[Request], Response], registry: Registry
) -> Callable[[Request], Response]:
    """Make the tween that opens the database for a request that writes.

    Under pyramid_tm: when the store is away at this moment, opening fails inside the transaction, and the
    request is tried again like any other that failed.
    """

    def writing_connection_tween(request: Request) -> Response:
        if request.method not in SAFE_METHODS:
            database = registry._zodb_databases[""]  # noqa: SLF001 -- pyramid_zodbconn keeps it there
            # Where it looks for a connection before it opens one.
            request._primary_zodb_conn = database.open(transaction_manager=request.tm)  # noqa: SLF001
            request.environ[_WRITING] = request._primary_zodb_conn  # noqa: SLF001
        return handler(request)

    return writing_connection_tween


@contextmanager
def _handing_on(request: Request) -> Iterator[None]:
    """Hand the connection back before the next one gets the lock.

    The next writer then gets this very connection, which has all that was just written in its cache.
    pyramid_zodbconn would hand it back only after the lock was let go: the next writer would take another one
    and load anew whatever its predecessor wrote, some sixty records a filing.
    """
    try:
        yield
    finally:
        connection = request.environ.pop(_WRITING, None)
        if connection is not None:
            try:
                with suppress(NoTransaction):
                    request.tm.abort()
            finally:
                connection.close()


def _begin_unmarked(request: Request) -> None:
    """Take away the mark that an attempt before this one may have left.

    pyramid_tm marks a request as being in a transaction before it begins one. When that fails, because the
    store went away, the mark stays, and the next attempt would be answered without ever being committed:
    what somebody is told was filed would be nowhere. (pyramid_tm 2.6, ``tm_tween``; found by killing the
    server again and again.) Nobody above us begins transactions, so the mark is never somebody else's; nor is
    that of repoze.tm, with which pyramid_tm would leave the commit to somebody who is not there.
    """
    for mark in ("tm.active", "tm.manager", "repoze.tm.active"):
        request.environ.pop(mark, None)


def close_what_was_sent(request: Request) -> None:
    """Close the files of a body that no attempt will read (again)."""
    _close_uploads(request)
    _close_body(request)


def _close_uploads(request: Request) -> None:
    """Close the temporary files of the parsed form now, not when they happen to be collected.

    And have the form parsed anew when it is asked for again: a second attempt starts with
    the environ of the first, whose files have been read to their end, so that what is
    stored of them would be empty.
    """
    form, _body = request.environ.pop("webob._parsed_post_vars", ({}, None))
    for value in form.values():
        file = getattr(value, "file", None)
        if file is not None:
            file.close()


def _close_body(request: Request) -> None:
    """Close the temporary file that WebOb copied a large body to, once no attempt will read it again."""
    body = request.environ["wsgi.input"]
    if isinstance(body, io.BufferedRandom):
        body.close()


def includeme(config: Configurator) -> None:
    """Put the lock over pyramid_tm: each attempt of a retried request takes it anew."""
    pyramid_tm = "pyramid_tm.tm_tween_factory"
    config.add_tween("bdk_esdh.kernel.write_lock.write_lock_tween_factory", over=pyramid_tm)
    config.add_tween(
        "bdk_esdh.kernel.write_lock.writing_connection_tween_factory", under=pyramid_tm, over=EXCVIEW
    )
