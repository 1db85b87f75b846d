"""A page as its readers will see it, shown to editors: the same record in the same template and frame.

Each preview leads to the other one: what everyone sees, and what those at work see.
"""

from typing import Any

from pyramid.request import Request

from ..kernel.faces import face_path
from ..kernel.i18n import _
from ..kernel.page_frame import Frame
from ..kernel.records import Face
from .at_work import values_for_staff
from .public import public_record


def preview_values(request: Request, node: Any, text: str, names: tuple[str, str]) -> dict[str, Any]:
    """Return what the public template shows of ``node``, with a note that leads back.

    :param text: of the note, translatable.
    :param names: of the views that show it to everyone, and to those at work.
    """
    return {
        "title": node.title,
        "page": public_record(node, request),
        "preview": _note(request, node, text, names, 0),
        "frame": _PublicFrame(request, title=node.title, crumbs=[], is_error=False),
    }


def preview_at_work_values(request: Request, node: Any, text: str, names: tuple[str, str]) -> dict[str, Any]:
    """Return what the page at work shows of ``node`` to those who do not edit it; the rest is as above."""
    return {**values_for_staff(request, node), "preview": _note(request, node, text, names, 1)}


def _note(request: Request, node: Any, text: str, names: tuple[str, str], current: int) -> dict[str, Any]:
    say = request.localizer.translate
    titles = (_("På hjemmesiden"), _("På intranettet"))
    faces = [
        {
            "title": say(title),
            "url": face_path(request, node, name, face=Face.INTRANET),
            "current": number == current,
        }
        for number, (title, name) in enumerate(zip(titles, names, strict=True))
    ]
    return {
        "kind": "soon",
        "icon": "visibility",
        "text": say(text),
        "link_text": say(_("Tilbage til arbejdet")),
        "link_url": face_path(request, node, face=Face.INTRANET),
        "faces": faces,
    }


class _PublicFrame(Frame):
    """The public frame round a page that is asked for at work."""

    home_url = "/"
    search_url = "/soeg"

    def __init__(self, request: Request, **arguments: Any) -> None:
        super().__init__(request, **arguments)
        self.face = Face.PUBLIC
        self.home_url, self.search_url, self.search_text = "/", "/soeg", ""
