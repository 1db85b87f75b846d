"""What every command shares: the group itself, its options, where it writes."""

from pathlib import Path
from typing import Any

import click
from rich.console import Console

from ..opening import opened

console = Console(highlight=False, soft_wrap=True)


class Options:
    """What every command gets."""

    def __init__(self, config: str, data: str) -> None:
        """Keep the paths."""
        self.config = config
        self.data = data

    def open(self) -> Any:
        """Open the application."""
        self.check()
        return opened(self.config, self.data)

    def check(self) -> None:
        """Refuse settings that are not there.

        Asked by the command and not before it is known: its --help needs no settings.

        :raises UsageError: when there is no such file.
        """
        if not Path(self.config).is_file():
            raise click.UsageError(f"settings file {self.config} not found")


@click.group()
@click.option(
    "--config", envvar="ESDH_CONFIG", default="development.ini", show_default=True, help="The settings file."
)
@click.option("--data", envvar="ESDH_DATA", default="var/demo", show_default=True, help="The data folder.")
@click.pass_context
def main(context: click.Context, config: str, data: str) -> None:
    """Run and look after the platform."""
    context.obj = Options(config, data)
