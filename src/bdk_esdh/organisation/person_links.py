"""What else a person's page leads to: each capability says what it has of the person."""

from collections.abc import Callable
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request

PersonLink = Callable[[Request, Any], dict[str, Any] | None]


def add_person_link(config: Configurator, source: PersonLink) -> None:
    """Directive: lead from a person's page to what a capability has of the person.

    :param source: ``source(request, person)``, or its dotted name; returns ``title`` and ``url``,
        or ``None`` when there is nothing or it is not for whoever asks.
    """
    source = config.maybe_dotted(source)
    config.action(("person link", source), lambda: config.registry.person_links.append(source))


def links_of(request: Request, person: Any) -> list[dict[str, Any]]:
    """Return what the page of ``person`` leads to."""
    found = (source(request, person) for source in request.registry.person_links)
    return [link for link in found if link is not None]
