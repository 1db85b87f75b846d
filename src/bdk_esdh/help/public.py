"""The pages of help: all guides, one guide, and their pictures; they hold what comes with the product."""

import mimetypes
from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response

from ..kernel.faces import public_view, takes_subpath
from ..kernel.file_body import file_body
from ..kernel.i18n import _, written_language
from ..kernel.page_frame import Crumb
from ..root import Root
from ..security.permissions import Permission
from .finding import LONGEST, find_sections
from .guides import PLACE, Guide, Guides

TEMPLATE = "templates/public/hjaelp.pt"


@public_view(Root, name="hjaelp", permission=Permission.PUBLIC_VIEW, template=TEMPLATE)
@takes_subpath
def help_page(_context: Root, request: Request) -> Any:
    """List the guides; ``/hjaelp/<guide>`` shows one, ``/hjaelp/img/<name>`` a picture."""
    guides: Guides = request.registry.guides
    # Not kept with the public pages: they change with the installation, not with what is published.
    request.response.headers["Cache-Control"] = "no-store"
    say, rest = request.localizer.translate, request.subpath
    home = Crumb(say(_("Forside")), "/")
    if not rest:
        title = say(_("Hjælp"))
        query = " ".join(request.GET.get("q", "")[:LONGEST].split())
        found = find_sections(guides.all(), query)
        rows = [
            {"title": each.title, "url": f"{PLACE}/{each.name}", "text": each.lead} for each in guides.all()
        ]
        return {
            "title": title,
            "guide": None,
            "rows": rows,
            "guides": [],
            "query": query,
            "found": found,
            "beside": (None, None),
            "crumbs": [home, Crumb(title, None)],
        }
    if len(rest) == 2 and rest[0] == "img":
        return _picture(request, guides, rest[1])
    guide = guides.get(rest[0]) if len(rest) == 1 else None
    if guide is None:
        raise HTTPNotFound
    # The guides are written in Danish alone.
    lang = written_language(request.localizer.locale_name)
    crumbs = [home, Crumb(say(_("Hjælp")), PLACE), Crumb(guide.title, None, lang)]
    return {
        "title": guide.title,
        "guide": guide,
        "rows": [],
        "query": "",
        "found": [],
        "guides": [{"title": each.title, "url": _url(each), "here": each is guide} for each in guides.all()],
        "beside": tuple(
            each and {"title": each.title, "url": _url(each)} for each in guides.beside(guide.name)
        ),
        "crumbs": crumbs,
    }


def _url(guide: Guide) -> str:
    return f"{PLACE}/{guide.name}"


def _picture(request: Request, guides: Guides, name: str) -> Response:
    path = guides.picture(name)
    if path is None:
        raise HTTPNotFound
    kind, _encoding = mimetypes.guess_type(path)
    response = Response(content_type=kind or "application/octet-stream", conditional_response=True)
    response.app_iter = file_body(request, path.open("rb"))
    response.content_length = path.stat().st_size
    response.headers["Cache-Control"] = "no-cache"
    return response
