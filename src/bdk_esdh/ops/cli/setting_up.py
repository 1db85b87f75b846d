"""Commands that make a graph, fill it and bring it up to date."""

from pathlib import Path

import click
import transaction

from ...kernel.evolution import evolve as run_evolution
from ...kernel.evolution import missing_structure, unfinished_steps
from ..opening import Opened
from ..setting_up import set_up
from .group import Options, console, main


@main.command()
@click.pass_obj
def init(options: Options) -> None:
    """Set up an empty graph in the data folder."""
    with options.open() as app:
        if not app.is_empty:
            raise click.ClickException("the data folder holds a graph already")
        set_up(app)
    console.print(
        f"Set up in {options.data}. Make the first user: esdh user administrator --role administrator"
    )


@main.command()
@click.option("--if-missing", is_flag=True, help="Do nothing but bring an existing database up to date.")
@click.pass_obj
def demo(options: Options, *, if_missing: bool) -> None:
    """Make the demo municipality in an empty data folder."""
    from ...demo.build import build_demo

    with options.open() as app:
        if not app.is_empty:
            if not if_missing:
                raise click.ClickException("the data folder holds a graph already")
            _evolve(app)
            return
        set_up(app)
        build_demo(app, console)


@main.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.pass_obj
def evolve(options: Options, *, dry_run: bool) -> None:
    """Bring an older database up to date."""
    with options.open() as app:
        _evolve(app, dry_run=dry_run)


def _evolve(app: Opened, *, dry_run: bool = False) -> None:
    with app.graph() as root:
        if dry_run:
            steps = missing_structure(root, app.registry) + unfinished_steps(root, app.registry)
        else:
            steps = run_evolution(root, app.registry)
    for step in steps:
        console.print(step)
    if not steps:
        console.print("The database is up to date.")


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.pass_obj
def kle(options: Options, file: Path, *, dry_run: bool) -> None:
    """Bring in an edition of the classification: CSV of numbers and titles, or the official XML."""
    from ..classifying import bring_in

    with options.open() as app, app.graph() as root:
        console.print(bring_in(root, app, file, dry_run=dry_run))
        if dry_run:
            transaction.abort()
