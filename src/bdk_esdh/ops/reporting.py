"""The check of a data folder as a command does it, and what it tells."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click
import transaction
from pyramid.registry import Registry
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from .check_journal import check_journal
from .checking import Findings, look_at
from .faults import FROM_BACKUP, Fault
from .opening import files_of_store, opened, opened_to_read
from .repairing import Repaired, repair
from .store_files import StoreFiles, in_care

_TOLD_EVERY = 500


@dataclass
class Report:
    """What a check tells."""

    programs: list[dict[str, Any]]
    findings: Findings | None = None
    repaired: Repaired | None = None

    @property
    def faults(self) -> list[Fault]:
        """All that was found."""
        return self.findings.faults if self.findings is not None else []

    @property
    def left(self) -> list[Fault]:
        """What is still wrong."""
        return self.faults if self.repaired is None else self.repaired.left

    @property
    def status(self) -> int:
        """The exit status."""
        return 1 if any(not fault.is_leftover for fault in self.left) else 0

    def print_json(self) -> None:
        """Print it for a program."""
        told: dict[str, Any] = {
            "programs": self.programs,
            "faults": [fault.as_dict() for fault in self.faults],
        }
        if self.repaired is not None:
            told |= {
                "repaired": self.repaired.done,
                "left": [fault.as_dict() for fault in self.repaired.left],
            }
        if self.findings is not None:
            told["looked_at"] = {
                "nodes": self.findings.nodes,
                "files": self.findings.files,
                "bytes": self.findings.bytes,
            }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))

    def print(self, console: Console) -> None:
        """Print it for a person."""
        for program in self.programs:
            state = "found" if program["present"] else f"MISSING, install {program['package']}"
            console.print(f"{program['name']}: {state} ({program['purpose']})")
        if self.findings is None:
            return
        for fault in self.faults:
            console.print(f"[{fault.part}] {fault}", markup=False)
        if self.repaired is not None:
            self._print_repairs(console, self.repaired)
        if self.findings.nodes:
            console.print(
                f"Looked at {self.findings.nodes} nodes and {self.findings.files} files "
                f"({self.findings.bytes / 1_000_000:.1f} MB)."
            )
        if all(fault.is_leftover for fault in self.faults):
            console.print("Everything agrees." if not self.faults else "Everything else agrees.")

    def _print_repairs(self, console: Console, repaired: Repaired) -> None:
        for sentence in repaired.done:
            console.print(f"Repaired: {sentence}.", markup=False)
        for fault in repaired.left:
            console.print(f"Left: {fault.path}, since a person has to decide. {fault.advice}.", markup=False)
        if repaired.done:
            console.print("Run 'esdh check' once more.")


def check_data(
    report: Report, config: str, data: str, *, quick: bool = False, repairing: bool = False
) -> None:
    """Check the data folder, and repair it if that is asked for.

    :param quick: do not read the files' bytes, nor every record.
    :raises ClickException: when there is nothing to check, or somebody is at the files.
    """
    if repairing:
        files = files_of_store(config, data)
        with in_care(files, shared=False), opened(config, data) as app, app.graph() as root:
            report.findings = _look(root, app.registry, files, quick=quick)
            transaction.abort()
            report.repaired = repair(root, report.findings.faults)
        return
    with (
        opened_to_read(config, data) as (app, files),
        in_care(files, shared=True),
        app.graph(any_version=True) as root,
    ):
        report.findings = _look(root, app.registry, files, quick=quick)
        transaction.abort()


def check_journal_alone(report: Report, config: str, data: str) -> None:
    """Verify the journal and nothing else.

    :raises ClickException: when there is nothing to check.
    """
    with opened_to_read(config, data) as (app, _files), app.graph(any_version=True) as root:
        report.findings = Findings(faults=_journal_faults(root, app.registry))
        transaction.abort()


def _look(root: Any, registry: Registry, files: StoreFiles, *, quick: bool) -> Findings:
    with shown_progress("nodes") as progress:
        findings = look_at(root, registry, files, quick=quick, progress=progress)
    findings.faults += _journal_faults(root, registry)
    return findings


def _journal_faults(root: Any, registry: Registry) -> list[Fault]:
    try:
        told = check_journal(root, registry.esdh_settings.data, registry.clock.now())
    except Exception as error:  # noqa: BLE001 -- what is damaged must not hide the other faults
        told = [f"cannot be read ({type(error).__name__}: {error})"]
    return [Fault("journal", "The journal:", sentence.rstrip("."), FROM_BACKUP) for sentence in told]


@contextmanager
def shown_progress(what: str) -> Iterator[Callable[[int], None]]:
    """Show how far long work is, where somebody looks at it.

    :param what: what is counted, in the plural.
    """
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True
    ) as bar:
        task = bar.add_task(f"0 {what}")

        def show(done: int) -> None:
            if done % _TOLD_EVERY == 0:
                bar.update(task, description=f"{done} {what}")

        yield show
