"""The pictures of a page: the list with the form that adds one, and the pictures themselves on both faces."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response

from ..files.serving import file_response
from ..kernel.clean_html import pictures_in
from ..kernel.faces import face_path, intranet_view, public_view, takes_subpath
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb, lineage_crumbs, tell
from ..kernel.record_forms import carry_out, make_form
from ..security.permissions import Permission
from .content import NewsItem, Page, Picture, Publication
from .pictures import PICTURE, add_picture
from .schema import PictureSchema

TEMPLATE = "templates/intranet/pictures.pt"
PICTURES = "billeder"
#: the address holds a digest of the picture, which never changes
_KEPT = "private, max-age=31536000, immutable"


@intranet_view(Page, name=PICTURES, permission=Permission.PAGE_EDIT, template=TEMPLATE)
@intranet_view(NewsItem, name=PICTURES, permission=Permission.PAGE_EDIT, template=TEMPLATE)
def pictures_page(context: Publication, request: Request) -> dict[str, Any]:
    """List the pictures, and ask for one more."""
    return _page(request, context, _form(request, context))


@intranet_view(Page, name=PICTURES, method="POST", permission=Permission.PAGE_EDIT, template=TEMPLATE)
@intranet_view(NewsItem, name=PICTURES, method="POST", permission=Permission.PAGE_EDIT, template=TEMPLATE)
def add_a_picture(context: Publication, request: Request) -> Any:
    """Add one; the address that follows names it."""
    form = _form(request, context)
    answer = carry_out(
        request,
        form,
        lambda values: add_picture(context, values, request.act),
        where=lambda picture: face_path(request, context, PICTURES) + f"?nyt={picture.id}",
    )
    if answer is None:
        return _page(request, context, form)
    tell(request, "ok", _("Billedet er lagt op. Sæt det ind i teksten, hvor det skal vises."))
    return answer


@intranet_view(Page, name=PICTURE, permission=Permission.PAGE_VIEW)
@intranet_view(NewsItem, name=PICTURE, permission=Permission.PAGE_VIEW)
@takes_subpath
def picture_at_work(context: Publication, request: Request) -> Response:
    """Give one picture to who may read the page."""
    response = file_response(request, _asked_for(context, request).file, inline=True, public=False)
    response.headers["Cache-Control"] = _KEPT
    return response


@public_view(Page, name=PICTURE, permission=Permission.PUBLIC_VIEW)
@public_view(NewsItem, name=PICTURE, permission=Permission.PUBLIC_VIEW)
@takes_subpath
def public_picture(context: Publication, request: Request) -> Response:
    """Give one picture to everyone, while the page can be read and its text shows the picture."""
    picture = _asked_for(context, request)
    if not context.is_published(request.clock.now()) or picture.id not in pictures_in(context.text):
        raise HTTPNotFound
    response = file_response(request, picture.file, inline=True, public=True)
    # The page may be taken back at any moment: whoever keeps a copy has to ask again.
    response.headers["Cache-Control"] = "no-cache"
    return response


def _asked_for(node: Publication, request: Request) -> Picture:
    picture = node.pictures.get(request.subpath[0]) if len(request.subpath) == 1 else None
    if picture is None:
        raise HTTPNotFound
    return picture


def _form(request: Request, node: Publication) -> Any:
    return make_form(
        request,
        PictureSchema,
        submit_label=_("Læg op"),
        cancel_url=face_path(request, node),
        form_id="picture",
    )


def _page(request: Request, node: Publication, form: Any) -> dict[str, Any]:
    say = request.localizer.translate
    heading = say(_("Billeder til “${title}”", mapping={"title": node.title}))
    if form.has_errors:
        request.response.status_int = 422
    shown = pictures_in(node.text)
    return {
        "title": say(_("Fejl: ${title}", mapping={"title": heading})) if form.has_errors else heading,
        "heading": heading,
        "form": form,
        "crumbs": [*lineage_crumbs(request, node), Crumb(say(_("Billeder")), None)],
        "edit_url": face_path(request, node, "ret"),
        "pictures": [
            {
                "id": each.id,
                "url": face_path(request, node, PICTURE, each.id),
                "alt": each.alt,
                "width": each.width,
                "height": each.height,
                "code": f'<img src="billede/{each.id}">',
                "shown": each.id in shown,
            }
            for each in node.pictures.values()
        ],
    }
