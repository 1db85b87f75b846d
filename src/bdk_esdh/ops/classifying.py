"""Bringing an edition of the classification in from a command."""

from pathlib import Path
from typing import Any

import click
import transaction

from ..classification.importing import apply_edition, compare, read_edition
from ..kernel.errors import DomainError
from .opening import Opened


def bring_in(root: Any, app: Opened, file: Path, *, dry_run: bool) -> str:
    """Bring the edition in ``file`` in, or only compare, and say in a line how much it changes.

    :raises ClickException: when the file is no edition.
    """
    subjects = root["emner"]
    try:
        with file.open("rb") as stream:
            edition = read_edition(stream)
        if dry_run:
            report = compare(subjects, edition)
        else:
            report = apply_edition(subjects, edition, app.registry, after_batch=transaction.commit)
    except DomainError as error:
        raise click.ClickException(str(error.message)) from error
    return ", ".join(f"{count} {kind}" for kind, count in report.counts.items())
