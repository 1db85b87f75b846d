"""Serving in the foreground, with the embedded worker beside."""

import signal
import sys
from typing import Any

from rich.console import Console
from waitress.server import create_server

from ..jobs.worker import WorkerThread
from .opening import Opened

DEMO_PASSWORD = "demo"  # noqa: S105 -- the demonstration's, refused in production


def serve_forever(app: Opened, console: Console, port: int | None) -> None:
    """Serve until Ctrl-C or SIGTERM; then finish the current job and close the database.

    :param port: overrides the port of the ``[server:main]`` settings.
    """
    options = {
        key: value
        for key, value in app.server.items()
        if key not in {"use", "paste.server_factory", "here", "__file__", "data"}
    }
    host, _colon, configured_port = options.pop("listen", "127.0.0.1:6543").rpartition(":")
    port = port or int(configured_port)
    server = create_server(app.app, host=host, port=port, **options)
    worker = WorkerThread(app.db, app.registry) if app.registry.esdh_settings.embedded_worker else None
    signal.signal(signal.SIGTERM, _stop)
    if worker:
        worker.start()
    _announce(app, console, f"http://{host}:{port}")
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        console.print("Stopping …")
        server.close()
        if worker:
            worker.stop()


def _stop(_signal: int, _frame: Any) -> None:
    sys.exit(0)


def _announce(app: Opened, console: Console, address: str) -> None:
    console.print(f"Public site  {address}/")
    console.print(f"Intranet     {address}/intranet/")
    if not app.registry.esdh_settings.demo_logins:
        return
    with app.graph() as root:
        people = root["organisation"]["personer"]
        logins = [login for login, person in people.items() if person.password_hash]
    console.print(f"Logins       {', '.join(logins)} (password: {DEMO_PASSWORD})")
