"""The pages with faults that somebody may mend."""

from collections.abc import Iterator
from typing import Any

from pyramid.request import Request

from ..meetings.content import AgendaItem
from ..search.conditions import Among, find_ids
from ..security.permissions import Permission
from .content import PageLinks, check_of
from .looking import KINDS, is_looked_at, oid_of


def edit_permission(node: Any) -> str:
    """Return what one must be allowed to, to mend the links of a text."""
    return Permission.MEETING_EDIT if isinstance(node, AgendaItem) else Permission.PAGE_EDIT


def may_mend_any(request: Request) -> bool:
    """Tell whether whoever asks writes pages or agendas."""
    return any(
        request.has_permission(permission, request.root)
        for permission in (Permission.PAGE_EDIT, Permission.MEETING_EDIT)
    )


def faulty_pages(request: Request) -> Iterator[tuple[Any, PageLinks]]:
    """Give each page with faults that whoever asks reads and may mend, with what was found on it."""
    check = check_of(request.root)
    if check is None or not may_mend_any(request):
        return
    conditions = {"kind": list(KINDS), "title_order": Among(list(check.by_page))}
    now = request.clock.now()
    for node in find_ids(request.root, request.principals, conditions):
        if is_looked_at(node, now) and request.has_permission(edit_permission(node), node):
            yield node, check.by_page[oid_of(node)]
