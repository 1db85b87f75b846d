"""What has to be done before a case can be closed: each capability adds its own check."""

from collections.abc import Callable, Iterator
from typing import Any

from pyramid.config import Configurator
from pyramid.registry import Registry

from .content import Case
from .errors import NotReadyToClose

ClosingCheck = Callable[[Case], Iterator[NotReadyToClose]]


def closing_obstacles(case: Case, registry: Registry) -> list[NotReadyToClose]:
    """List everything that has to be finished before ``case`` can be closed, at once."""
    return [*each_obstacle(case, registry)]


def each_obstacle(case: Case, registry: Registry) -> Iterator[NotReadyToClose]:
    """Go through the same, as far as anybody asks."""
    for check in registry.closing_checks:
        yield from check(case)


def add_closing_check(config: Configurator, check: Any) -> None:
    """Directive: name a function that finds what is unfinished in a case.

    :param check: ``check(case)`` yields :class:`NotReadyToClose`, or its dotted name.
    """
    check = config.maybe_dotted(check)
    config.action(("closing check", check), lambda: config.registry.closing_checks.append(check))


def add_closing_help(config: Configurator, line: Any) -> None:
    """Directive: name a function that leads to where several obstacles are cleared at once.

    :param line: ``line(case, request)`` returns ``text`` and ``url``, or ``None``; or its dotted name.
    """
    line = config.maybe_dotted(line)
    config.action(("closing help", line), lambda: config.registry.closing_helps.append(line))


def includeme(config: Configurator) -> None:
    """Make the register of checks."""
    config.registry.closing_checks = []
    config.registry.closing_helps = []
    config.add_directive("add_closing_check", add_closing_check)
    config.add_directive("add_closing_help", add_closing_help)
