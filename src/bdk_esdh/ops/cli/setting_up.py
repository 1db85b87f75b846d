"""Commands that make a graph, fill it and bring it up to date."""

import sys
from pathlib import Path

import click
import transaction

from ..evolving import bring_up_to_date
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
@click.option("--take-over", is_flag=True, help="Go on where another machine began and is no longer at it.")
@click.pass_obj
def evolve(options: Options, *, dry_run: bool, take_over: bool) -> None:
    """Bring an older database up to date. Take a backup before: there is no way back without one."""
    with options.open() as app:
        if not dry_run and sys.stdin.isatty() and bring_up_to_date(app, dry_run=True):
            click.confirm("There is no way back without a backup. Is there one, and go on?", abort=True)
        _evolve(app, dry_run=dry_run, take_over=take_over)


def _evolve(app: Opened, *, dry_run: bool = False, take_over: bool = False) -> None:
    steps = bring_up_to_date(app, dry_run=dry_run, take_over=take_over)
    for step in steps:
        console.print(step)
    if not steps:
        console.print("The database is up to date.")
    elif dry_run:
        console.print("Nothing was done. Take a backup (esdh backup) before 'esdh evolve'.")


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
