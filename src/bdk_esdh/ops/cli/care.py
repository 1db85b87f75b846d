"""Commands that look for faults and put them right."""

import json
import sys

import click
import transaction

from .group import Options, console, main


@main.command()
@click.option(
    "--system", "only_system", is_flag=True, help="Only look for the system programs that are used."
)
@click.option(
    "--journal", "only_journal", is_flag=True, help="Only verify that no entry of the journal was altered."
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def check(options: Options, *, only_system: bool, only_journal: bool, as_json: bool) -> None:
    """Look for faults: missing programs, and disagreement between graph, catalog, files and journal."""
    from ..check_journal import check_journal
    from ..checking import check_graph, check_programs

    findings = [] if only_journal else check_programs()
    faults = []
    if not only_system:
        with options.open() as app, app.graph(any_version=True) as root:
            faults = [] if only_journal else check_graph(root)
            faults += check_journal(root, app.registry.esdh_settings.data, app.registry.clock.now())
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
            console.print(
                "The journal is whole." if only_journal else "Graph, catalog, files and journal agree."
            )
    if faults:
        sys.exit(1)


@main.command()
@click.argument("url")
@click.option("--method", default="GET", type=click.Choice(["GET", "POST"]), show_default=True)
@click.pass_obj
def trace(options: Options, url: str, method: str) -> None:
    """Print the five hops from a URL to what happens: face, object, package, view, action."""
    from ..tracing import trace_url

    with options.open() as app, app.graph(any_version=True) as root:
        hops = trace_url(app.registry, root, url, method)
        transaction.abort()
    if hops is None:
        raise click.ClickException(f"{method} {url} leads to nothing")
    for name, value in hops:
        console.print(f"{name:8} {value}")


@main.command()
@click.pass_obj
def reindex(options: Options) -> None:
    """Build the index entries of every node anew, and drop those of nodes that are gone."""
    from ..reindexing import reindex_all

    with options.open() as app, app.graph() as root:
        nodes, gone = reindex_all(root)
    console.print(f"{nodes} nodes indexed anew.")
    if gone:
        console.print(f"{gone} entries of nodes that are gone were dropped.")
