"""A meeting at work: its agenda in the making, its time and place, and what the public will see."""

from typing import Any

from pyramid.request import Request

from ...kernel.clock import local
from ...kernel.concurrent_edits import Edited
from ...kernel.danish import capitalised, long_date, plain_date
from ...kernel.faces import face_path, intranet_view
from ...kernel.form_pages import form_page
from ...kernel.i18n import _
from ...kernel.page_frame import Crumb, lineage_crumbs, tell
from ...kernel.record_forms import TEMPLATE as FORM_PAGE
from ...kernel.record_forms import carry_out, make_form
from ...kernel.records import Face
from ...kernel.working_days import Skipped
from ...security.permissions import Permission
from ...sharing.links import access_item
from ...trash.deleting import delete_item
from ..actions import change_meeting, meeting_values
from ..content import Meeting
from ..guards import agenda_deadline
from ..items import order_now
from ..ordering import order_text
from ..public_records import meeting_time, public_agenda, public_committee
from ..schema import MeetingSchema
from ..workflow import MEETING_WORKFLOW
from .building import saved_line, script_texts
from .committees import meeting_badge
from .rows import guard_of, item_rows, may_edit, tally_of

_TEMPLATES = "bdk_esdh:meetings/templates/intranet/"


@intranet_view(Meeting, permission=Permission.MEETING_VIEW, template=_TEMPLATES + "meeting.pt")
def meeting_page(context: Meeting, request: Request) -> dict[str, Any]:
    """Show an agenda; to those who may change it, with the tools for that and what is missing."""
    translate = request.localizer.translate
    edits = may_edit(request, context)
    rows = item_rows(request, context, may_edit=edits)
    in_the_making = context.review_state == "planned"
    members = [
        {"text": member, "url": None} for member in public_committee(context.committee, translate).members
    ]
    return {
        "title": translate(_page_title(context)),
        "head": _head(request, context, edits=edits),
        "rows": rows,
        "count": len(rows),
        "tally": tally_of(request, rows),
        "order": order_text(order_now(context)),
        "says": script_texts(request) if edits and not context.numbers_are_fixed else None,
        "saved": saved_line(request, context),
        "proposed": [row for row in rows if row["tools"] and row["tools"]["accept"]]
        if edits and in_the_making
        else None,
        "move_url": face_path(request, context, "flyt") if edits else None,
        "accept_url": face_path(request, context, "godkend-punkt") if edits else None,
        "guard": guard_of(request, context) if edits and in_the_making else None,
        "deadline": _deadline(request, context) if in_the_making else None,
        "outcome": _outcome(request, context) if edits and in_the_making else None,
        "withdrawn": _withdrawn(request, context),
        "members_box": {"title": translate(_("Medlemmer")), "lines": members},
    }


@intranet_view(Meeting, name="ret", permission=Permission.MEETING_EDIT, template=FORM_PAGE)
@intranet_view(Meeting, name="ret", method="POST", permission=Permission.MEETING_EDIT, template=FORM_PAGE)
def change_page(context: Meeting, request: Request) -> Any:
    """Change time and place; a new date is a new address, to which this leads."""
    form = make_form(request, MeetingSchema, submit_label=_("Gem"), cancel_url=face_path(request, context))
    if request.method != "POST":
        form.bind_record(meeting_values(context))
    else:
        answer = carry_out(
            request,
            form,
            lambda values: change_meeting(context, values, request.act),
            where=lambda _none: face_path(request, context),
            edits=lambda _values: Edited(context, meeting_values(context)),
        )
        if answer is not None:
            tell(request, "ok", _("Ændringerne er gemt."))
            return answer
    return form_page(request, context, form, _("Ret tid og sted"))


@intranet_view(
    Meeting, name="som-offentlig", permission=Permission.MEETING_EDIT, template=_TEMPLATES + "preview.pt"
)
def preview_page(context: Meeting, request: Request) -> dict[str, Any]:
    """Show what the public will see, made by the code that makes the public page."""
    translate = request.localizer.translate
    today = request.clock.today()
    title = translate(_("Som offentligheden ser den"))
    return {
        "title": title,
        "agenda": public_agenda(context, translate, today=today, preview=True),
        "show_minutes": context.has_minutes,
        "crumbs": [*lineage_crumbs(request, context), Crumb(title, None)],
    }


def _head(request: Request, meeting: Meeting, *, edits: bool) -> dict[str, Any]:
    translate = request.localizer.translate
    badges = [meeting_badge(request, meeting)]
    if meeting.review_state == "planned" and edits:
        badges.append(_deadline_badge(request, meeting))
    return {
        "number": meeting.committee.code,
        "title": translate(_heading(meeting)),
        "facts": [f"{capitalised(meeting_time(meeting))} · {meeting.place}"],
        "badges": badges,
        "states": _states(request, meeting),
        "actions": _actions(request, meeting, edits=edits),
        "more": _more(request, meeting, edits=edits),
    }


def _heading(meeting: Meeting) -> Any:
    mapping = {"committee": meeting.committee.title}
    if meeting.has_minutes:
        return _("Referat fra ${committee}", mapping=mapping)
    return _("Dagsorden til ${committee}", mapping=mapping)


def _page_title(meeting: Meeting) -> Any:
    text = _("Referat: ${title}") if meeting.has_minutes else _("Dagsorden: ${title}")
    return _(text, mapping={"title": meeting.title})


