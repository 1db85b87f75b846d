"""The fixed places of the graph: their titles are texts of ours, kept in Danish, shown as the page reads."""

from typing import Any

from pyramid.request import Request

from .faces import face_of
from .i18n import _
from .records import Face


def is_place(node: Any) -> bool:
    """Tell whether ``node`` is one of the fixed places, whose titles are ours and not what people wrote."""
    ours = vars(type(node)).get("title")
    return isinstance(ours, str) and bool(ours) and node.title == ours


def place_title(request: Request, place: Any) -> str:
    """Return what a fixed place is called in the language of the page; it is kept in Danish.

    Where the menu at work calls it otherwise, so does everything at work.
    """
    title = getattr(place, "title_at_work", None) if face_of(request) is Face.INTRANET else None
    return str(request.localizer.translate(_(title or place.title)))
