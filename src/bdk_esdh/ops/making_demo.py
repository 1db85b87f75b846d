"""Making the demo municipality whole or not at all.

A sign lies in the data folder while it is made. Who finds it there when nobody is at work knows that the
making was broken off: what lies beside it is thrown away and made anew; nobody serves half a town.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from .store_files import StoreFiles

SIGN = "demo-bliver-lavet"
_TEXT = "Demokommunen er ikke færdig. 'esdh demo --if-missing' laver den forfra.\n"
#: what a making leaves, besides the store and its blobs
_BESIDE = ("blobs", "search", "journal", "drafts", "session.key")


def is_half_made(data: Path) -> bool:
    """Whether the making of a demo in the folder ``data`` was begun and not ended."""
    return (data / SIGN).exists()


def refuse_half_made(data: Path) -> None:
    """Do not serve half a town.

    :raises ClickException: when the making of a demo in ``data`` was begun and not ended.
    """
    if is_half_made(data):
        raise click.ClickException(
            f"the demo municipality in {data} was broken off half-way: run 'esdh demo --if-missing' first"
        )


def throw_away_half_made(data: Path) -> bool:
    """Throw away what a broken-off making has left in ``data``; returns whether there was anything.

    :raises ClickException: when somebody is making it at this moment.
    """
    if not is_half_made(data):
        return False
    if StoreFiles(data, data / "Data.fs", data / "blobs").is_served:
        raise click.ClickException(f"another process is making the demo municipality in {data}")
    for path in data.glob("Data.fs*"):
        path.unlink()
    for name in _BESIDE:
        path = data / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    return True


@contextmanager
def sign_of_making(data: Path) -> Iterator[None]:
    """Leave the sign in ``data`` while the demo is made in the block; when that is broken off, it stays."""
    sign = data / SIGN
    sign.write_text(_TEXT, encoding="utf-8")
    yield
    sign.unlink()
