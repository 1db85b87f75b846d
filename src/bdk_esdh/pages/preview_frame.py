"""A page as everyone will see it, shown at work: the same record in the same template and frame."""

from typing import Any

from pyramid.request import Request

from ..kernel.i18n import _
from ..kernel.page_frame import Frame
from ..kernel.records import Face
from .public import public_record


def preview_values(request: Request, node: Any, text: str, back_url: str) -> dict[str, Any]:
    """Return what the public template shows of ``node``, with a note that leads back.

    :param text: of the note, translatable.
    """
    back = {
        "kind": "soon",
        "icon": "visibility",
        "text": request.localizer.translate(text),
        "link_text": request.localizer.translate(_("Tilbage til arbejdet")),
        "link_url": back_url,
    }
    return {
        "title": node.title,
        "page": public_record(node, request),
        "preview": back,
        "frame": _PublicFrame(request, title=node.title, crumbs=[], is_error=False),
    }


class _PublicFrame(Frame):
    """The public frame round a page that is asked for at work."""

    home_url = "/"
    search_url = "/soeg"

    def __init__(self, request: Request, **arguments: Any) -> None:
        super().__init__(request, **arguments)
        self.face = Face.PUBLIC
        self.home_url, self.search_url, self.search_text = "/", "/soeg", ""
