"""Committees, agendas and minutes as everybody sees them.

Whoever is logged in sees here what the anonymous see: lists are asked with the tokens
of the anonymous, and pages are made of public records.
"""

from typing import Any

from pyramid.httpexceptions import HTTPGone, HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response

from ..documents.content import Release
from ..files.serving import file_response
from ..kernel.clock import local
from ..kernel.danish import plain_date, short_month
from ..kernel.faces import public_view, takes_subpath
from ..kernel.i18n import _
from ..search.lists import Batch, listing, start_of
from ..security.identity import ANONYMOUS_PRINCIPALS
from ..security.permissions import Permission
from .content import AgendaItem, Committee, Committees, Meeting
from .public_records import (
    PublicAgenda,
    PublicItem,
    PublicMeeting,
    public_agenda,
    public_committee,
    public_file_of,
    public_item,
    public_meeting,
    public_path,
)

_VIEW = Permission.PUBLIC_VIEW
_MOST_COMMITTEES = 200
_NEIGHBOURS = 4


@public_view(Committees, permission=_VIEW, template="templates/public/committees.pt")
def committees_page(context: Committees, request: Request) -> dict[str, Any]:
    """List the committees, each with its next and its last meeting."""
    found = listing(
        request.root, ANONYMOUS_PRINCIPALS, {"kind": "Committee"}, sort="title_order", size=_MOST_COMMITTEES
    )
    translate = request.localizer.translate
    committees = [
        {
            "facts": public_committee(committee, translate),
            "next": _nearest(request, committee, ahead=True),
            "last": _nearest(request, committee, ahead=False),
        }
        for committee in found
    ]
    return {"title": translate(_("Politik og møder")), "committees": committees}


@public_view(Committee, permission=_VIEW, template="templates/public/committee.pt")
def committee_page(context: Committee, request: Request) -> dict[str, Any]:
    """Show a committee, its members and its meetings, newest first."""
    batch = _meetings(request, context, start=start_of(request.GET), path=public_path(context))
    translate = request.localizer.translate
    facts = public_committee(context, translate)
    return {
        "title": facts.title,
        "committee": facts,
        "meetings": [public_meeting(meeting, translate) for meeting in batch],
        "month_of": short_month,
        "batch": batch,
        "members_box": _members_box(request, facts.members),
    }


@public_view(Meeting, permission=_VIEW, template="templates/public/agenda.pt")
def agenda_page(context: Meeting, request: Request) -> dict[str, Any]:
    """Show an agenda; once the meeting has been held, its minutes, and the agenda as it was beside them."""
    require_public(request, context)
    agenda = public_agenda(context, request.localizer.translate, today=request.clock.today())
    as_agenda = request.GET.get("vis") == "dagsorden"
    return {
        "title": _title(request, agenda.title, minutes=agenda.has_minutes and not as_agenda),
        "agenda": agenda,
        "show_minutes": agenda.has_minutes and not as_agenda,
        "tabs": _tabs(request, agenda.address, agenda.has_minutes, as_agenda),
        "items_box": _items_box(request, agenda),
        "members_box": _members_box(request, agenda.members),
        "meetings": _other_meetings(request, context),
    }


@public_view(AgendaItem, permission=_VIEW, template="templates/public/item.pt")
def item_page(context: AgendaItem, request: Request) -> dict[str, Any]:
    """Show one open item with its texts; a closed one has no page."""
    require_public_item(request, context)
    translate = request.localizer.translate
    item = public_item(context, translate, today=request.clock.today())
    meeting = public_meeting(context.meeting, translate)
    mapping = {"number": item.number, "title": item.title}
    return {
        "title": translate(_("Punkt ${number}: ${title}", mapping=mapping)),
        "item": item,
        "meeting": meeting,
    }


@public_view(AgendaItem, name="bilag", permission=_VIEW)
@takes_subpath
def item_file(context: AgendaItem, request: Request) -> Response:
    """Give out the released, cleaned file of a document on an open item, and never another."""
    require_public_item(request, context)
    name = request.subpath[0] if len(request.subpath) == 1 else ""
    document = public_file_of(context, name)
    if document is None:
        raise HTTPNotFound
    release = document.released
    if release is None:
        if document.release is not None and document.release.withdrawn_at is not None:
            raise HTTPGone(detail=_file_withdrawn(request, document.release))
        raise HTTPNotFound
    response = file_response(request, release.file, inline=True, public=True)
    # A release can be taken back, and then no cache may go on giving it out.
    response.headers["Cache-Control"] = "no-cache"
    return response


