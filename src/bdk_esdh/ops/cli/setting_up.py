"""Commands that make a graph, fill it and bring it up to date."""

import sys
import time
from pathlib import Path

import click
import transaction

from ..evolving import bring_up_to_date
from ..making_demo import sign_of_making, throw_away_half_made
from ..opening import Opened
from ..setting_up import set_up
from .group import Options, console, main
from .progress import progress_to

#: more generated documents than anybody has measured
LARGEST_DEMO = 2_000_000


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
@click.option(
    "--size",
    type=click.IntRange(1, LARGEST_DEMO),
    help="Instead of the demo municipality, so many generated documents; beside what is there.",
)
@click.option("--small", is_flag=True, help="Only the 30 cases with a story, without two years of work.")
@click.pass_obj
def demo(options: Options, *, if_missing: bool, size: int | None, small: bool) -> None:
    """Make the demo municipality in an empty data folder."""
    from ...demo.build import build_demo, build_living_demo

    options.check()
    if throw_away_half_made(Path(options.data)):
        console.print("Demokommunen blev afbrudt, før den var færdig. Den bliver lavet forfra.")
    with options.open() as app:
        if size is not None and not (if_missing and not app.is_empty):
            _large_demo(app, size)
            return
        if not app.is_empty:
            if not if_missing:
                raise click.ClickException("the data folder holds a graph already")
            _evolve(app)
            return
        with sign_of_making(Path(options.data)):
            set_up(app)
            (build_demo if small else build_living_demo)(app, console)


def _large_demo(app: Opened, size: int) -> None:
    from ...demo.build import build_large

    if app.registry.esdh_settings.production:
        raise click.ClickException("generated documents do not belong into a production database")
    if app.is_empty:
        set_up(app)
    started = time.monotonic()
    with progress_to(size, "documents") as advance:
        try:
            for stored in build_large(app, size, console):
                advance(stored)
        except LookupError as error:
            raise click.ClickException(str(error)) from error
    seconds = time.monotonic() - started
    console.print(f"{size} documents in {seconds:.0f} seconds, {size / seconds:.0f} a second")


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
