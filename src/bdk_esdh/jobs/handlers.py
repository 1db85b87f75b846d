"""Which function does which kind of job.

A capability's ``jobs.py`` marks its functions with :func:`job`; each gets a
:class:`~bdk_esdh.jobs.worker.Work` and the arguments the job was queued with.
"""

from collections.abc import Callable
from typing import Any

import venusian
from pyramid.config import Configurator


def job(kind: str) -> Callable[[Any], Any]:
    """Mark ``function(work, *arguments)`` as what does jobs of ``kind``.

    It must be able to run twice: a worker that is killed leaves its job to be done again.
    """

    def decorate(function: Any) -> Any:
        def register(context: Any, _name: str, _function: Any) -> None:
            context.config.add_job_handler(kind, function)

        venusian.attach(function, register, category="pyramid")
        return function

    return decorate


def add_job_handler(config: Configurator, kind: str, function: Any) -> None:
    """Directive: enter the function that does jobs of ``kind``."""
    config.action(("job", kind), lambda: config.registry.job_handlers.__setitem__(kind, function))


def includeme(config: Configurator) -> None:
    """Make the register."""
    config.registry.job_handlers = {}
    config.add_directive("add_job_handler", add_job_handler)
