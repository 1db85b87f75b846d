"""Shapes that all answers of the JSON face are made of, as JSON Schema."""

from typing import Any

from ..kernel.json_face.answers import LARGEST_SIZE, USUAL_SIZE
from ..kernel.records import RecordType

_ADDRESS = {"type": "string", "format": "uri"}
_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}

SCHEMAS: dict[str, Any] = {
    "Problem": {
        "type": "object",
        "required": ["type", "title", "status", "detail", "message", "errors"],
        "additionalProperties": False,
        "properties": {
            "type": {"type": "string", "pattern": "^/problems/[a-z0-9-]+$"},
            "title": _TEXT,
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": _TEXT,
            "message": _TEXT,
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["field", "message"],
                    "additionalProperties": False,
                    "properties": {"field": {"type": ["string", "null"]}, "message": _TEXT},
                },
            },
        },
    },
    "List": {
        "type": "object",
        "required": ["items", "items_total", "batching"],
        "properties": {
            "items": {"type": "array", "maxItems": LARGEST_SIZE, "items": {"type": "object"}},
            "items_total": _COUNT,
            "batching": {
                "type": "object",
                "required": ["@id", "b_start", "b_size", "first", "last"],
                "additionalProperties": False,
                "properties": {
                    **dict.fromkeys(("@id", "first", "last", "next", "prev"), _ADDRESS),
                    **dict.fromkeys(("b_start", "b_size"), _COUNT),
                },
            },
        },
    },
}

BATCH_PARAMETERS: tuple[dict[str, Any], ...] = tuple(
    {
        "name": name,
        "in": "query",
        "schema": {"type": "integer", "minimum": least, "maximum": 999_999_999, "default": usual},
    }
    for name, least, usual in (("b_start", 0, 0), ("b_size", 1, USUAL_SIZE))
)


def record_schema(declared: RecordType) -> dict[str, Any]:
    """Return what every object of a type has."""
    found: dict[str, Any] = {"@id": _ADDRESS, "@type": {"const": declared.name}, "title": _TEXT}
    if declared.workflow:
        found["review_state"] = {"enum": [state.code for state in declared.workflow.states]}
    return {"type": "object", "required": ["@id", "@type"], "properties": found}
