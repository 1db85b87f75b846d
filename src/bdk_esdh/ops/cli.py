"""The ``esdh`` command. Exit status: 0 done, 1 it could not be done, 2 wrongly called."""

import json
import sys
from pathlib import Path
from typing import Any

import click
import transaction
from rich.console import Console

from ..kernel.errors import DomainError
from ..kernel.evolution import evolve as run_evolution
from ..kernel.evolution import missing_structure, unfinished_steps
from ..organisation.actions import add_person, people_of, set_password
from ..root import create_root
from ..security.roles import Role
from .opening import Opened, opened

console = Console(highlight=False, soft_wrap=True)


class Options:
    """What every command gets."""

    def __init__(self, config: str, data: str) -> None:
        """Keep the paths."""
        self.config = config
        self.data = data

    def open(self) -> Any:
        """Open the application."""
        # Asked here and not before the command is known: its --help needs no settings.
        if not Path(self.config).is_file():
            raise click.UsageError(f"settings file {self.config} not found")
        return opened(self.config, self.data)


@click.group()
@click.option(
    "--config", envvar="ESDH_CONFIG", default="development.ini", show_default=True, help="The settings file."
)
@click.option("--data", envvar="ESDH_DATA", default="var/demo", show_default=True, help="The data folder.")
@click.pass_context
def main(context: click.Context, config: str, data: str) -> None:
    """Run and look after the platform."""
    context.obj = Options(config, data)


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


def set_up(app: Opened) -> None:
    """Make an empty graph with its fixed places and the seed of subjects."""
    from ..classification.seed import seed_classification

    with app.zodb_root() as zodb_root:
        root = create_root(zodb_root, app.registry)
        seed_classification(root["emner"], app.registry)


@main.command()
@click.option("--if-missing", is_flag=True, help="Do nothing but bring an existing database up to date.")
@click.pass_obj
def demo(options: Options, *, if_missing: bool) -> None:
    """Make the demo municipality in an empty data folder."""
    from ..demo.build import build_demo

    with options.open() as app:
        if not app.is_empty:
            if not if_missing:
                raise click.ClickException("the data folder holds a graph already")
            _evolve(app)
            return
        set_up(app)
        build_demo(app, console)


@main.command()
@click.option("--port", envvar="ESDH_PORT", type=click.IntRange(1, 65535), help="The port to listen on.")
@click.pass_obj
def serve(options: Options, port: int | None) -> None:
    """Serve the platform in the foreground until Ctrl-C."""
    from .serving import refuse_demo_passwords, serve_forever

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
@click.argument("login")
@click.option("--name", default=None, help="The person's name.")
@click.option("--role", "roles", multiple=True, type=click.Choice([role.value for role in Role]))
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, envvar="ESDH_PASSWORD")
@click.pass_obj
def user(options: Options, login: str, name: str | None, roles: tuple[str, ...], password: str) -> None:
    """Make a person who can log in, or give one a new password."""
    with options.open() as app, app.graph() as root:
        people = people_of(root)
        # As the login page reads what is typed.
        login = login.strip().lower()
        if login in people:
            if name or roles:
                raise click.ClickException(f"{login} exists: name and roles are changed on the person's page")
            set_password(people[login], password)
            console.print(f"{login} has a new password.")
            return
        try:
            values = {"login": login, "title": name or login, "roles": roles, "password": password}
            add_person(people, values, app.act())
        except (DomainError, ValueError) as error:
            raise click.ClickException(str(getattr(error, "message", error))) from error
        console.print(f"{login} can log in.")


@main.command()
@click.option(
    "--system", "only_system", is_flag=True, help="Only look for the system programs that are used."
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def check(options: Options, *, only_system: bool, as_json: bool) -> None:
    """Look for faults: missing programs, and disagreement between graph, catalog and files."""
    from .checking import check_graph, check_programs

    findings = check_programs()
    faults = []
    if not only_system:
        with options.open() as app, app.graph() as root:
            faults = check_graph(root)
            transaction.abort()
    if as_json:
        click.echo(json.dumps({"programs": findings, "faults": faults}, ensure_ascii=False, indent=2))
    else:
        for program in findings:
            state = "found" if program["present"] else f"MISSING, install {program['package']}"
            console.print(f"{program['name']}: {state} ({program['purpose']})")
        for fault in faults:
            console.print(fault)
        if not only_system and not faults:
            console.print("Graph, catalog and files agree.")
    if faults:
        sys.exit(1)


@main.command()
@click.argument("url")
@click.option("--method", default="GET", type=click.Choice(["GET", "POST"]), show_default=True)
@click.pass_obj
def trace(options: Options, url: str, method: str) -> None:
    """Print the five hops from a URL to what happens: face, object, package, view, action."""
    from .tracing import trace_url

    with options.open() as app, app.graph() as root:
        hops = trace_url(app.registry, root, url, method)
        transaction.abort()
    if hops is None:
        raise click.ClickException(f"{method} {url} leads to nothing")
    for name, value in hops:
        console.print(f"{name:8} {value}")


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.pass_obj
def kle(options: Options, file: Path, *, dry_run: bool) -> None:
    """Bring in an edition of the classification: CSV of numbers and titles, or the official XML."""
    from .classifying import bring_in

    with options.open() as app, app.graph() as root:
        console.print(bring_in(root, app, file, dry_run=dry_run))
        if dry_run:
            transaction.abort()


@main.command()
@click.pass_obj
def reindex(options: Options) -> None:
    """Build the index entries of every node anew, and drop those of nodes that are gone."""
    from .reindexing import reindex_all

    with options.open() as app, app.graph() as root:
        nodes, gone = reindex_all(root)
    console.print(f"{nodes} nodes indexed anew.")
    if gone:
        console.print(f"{gone} entries of nodes that are gone were dropped.")
