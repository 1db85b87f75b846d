"""What has to be done before a case can be closed, as a list with links."""

from itertools import islice
from typing import Any

from pyramid.request import Request

from ...kernel.faces import face_path
from ...kernel.i18n import _
from ...security.readers import may_read
from ..closing import each_obstacle
from ..content import Case
from ..errors import NotReadyToClose

#: so many are told at once; a case may have thousands of documents
_MOST = 12


def closing_guard(case: Case, request: Request) -> dict[str, Any]:
    """Return the list "Før du kan lukke"; without obstacles it says that all is done."""
    say = request.localizer.translate
    obstacles = list(islice(each_obstacle(case, request.registry), _MOST + 1))
    lines = [_line(each, request) for each in obstacles[:_MOST]]
    unique = list({line["text"]: line for line in lines}.values())
    if len(obstacles) > _MOST:
        unique.append(
            {"kind": "bad", "text": say(_("Og mere endnu. Det kommer, når noget af dette er gjort"))}
        )
    helps = (each(case, request) for each in request.registry.closing_helps)
    return {
        "title": say(_("Før du kan lukke")),
        "lines": unique or [{"kind": "good", "text": say(_("Alle dokumenter er endelige"))}],
        "is_ready": not unique,
        "helps": [line for line in helps if line] if unique else [],
    }


def _line(obstacle: NotReadyToClose, request: Request) -> dict[str, str]:
    if obstacle.node is None or may_read(obstacle.node, request.principals):
        line = {"kind": "bad", "text": request.localizer.translate(obstacle.named)}
        return line if obstacle.node is None else {**line, "url": face_path(request, obstacle.node)}
    # The case cannot be closed and its reader has to know why; what it is and how many stays untold.
    text = _("Noget på sagen, som du ikke har adgang til, er ikke færdigt. Spørg en af sagens behandlere")
    return {"kind": "bad", "text": request.localizer.translate(text)}