def _states(request: Request, meeting: Meeting) -> list[dict[str, str]]:
    states = MEETING_WORKFLOW.states
    here = [state.code for state in states].index(meeting.review_state)
    kinds = ["done" if place < here else "now" if place == here else "next" for place in range(len(states))]
    translate = request.localizer.translate
    return [{"text": translate(state.title), "kind": kind} for state, kind in zip(states, kinds, strict=True)]


_BUTTONS = {
    "planned": (("offentliggoer", _("Offentliggør …"), None, True),),
    "published": (
        ("traek-tilbage", _("Træk tilbage …"), None, False),
        ("afhold", _("Mødet er holdt …"), None, True),
    ),
    "held": (("godkend", _("Godkend referatet …"), None, True),),
    "approved": (),
}


def _actions(request: Request, meeting: Meeting, *, edits: bool) -> list[dict[str, Any]]:
    translate = request.localizer.translate
    if not edits:
        return [{**_pdf_link(request, meeting), "icon": "file-pdf", "primary": False}]
    buttons: list[tuple[str, Any, str | None, bool]] = []
    if not meeting.has_minutes:
        buttons.append(("nyt-punkt", _("Punkt"), "plus", False))
    if request.has_permission(Permission.MEETING_PUBLISH, meeting):
        buttons += _BUTTONS[meeting.review_state]
    return [
        {
            "title": translate(title),
            "url": face_path(request, meeting, name),
            "icon": icon,
            # A meeting is not held before it has begun: until then that button is one among others.
            "primary": primary and (name != "afhold" or meeting.starts_at <= request.clock.now()),
        }
        for name, title, icon, primary in buttons
    ]


def _more(request: Request, meeting: Meeting, *, edits: bool) -> list[dict[str, str]]:
    translate = request.localizer.translate
    more = []
    if edits:
        more.append(
            {"title": translate(_("Se som offentlig")), "url": face_path(request, meeting, "som-offentlig")}
        )
        if not meeting.has_minutes:
            more.append({"title": translate(_("Ret tid og sted")), "url": face_path(request, meeting, "ret")})
        more.append(_pdf_link(request, meeting))
    if meeting.is_public:
        url = face_path(request, meeting, face=Face.PUBLIC)
        more.append({"title": translate(_("Åbn den offentlige side")), "url": url})
    more += access_item(meeting, request)
    return more if meeting.numbers_are_fixed else more + delete_item(meeting, request)


def _pdf_link(request: Request, meeting: Meeting) -> dict[str, str]:
    kind = "referat.pdf" if meeting.has_minutes else "dagsorden.pdf"
    return {
        "title": request.localizer.translate(_("Hent som PDF")),
        "url": face_path(request, meeting, kind),
    }


def _deadline_badge(request: Request, meeting: Meeting) -> dict[str, str]:
    translate = request.localizer.translate
    day = agenda_deadline(meeting, request.registry).date
    left = (day - request.clock.today()).days
    mapping = {"day": _day_and_month(day), "days": left}
    if left < 0:
        return {"kind": "late", "icon": "error", "text": translate(_("Fristen var ${day}", mapping=mapping))}
    text = _("Skal ud senest ${day}, om ${days} dage", mapping=mapping)
    if left < 2:
        text = _("Skal ud senest i morgen, ${day}", mapping=mapping)
    if left == 0:
        text = _("Skal ud senest i dag, ${day}", mapping=mapping)
    return {"kind": "soon", "icon": "time", "text": translate(text)}


def _day_and_month(day: Any) -> str:
    return long_date(day).rsplit(" ", 1)[0]


def _deadline(request: Request, meeting: Meeting) -> dict[str, Any]:
    """The deadline and how it was counted."""
    reckoning = agenda_deadline(meeting, request.registry)
    mapping = {
        "deadline": _day_and_month(reckoning.date),
        "days": -reckoning.days,
        "meeting": _day_and_month(meeting.day),
    }
    text = _("Fristen er ${deadline}: ${days} arbejdsdage før ${meeting}.", mapping=mapping)
    skipped = ", ".join(_skipped(each) for each in reversed(reckoning.skipped))
    translate = request.localizer.translate
    return {
        "text": translate(text),
        "skipped": translate(_("Tæller ikke: ${days}", mapping={"days": skipped})) if skipped else "",
    }


def _outcome(request: Request, meeting: Meeting) -> str:
    items = meeting.items_in_order()
    closed = sum(item.closed_session for item in items)
    files = sum(
        document.released is not None
        for item in items
        if not item.closed_session
        for document in item.documents
    )
    translate = request.localizer.translate
    mapping = {"open": len(items) - closed, "files": files, "closed": closed}
    text = translate(_("Åbne punkter, som alle kan læse: ${open}. Bilag: ${files}.", mapping=mapping))
    if closed:
        text += " " + translate(_("Punkter, som vises som “Lukket punkt”: ${closed}.", mapping=mapping))
    return str(text)


def _skipped(each: Skipped) -> str:
    day = _day_and_month(each.day)
    return day if day.startswith(each.reason) else f"{day} ({each.reason})"


def _withdrawn(request: Request, meeting: Meeting) -> dict[str, Any] | None:
    if not meeting.is_withdrawn or meeting.withdrawn_at is None:
        return None
    mapping = {"day": plain_date(local(meeting.withdrawn_at).date()), "reason": meeting.withdrawn_reason}
    text = _("Dagsordenen blev trukket tilbage ${day}. Begrundelse: ${reason}", mapping=mapping)
    return {"kind": "soon", "icon": "warning", "text": request.localizer.translate(text)}
