"""Who may throw something away, and who may take it back; asked by every face."""

from typing import Any

from pyramid.request import Request

from ..kernel.graph import postorder
from ..security.permissions import Permission
from ..security.readers import may_read
from .content import TrashEntry
from .rules import rule_of


def may_throw_away(request: Request, node: Any) -> bool:
    """Tell whether whoever makes ``request`` may throw ``node`` away with everything in it.

    Not what one may not read: a case may hold a document that is kept from one, and
    nobody removes what he does not know of.
    """
    return offers_deleting(request, node) and all(
        may_read(each, request.principals) for each in postorder(node)
    )


def offers_deleting(request: Request, node: Any) -> bool:
    """Tell whether the page of ``node`` has the button; pressing it asks of all that lies in it, too."""
    rule = rule_of(node, request.registry)
    return (
        rule is not None
        and bool(request.has_permission(Permission.TRASH_PUT, node))
        and bool(request.has_permission(rule.permission, node))
    )


def may_restore(request: Request, entry: TrashEntry) -> bool:
    """Tell whether whoever makes ``request`` may take back what lies in ``entry``.

    Judged on the thing itself as it would be where it lay, not on the trash.
    """
    rule = rule_of(entry.content, request.registry)
    return (
        rule is not None
        and bool(request.has_permission(Permission.TRASH_RESTORE, entry.content))
        and bool(request.has_permission(rule.permission, entry.content))
    )
