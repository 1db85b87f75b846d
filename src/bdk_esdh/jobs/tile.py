"""The number on the start page of who looks after background work."""

from typing import Any

from pyramid.request import Request

from ..kernel.faces import face_path
from ..kernel.i18n import _
from ..security.permissions import Permission
from .queue import queue_of


def parked_tile(request: Request) -> dict[str, Any] | None:
    """Count the jobs that nobody but an administrator can start again: no other sign of them comes to him."""
    queue = queue_of(request.root)
    count = len(queue.parked)
    if not count or not request.has_permission(Permission.JOBS_MANAGE, queue):
        return None
    words = _("arbejde er gået i stå") if count == 1 else _("arbejder er gået i stå")
    return {
        "number": count,
        "text": request.localizer.translate(words),
        "url": face_path(request, queue),
        "late": True,
    }
