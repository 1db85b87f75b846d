"""A worker of its own process whose jobs write a line into a file: ``python -m tests.support.noting_worker DATA FILE``."""

import os
import signal
import sys
import time
from datetime import timedelta

from bdk_esdh.ops.opening import opened
from bdk_esdh.ops.working import work_forever
from tests.support.processes import ZEO


def main(data, file):
    """Work until told to stop."""

    def line(text):
        with open(file, "a") as log:  # noqa: PTH123 -- appended whole
            log.write(f"{text} {os.getpid()}\n")

    def note(_work, number):
        time.sleep(0.01)
        line(number)

    def endless(_work):
        line("endless")
        while True:
            pass

    def asleep(_work):
        line("asleep")
        time.sleep(3600)

    def die(_work):
        line("die")
        os.kill(os.getpid(), signal.SIGKILL)

    with opened(ZEO, data) as app:
        app.registry.job_handlers.update(note=note, endless=endless, asleep=asleep, die=die)
        app.registry.job_limits.update(endless=timedelta(seconds=1), asleep=timedelta(seconds=1))
        app.registry.periodic_work.clear()
        line("ready")
        work_forever(app)


if __name__ == "__main__":
    main(*sys.argv[1:])
