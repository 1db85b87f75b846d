"""Commands that look for faults and put them right."""

import sys

import click
import transaction

from .group import Options, console, main


@main.command()
@click.option(
    "--system", "only_system", is_flag=True, help="Only look for the system programs that are used."
)
@click.option("--quick", is_flag=True, help="Do not read the bytes of every file and record.")
@click.option(
    "--repair", "repairing", is_flag=True, help="Put right what is safe; the server must be stopped."
)
@click.option(
    "--journal", "only_journal", is_flag=True, help="Only verify that no entry of the journal was altered."
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def check(
    options: Options, *, only_system: bool, only_journal: bool, quick: bool, repairing: bool, as_json: bool
) -> None:
    """Look for faults: missing programs, and disagreement between the parts of the data.

    Also while the server serves: it sees the data as they are when it begins.
    """
    from ..checking import check_programs
    from ..reporting import Report, check_data, check_journal_alone

    report = Report(programs=[] if only_journal else check_programs())
    options.check()
    if only_journal:
        check_journal_alone(report, options.config, options.data)
    elif not only_system:
        check_data(report, options.config, options.data, quick=quick, repairing=repairing)
    report.print_json() if as_json else report.print(console)
    sys.exit(report.status)


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
@click.option("--from-start", is_flag=True, help="Begin anew though the last run was broken off.")
@click.option("--texts", "only_texts", is_flag=True, help="Only build the index of the text search.")
@click.pass_obj
def reindex(options: Options, *, from_start: bool, only_texts: bool) -> None:
    """Build the index entries of every node anew, and the index of the text search.

    May be broken off: the next call goes on where it was. What is there is searched until the new text
    index is whole; where a server runs beside, its indexer builds it.
    """
    from ...search.port import IndexUnwritable
    from ..reindexing import reindex_all
    from ..reporting import shown_progress
    from ..text_index import build_text_index

    with options.open() as app:
        if not only_texts:
            with app.graph() as root, shown_progress("nodes") as progress:
                nodes, gone = reindex_all(root, from_start=from_start, progress=progress)
            console.print(f"{nodes} nodes indexed anew.")
            if gone:
                console.print(f"{gone} entries of nodes that are gone were dropped.")
        try:
            with shown_progress("records for the text search") as progress:
                texts = build_text_index(app, progress)
        except IndexUnwritable as error:
            raise click.ClickException(f"the text index could not be built: {error}") from error
    console.print(f"{texts} records put in a new index of the text search.")
