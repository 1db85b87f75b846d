"""Faces: the ways one graph is looked at, and the guards at their doors.

``@public_view`` and ``@intranet_view`` register a view for exactly one declared
content type, one permission and one method. They refuse at start-up what has
let people walk round the rules before: a view for ``Folder`` or an interface
answers for every subclass; a view without a method answers PUT and DELETE.

Routes end in a slash before the star: ``/intranet*traverse`` would also answer
``/intranetsager`` and so pass every check that goes by prefix.
"""

from collections.abc import Callable
from typing import Any

import venusian
from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationError
from pyramid.httpexceptions import HTTPMovedPermanently
from pyramid.request import Request
from pyramid.response import Response
from pyramid.security import NO_PERMISSION_REQUIRED

from .records import Face, RecordType

INTRANET_ROUTE = "intranet"
ROUTES: dict[Face, str | None] = {Face.PUBLIC: None, Face.INTRANET: INTRANET_ROUTE}
PREFIXES = {Face.PUBLIC: "", Face.INTRANET: "/intranet"}

#: names that may never be given to a node in the root
RESERVED_NAMES = frozenset(
    {
        "intranet", "api", "dav", "oparl", "manage", "static",
        "healthz", "readyz", "metrics", "soeg", "log-ind", "log-af",
    }
)  # fmt: skip

METHODS = frozenset({"GET", "POST"})


def public_view(
    context: type, *, permission: str, method: str = "GET", name: str = "", template: str | None = None
) -> Callable[[Any], Any]:
    """Show ``context`` to everyone.

    The arguments are those of :func:`add_face_view`.
    """
    return _face_view(Face.PUBLIC, context, permission, method, name, template)


def intranet_view(
    context: type, *, permission: str, method: str = "GET", name: str = "", template: str | None = None
) -> Callable[[Any], Any]:
    """Show ``context`` to those at work.

    The arguments are those of :func:`add_face_view`.
    """
    return _face_view(Face.INTRANET, context, permission, method, name, template)


def _face_view(
    face: Face, context: type, permission: str, method: str, name: str, template: str | None
) -> Callable[[Any], Any]:
    def decorate(view: Any) -> Any:
        def register(scanner: Any, _name: str, _view: Any) -> None:
            config = scanner.config.with_package(info.module)
            config.add_face_view(
                view, face, context, permission=permission, method=method, name=name, template=template
            )

        info = venusian.attach(view, register, category="pyramid", depth=1)
        return view

    return decorate


def add_face_view(  # noqa: PLR0913 -- a directive, called with names
    config: Configurator,
    view: Any,
    face: Face,
    context: type,
    *,
    permission: str,
    method: str,
    name: str = "",
    template: str | None = None,
) -> None:
    """Directive: register ``view`` for exactly the declared type ``context``.

    :param permission: a member of the permission enum; there is no default.
    :param method: ``GET`` (which answers HEAD too) or ``POST``.
    :param name: view name, the last piece of the address; empty for the page itself.
    :param template: path of the template relative to the view's package.
    :raises ConfigurationError: when one of these is left open.
    """
    declared = context.__dict__.get("__record__") if isinstance(context, type) else None
    if not isinstance(declared, RecordType):
        message = f"{view!r}: a face shows declared content types, not {context!r}"
        raise ConfigurationError(message)
    if method not in METHODS:
        message = f"{view!r}: a face view answers one of {sorted(METHODS)}, not {method!r}"
        raise ConfigurationError(message)
    if not permission or permission == NO_PERMISSION_REQUIRED:
        message = f"{view!r}: a face view names its permission"
        raise ConfigurationError(message)
    config.add_view(
        view,
        context=context,
        route_name=ROUTES[face],
        name=name,
        request_method=method,
        permission=permission,
        renderer=template,
        exact_record=declared.name,
        require_csrf=method == "POST",
    )


class ExactRecordPredicate:
    """True for objects of exactly the declared class, not of a subclass."""

    def __init__(self, name: str, _config: Configurator) -> None:
        """Keep the declared name."""
        self.name = name

    def text(self) -> str:
        """Describe the predicate in view introspection."""
        return f"exact_record = {self.name}"

    phash = text

    def __call__(self, context: Any, _request: Request) -> bool:
        """Tell whether the class itself carries the declaration."""
        declared = type(context).__dict__.get("__record__")
        return declared is not None and declared.name == self.name


def face_of(request: Request) -> Face:
    """Tell through which face a request looks; also before a route has matched."""
    route = getattr(request, "matched_route", None)
    if route is not None and route.name == INTRANET_ROUTE:
        return Face.INTRANET
    return Face.PUBLIC


def face_path(request: Request, node: Any, *elements: str, face: Face | None = None) -> str:
    """Return the path of ``node`` on the request's face, or on ``face``.

    :param elements: view name and subpath to put after it.
    """
    prefix = PREFIXES[face or face_of(request)]
    path = prefix + request.resource_path(node, *elements).rstrip("/")
    # The front page of a face ends in a slash; without it the intranet's would be a redirect.
    return path if path != prefix else path + "/"


def _to_intranet_start(_request: Request) -> Response:
    return HTTPMovedPermanently("/intranet/")


def includeme(config: Configurator) -> None:
    """Add the routes, the exact-type predicate and the directive."""
    config.add_view_predicate("exact_record", ExactRecordPredicate)
    config.add_directive("add_face_view", add_face_view)
    config.add_route("intranet_without_slash", "/intranet")
    config.add_view(
        _to_intranet_start,
        route_name="intranet_without_slash",
        permission=NO_PERMISSION_REQUIRED,
        request_method="GET",
    )
    config.add_route(INTRANET_ROUTE, "/intranet/*traverse")
