"""Databases of other versions: refused by every command that writes, brought up to date by one."""

from typing import TYPE_CHECKING, Any

import click
import transaction
from pyramid.registry import Registry

from ..kernel.evolution import EvolutionRunning, NewerDatabase, behind, evolve, refuse_newer
from ..kernel.folder_lock import FolderBusy, Turn, folder_lock

if TYPE_CHECKING:
    from .opening import Opened


def refuse_other_version(root: Any, registry: Registry) -> None:
    """Refuse a database that is not of the version of the software that runs.

    :raises ClickException: with what differs, and what to do.
    """
    try:
        refuse_newer(root, registry)
    except NewerDatabase as error:
        raise click.ClickException(str(error)) from error
    differences = behind(root, registry)
    if differences:
        raise click.ClickException(
            "the database is of an older version: take a backup (esdh backup), then run 'esdh evolve'\n  "
            + "\n  ".join(differences)
        )


def bring_up_to_date(app: "Opened", *, dry_run: bool = False, take_over: bool = False) -> list[str]:
    """Bring the database up to date and say what was done, or only what would be.

    :param dry_run: write nothing.
    :param take_over: go on though another machine's mark says that it is at it.
    :raises ClickException: when a newer version has had the database, or somebody else is at it.
    """
    folder = app.registry.esdh_settings.data
    try:
        with app.graph(any_version=True) as root:
            if dry_run:
                refuse_newer(root, app.registry)
                steps = behind(root, app.registry)
                transaction.abort()
                return steps
            with folder_lock(folder, Turn.EVOLVE):
                return evolve(root, app.registry, take_over=take_over)
    except (NewerDatabase, EvolutionRunning, FolderBusy) as error:
        raise click.ClickException(str(error)) from error
