"""The star: a thing becomes one's favourite, or is no longer."""

import re
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request

from ..kernel.errors import DomainError
from ..kernel.faces import face_path, intranet_view
from ..kernel.graph import find_objectmap
from ..kernel.i18n import _
from ..kernel.page_frame import tell
from ..root import Root
from ..security.permissions import Permission
from .favourites import NAME, mark, may_have_star

_OBJECT_ID = re.compile("-?[0-9]{1,19}")


@intranet_view(Root, name=NAME, method="POST", permission=Permission.LIST_ARRANGE)
def press_star(context: Root, request: Request) -> HTTPSeeOther:
    """Mark a thing (``id``) as a favourite, or with ``til=0`` no longer; back to where one was.

    What one may not read answers as what does not exist, whether it is a favourite or not.
    """
    node = _asked_for(context, request)
    on = request.params.get("til") != "0"
    try:
        mark(context, int(request.params["id"]), request.act, on=on)
    except DomainError as refused:
        tell(request, "warning", refused.message)
    else:
        undo = f"/intranet/{NAME}?id={request.params['id']}&til={0 if on else 1}"
        back = "&fra=start" if request.params.get("fra") == "start" else ""
        words = _("Tilføjet til dine favoritter") if on else _("Fjernet fra dine favoritter")
        tell(request, "ok", words, undo_url=undo + back)
    return HTTPSeeOther("/intranet/" if request.params.get("fra") == "start" else face_path(request, node))


def _asked_for(root: Root, request: Request) -> Any:
    asked = request.params.get("id", "")
    if not isinstance(asked, str) or not _OBJECT_ID.fullmatch(asked):
        raise HTTPNotFound
    node = find_objectmap(root).object_for(int(asked))
    if node is None or not may_have_star(request, node):
        raise HTTPNotFound
    return node
