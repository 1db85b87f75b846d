"""Throwing away by program: into the same trash, by the same rules, as by the page."""

from typing import Any

from pyramid.httpexceptions import HTTPForbidden
from pyramid.request import Request
from pyramid.response import Response

from ..kernel.json_face.acts import done, require_match
from ..trash.actions import put_in_trash
from ..trash.rights import may_throw_away

_LONGEST_HEADER = 2_000


def throw_away(context: Any, request: Request) -> Response:
    """Put the record in the trash; ``?reason=`` says why. What is final or on a closed case stays: 409.

    The number stays taken, and those who may read the record see where it went.
    """
    if not may_throw_away(request, context):
        raise HTTPForbidden
    require_match(request, context)
    put_in_trash(context, request.act, request.GET.get("reason", "")[:_LONGEST_HEADER])
    return done()
