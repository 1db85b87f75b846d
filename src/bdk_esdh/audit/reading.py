"""Reading is entered by default: a page of a record cannot be made that forgets it.

A capability names a type and a verb; each page at work of that type, and each answer to a
program, then enters the verb once it is there, unless the view has entered something more
exact about the same record (that a file was fetched, say).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.response import Response

from ..kernel.faces import API_ROUTE, INTRANET_ROUTE
from ..kernel.graph import get_oid
from .entering import enter_read, entered_by
from .verbs import Verb


@dataclass(frozen=True)
class DefaultReading:
    """What is entered when a page of a type is opened.

    :param when: asked of the record; ``None`` means always.
    """

    verb: Verb
    when: Callable[[Any], bool] | None


def add_default_reading(
    config: Configurator, context: type, verb: Verb, *, when: Callable[[Any], bool] | None = None
) -> None:
    """Directive: enter ``verb`` whenever a page at work of exactly ``context`` is opened.

    :param when: tells whether this record is one that is entered.
    """
    config.action(
        ("default reading", context),
        lambda: config.registry.default_readings.__setitem__(context, DefaultReading(verb, when)),
    )


def journaled_view(view: Any, info: Any) -> Any:
    """View deriver: enter that the record was read, in the same transaction as the answer."""
    if info.options.get("route_name") not in (INTRANET_ROUTE, API_ROUTE) or info.exception_only:
        return view

    def entering(context: Any, request: Request) -> Response:
        response = view(context, request)
        if request.method == "GET" and response.status_int in (200, 206, 304):
            _enter(request, context)
        return response

    return entering


def _enter(request: Request, context: Any) -> None:
    default = request.registry.default_readings.get(type(context))
    # On the face of programs anybody may ask for what is published; that is no reading of a record.
    if (
        default is None
        or request.identity is None
        or (default.when is not None and not default.when(context))
    ):
        return
    oid = get_oid(context)
    if all(entered != oid for entered, _verb, _note in entered_by(request)):
        enter_read(request, context, default.verb)


def includeme(config: Configurator) -> None:
    """Make the register; enter readings round every view."""
    config.registry.default_readings = {}
    config.add_directive("add_default_reading", add_default_reading)
    config.add_view_deriver(journaled_view, name="journaled_view")
