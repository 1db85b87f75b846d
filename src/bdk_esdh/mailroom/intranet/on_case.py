"""On the page of a case: where files are dropped, and which of them one has not registered yet."""

from typing import Any

from pyramid.request import Request

from ...cases.content import Case
from ...cases.panels import CaseNotice
from ...kernel.faces import face_path
from ...kernel.graph import find_objectmap
from ...kernel.i18n import _
from ...security.permissions import Permission
from .queue import letter_row, waiting
from .uploading import upload_box

TEMPLATE = "bdk_esdh:mailroom/templates/intranet/_on_case.pt"


def letters_on_case(case: Case, request: Request) -> CaseNotice | None:
    """Make the notice for whoever may register on the case; nobody else sees it."""
    if case.is_closed or not request.has_permission(Permission.DOCUMENT_ADD, case):
        return None
    room = find_objectmap(case).root.get("postrum")
    if room is None:
        return None  # a database that was not brought up to date
    letters = waiting(request, case.case_number)
    return CaseNotice(TEMPLATE, _values(case, request, room, letters))


def _values(case: Case, request: Request, room: Any, letters: Any) -> dict[str, Any]:
    count = letters.total
    words = (
        _("1 fil venter på at blive registreret på sagen. Kun du ser den")
        if count == 1
        else _(
            "${count} filer venter på at blive registreret på sagen. Kun du ser dem", mapping={"count": count}
        )
    )
    return {
        "count": count,
        "text": request.localizer.translate(words),
        "rows": [letter_row(request, letter) for letter in letters.items[:10]],
        "first_url": face_path(request, letters.items[0]) if count else None,
        "upload": upload_box(request, room, case),
    }
