"""The panels of the start page: each a query within what one may read, or ``None``."""

from collections import Counter
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from pyramid.request import Request

from ..break_glass.notices import told_to_manager
from ..cases.deadlines import deadline_words
from ..cases.intranet.case_list import OPEN_STATES
from ..cases.workflow import CASE_WORKFLOW
from ..kernel.clock import local
from ..kernel.danish import moment_text, short_date
from ..kernel.faces import face_path
from ..kernel.graph import get_oid
from ..kernel.i18n import _
from ..kernel.records import Face
from ..kernel.working_days import WorkCalendar
from ..mailroom.intranet.queue import waiting_count
from ..search.lists import find_ids, listing
from ..security.permissions import Permission
from ..security.roles import Role
from .capabilities import is_on

ROWS, LOOKED_AT = 10, 60
FIRST_VISIT = timedelta(days=7)
Panel = dict[str, Any]


def my_cases_panel(request: Request) -> Panel | None:
    """The open cases one works on, those over their deadline first."""
    if not request.has_permission(Permission.CASE_EDIT, request.root):
        return None
    today = request.clock.today()
    mine = {"kind": "Case", "caseworker": request.identity.login, "review_state": list(OPEN_STATES)}
    found = listing(request.root, request.principals, mine, sort="due", size=ROWS)
    late = len(find_ids(request.root, request.principals, {**mine, "due": (None, today.toordinal() - 1)}))
    url = "/intranet/sager?mine=1"
    words = request.localizer.translate(_("sag over fristen") if late == 1 else _("sager over fristen"))
    return {
        "rows": [_case_row(request, case) for case in found],
        "count": found.total,
        "late": late,
        "url": url,
        "tile": {"number": late, "text": words, "url": url, "late": True} if late else None,
    }


def _case_row(request: Request, case: Any) -> dict[str, Any]:
    say = request.localizer.translate
    today = request.clock.today()
    calendar = WorkCalendar(request.registry.esdh_settings.closed_days)
    state = CASE_WORKFLOW.state(case.review_state)
    due = deadline_words(case.due_date, today, calendar, say) if case.due_date else None
    return {
        "title": case.internal_title,
        "url": face_path(request, case),
        "number": f"{case.case_number} · {case.kle_subject} {case.kle_facet}",
        "state": {"kind": state.badge, "icon": state.icon, "text": say(state.title)},
        "due": {"kind": due.kind, "text": due.short} if due else None,
        "late": bool(due and due.kind == "late"),
        "changed": short_date(local(case.changed_at).date(), today),
    }


def inbox_panel(request: Request) -> Panel | None:
    """What has come in and nobody has got: everything for the mail room, else one's unit's; oldest first."""
    identity = request.identity
    if not request.has_permission(Permission.DOCUMENT_EDIT, request.root):
        return None
    conditions: dict[str, Any] = {"kind": "Document", "review_state": "received"}
    parameters = {"ufordelt": "1"}
    everywhere = Role.MAIL_ROOM in identity.roles
    if not everywhere:
        if identity.unit is None:
            return None
        conditions["unit"] = identity.unit
        parameters["enhed"] = identity.unit
    found = listing(request.root, request.principals, conditions, sort="journal_day", size=ROWS)
    url = "/intranet/dokumenter?" + urlencode(parameters)
    say = request.localizer.translate
    where = say(_("hele kommunen")) if everywhere else identity.unit_title
    text = say(
        _("brev venter på en sagsbehandler") if found.total == 1 else _("breve venter på en sagsbehandler")
    )
    return {
        "title": say(_("Indbakke: ${where}", mapping={"where": where})),
        "rows": [_document_row(request, document) for document in found],
        "count": found.total,
        "url": url,
        "register_url": "/intranet/dokumenter/registrer"
        if request.has_permission(Permission.DOCUMENT_ADD, request.root)
        else None,
        "tile": {"number": found.total, "text": text, "url": url, "late": False} if found.total else None,
    }


