"""The shape of what goes out: addresses, objects, lists a batch at a time, and no caching.

Clients of plone.restapi know it: ``@id``, ``@type``, ``title``; ``items``, ``items_total``
and ``batching``.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from pyramid.config import Configurator
from pyramid.request import Request

from ..faces import JSON_RENDERER, PREFIXES, face_path
from ..i18n import _
from ..records import Face
from .problems import NO_STORE, Problem

CONTENT_TYPE = "application/json; charset=utf-8"
#: the permission by its name: the enum is of a service
PUBLIC_VIEW = "public:thing:view"
USUAL_SIZE = 25
#: more at once would hold others up; whoever asks for more gets so many
LARGEST_SIZE = 100
_RELATIONS = ("first", "prev", "next", "last")
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Window:
    """Which part of a list was asked for."""

    start: int
    size: int


def address(request: Request, node: Any, *elements: str) -> str:
    """Return the whole address of ``node`` on the JSON face.

    :param elements: view name and subpath to put after it.
    """
    return request.host_url + face_path(request, node, *elements, face=Face.API)


def node_at(root: Any, path: str) -> Any:
    """Find what lies at a path of ours, with the face in front or not; ``None`` when it is gone.

    :param path: view names in it (``@versions``) and what follows them are left out.
    """
    node = root
    for name in filter(None, path.removeprefix(PREFIXES[Face.API]).split("/")):
        if name.startswith("@"):
            return node
        try:
            node = node[name]
        except (KeyError, TypeError):
            return None
    return node


def moment(value: dt.datetime | None) -> str | None:
    """Write a moment as ISO 8601 in UTC: ``2026-11-23T08:00:00Z``."""
    if value is None:
        return None
    return value.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def day(value: dt.date | None) -> str | None:
    """Write a date as ISO 8601."""
    return value.isoformat() if value is not None else None


def type_name(request: Request, node: Any) -> str:
    """Return the name of the declared type of ``node``."""
    declared = request.registry.records.of(node)
    return declared.name if declared is not None else type(node).__name__


def head(request: Request, node: Any, title: str) -> dict[str, Any]:
    """Return what every object begins with."""
    return {"@id": address(request, node), "@type": type_name(request, node), "title": title}


def may_read_fields(request: Request, node: Any) -> bool:
    """Tell whether whoever asks may read the record itself, and not only what is public of it."""
    declared = request.registry.records.of(node)
    return bool(
        declared is not None
        and declared.read_permission
        and request.has_permission(declared.read_permission, node)
    )


def whole(request: Request, node: Any) -> dict[str, Any]:
    """Return a record for those who may read it, without what lies in it."""
    fields = request.registry.serializers.of(node).fields
    return {**head(request, node, node.title), **(fields(node, request) if fields else {})}


def public_part(request: Request, node: Any) -> Mapping[str, Any] | None:
    """Return what everyone may see of a record; ``None`` for nothing, as for what is kept to some."""
    public = request.registry.serializers.of(node).public
    if public is None or not request.has_permission(PUBLIC_VIEW, node):
        return None
    return public(node, request)


def summary(request: Request, node: Any) -> dict[str, Any] | None:
    """Return a record as a line of a list: of the record, or else of what everyone may see of it."""
    serializer = request.registry.serializers.of(node)
    if may_read_fields(request, node):
        more = serializer.summary(node, request) if serializer.summary else {}
        return {**head(request, node, node.title), **more}
    public = public_part(request, node)
    return None if public is None else head(request, node, public["title"])


def window_of(request: Request) -> Window:
    """Read ``b_start`` and ``b_size`` from the address.

    :raises Problem: 400 for what is no whole number from 0 (from 1 for the size). A program
        that miscounts should hear of it, not be given another page than it asked for.
    """
    start = _number(request, "b_start", 0)
    return Window(start, min(_number(request, "b_size", USUAL_SIZE, least=1), LARGEST_SIZE))


def _number(request: Request, name: str, usual: int, *, least: int = 0) -> int:
    text = request.GET.get(name)
    if text is None:
        return usual
    if not _NUMBER.fullmatch(text) or int(text) < least:
        detail = _("${name} skal være et helt tal fra ${least}.", mapping={"name": name, "least": least})
        raise Problem(400, detail)
    return int(text)


def list_part(request: Request, items: Iterable[Any], total: int) -> dict[str, Any]:
    """Return ``items``, ``items_total`` and ``batching`` of a list.

    :param items: nodes of this batch, or mappings that are ready.
    :param total: how many there are in all, of those the reader may read.
    """
    lines = (each if isinstance(each, Mapping) else summary(request, each) for each in items)
    batching = _batching(request, window_of(request), total)
    # For programs that follow links without knowing our names for them (RFC 8288).
    links = [f'<{batching[name]}>; rel="{name}"' for name in _RELATIONS if name in batching]
    request.response.headers["Link"] = ", ".join(links)
    return {
        "items": [line for line in lines if line is not None],
        "items_total": total,
        "batching": batching,
    }


def _batching(request: Request, window: Window, total: int) -> dict[str, Any]:
    last = max(0, (total - 1) // window.size * window.size)
    found: dict[str, Any] = {
        "@id": _page(request, window.start, window.size),
        "b_start": window.start,
        "b_size": window.size,
        "first": _page(request, 0, window.size),
        "last": _page(request, last, window.size),
    }
    if window.start + window.size < total:
        found["next"] = _page(request, window.start + window.size, window.size)
    if window.start > 0:
        found["prev"] = _page(request, max(0, window.start - window.size), window.size)
    return found


def _page(request: Request, start: int, size: int) -> str:
    parameters = [(name, value) for name, value in request.GET.items() if name not in {"b_start", "b_size"}]
    return f"{request.path_url}?{urlencode([*parameters, ('b_start', start), ('b_size', size)])}"


def render_json(value: Any, request: Request) -> bytes:
    """Write JSON, and on the answer that it is this and nobody keeps it."""
    response = request.response
    response.headers["Content-Type"] = CONTENT_TYPE
    response.headers["Cache-Control"] = NO_STORE
    # What a database from elsewhere may hold that is no text must not make an answer fail.
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


class JsonRenderer:
    """The renderer of all views on the JSON face."""

    def __init__(self, _info: Any) -> None:
        """Need nothing."""

    def __call__(self, value: Any, system: Mapping[str, Any]) -> bytes:
        """Write ``value``."""
        return render_json(value, system["request"])


def includeme(config: Configurator) -> None:
    """Register the renderer."""
    config.add_renderer(JSON_RENDERER, JsonRenderer)
