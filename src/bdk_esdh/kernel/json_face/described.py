"""The schemas of our forms as JSON Schema (2020-12): what a program may send, with its limits."""

from collections.abc import Mapping
from typing import Any

import colander
from pyramid.exceptions import ConfigurationError

from ..date_fields import DanishDate, DanishTime
from ..fields import Code, Codes, Flag, Text, WholeNumber
from ..file_fields import UploadType
from ..rich_text_fields import RichTextType
from .values import (
    CLOCK_FORM,
    LONGEST_REFERENCE,
    MOST_LINES,
    MOST_REFERENCES,
    LinesType,
    ReferencesType,
    ReferenceType,
)

#: a file as JSON holds it
FILE = {
    "type": "object",
    "required": ["filename", "data"],
    "properties": {
        "filename": {"type": "string", "minLength": 1},
        "content-type": {"type": "string"},
        "encoding": {"const": "base64"},
        "data": {"type": "string", "contentEncoding": "base64"},
    },
}


def described_body(schema: Any, *, type_name: str = "", partial: bool = False, optional: Any = ()) -> Any:
    """Return what may be sent, field by field; fields that are not named are refused.

    :param schema: an unbound schema as ``values.read_values`` takes it.
    :param type_name: what ``@type`` has to be, when something is made.
    :param partial: no field has to be sent.
    :param optional: fields that the view fills in when they are left out.
    """
    properties = {child.name: _field(child) for child in schema.children}
    required = [child.name for child in schema.children if child.required and child.name not in optional]
    if partial:
        required = []
    if type_name:
        properties, required = {"@type": {"const": type_name}, **properties}, ["@type", *required]
    found: dict[str, Any] = {
        "type": "object",
        "properties": properties,
        # What begins with an at sign is passed over: clients send an object back as they read it.
        "patternProperties": {"^@": {}},
        "additionalProperties": False,
    }
    return {**found, "required": required} if required else found


def _field(child: Any) -> dict[str, Any]:
    found = {"title": str(child.title), **_value(child)}
    if child.required:
        return found
    if "enum" in found:
        return {**found, "enum": [*found["enum"], None], "type": ["string", "null"]}
    if "anyOf" in found:
        return {**found, "anyOf": [*found["anyOf"], {"type": "null"}]}
    return {**found, "type": [found["type"], "null"]} if isinstance(found.get("type"), str) else found


def _value(child: Any) -> Mapping[str, Any]:
    for kind, describe in _KINDS.items():
        if isinstance(child.typ, kind):
            return describe(child)
    message = f"nothing says how {type(child.typ).__name__} ({child.name}) is sent as JSON"
    raise ConfigurationError(message)


def _code(child: Any) -> dict[str, Any]:
    if isinstance(child.values, str):
        return {"type": "string", "description": f"A code of the list: {child.values}"}
    return {"type": "string", "enum": [code for code, _label in child.values]}


def _group(node: Any) -> dict[str, Any]:
    required = [child.name for child in node.children if child.required]
    return {
        "type": "object",
        "properties": {child.name: _field(child) for child in node.children},
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


_REFERENCE: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "minLength": 1, "maxLength": LONGEST_REFERENCE},
        {"type": "object", "required": ["@id"], "properties": {"@id": {"type": "string", "minLength": 1}}},
    ]
}

_KINDS: dict[type, Any] = {
    ReferencesType: lambda _child: {"type": "array", "maxItems": MOST_REFERENCES, "items": _REFERENCE},
    ReferenceType: lambda _child: _REFERENCE,
    colander.Sequence: lambda rows: {
        "type": "array",
        "maxItems": rows.max_rows,
        "items": _field(rows.children[0]),
    },
    colander.Mapping: _group,
    RichTextType: lambda child: {
        "type": "string",
        "maxLength": child.max_length,
        "contentMediaType": "text/html",
    },
    DanishTime: lambda _child: {"type": "string", "pattern": f"^{CLOCK_FORM.pattern}$"},
    Text: lambda child: {
        "type": "string",
        "maxLength": child.max_length,
        **({"minLength": 1} if child.required else {}),
    },
    WholeNumber: lambda child: {"type": "integer", "minimum": child.low, "maximum": child.high},
    Code: _code,
    Codes: lambda child: {"type": "array", "items": _code(child)},
    Flag: lambda _child: {"type": "boolean"},
    DanishDate: lambda _child: {"type": "string", "format": "date"},
    LinesType: lambda child: {
        "type": "array",
        "maxItems": MOST_LINES,
        "items": {"type": "string", "maxLength": child.max_length, "pattern": "^[^;]*$"},
    },
    UploadType: lambda _child: FILE,
}
