"""The OpenAPI 3.1 document of the JSON face, made of what is registered and declared.

Nothing here names a type or an address: both come from the registry of records and of the
views for programs, so that what is registered is described.
"""

import re
from collections.abc import Iterator
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from pyramid.registry import Registry
from pyramid.request import Request

from ..kernel.faces import PREFIXES, ApiView, Takes, api_view
from ..kernel.json_face.described import described_body
from ..kernel.records import Face, RecordType
from ..root import Root
from ..security.permissions import Permission
from .openapi_shapes import BATCH_PARAMETERS, SCHEMAS, record_schema

_JSON = "application/json"
_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
#: what every address can answer, and those that a body is sent to besides
_REFUSALS = (400, 401, 403, 404, 405, 410, 429, 500, 503)
_REFUSALS_OF_READING = (422,)
_REFUSALS_OF_CHANGES = (409, 412, 413, 415, 422, 507)
_PARAMETER = re.compile(r"{(\w+)}")


@api_view(Root, name="openapi.json", permission=Permission.PUBLIC_VIEW)
def openapi(_context: Root, request: Request) -> dict[str, Any]:
    """Describe everything on this face: an OpenAPI 3.1 document."""
    return document(request.registry, f"{request.host_url}{PREFIXES[Face.API]}")


def document(registry: Registry, server: str) -> dict[str, Any]:
    """Make the description.

    :param server: the address that all paths follow.
    """
    return {
        "openapi": "3.1.0",
        "info": {"title": registry.esdh_settings.site_name, "version": version("bdk_esdh")},
        "servers": [{"url": server}],
        "security": [{}, {"token": []}],
        "paths": _paths(registry),
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                **SCHEMAS,
                **{
                    declared.name: record_schema(declared)
                    for declared in registry.records.types.values()
                    if declared.cls in registry.serializers.by_type
                },
            },
        },
    }


def addresses(registry: Registry, declared: RecordType) -> Iterator[str]:
    """Yield the addresses a type can have, with a parameter for each name that is not fixed."""
    if declared.cls is Root:
        yield ""
    if declared.place:
        yield f"/{declared.place}"
    for name in declared.parents:
        # A page below a page is addressed as one at the top is, only longer.
        if name != declared.name:
            for above in addresses(registry, registry.records.types[name]):
                yield f"{above}/{{{declared.name}}}"


def _paths(registry: Registry) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for (cls, name, method), registered in registry.api_views.items():
        declared = cls.__dict__["__record__"]
        for address in addresses(registry, declared):
            for subpath in registered.takes.subpaths:
                path = f"{address}{'/' + name if name else ''}{subpath}" or "/"
                found.setdefault(path, {})[method.lower()] = _operation(
                    path, declared, name, method, registered
                )
    return found


def _operation(
    path: str, declared: RecordType, name: str, method: str, registered: ApiView
) -> dict[str, Any]:
    takes, told = registered.takes, (registered.view.__doc__ or "").strip()
    found: dict[str, Any] = {
        "operationId": re.sub(r"\W+", "_", f"{method.lower()} {path}").strip("_"),
        "summary": told.partition("\n")[0],
        "tags": [declared.name],
        "x-permission": str(registered.permission),
        "parameters": [*_parameters(path, takes, method)],
        "responses": _responses(declared, name, method, takes),
    }
    body = _body(takes)
    if body is not None:
        required = bool(body.get("required"))
        found["requestBody"] = {"required": required, "content": {_JSON: {"schema": body}}}
    return found


def _parameters(path: str, takes: Takes, method: str) -> Iterator[dict[str, Any]]:
    for each in _PARAMETER.findall(path):
        schema = takes.names.get(each, {"type": "string", "minLength": 1})
        yield {"name": each, "in": "path", "required": True, "schema": schema}
    for name, schema in takes.query.items():
        yield {"name": name, "in": "query", "schema": schema}
    if takes.listing:
        yield from BATCH_PARAMETERS
    if method in {"PATCH", "DELETE"}:
        yield {"name": "If-Match", "in": "header", "schema": {"type": "string"}}
    if method == "POST":
        key = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"}
        yield {"name": "Idempotency-Key", "in": "header", "schema": key}


def _body(takes: Takes) -> dict[str, Any] | None:
    if takes.schema is None:
        return takes.body
    return described_body(
        takes.schema(), type_name=takes.makes, partial=takes.partial, optional=takes.optional
    )


def _responses(declared: RecordType, name: str, method: str, takes: Takes) -> dict[str, Any]:
    good: dict[str, Any] = {"description": HTTPStatus(takes.status).phrase}
    found: dict[str, Any] = {str(takes.status): good}
    if takes.binary:
        good["content"] = {"*/*": {}}
        found |= {status: {"description": HTTPStatus(int(status)).phrase} for status in ("206", "304", "416")}
    elif takes.status != HTTPStatus.NO_CONTENT:
        good["content"] = {_JSON: {"schema": _answer(declared, name, takes)}}
    for status in (*_REFUSALS, *(_REFUSALS_OF_CHANGES if method != "GET" else _REFUSALS_OF_READING)):
        found[str(status)] = {"description": HTTPStatus(status).phrase, "content": _PROBLEM}
    return found


def _answer(declared: RecordType, name: str, takes: Takes) -> dict[str, Any]:
    shape = takes.makes or ("" if name else declared.name)
    parts = [shape] if shape else []
    if takes.listing and not takes.subpaths[1:]:
        parts.append("List")
    schemas: list[dict[str, Any]] = [{"$ref": f"#/components/schemas/{part}"} for part in parts]
    if not schemas:
        return {"type": ["object", "array"]}
    return schemas[0] if len(schemas) == 1 else {"allOf": schemas}