def waiting_tile(request: Request) -> dict[str, Any] | None:
    """What waits to be registered, of what one may see."""
    if not is_on(request, "WaitingLetter") or not request.has_permission(
        Permission.DOCUMENT_ADD, request.root
    ):
        return None
    count = waiting_count(request)
    if not count:
        return None
    say = request.localizer.translate
    text = say(_("brev i postrummet") if count == 1 else _("breve i postrummet"))
    return {"number": count, "text": text, "url": "/intranet/postrum", "late": False}


def _document_row(request: Request, document: Any) -> dict[str, Any]:
    day = short_date(local(document.registered_at).date(), request.clock.today())
    sender = document.correspondent or request.localizer.translate(_("mangler afsender"))
    return {
        "title": document.title,
        "url": face_path(request, document),
        "facts": f"{document.document_number} · {sender}",
        "day": day,
    }


def meetings_panel(request: Request) -> Panel | None:
    """The next meetings of the bodies one sits in; all of them for their secretaries."""
    identity = request.identity
    if not is_on(request, "Meeting") or not identity.roles & {Role.POLITICIAN, Role.COMMITTEE_SECRETARY}:
        return None
    conditions: dict[str, Any] = {"kind": "Meeting", "meeting_day": (request.clock.today().toordinal(), None)}
    if Role.COMMITTEE_SECRETARY not in identity.roles:
        conditions["committee"] = list(identity.bodies)
    found = listing(request.root, request.principals, conditions, sort="meeting_day", size=ROWS)
    from ..meetings.intranet.committees import meeting_badge
    from ..meetings.public_records import meeting_time

    say, sits, reported = request.localizer.translate, bool(identity.bodies), _reported(request)
    return {
        "url": "/intranet/mine-moeder" if sits else "/intranet/udvalg",
        "url_text": say(_("Mine møder")) if sits else say(_("Alle udvalg")),
        "rows": [
            {
                "title": meeting.committee.title,
                "url": face_path(request, meeting),
                "facts": meeting.place,
                "day": meeting_time(meeting),
                "badge": meeting_badge(request, meeting),
                "reported": _reported_words(request, reported[get_oid(meeting)]),
            }
            for meeting in found
        ],
    }


def _reported(request: Request) -> Counter[int]:
    """Count the reported items that wait for their secretary, by the meeting; for others there are none."""
    if Role.COMMITTEE_SECRETARY not in request.identity.roles:
        return Counter()
    coming = (request.clock.today().toordinal(), None)
    wanted = {"kind": "AgendaItem", "review_state": "proposed", "meeting_day": coming}
    found = listing(request.root, request.principals, wanted, sort="meeting_day", size=LOOKED_AT)
    return Counter(get_oid(item.meeting) for item in found)


def _reported_words(request: Request, count: int) -> str:
    if not count:
        return ""
    words = _("${count} indmeldte sager venter", mapping={"count": count})
    return str(request.localizer.translate(words if count > 1 else _("1 indmeldt sag venter")))


def news_panel(request: Request) -> Panel | None:
    """News from one's own unit and those above it."""
    identity = request.identity
    if not is_on(request, "NewsItem") or not request.has_permission(Permission.PAGE_VIEW, request.root):
        return None
    from ..pages.public import news_lines

    conditions = {"kind": "NewsItem", "page_standing": "shown", "unit": list(identity.units)}
    found = listing(request.root, request.principals, conditions, sort="shown_since", reverse=True, size=5)
    title = (
        _("Nyt fra ${unit}", mapping={"unit": identity.unit_title}) if identity.unit_title else _("Nyheder")
    )
    return {
        "title": request.localizer.translate(title),
        "url": "/intranet/nyheder",
        "rows": news_lines(request, found, Face.INTRANET),
    }


def emergencies_panel(request: Request) -> Panel | None:
    """Who has lately opened cases of one's units in an emergency, for their manager; no titles."""
    found = told_to_manager(request)
    if not found:
        return None
    today = request.clock.today()
    rows = [
        {
            "title": f"{opening.case_number} · {opening.name}",
            "facts": opening.reason,
            "day": moment_text(opening.opened_at, today),
        }
        for opening in found[:ROWS]
    ]
    return {"rows": rows, "count": len(found)}
