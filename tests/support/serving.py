"""The application behind a loopback port, for tests that need a socket or a browser."""

import threading
from contextlib import contextmanager

from waitress.server import create_server


@contextmanager
def behind_a_port(app, *, threads):
    """Serve ``app`` from a thread of its own for as long as the block lasts; gives the port.

    :param threads: how many requests are answered beside each other.
    """
    connections = {}
    server = create_server(app, map=connections, host="127.0.0.1", port=0, threads=threads)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server.effective_port
    finally:
        # Answers under way are finished first: they wake the thread that waits on the sockets. That thread then
        # closes them itself: closed from here, it would stumble over one that is gone, or over a table that
        # changes while it reads it. With nothing left to wait on it ends.
        server.task_dispatcher.shutdown(cancel_pending=True, timeout=30)
        server.trigger.pull_trigger(lambda: _hang_up(connections))
        thread.join(timeout=30)
    assert not thread.is_alive(), "the server did not stop"


def _hang_up(connections):
    """Close all as if the other end had gone, which lets go of a file half sent too; waitress' own leaves it open."""
    for connection in list(connections.values()):
        connection.handle_close()


@contextmanager
def at_an_address(app):
    """Serve ``app`` for clients that know nothing of WSGI; gives the address to ask."""
    with behind_a_port(app, threads=2) as port:
        yield f"http://127.0.0.1:{port}"