def require_public(request: Request, meeting: Meeting) -> None:
    """Let only a meeting through whose agenda is out.

    :raises HTTPGone: when it was out and has been taken back.
    :raises HTTPNotFound: when it never was.
    """
    if meeting.is_public:
        return
    if meeting.is_withdrawn:
        raise HTTPGone(detail=_withdrawn(request, meeting))
    raise HTTPNotFound


def require_public_item(request: Request, item: AgendaItem) -> None:
    """Let only an item through that everybody may read; what never was public does not exist."""
    if item.is_open_to_the_public:
        return
    if not item.closed_session and item.published_open_at is not None and item.meeting.is_withdrawn:
        raise HTTPGone(detail=_withdrawn(request, item.meeting))
    raise HTTPNotFound


def _nearest(request: Request, committee: Committee, *, ahead: bool) -> PublicMeeting | None:
    today = request.clock.today().toordinal()
    days = (today, None) if ahead else (None, today - 1)
    batch = listing(
        request.root,
        ANONYMOUS_PRINCIPALS,
        {"kind": "Meeting", "committee": committee.key, "meeting_day": days},
        sort="meeting_day",
        reverse=not ahead,
        size=1,
    )
    return next((public_meeting(meeting, request.localizer.translate) for meeting in batch), None)


def _meetings(request: Request, committee: Committee, **batching: Any) -> Batch:
    return listing(
        request.root,
        ANONYMOUS_PRINCIPALS,
        {"kind": "Meeting", "committee": committee.key},
        sort="meeting_day",
        reverse=True,
        **batching,
    )


def _other_meetings(request: Request, meeting: Meeting) -> list[PublicMeeting]:
    batch = _meetings(request, meeting.committee, size=_NEIGHBOURS + 1)
    others = [other for other in batch if other is not meeting]
    return [public_meeting(other, request.localizer.translate) for other in others[:_NEIGHBOURS]]


def _withdrawn(request: Request, meeting: Meeting) -> str:
    day = plain_date(local(meeting.withdrawn_at).date()) if meeting.withdrawn_at else ""
    mapping = {"day": day, "reason": meeting.withdrawn_reason}
    text = _("Dagsordenen blev trukket tilbage ${day}. Begrundelse: ${reason}", mapping=mapping)
    return str(request.localizer.translate(text))


def _file_withdrawn(request: Request, release: Release) -> str:
    day = plain_date(local(release.withdrawn_at).date()) if release.withdrawn_at else ""
    mapping = {"day": day, "reason": release.withdrawn_reason}
    text = _("Bilaget blev trukket tilbage ${day}. Begrundelse: ${reason}", mapping=mapping)
    return str(request.localizer.translate(text))


def _title(request: Request, title: str, *, minutes: bool) -> str:
    text = _("Referat: ${title}") if minutes else _("Dagsorden: ${title}")
    return request.localizer.translate(_(text, mapping={"title": title}))


def _tabs(request: Request, address: str, has_minutes: bool, as_agenda: bool) -> list[dict[str, Any]]:  # noqa: FBT001
    translate = request.localizer.translate
    agenda_url = f"{address}?vis=dagsorden" if has_minutes else address
    agenda = {"title": translate(_("Dagsorden")), "url": agenda_url, "current": as_agenda or not has_minutes}
    minutes = {"title": translate(_("Referat")), "url": address, "current": not as_agenda}
    return [agenda, minutes] if has_minutes else [agenda]


def _items_box(request: Request, agenda: PublicAgenda) -> dict[str, Any]:
    lines = [
        {"text": f"{item.number} {item.title}", "url": f"#{item.anchor}"}
        for item in agenda.items
        if not (isinstance(item, PublicItem) and item.standing)
    ]
    return {"title": request.localizer.translate(_("Punkter")), "lines": lines}


def _members_box(request: Request, members: tuple[str, ...]) -> dict[str, Any]:
    lines = [{"text": member, "url": None} for member in members]
    return {"title": request.localizer.translate(_("Medlemmer")), "lines": lines}
