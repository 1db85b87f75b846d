"""Serving in the foreground, with the embedded worker beside."""

import signal
import socket
import sys
from collections.abc import Sequence
from typing import Any

import click
from rich.console import Console
from transaction.interfaces import TransientError

from ..organisation.demo_passwords import logins_with_demo_password
from ..organisation.passwords import DEMO_PASSWORD
from ..search.warming import warm_up_soon
from .background import Background
from .opening import Opened
from .refusals import make_http_server


def refuse_demo_passwords(app: Opened) -> None:
    """Do not go into production with a password that the manual tells everyone.

    :raises ClickException: when somebody who can log in still has it.
    """
    if not app.registry.esdh_settings.production:
        return
    guilty = _guilty(app)
    if guilty:
        raise click.ClickException(
            "production refuses the demo logins; give these a new password with 'esdh user LOGIN': "
            + ", ".join(guilty)
        )


def _guilty(app: Opened) -> list[str]:
    for _attempt in range(5):
        try:
            with app.graph() as root:
                return logins_with_demo_password(root)
        except TransientError:
            # Another process that starts at this moment notes the same.
            continue
    raise click.ClickException("the database is too busy to be asked for demo passwords")


def serve_forever(
    app: Opened, console: Console, port: int | None, descriptors: Sequence[int] = (), *, quiet: bool = False
) -> None:
    """Serve until Ctrl-C or SIGTERM; then finish the current job and close the database.

    :param port: overrides the port of the ``[server:main]`` settings.
    :param descriptors: numbers of open sockets to answer on instead, the common one first.
    :param quiet: do not print addresses and logins.
    :raises ClickException: when the address is in use, or not this machine's.
    """
    server, address = _make_server(app, port, descriptors)
    background = Background(app) if app.registry.esdh_settings.embedded_worker else None
    # SIGINT too: started in the background by a shell, the process would ignore it.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    if background:
        background.start()
    warming = warm_up_soon(app.registry)
    if not quiet:
        _announce(app, console, address)
    try:
        server.run()
    except SystemExit:
        pass
    finally:
        if not quiet:
            console.print("Stopping …")
        warming.cancel()
        server.close()
        if background:
            background.stop()


def _make_server(app: Opened, port: int | None, descriptors: Sequence[int]) -> tuple[Any, str]:
    options = {
        key: value
        for key, value in app.server.items()
        if key not in {"use", "paste.server_factory", "listen"}
    }
    host, _colon, configured_port = app.server.get("listen", "127.0.0.1:6543").rpartition(":")
    if descriptors:
        sockets = [socket.socket(fileno=number) for number in descriptors]
        host, port = sockets[0].getsockname()[:2]
        return make_http_server(app.app, sockets=sockets, **options), f"http://{host}:{port}"
    port = port or int(configured_port)
    try:
        server = make_http_server(app.app, host=host, port=port, **options)
    except OSError as error:
        raise click.ClickException(f"cannot listen on {host}:{port}: {error.strerror or error}") from error
    return server, f"http://{host}:{port}"


def _stop(_signal: int, _frame: Any) -> None:
    # Whoever is impatient and asks again does not break off the stopping.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
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
