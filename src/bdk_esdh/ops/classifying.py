"""Bringing an edition of the classification in from a command."""

from pathlib import Path
from typing import Any

import click
import transaction

from ..classification.editions import Refusal
from ..classification.import_texts import reason_text
from ..classification.importing import apply_edition, compare, read_edition
from ..kernel.errors import DomainError
from ..kernel.forms import untranslated
from .opening import Opened


def bring_in(root: Any, app: Opened, file: Path, *, dry_run: bool) -> str:
    """Bring the edition in ``file`` in, or only compare, and say how much it changes.

    The first line counts; one follows for each row that cannot be brought in, with the reason.

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
        raise click.ClickException(untranslated(error.message)) from error
    counts = ", ".join(f"{count} {kind}" for kind, count in report.counts.items())
    return "\n".join([counts, *(_refused(each) for each in report.refused)])


def _refused(row: Refusal) -> str:
    return f"line {row.line}: {row.text}: {untranslated(reason_text(row.reason))}"
