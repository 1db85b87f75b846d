"""The command that turns the read-only mode on and off."""

from pathlib import Path

import click

from ...kernel.maintenance import Maintenance
from .group import Options, console, main


@main.group()
def maintenance() -> None:
    """Read-only mode: everything can be read and nothing written, in every process that serves the folder."""


def _mode(options: Options) -> Maintenance:
    if not Path(options.data).is_dir():
        raise click.ClickException(f"there is no data folder {options.data}")
    return Maintenance(Path(options.data))


@maintenance.command("on")
@click.argument("message", default="")
@click.pass_obj
def turn_on(options: Options, message: str) -> None:
    """Turn it on, with a MESSAGE for those at work: how long it takes, say."""
    _mode(options).turn_on(message)
    console.print("Read-only. Turn it off with: esdh maintenance off")


@maintenance.command("off")
@click.pass_obj
def turn_off(options: Options) -> None:
    """Turn it off."""
    console.print("Everything can be written again." if _mode(options).turn_off() else "It was not on.")


@maintenance.command()
@click.pass_obj
def status(options: Options) -> None:
    """Say whether it is on, and with what message."""
    mode = _mode(options)
    console.print(f"Read-only: {mode.message or 'no message'}" if mode.is_on else "Off.")
