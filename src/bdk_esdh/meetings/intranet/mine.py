"""My meetings: those of the committees one sits in, to come and past."""

from typing import Any

from pyramid.request import Request

from ...kernel.danish import capitalised
from ...kernel.faces import face_path, intranet_view
from ...kernel.i18n import _
from ...root import Root
from ...search.lists import Batch, listing, start_of
from ...security.permissions import Permission
from ..content import Meeting
from ..public_records import meeting_time
from .committees import meeting_badge

NAME = "mine-moeder"
_TO_COME, _PAST = 50, 20


@intranet_view(
    Root,
    name=NAME,
    permission=Permission.MEETING_VIEW,
    template="bdk_esdh:meetings/templates/intranet/mine.pt",
)
def my_meetings_page(context: Root, request: Request) -> dict[str, Any]:
    """List the meetings of one's committees, the next one first, then the past ones, newest first."""
    today = request.clock.today().toordinal()
    path = face_path(request, context, NAME)
    coming = _meetings(request, (today, None), size=_TO_COME)
    past = _meetings(
        request, (None, today - 1), reverse=True, size=_PAST, start=start_of(request.GET), path=path
    )
    return {
        "title": request.localizer.translate(_("Mine møder")),
        "sits": bool(request.identity.bodies),
        "coming": [_row(request, each) for each in coming],
        "past": [_row(request, each) for each in past],
        "batch": past,
    }


def sits_in_a_committee(request: Request) -> bool:
    """Tell whether whoever asks sits in a committee, for the menu."""
    return request.identity is not None and bool(request.identity.bodies)


def _meetings(request: Request, days: tuple[int | None, int | None], **how: Any) -> Batch:
    wanted = {"kind": "Meeting", "committee": list(request.identity.bodies), "meeting_day": days}
    return listing(request.root, request.principals, wanted, sort="meeting_day", **how)


def _row(request: Request, meeting: Meeting) -> dict[str, Any]:
    kind = "referat" if meeting.has_minutes else "dagsorden"
    words = _("Referat som PDF") if meeting.has_minutes else _("Dagsorden som PDF")
    return {
        "title": meeting.committee.title,
        "url": face_path(request, meeting),
        "when": meeting_time(meeting),
        "line": f"{capitalised(meeting_time(meeting))} · {meeting.place}",
        "place": meeting.place,
        "badge": meeting_badge(request, meeting),
        "pdf_url": face_path(request, meeting, f"{kind}.pdf") if meeting.is_public else None,
        "pdf_text": request.localizer.translate(words),
    }
