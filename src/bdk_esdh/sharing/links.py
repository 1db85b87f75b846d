"""The way from the page of a thing to the page of its access."""

from typing import Any

from pyramid.request import Request

from ..kernel.faces import face_path
from ..kernel.i18n import _
from ..kernel.records import Face
from ..security.permissions import Permission

NAME = "adgang"


def access_item(node: Any, request: Request) -> list[dict[str, str]]:
    """Return the item of the menu "Mere" that leads there, for those who may see it."""
    if not request.has_permission(Permission.SHARING_VIEW, node):
        return []
    title = request.localizer.translate(_("Adgang"))
    return [{"title": title, "url": face_path(request, node, NAME, face=Face.INTRANET)}]
