"""From a URL to what happens, in five hops."""

import inspect
from typing import Any
from urllib.parse import urlsplit

from pyramid.interfaces import IRoutesMapper
from pyramid.registry import Registry
from pyramid.request import Request
from pyramid.traversal import ResourceTreeTraverser

from ..kernel.faces import ROUTES
from ..kernel.record_forms import AddForm, EditForm
from ..kernel.records import Face


def trace_url(registry: Registry, root: Any, url: str, method: str) -> list[tuple[str, str]] | None:
    """Return the hops from ``url`` to its view and the actions that calls.

    :returns: pairs of hop and what it is; ``None`` when no view answers.
    """
    try:
        request = Request.blank(urlsplit(url).path or "/")
        request.path_info  # noqa: B018
    except UnicodeDecodeError:
        return None
    request.registry = registry
    matched = registry.getUtility(IRoutesMapper)(request)
    route = matched["route"]
    if route is not None:
        request.matchdict = matched["match"]
    found = ResourceTreeTraverser(root)(request)
    context, view_name = found["context"], found["view_name"]
    view = _find_view(registry, route.name if route else None, context, view_name, method)
    if view is None:
        return None
    face = next(
        (face for face, name in ROUTES.items() if name == (route.name if route else None)), Face.PUBLIC
    )
    declared = registry.records.of(context)
    path = "/".join(("", *found["traversed"])) or "/"
    return [
        ("face", face.value),
        ("object", f"{declared.name if declared else type(context).__name__} at {path}"),
        ("package", type(context).__module__.rpartition(".")[0]),
        ("view", _place_of(view)),
        ("action", ", ".join(_actions_of(registry, view)) or "none: it only shows"),
    ]


def _find_view(registry: Registry, route: str | None, context: Any, name: str, method: str) -> Any:
    for item in registry.introspector.get_category("views") or ():
        view = item["introspectable"]
        if (
            view["context"] is type(context)
            and view["name"] == name
            and view["route_name"] == route
            and method in (view["request_methods"] or ())
        ):
            return view["callable"]
    return None


def _place_of(view: Any) -> str:
    function = view if inspect.isfunction(view) else type(view)
    _lines, number = inspect.getsourcelines(function)
    name = function.__qualname__
    if isinstance(view, AddForm | EditForm):
        name = f"{name}({view.declared.name})"
    return f"{function.__module__}:{name} (line {number})"


def _actions_of(registry: Registry, view: Any) -> list[str]:
    if isinstance(view, AddForm | EditForm):
        actions = registry.records.actions_of(view.declared.name)
        function = actions.create if isinstance(view, AddForm) else actions.change
        return [_dotted(function)]
    if not inspect.isfunction(view):
        return []
    return sorted({_dotted(each) for each in _called(view, set()) if _is_action(each)})


def _called(function: Any, seen: set[Any]) -> set[Any]:
    """Collect the functions of this project that ``function`` names, through its own module."""
    found = set()
    names = set(function.__code__.co_names)
    for constant in function.__code__.co_consts:
        names |= set(getattr(constant, "co_names", ()))
    for name in names:
        each = function.__globals__.get(name)
        if not inspect.isfunction(each) or each in seen:
            continue
        seen.add(each)
        found.add(each)
        if each.__module__ == function.__module__:
            found |= _called(each, seen)
    return found


def _is_action(function: Any) -> bool:
    """Tell whether a function is a use case: it takes the act, who does it and when."""
    return function.__module__.startswith("bdk_esdh.") and "act" in inspect.signature(function).parameters


def _dotted(function: Any) -> str:
    return f"{function.__module__}:{function.__name__}"
