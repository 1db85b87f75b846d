"""The page of what one was told, behind the bell."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ..kernel.clock import local
from ..kernel.danish import moment_text
from ..kernel.faces import face_path, intranet_view
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb
from ..root import Root
from ..search.hits import title_of
from ..search.lists import start_of
from ..security.permissions import Permission
from .content import Notice, desk_of
from .kinds import KINDS
from .notices import mark_read, readable_notices

NAME = "beskeder"
SIZE = 50


@intranet_view(
    Root, name=NAME, permission=Permission.INTRANET_VIEW, template="templates/intranet/beskeder.pt"
)
def notices_page(_context: Root, request: Request) -> dict[str, Any]:
    """List one's messages, the newest first; those about what one may no longer read are left out."""
    found = readable_notices(request)
    only_unread = request.GET.get("vis") == "ulaeste"
    shown = [each for each in found if not only_unread or not each[0].read]
    start = start_of(request.GET)
    say = request.localizer.translate
    unread = sum(1 for notice, _node in found if not notice.read)
    return {
        "title": say(_("Beskeder")),
        "crumbs": [Crumb(say(_("Start")), "/intranet/"), Crumb(say(_("Beskeder")), None)],
        "rows": [_row(request, notice, node) for notice, node in shown[start : start + SIZE]],
        "unread": unread,
        "only_unread": only_unread,
        "more_url": _older(start + SIZE, only_unread=only_unread) if len(shown) > start + SIZE else None,
        "url": f"/intranet/{NAME}",
    }


@intranet_view(Root, name=NAME, method="POST", permission=Permission.LIST_ARRANGE)
def read_notices(context: Root, request: Request) -> HTTPSeeOther:
    """Note that one message was read and go to what it is about (``key``), or that all were."""
    key = request.POST.get("key")
    login = request.identity.login
    if not isinstance(key, str) or not key:
        mark_read(context, login)
        return HTTPSeeOther(f"/intranet/{NAME}")
    desk = desk_of(context, login)
    known = {each.key for each in desk.inbox.notices} if desk is not None else set()
    to = next((node for each, node in readable_notices(request) if each.key == key), None)
    if key in known:
        mark_read(context, login, [key])
    return HTTPSeeOther(face_path(request, to) if to is not None else f"/intranet/{NAME}")


def _older(start: int, *, only_unread: bool) -> str:
    return f"/intranet/{NAME}?start={start}" + ("&vis=ulaeste" if only_unread else "")


def _row(request: Request, notice: Notice, node: Any) -> dict[str, Any]:
    kind = KINDS.get(notice.kind)
    words = kind.sentence % {"name": notice.by_name, "detail": notice.detail} if kind is not None else ""
    return {
        "key": notice.key,
        "text": request.localizer.translate(words),
        "title": title_of(node),
        "url": face_path(request, node),
        "day": moment_text(notice.at, request.clock.today()),
        "iso": local(notice.at).isoformat(timespec="minutes"),
        "unread": not notice.read,
    }
