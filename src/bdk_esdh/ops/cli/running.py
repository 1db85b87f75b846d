"""Commands that serve."""

from pathlib import Path

import click

from ..making_demo import refuse_half_made
from ..opening import Opened, settings_of
from .group import Options, console, main

_PORT = click.option(
    "--port", envvar="ESDH_PORT", type=click.IntRange(1, 65535), help="The port to listen on."
)


@main.command()
@_PORT
@click.option(
    "--socket", "descriptors", multiple=True, type=int, help="Number of an open socket to answer on instead."
)
@click.option("--quiet", is_flag=True, help="Do not print addresses and logins.")
@click.pass_obj
def serve(options: Options, port: int | None, descriptors: tuple[int, ...], *, quiet: bool) -> None:
    """Serve the platform in the foreground until Ctrl-C."""
    from ..serving import refuse_demo_passwords, serve_forever

    refuse_half_made(Path(options.data))
    with options.open() as app:
        _refuse_other_version(app)
        refuse_demo_passwords(app)
        serve_forever(app, console, port, descriptors, quiet=quiet)


@main.command()
@click.pass_obj
def worker(options: Options) -> None:
    """Do background work in the foreground until Ctrl-C; for a store that several processes share."""
    from ..working import work_forever

    with options.open() as app:
        _refuse_other_version(app)
        work_forever(app)


@main.command()
@_PORT
@click.pass_obj
def supervise(options: Options, port: int | None) -> None:
    """Run the processes that the settings name, and start again what dies, until Ctrl-C."""
    from ..supervising import supervise as run

    options.check()
    refuse_half_made(Path(options.data))
    settings = settings_of(options.config, options.data)
    listen = settings.section("server:main").get("listen", "127.0.0.1:6543")
    before = ["--config", options.config, "--data", options.data]
    run(settings.section("processes"), listen, before, console, port)


def _refuse_other_version(app: Opened) -> None:
    """Refuse before anybody is told of an address: opening the graph looks at its version."""
    with app.graph():
        pass
