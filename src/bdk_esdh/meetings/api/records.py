"""Committees, meetings and agenda items as programs see them.

For everyone they are made of the public records, as the public pages are. A closed item is
its number and what a secretary released of it, also in the list of its meeting.
"""

from typing import Any

from pyramid.request import Request

from ...kernel.clock import local
from ...kernel.json_face.acts import link
from ...kernel.json_face.answers import address, list_part, moment, summary, window_of
from ...kernel.json_face.serializers import json_fields, json_items, json_public, json_summary
from ...search.api import listed
from ...security.readers import may_read
from ..content import TEXTS, AgendaItem, Committee, Committees, Meeting
from ..public import require_public, require_public_item
from ..public_records import PublicItem, public_committee, public_item, public_meeting


@json_public(Committees)
def public_committees(committees: Committees, _request: Request) -> dict[str, Any]:
    """Return the list of committees itself."""
    return {"title": committees.title}


@json_fields(Committees)
def committees_fields(_committees: Committees, _request: Request) -> dict[str, Any]:
    """Return no more."""
    return {}


@json_items(Committees)
def all_committees(_committees: Committees, request: Request) -> dict[str, Any]:
    """List the committees by name."""
    return listed(request, {"kind": "Committee"}, "title_order")


@json_public(Committee)
def everyones_committee(committee: Committee, request: Request) -> dict[str, Any]:
    """Return what everyone may see of a committee, which is all there is."""
    record = public_committee(committee, request.localizer.translate)
    return {
        "title": record.title,
        "code": record.code,
        "is_council": record.is_council,
        "members": list(record.members),
    }


@json_fields(Committee)
def committee_fields(committee: Committee, request: Request) -> dict[str, Any]:
    """Return the same, and where and how it usually meets."""
    return {
        **everyones_committee(committee, request),
        "weekday": committee.weekday,
        "time": committee.time.isoformat("minutes") if committee.time else None,
        "place": committee.place,
        "agenda_deadline": committee.agenda_deadline,
    }


@json_items(Committee)
def meetings_of(committee: Committee, request: Request) -> dict[str, Any]:
    """List the meetings one may read, newest first."""
    wanted = {"kind": "Meeting", "committee": committee.key}
    return listed(request, wanted, "meeting_day", reverse=True)


@json_public(Meeting)
def everyones_meeting(meeting: Meeting, request: Request) -> dict[str, Any]:
    """Return a meeting whose agenda is out."""
    require_public(request, meeting)
    record = public_meeting(meeting, request.localizer.translate)
    return {"title": record.title, "when": record.when, "place": record.place, "date": record.day.isoformat()}


@json_fields(Meeting)
def meeting_fields(meeting: Meeting, _request: Request) -> dict[str, Any]:
    """Return the facts of a meeting."""
    return {
        "starts_at": moment(meeting.starts_at),
        "date": meeting.day.isoformat(),
        "time": local(meeting.starts_at).time().isoformat("minutes"),
        "place": meeting.place,
        "review_state": meeting.review_state,
        "published_at": moment(meeting.published_at),
        "approved_at": moment(meeting.approved_at),
    }


@json_summary(Meeting)
def meeting_line(meeting: Meeting, _request: Request) -> dict[str, Any]:
    """Return what a list shows of a meeting."""
    return {"date": meeting.day.isoformat(), "review_state": meeting.review_state}


@json_items(Meeting)
def agenda(meeting: Meeting, request: Request) -> dict[str, Any]:
    """List the agenda: the items one may read, and once it is out the closed ones as everyone sees them."""
    lines = [line for line in (_line(item, request) for item in meeting.items_in_order()) if line is not None]
    part = window_of(request)
    return list_part(request, lines[part.start : part.start + part.size], len(lines))


def _line(item: AgendaItem, request: Request) -> dict[str, Any] | None:
    if may_read(item, request.principals):
        line = summary(request, item)
        return {**line, **item_line(item, request)} if line is not None else None
    if not item.meeting.is_public:
        return None
    record = public_item(item, request.localizer.translate, today=request.clock.today())
    return {
        "@id": f"{address(request, item.meeting)}#{record.anchor}",
        "@type": "AgendaItem",
        "title": record.title,
        "number": record.number,
        "closed_session": True,
    }


@json_public(AgendaItem)
def everyones_item(item: AgendaItem, request: Request) -> dict[str, Any]:
    """Return an open item of an agenda that is out."""
    require_public_item(request, item)
    record = public_item(item, request.localizer.translate, today=request.clock.today())
    found = {"title": record.title, "number": record.number, "closed_session": record.closed}
    if not isinstance(record, PublicItem):
        return found
    return {
        **found,
        "summary": record.summary,
        "texts": [{"heading": text.heading, "paragraphs": list(text.paragraphs)} for text in record.texts],
        "resolution": list(record.resolution),
        "files": [
            {"title": file.title, "download": request.host_url + file.url}
            for file in record.files
            if file.url
        ],
    }


@json_fields(AgendaItem)
def item_fields(item: AgendaItem, request: Request) -> dict[str, Any]:
    """Return an item for those who may read it, with the case and the documents they may read too."""
    case = item.case
    documents = [each for each in item.documents if may_read(each, request.principals)]
    return {
        "number": item.number,
        "kind": item.kind,
        "closed_session": item.closed_session,
        "closed_reason": item.closed_reason,
        "neutral_title": item.neutral_title,
        "neutral_title_released": item.neutral_title_released,
        "late_reason": item.late_reason,
        "review_state": item.review_state,
        "case": link(request, case) if case is not None and may_read(case, request.principals) else None,
        "documents": [link(request, document) for document in documents],
        **{name: getattr(item, name) for name in (*TEXTS, "resolution", "routing")},
    }


@json_summary(AgendaItem)
def item_line(item: AgendaItem, _request: Request) -> dict[str, Any]:
    """Return what a list shows of an item."""
    return {"number": item.number, "closed_session": item.closed_session}
