"""The page of every type that says what of it goes out: to those who may read it, or to everyone.

A type with a public record is asked by one view, which gives the record itself to those
who may read it and the public one to all others. Every other type asks for its permission
to read before the view runs.
"""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from ..kernel.json_face.acts import tag_with_state
from ..kernel.json_face.answers import head, may_read_fields, public_part, whole


def record_page(context: Any, request: Request) -> dict[str, Any]:
    """Give a record, and what lies in it, to those who may read it."""
    found = {**whole(request, context), **_items(context, request)}
    if request.registry.records.of(context).schema is not None:
        tag_with_state(request, context)
    return found


def record_or_public_page(context: Any, request: Request) -> dict[str, Any]:
    """Give a record to those who may read it, and to others what everyone may see of it.

    :raises HTTPNotFound: when that is nothing.
    """
    if may_read_fields(request, context):
        return record_page(context, request)
    public = public_part(request, context)
    if public is None:
        raise HTTPNotFound
    return {**head(request, context, public["title"]), **public, **_items(context, request)}


def _items(context: Any, request: Request) -> dict[str, Any]:
    items = request.registry.serializers.of(context).items
    return items(context, request) if items else {}
