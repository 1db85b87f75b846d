"""Faces: the ways one graph is looked at, and the guards at their doors.

``@public_view``, ``@intranet_view`` and ``@api_view`` register a view for exactly one
declared content type, one permission and one method. They refuse at start-up what has
let people walk round the rules before: a view for ``Folder`` or an interface
answers for every subclass; a view without a method answers PUT and DELETE.

Routes end in a slash before the star: ``/intranet*traverse`` would also answer
``/intranetsager`` and so pass every check that goes by prefix.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import venusian
from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationError
from pyramid.httpexceptions import HTTPMovedPermanently
from pyramid.request import Request
from pyramid.response import Response
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.traversal import resource_path

from .records import Face, RecordType

INTRANET_ROUTE = "intranet"
API_ROUTE = "api"
ROUTES: dict[Face, str | None] = {Face.PUBLIC: None, Face.INTRANET: INTRANET_ROUTE, Face.API: API_ROUTE}
PREFIXES = {Face.PUBLIC: "", Face.INTRANET: "/intranet", Face.API: "/api/v1"}

#: names that may never be given to a node in the root
RESERVED_NAMES = frozenset(
    {
        "intranet", "api", "dav", "oparl", "manage", "static",
        "healthz", "readyz", "metrics", "soeg", "soegeforslag",
        "log-ind", "log-af", "sprog", "csp-rapport", "sikkerhed", "hjaelp",
    }
)  # fmt: skip

#: turns what a view on the JSON face returns into an answer; see ``json_face.answers``
JSON_RENDERER = "esdh_json"


@dataclass(frozen=True)
class Takes:
    """What a view for programs is sent and answers, as far as it cannot be seen of its type.

    :param schema: makes the schema of the body, as ``read_values`` takes it; ``None`` for no body.
    :param makes: the type of record that ``@type`` has to name.
    :param partial: only what is sent is changed.
    :param optional: required fields that the view fills in itself.
    :param body: JSON Schema of the body, where it is checked by no form.
    :param query: parameters in the address, by name, with their JSON Schema.
    :param subpaths: what may follow the name of the view: ``("", "/{version}")``.
    :param names: what the names in a subpath may be, with their JSON Schema.
    :param listing: the answer is a list, a batch at a time.
    :param status: of the answer when all went well.
    :param binary: the answer is a file.
    """

    schema: Callable[[], Any] | None = None
    makes: str = ""
    partial: bool = False
    optional: tuple[str, ...] = ()
    body: dict[str, Any] | None = None
    query: dict[str, Any] = field(default_factory=dict)
    subpaths: tuple[str, ...] = ("",)
    names: dict[str, Any] = field(default_factory=dict)
    listing: bool = False
    status: int = 200
    binary: bool = False


@dataclass(frozen=True)
class ApiView:
    """A view for programs as it was registered."""

    view: Any
    permission: str
    takes: Takes


METHODS = {
    Face.PUBLIC: frozenset({"GET", "POST"}),
    Face.INTRANET: frozenset({"GET", "POST"}),
    Face.API: frozenset({"GET", "POST", "PATCH", "DELETE"}),
}


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


def api_view(
    context: type, *, permission: str, method: str = "GET", name: str = "", takes: Takes | None = None
) -> Callable[[Any], Any]:
    """Give ``context`` to programs, or take it from them; a mapping that is returned goes out as JSON.

    The arguments are those of :func:`add_face_view`.
    """
    return _face_view(Face.API, context, permission, method, name, None, takes)


def _face_view(
    face: Face,
    context: type,
    permission: str,
    method: str,
    name: str,
    template: str | None,
    takes: Takes | None = None,
) -> Callable[[Any], Any]:
    def decorate(view: Any) -> Any:
        def register(scanner: Any, _name: str, _view: Any) -> None:
            config = scanner.config.with_package(info.module)
            config.add_face_view(
                view,
                face,
                context,
                permission=permission,
                method=method,
                name=name,
                template=template,
                takes=takes,
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
    takes: Takes | None = None,
) -> None:
    """Directive: register ``view`` for exactly the declared type ``context``.

    :param permission: a member of the permission enum; there is no default.
    :param method: ``GET`` (and so HEAD) or ``POST``; for programs also ``PATCH`` and ``DELETE``.
    :param name: view name, the last piece of the address; empty for the page itself.
    :param template: path of the template relative to the view's package.
    :param takes: what programs send and are answered; they read of it in ``openapi.json``.
    :raises ConfigurationError: when one of these is left open.
    """
    declared = context.__dict__.get("__record__") if isinstance(context, type) else None
    if not isinstance(declared, RecordType):
        message = f"{view!r}: a face shows declared content types, not {context!r}"
        raise ConfigurationError(message)
    if method not in METHODS[face]:
        message = f"{view!r}: a face view answers one of {sorted(METHODS[face])}, not {method!r}"
        raise ConfigurationError(message)
    if not permission or permission == NO_PERMISSION_REQUIRED:
        message = f"{view!r}: a face view names its permission"
        raise ConfigurationError(message)
    if face is Face.API:
        config.registry.api_methods.setdefault((context, name), set()).add(method)
        config.registry.api_views[context, name, method] = ApiView(view, permission, takes or Takes())
    config.add_view(
        view,
        context=context,
        route_name=ROUTES[face],
        name=name,
        request_method=method,
        permission=permission,
        renderer=JSON_RENDERER if face is Face.API else template,
        exact_record=declared.name,
        **({} if face is Face.API or takes_more(view) else {"at_its_end": True}),
        # A browser sends a cookie along with whatever another site makes it send; that is what the
        # token in our forms is against. The JSON face honours no cookie (see ``policy.py``): who
        # calls it is said by a header that no other site can make a browser send.
        require_csrf=method == "POST" and face is not Face.API,
        _info=_place_of(view),
    )


def _place_of(view: Any) -> tuple[str, int, str, str] | None:
    """Return where a view is written, for Pyramid's message when two conflict.

    Not told, it looks through the stack for each view, which is a tenth of configuring.
    """
    code = getattr(view, "__code__", None)
    return (code.co_filename, code.co_firstlineno, view.__qualname__, "") if code is not None else None


def takes_subpath(view: Any) -> Any:
    """Declare, nearest to the function, that what follows its name in an address is the view's to read."""
    view.takes_subpath = True
    return view


