"""Which function does which kind of job.

A capability's ``jobs.py`` marks its functions with :func:`job`; each gets a
:class:`~bdk_esdh.jobs.worker.Work` and the arguments the job was queued with.
"""

from collections.abc import Callable
from datetime import timedelta
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


def add_periodic_work(config: Configurator, name: str, function: Any, *, every: timedelta) -> None:
    """Directive: have the worker call ``function(work)`` again and again.

    :param function: or its dotted name; keeps its transactions short and must be able to
        run in two workers at once.
    :param every: the pause between two calls, by the machine's own clock.
    """
    function = config.maybe_dotted(function)
    config.action(
        ("periodic work", name), lambda: config.registry.periodic_work.__setitem__(name, (function, every))
    )


def includeme(config: Configurator) -> None:
    """Make the registers."""
    config.registry.job_handlers = {}
    config.registry.periodic_work = {}
    config.add_directive("add_job_handler", add_job_handler)
    config.add_directive("add_periodic_work", add_periodic_work)
