"""Commands that keep the data safe: backup, restore, pack."""

import json
import sys
from datetime import datetime
from pathlib import Path

import click

from ...kernel.clock import COPENHAGEN
from ..backup_sets import BackupError
from .group import Options, console, main

_FOLDER = click.Path(file_okay=False, path_type=Path)


@main.command()
@click.argument("target", type=_FOLDER)
@click.option("--full", is_flag=True, help="Copy the whole database anew, and verify what is there.")
@click.option("--verify", is_flag=True, help="Take none: read every file of the backups that are there.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def backup(options: Options, target: Path, *, full: bool, verify: bool, as_json: bool) -> None:
    """Take a backup into the folder TARGET, also while the server serves.

    The first one is full; those after it copy what is new.
    """
    try:
        told, wrong = _verify(target) if verify else _take(options, target, full=full)
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps({**told, "faults": wrong}, ensure_ascii=False, indent=2))
    else:
        console.print(told["told"], markup=False)
        for sentence in wrong:
            console.print(sentence, markup=False)
    sys.exit(1 if wrong else 0)


def _verify(target: Path) -> tuple[dict[str, object], list[str]]:
    from ..backup_verifying import verify_backups
    from ..reporting import shown_progress

    with shown_progress("files") as progress:
        sets, wrong = verify_backups(target, progress=progress)
    names = [each.name for each in sets]
    state = f"{len(wrong)} faults." if wrong else "Every file is as it was written."
    return {
        "sets": names,
        "told": f"{len(sets)} backups, the newest of {names[-1] if names else '-'} UTC. {state}",
    }, wrong


def _take(options: Options, target: Path, *, full: bool) -> tuple[dict[str, object], list[str]]:
    from ..backup import take_backup
    from ..opening import files_of_store

    options.check()
    made = take_backup(files_of_store(options.config, options.data), target, full=full)
    size = sum(copy.size for copy in made.data)
    kind = "full" if made.is_full else f"what is new since {made.after}"
    copied = f"database {size / 1e6:.1f} MB, {len(made.blobs)} files"
    told = {
        "set": made.name,
        "full": made.is_full,
        "blobs": len(made.blobs),
        "told": f"Backup {made.name} UTC ({kind}): {copied}. Verified.",
    }
    return told, [f"{path} is missing in the data folder: run 'esdh check'" for path in made.missing]


@main.command()
@click.argument("source", metavar="BACKUP", type=_FOLDER)
@click.argument("folder", type=_FOLDER)
@click.option(
    "--at", default=None, help="The newest backup of this time or before: '2026-11-22 14:00', our time."
)
@click.option("--incomplete", is_flag=True, help="Go on without files that are damaged in the backup.")
@click.pass_obj
def restore(options: Options, source: Path, folder: Path, *, at: str | None, incomplete: bool) -> None:
    """Restore BACKUP into the empty FOLDER, and check what came of it."""
    from ..checking import check_programs
    from ..reporting import Report, check_data
    from ..restoring import restore_backup

    try:
        restored = restore_backup(source, folder, at=_moment(at), incomplete=incomplete)
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    console.print(
        f"Restored the backup of {restored.what.name} UTC into {folder}: {restored.files} files.",
        markup=False,
    )
    for sentence in restored.left_out:
        console.print(f"Left out: {sentence}.", markup=False)
    for name, reason in restored.what.not_copied.items():
        console.print(f"Not in a backup: {name} ({reason}).", markup=False)
    options.check()
    report = Report(programs=check_programs())
    check_data(report, options.config, str(folder))
    report.print(console)
    sys.exit(report.status)


def _moment(at: str | None) -> datetime | None:
    if at is None:
        return None
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise click.UsageError(f"--at: {at!r} is no time such as '2026-11-22 14:00'") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=COPENHAGEN)


@main.command()
@click.option(
    "--days", default=7, show_default=True, type=click.IntRange(0), help="Keep what was changed so lately."
)
@click.option("--keep-old", is_flag=True, help="Leave the database as it was beside the packed one.")
@click.pass_obj
def pack(options: Options, *, days: int, keep_old: bool) -> None:
    """Drop from the database what was changed or removed long ago. Take a backup before.

    Stop the server first; a ZEO server packs while it serves.
    """
    from ..packing import pack as run

    options.check()
    console.print(run(options.config, options.data, days=days, keep_old=keep_old))