def takes_more(view: Any) -> bool:
    """Tell whether a view declares so; for programs each view looks itself."""
    return getattr(view, "takes_subpath", False)


class AtItsEndPredicate:
    """True when nothing follows the name of the view: ``/postlister/atom.xml/x`` is no address."""

    def __init__(self, wanted: bool, _config: Configurator) -> None:  # noqa: FBT001 -- Pyramid's call
        """Keep what is wanted, which is always true."""
        self.wanted = wanted

    def text(self) -> str:
        """Describe the predicate in view introspection."""
        return f"at_its_end = {self.wanted}"

    phash = text

    def __call__(self, _context: Any, request: Request) -> bool:
        """Tell whether the address ends here."""
        return not getattr(request, "subpath", ())


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
    if is_for_programs(request.environ.get("PATH_INFO", "")):
        return Face.API
    route = getattr(request, "matched_route", None)
    if route is not None and route.name == INTRANET_ROUTE:
        return Face.INTRANET
    return Face.PUBLIC


def is_for_programs(path: str) -> bool:
    """Tell whether a path belongs to the JSON face, matched by its route or not.

    By path, since an answer is owed in JSON also before and without a route: to a
    body that cannot be read, or an address that does not exist.
    """
    return path == "/api" or path.startswith("/api/")


def face_path(request: Request, node: Any, *elements: str, face: Face | None = None) -> str:
    """Return the path of ``node`` on the request's face, or on ``face``.

    :param elements: view name and subpath to put after it.
    """
    prefix = PREFIXES[face or face_of(request)]
    # Pyramid's own way asks for an adapter each time, which nobody here registers.
    inside = request.resource_path(node, *elements) if elements else request.script_name + resource_path(node)
    path = prefix + inside.rstrip("/")
    # The front page of a face ends in a slash; without it the intranet's would be a redirect.
    return path if path != prefix else path + "/"


def _to_intranet_start(_request: Request) -> Response:
    return HTTPMovedPermanently("/intranet/")


def _to_api_start(_request: Request) -> Response:
    return HTTPMovedPermanently("/api/v1/")


def includeme(config: Configurator) -> None:
    """Add the routes, the exact-type predicate and the directive."""
    config.add_view_predicate("exact_record", ExactRecordPredicate)
    config.add_view_predicate("at_its_end", AtItsEndPredicate)
    #: which methods each address of a type answers to programs, for "405" and its ``Allow``
    config.registry.api_methods = {}
    #: the same with what is needed to describe them
    config.registry.api_views = {}
    config.add_directive("add_face_view", add_face_view, action_wrap=False)
    config.add_route("intranet_without_slash", "/intranet")
    config.add_view(
        _to_intranet_start,
        route_name="intranet_without_slash",
        permission=NO_PERMISSION_REQUIRED,
        request_method="GET",
    )
    config.add_route(INTRANET_ROUTE, "/intranet/*traverse")
    config.add_route("api_without_slash", "/api/v1")
    config.add_view(
        _to_api_start,
        route_name="api_without_slash",
        permission=NO_PERMISSION_REQUIRED,
        request_method="GET",
    )
    config.add_route(API_ROUTE, "/api/v1/*traverse")
