"""A page or a piece of news as those at work read it: its head, its facts, its text."""

from typing import Any

from pyramid.request import Request

from ..kernel.faces import face_path
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb, lineage_crumbs
from ..sharing.links import access_item
from ..trash.deleting import delete_item
from .content import EVERYBODY_AT_WORK, Audience, Page, Publication
from .overview import badge, facts
from .public import pages_below, public_record, unit_title

TEMPLATE = "templates/intranet/page.pt"
PREVIEW, PREVIEW_AT_WORK = "forhaandsvis", "forhaandsvis-intranet"
EARLIER = "tidligere-udgaver"


def values_at_work(request: Request, node: Publication, *, may_edit: bool) -> dict[str, Any]:
    """Return what the page at work shows to whoever asks; what editors may do comes on top."""
    head = head_of(request, node, may_edit=may_edit)
    more = [*head["more"], *access_item(node, request), *delete_item(node, request)]
    return _values(request, node, {**head, "more": more}, request.principals)


def values_for_staff(request: Request, node: Publication) -> dict[str, Any]:
    """Return what the page at work shows to those who only read it, whoever asks."""
    return _values(request, node, head_of(request, node, may_edit=False), EVERYBODY_AT_WORK)


def head_of(request: Request, node: Publication, *, may_edit: bool) -> dict[str, Any]:
    """Return the head: what it is, where it stands, and for editors the ways on."""
    # A working copy is a page to whoever asks what it is, and to nobody who looks at its type.
    declared = request.registry.records.types["Page" if isinstance(node, Page) else "NewsItem"]
    kind = request.localizer.translate(declared.title)
    actions = []
    # What is for those at work alone is looked at there first.
    preview = PREVIEW if node.audience == Audience.PUBLIC else PREVIEW_AT_WORK
    if may_edit:
        actions = [
            {"title": _("Ret"), "url": face_path(request, node, "ret"), "icon": "edit"},
            {"title": _("Billeder"), "url": face_path(request, node, "billeder"), "icon": "photo-camera"},
            {"title": _("Forhåndsvis"), "url": face_path(request, node, preview), "icon": "visibility"},
        ]
        if isinstance(node, Page):
            actions.append(
                {"title": _("Ny underside"), "url": face_path(request, node, "ny-side"), "icon": "plus"}
            )
    for action in actions:
        action["title"] = request.localizer.translate(action["title"])
    ways = [(_("Flyt"), "flyt"), (_("Tidligere udgaver"), EARLIER)] if may_edit else []
    more = [
        {"title": request.localizer.translate(title), "url": face_path(request, node, name)}
        for title, name in ways
    ]
    facts = [unit_title(request, node)] if node.unit else []
    return {
        "number": kind,
        "title": node.title,
        "facts": facts,
        "badges": [badge(request, node)],
        "actions": actions,
        "more": more,
    }


def crumbs_to(request: Request, node: Publication) -> list[Crumb]:
    """The way to a page goes by the list of pages, which is no node."""
    first, *rest = lineage_crumbs(request, node)
    if isinstance(node, Page):
        rest.insert(0, Crumb(request.localizer.translate(_("Sider")), "/intranet/sider"))
    return [first, *rest]


def start_crumb(request: Request) -> Crumb:
    """The first step of every way at work."""
    return Crumb(request.localizer.translate(_("Start")), "/intranet/")


def _below(request: Request, node: Publication, principals: frozenset[str]) -> list[dict[str, Any]]:
    if not isinstance(node, Page):
        return []
    found = pages_below(request, node, principals)
    return [
        {"title": page.title, "url": face_path(request, page), "badge": badge(request, page)}
        for page in found
    ]


def _values(
    request: Request, node: Publication, head: dict[str, Any], principals: frozenset[str]
) -> dict[str, Any]:
    return {
        "title": node.title,
        "crumbs": crumbs_to(request, node),
        "page": public_record(node, request),
        "head": head,
        "facts": {"title": request.localizer.translate(_("Oplysninger")), "rows": facts(request, node)},
        "below": _below(request, node, principals),
        "dead_links": (),
        "act": None,
        "copy": None,
        "preview": None,
    }
