"""The worker as a process of its own."""

import signal

import click

from .background import Background
from .opening import Opened

_LOOK_SECONDS = 0.5


def work_forever(app: Opened) -> None:
    """Do background work until SIGINT or SIGTERM; the job at hand is finished if it is quick.

    :raises ClickException: when a job cannot be got rid of: whoever started the process starts
        another, and the job is taken up again when its lease is over.
    """
    asked: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda which, _frame: asked.append(which))
    background = Background(app)
    worker = background.worker
    background.start()
    try:
        while not asked and not worker.is_stuck:
            worker.join(_LOOK_SECONDS)
    finally:
        background.stop()
    if worker.is_stuck:
        raise click.ClickException("a job that would not end keeps this worker; another has to take over")
