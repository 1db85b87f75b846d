"""The bar and the frame of the viewer of PDF files: a page fetches them when it shows a file."""

from pyramid.renderers import render
from pyramid.request import Request
from pyramid.response import Response

from ..kernel.faces import public_view
from ..kernel.page_frame import SPRITE
from ..root import Root
from ..security.permissions import Permission


@public_view(Root, name="pdf-fremviser", permission=Permission.PUBLIC_VIEW)
def pdf_viewer(_context: Root, request: Request) -> Response:
    """Give the piece of HTML, in the language of the page that asks.

    It is the same for every file, and twice as large as the rest of a page that tells of one. Kept by the
    browser and asked for again each time, for another version of ours, or another language, has another.
    """
    values = {"sprite": request.static_address(SPRITE)}
    text = render("bdk_esdh:files/templates/public/_pdf_viewer.pt", values, request=request)
    response = Response(text, content_type="text/html", charset="utf-8", conditional_response=True)
    response.md5_etag()
    response.headers["Cache-Control"] = "no-cache"
    return response
