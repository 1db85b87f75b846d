"""Which function does which kind of job.

A capability's ``jobs.py`` marks its functions with :func:`job`; each gets a
:class:`~bdk_esdh.jobs.worker.Work` and the arguments the job was queued with.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import venusian
from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationError

#: longest a job may take; shorter than its lease, so that nobody else does it meanwhile
LONGEST = timedelta(minutes=8)


def job(kind: str, *, title: str = "", limit: timedelta = LONGEST) -> Callable[[Any], Any]:
    """Mark ``function(work, *arguments)`` as what does jobs of ``kind``.

    It must be able to run twice: a worker that is killed leaves its job to be done again.

    :param title: what it does, as administrators read it (``Læse teksten i et dokument``).
    :param limit: after so long it is stopped and has failed.
    """

    def decorate(function: Any) -> Any:
        def register(context: Any, _name: str, _function: Any) -> None:
            context.config.add_job_handler(kind, function, title=title, limit=limit)

        venusian.attach(function, register, category="pyramid")
        return function

    return decorate


def add_job_handler(
    config: Configurator, kind: str, function: Any, *, title: str = "", limit: timedelta = LONGEST
) -> None:
    """Directive: enter the function that does jobs of ``kind``; the arguments are those of :func:`job`.

    :raises ConfigurationError: for a limit longer than a job is leased for.
    """
    if not timedelta(0) < limit <= LONGEST:
        raise ConfigurationError(f"job {kind}: the limit is longer than {LONGEST}, or none")

    def register() -> None:
        config.registry.job_handlers[kind] = function
        config.registry.job_limits[kind] = limit
        config.registry.job_titles[kind] = title or kind

    config.action(("job", kind), register)


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
    config.registry.job_limits = {}
    config.registry.job_titles = {}
    config.registry.periodic_work = {}
    config.add_directive("add_job_handler", add_job_handler)
    config.add_directive("add_periodic_work", add_periodic_work)
