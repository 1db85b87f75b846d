"""Keeping a search under a name, and forgetting searches: one's own alone."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response

from ..kernel.errors import DomainError
from ..kernel.faces import intranet_view
from ..kernel.form_controls import Controls
from ..kernel.i18n import _
from ..kernel.page_frame import tell
from ..kernel.records import Face
from ..root import Root
from ..security.permissions import Permission
from .actions import clear_recent, delete_search, save_search, searches_of
from .asking import Asked, read_asked
from .intranet import NAME, TEMPLATE, found_page
from .port import FACETS

#: what a form may send is no name of this length
_LONGEST_TYPED = 500


@intranet_view(Root, name=NAME, method="POST", permission=Permission.SEARCH_KEEP, template=TEMPLATE)
def keep(context: Root, request: Request) -> dict[str, Any] | Response:
    """Keep the search in the address under a name, or forget one, or what one searched for lately."""
    asked = read_asked(request, FACETS, Face.INTRANET)
    sent = Controls(request.POST.items())
    if "slet" in sent:
        _delete(context, request, sent.text("slet") or "")
    elif "ryd" in sent:
        clear_recent(context, request.act)
        tell(request, "ok", _("Dine seneste søgninger er slettet."))
    else:
        return _save(context, request, asked, (sent.text("navn") or "")[:_LONGEST_TYPED])
    return HTTPSeeOther(asked.url())


def _delete(root: Root, request: Request, key: str) -> None:
    mine = searches_of(root, request.authenticated_userid).saved
    kept = next((each for each in mine if each.key == key), None)
    if kept is None or not delete_search(root, key, request.act):
        tell(request, "info", _("Søgningen var slettet i forvejen."))
        return
    told = _("Søgningen “${title}” er slettet.", mapping={"title": kept.title})
    again = request.localizer.translate(_("Vis den, så du kan gemme den igen"))
    tell(request, "ok", told, link_text=again, link_url=f"{request.path}?{kept.query}")


def _save(root: Root, request: Request, asked: Asked, title: str) -> dict[str, Any] | Response:
    try:
        save_search(root, title, asked.url().partition("?")[2], request.act)
    except DomainError as refusal:
        request.response.status_int = 422
        values = found_page(request, asked, naming=title, error=request.localizer.translate(refusal.message))
        return {**values, "title": f"{request.localizer.translate(_('Fejl'))}: {values['title']}"}
    tell(request, "ok", _("Søgningen er gemt. Du finder den her og på startsiden."))
    return HTTPSeeOther(asked.url())
