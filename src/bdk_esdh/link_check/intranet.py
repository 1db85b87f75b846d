"""The page of links that lead nowhere, and the button that looks again."""

from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPSeeOther
from pyramid.request import Request

from ..audit.entering import enter
from ..jobs.queue import queue_of
from ..kernel.danish import moment_text
from ..kernel.faces import face_path, intranet_view
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb, tell
from ..kernel.records import RecordType
from ..meetings.content import AgendaItem
from ..meetings.intranet.rows import item_url
from ..pages.content import NewsItem, Page
from ..root import Root
from ..search.lists import Batch, start_of
from ..security.permissions import Permission
from .content import Found, LinkCheck, PageLinks, check_of, made_check
from .journal import LINKS_CHECKED
from .listing import faulty_pages, may_mend_any
from .looking import inner_faults, is_looked_at, oid_of, outer_faults, outer_links
from .night import PAGE_JOB

PLACE, CHECK = "doede-links", "tjek-links"
SIZE = 20


@intranet_view(
    Root, name=PLACE, permission=Permission.INTRANET_VIEW, template="templates/intranet/broken_links.pt"
)
def broken_links_page(_context: Root, request: Request) -> dict[str, Any]:
    """List pages, news and agendas that one may mend whose links lead nowhere."""
    if not may_mend_any(request):
        raise HTTPForbidden
    found = sorted(faulty_pages(request), key=lambda each: (each[0].title.casefold(), oid_of(each[0])))
    start = min(start_of(request.GET), max(0, (len(found) - 1) // SIZE * SIZE))
    say = request.localizer.translate
    title = say(_("Links der ikke virker"))
    return {
        "title": title,
        "crumbs": [Crumb(say(_("Start")), "/intranet/"), Crumb(title, None)],
        "ended": _ended(request, check_of(request.root)),
        "looked": _has_looked(check_of(request.root)),
        "rows": [_row(request, *each) for each in found[start : start + SIZE]],
        "batch": Batch(found[start : start + SIZE], len(found), start, SIZE, request.path),
    }


@intranet_view(Page, name=CHECK, method="POST", permission=Permission.PAGE_EDIT)
@intranet_view(NewsItem, name=CHECK, method="POST", permission=Permission.PAGE_EDIT)
@intranet_view(AgendaItem, name=CHECK, method="POST", permission=Permission.MEETING_EDIT)
def check_again(context: Any, request: Request) -> HTTPSeeOther:
    """Look at one page at once; the worker asks other people's sites, so that nobody waits for them."""
    oid, now = oid_of(context), request.clock.now()
    if not is_looked_at(context, now):
        tell(request, "info", _("Den vises ikke nu, så ingen møder dens links."))
        return HTTPSeeOther(face_path(request, request.root, PLACE))
    check = made_check(request.root)
    inner = inner_faults(context, request.root, request.registry)
    outer = outer_links(context, request.root, request.registry)
    check.keep(oid, (*inner, *outer_faults(outer, None, check.outer_of(oid))), now)
    enter(context, request.act, LINKS_CHECKED)
    if outer and request.registry.esdh_settings.check_outer_links:
        queue_of(request.root).put(PAGE_JOB, oid, at=now, about=oid)
        tell(request, "info", _("Links til andre hjemmesider bliver spurgt nu. Se siden igen om et øjeblik."))
    left = oid in check.by_page
    text = (
        _("“${title}” har stadig links, der ikke virker.") if left else _("Alle links på “${title}” virker.")
    )
    tell(request, "warning" if left else "ok", _(text, mapping={"title": context.title}))
    return HTTPSeeOther(face_path(request, request.root, PLACE))


def _has_looked(check: LinkCheck | None) -> bool:
    return check is not None and check.ended_at is not None


def _ended(request: Request, check: LinkCheck | None) -> str:
    if check is None or check.ended_at is None:
        return str(request.localizer.translate(_("Links bliver tjekket i nat.")))
    moment = moment_text(check.ended_at, request.clock.today())
    return str(request.localizer.translate(_("Sidst tjekket ${moment}", mapping={"moment": moment})))


def _row(request: Request, node: Any, links: PageLinks) -> dict[str, Any]:
    say = request.localizer.translate
    declared: RecordType = request.registry.records.of(node)
    is_item = isinstance(node, AgendaItem)
    checked = moment_text(links.checked_at, request.clock.today())
    return {
        "id": oid_of(node),
        "title": node.title,
        "url": face_path(request, node),
        "kind": say(declared.title),
        "checked": say(_("Tjekket ${moment}", mapping={"moment": checked})),
        "edit_url": item_url(request, node, "punkt") if is_item else face_path(request, node, "ret"),
        "check_url": face_path(request, node, CHECK),
        "links": [_link(request, each) for each in links.found],
    }


def _link(request: Request, found: Found) -> dict[str, str]:
    say = request.localizer.translate
    moment = moment_text(found.since, request.clock.today())
    return {
        "words": found.fault.words,
        "address": found.fault.address,
        "sentence": say(found.fault.sentence),
        "since": say(_("Siden ${moment}", mapping={"moment": moment})),
    }
