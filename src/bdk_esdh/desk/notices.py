"""Telling people things, and what they have read of it."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from pyramid.registry import Registry
from pyramid.request import Request

from ..kernel.graph import find_objectmap, get_oid
from ..kernel.records import Act
from ..security.readers import may_read
from .content import Notice, desk_of, made_desk
from .kinds import NoticeKind

KEPT_FOR = timedelta(days=90)
#: of one person; the oldest go
MOST = 300


def tell_person(login: str | None, kind: NoticeKind, node: Any, act: Act) -> None:
    """Tell somebody what ``act`` has done to ``node``; not oneself, and never of what one may not read."""
    if login and login != act.by:
        put_notice(login, kind, node, act.at, act.registry, by_name=act.by_name)


def tell_people(logins: Iterable[str], kind: NoticeKind, node: Any, act: Act) -> None:
    """Tell several; each is told once."""
    for login in dict.fromkeys(logins):
        tell_person(login, kind, node, act)


def put_notice(
    login: str,
    kind: NoticeKind,
    node: Any,
    at: datetime,
    registry: Registry,
    *,
    by_name: str = "",
    detail: str = "",
) -> bool:
    """Put a message into somebody's inbox; say whether it was.

    It is not when the person is gone, does not want such messages, may not read the thing, or has a message
    of the same kind and detail about it that is unread or was made of the same deadline.
    """
    root, about = find_objectmap(node).root, get_oid(node)
    identity = registry.identity_in(root, login)
    desk = desk_of(root, login)
    if identity is None or not may_read(node, identity.principals):
        return False
    if desk is not None and (kind.code in desk.unwanted or _is_told(desk.inbox.notices, kind, about, detail)):
        return False
    inbox = made_desk(root, login).inbox
    told = Notice(secrets.token_hex(6), kind.code, about, at, by_name, detail)
    inbox.put((told, *inbox.notices)[:MOST])
    return True


def _is_told(notices: Iterable[Notice], kind: NoticeKind, about: int, detail: str) -> bool:
    same = (each for each in notices if (each.kind, each.about, each.detail) == (kind.code, about, detail))
    return any(detail or not each.read for each in same)


def unread_count(request: Request) -> int:
    """Return how many messages whoever is logged in has not read: one kept number."""
    desk = desk_of(request.root, request.identity.login)
    return desk.inbox.unread if desk is not None else 0


def readable_notices(request: Request) -> list[tuple[Notice, Any]]:
    """Return one's messages, newest first, with what each is about, as far as one may still read it."""
    desk = desk_of(request.root, request.identity.login)
    graph = find_objectmap(request.root)
    # What is told late, as when a database is filled, may be older than what is there already.
    notices = sorted(desk.inbox.notices if desk else (), key=lambda each: each.at, reverse=True)
    found = ((each, graph.object_for(each.about)) for each in notices)
    return [(each, node) for each, node in found if node is not None and may_read(node, request.principals)]


def mark_read(root: Any, login: str, keys: Iterable[str] | None = None) -> None:
    """Note that messages were read: those named, or all."""
    desk = desk_of(root, login)
    if desk is None or not desk.inbox.unread:
        return
    wanted = None if keys is None else set(keys)
    desk.inbox.put(
        tuple(
            replace(each, read=True) if wanted is None or each.key in wanted else each
            for each in desk.inbox.notices
        )
    )


def forget_before(root: Any, login: str, moment: datetime) -> int:
    """Take away what somebody was told before ``moment``; say how many there were."""
    desk = desk_of(root, login)
    if desk is None:
        return 0
    kept = tuple(each for each in desk.inbox.notices if each.at >= moment)
    gone = len(desk.inbox.notices) - len(kept)
    if gone:
        desk.inbox.put(kept)
    return gone
