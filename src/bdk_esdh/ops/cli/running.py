"""Commands that serve."""

import click

from ...kernel.evolution import missing_structure, unfinished_steps
from ..opening import Opened
from .group import Options, console, main


@main.command()
@click.option("--port", envvar="ESDH_PORT", type=click.IntRange(1, 65535), help="The port to listen on.")
@click.pass_obj
def serve(options: Options, port: int | None) -> None:
    """Serve the platform in the foreground until Ctrl-C."""
    from ..serving import refuse_demo_passwords, serve_forever

    with options.open() as app:
        _refuse_other_version(app)
        refuse_demo_passwords(app)
        serve_forever(app, console, port)


def _refuse_other_version(app: Opened) -> None:
    with app.graph() as root:
        behind = unfinished_steps(root, app.registry) + missing_structure(root, app.registry)
    if behind:
        raise click.ClickException(
            "the database is of an older version: run 'esdh evolve'\n  " + "\n  ".join(behind)
        )
