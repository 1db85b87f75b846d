"""A test's municipality on a port of this machine, for clients that know nothing of WSGI."""

import threading
from contextlib import contextmanager

from waitress.server import create_server


@contextmanager
def served(site):
    """Serve ``site`` while the block runs; yield its address."""
    server = create_server(site.app, host="127.0.0.1", port=0, threads=2)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        server.task_dispatcher.shutdown()
        thread.join(10)
