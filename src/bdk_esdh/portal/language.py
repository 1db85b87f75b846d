"""The link in the head of every page that turns to the other language and back to the page."""

from urllib.parse import quote, unquote, urlsplit

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request

from ..kernel.faces import public_view, takes_subpath
from ..kernel.i18n import LANGUAGES, remember_language
from ..root import Root
from ..security.permissions import Permission


@public_view(Root, name="sprog", permission=Permission.PUBLIC_VIEW)
@takes_subpath
def turn_to_language(_context: Root, request: Request) -> HTTPSeeOther:
    """Remember the language in this browser, and lead back. A GET: nothing is kept here, on the server.

    :raises HTTPNotFound: when there is no such language.
    """
    if len(request.subpath) != 1 or request.subpath[0] not in LANGUAGES:
        raise HTTPNotFound
    response = HTTPSeeOther(_way_back(request))
    remember_language(request, response, request.subpath[0])
    response.headers["Cache-Control"] = "no-store"
    return response


def _way_back(request: Request) -> str:
    """Return the page one was on, with its parameters where the browser tells of them; never another site."""
    came_from = urlsplit(request.referer or "")
    ours = came_from.netloc == request.host
    # A page of an error does not say where it stands.
    page = request.GET.get("side", unquote(came_from.path) if ours else "")
    is_path = page.startswith("/") and not page.startswith("//") and "\\" not in page and page.isprintable()
    if not is_path or page.startswith("/sprog/"):
        return "/"
    parameters = f"?{came_from.query}" if ours and unquote(came_from.path) == page and came_from.query else ""
    return quote(page, safe="/") + parameters
