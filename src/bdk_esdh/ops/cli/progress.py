"""Progress of long work: a bar with rate and time left on a terminal, nothing where nobody looks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from .group import console


@contextmanager
def progress_to(total: int, unit: str) -> Iterator[Callable[[int], None]]:
    """Show how far the work has come.

    :param total: how much there is to do, in ``unit``.
    :returns: a function that is told how much has been done since it was called last.
    """
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(unit),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(unit, total=total, rate="")

        def advance(done: int) -> None:
            speed = bar.tasks[0].speed
            bar.update(task, advance=done, rate=f"{speed:.0f}/s" if speed else "")

        yield advance
