"""The form by which a page or a piece of news gets another address."""

from typing import Any

from pyramid.request import Request

from ..kernel.concurrent_edits import Edited
from ..kernel.faces import face_path, intranet_view
from ..kernel.graph import find_objectmap, get_oid
from ..kernel.i18n import _
from ..kernel.page_frame import tell
from ..kernel.record_forms import TEMPLATE, make_form
from ..search.lists import listing
from ..security.permissions import Permission
from .content import NewsItem, Page, Publication
from .form_pages import form_page, sent
from .moving import address_of, move_publication, place_of
from .schema import MoveSchema, RenameSchema

MOVE = "flyt"
_MOST_PLACES = 2_000


@intranet_view(Page, name=MOVE, permission=Permission.PAGE_EDIT, template=TEMPLATE)
@intranet_view(NewsItem, name=MOVE, permission=Permission.PAGE_EDIT, template=TEMPLATE)
def move_page(context: Publication, request: Request) -> dict[str, Any]:
    """Ask for the new address."""
    form = _form(request, context)
    form.bind_record(place_of(context))
    return _page(request, context, form)


@intranet_view(Page, name=MOVE, method="POST", permission=Permission.PAGE_EDIT, template=TEMPLATE)
@intranet_view(NewsItem, name=MOVE, method="POST", permission=Permission.PAGE_EDIT, template=TEMPLATE)
def move(context: Publication, request: Request) -> Any:
    """Move it; the page that follows stands at the new address."""
    form = _form(request, context)
    answer = sent(request, context, form, move_publication, lambda: Edited(context, place_of(context)))
    if answer is None:
        return _page(request, context, form)
    mapping = {"address": address_of(context)}
    tell(request, "ok", _("Den har nu adressen ${address}. Den gamle adresse fører hertil.", mapping=mapping))
    return answer


def page_places(request: Request) -> list[tuple[str, str]]:
    """List where a page may lie: at the top, or below a page that one may change."""
    node = request.context
    pages = listing(request.root, request.principals, {"kind": "Page"}, sort="title_order", size=_MOST_PLACES)
    places = [
        (str(get_oid(page)), f"{page.title} ({address_of(page)})")
        for page in pages
        if not _lies_in(page, node) and request.has_permission(Permission.PAGE_EDIT, page)
    ]
    return [(str(get_oid(request.root)), request.localizer.translate(_("Øverst"))), *places]


def _lies_in(page: Any, node: Any) -> bool:
    root = find_objectmap(page).root
    while page is not root:
        if page is node:
            return True
        page = page.__parent__
    return False


def _form(request: Request, node: Publication) -> Any:
    schema = MoveSchema if isinstance(node, Page) else RenameSchema
    return make_form(request, schema, submit_label=_("Flyt"), cancel_url=face_path(request, node))


def _page(request: Request, node: Publication, form: Any) -> dict[str, Any]:
    return form_page(request, node, form, _("Flyt “${title}”"), _("Flyt"))
