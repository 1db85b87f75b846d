"""Committees at work: the list, a committee with its meetings, and planning one."""

from typing import Any

from pyramid.request import Request

from ...kernel.danish import capitalised
from ...kernel.faces import face_path, intranet_view
from ...kernel.form_pages import form_page
from ...kernel.i18n import _
from ...kernel.page_frame import tell
from ...kernel.record_forms import TEMPLATE as FORM_PAGE
from ...kernel.record_forms import carry_out, make_form
from ...lists.declared import Column, ListOf, Words, days, one_of, words
from ...lists.page import TEMPLATE, list_page
from ...search.lists import listing
from ...security.permissions import Permission
from ...sharing.links import access_item
from ...trash.deleting import delete_item
from ..actions import plan_meeting
from ..content import Committee, Committees, Meeting
from ..guards import publish_warnings
from ..public_records import meeting_time, public_committee
from ..schema import MeetingSchema
from ..workflow import MEETING_WORKFLOW

_TEMPLATES = "bdk_esdh:meetings/templates/intranet/"
#: those to come that are looked through for the next of each committee
_MOST_MEETINGS = 500


@intranet_view(Committees, permission=Permission.MEETING_VIEW, template=TEMPLATE)
def committees_page(context: Committees, request: Request) -> Any:
    """List the committees and the meeting each has next."""
    say = request.localizer.translate
    actions = []
    if request.has_permission(Permission.COMMITTEE_MANAGE, context):
        url = face_path(request, context, "nyt-udvalg")
        actions.append({"title": say(_("Opret udvalg")), "url": url, "icon": "plus"})
    return list_page(context, request, COMMITTEES, title=say(_("Møder")), actions=actions)


@intranet_view(Committee, permission=Permission.MEETING_VIEW, template=_TEMPLATES + "committee.pt")
def committee_page(context: Committee, request: Request) -> Any:
    """Show a committee, its meetings that one may see, and its members."""
    translate = request.localizer.translate
    facts = public_committee(context, translate)
    members = [{"text": member, "url": None} for member in facts.members]
    return list_page(
        context,
        request,
        MEETINGS,
        title=context.title,
        head={
            "number": context.code,
            "title": context.title,
            "facts": [facts.usual] if facts.usual else [],
            "actions": _committee_actions(request, context),
            "more": access_item(context, request)
            + (delete_item(context, request) if not len(context) else []),
        },
        members_box={"title": translate(_("Medlemmer")), "lines": members},
    )


@intranet_view(Committee, name="planlaeg-moede", permission=Permission.MEETING_EDIT, template=FORM_PAGE)
@intranet_view(
    Committee, name="planlaeg-moede", method="POST", permission=Permission.MEETING_EDIT, template=FORM_PAGE
)
def plan_page(context: Committee, request: Request) -> Any:
    """Plan a meeting."""
    form = make_form(
        request, MeetingSchema, submit_label=_("Planlæg mødet"), cancel_url=face_path(request, context)
    )
    if request.method != "POST":
        form.bind_values(MeetingSchema.suggest(context, request))
    else:
        answer = carry_out(
            request,
            form,
            lambda values: _plan(request, context, values),
            where=lambda meeting: face_path(request, meeting),
        )
        if answer is not None:
            return answer
    return form_page(request, context, form, _("Planlæg møde"))


def _plan(request: Request, committee: Committee, values: dict[str, Any]) -> Meeting:
    meeting = plan_meeting(committee, values, request.act)
    tell(request, "ok", _("Mødet er planlagt. De faste punkter er sat på."))
    for caution in publish_warnings(meeting, request.registry):
        tell(request, "warning", caution.message)
    return meeting


def meeting_badge(request: Request, meeting: Meeting) -> dict[str, str]:
    """Return the badge of a meeting's state."""
    state = MEETING_WORKFLOW.state(meeting.review_state)
    translate = request.localizer.translate
    if meeting.is_withdrawn:
        return {"kind": "soon", "icon": "warning", "text": translate(_("Trukket tilbage"))}
    return {"kind": state.badge, "icon": state.icon, "text": translate(state.title)}


def _committee_actions(request: Request, committee: Committee) -> list[dict[str, Any]]:
    translate = request.localizer.translate
    actions = []
    if request.has_permission(Permission.COMMITTEE_MANAGE, committee):
        url = face_path(request, committee, "ret")
        actions.append({"title": translate(_("Ret udvalget")), "url": url, "icon": "edit", "primary": False})
    if request.has_permission(Permission.MEETING_EDIT, committee):
        url = face_path(request, committee, "planlaeg-moede")
        actions.append({"title": translate(_("Planlæg møde")), "url": url, "icon": "plus", "primary": True})
    return actions


def _next_meeting(request: Request, committee: Committee) -> dict[str, Any]:
    meeting = _next_meetings(request).get(committee.key)
    if meeting is None:
        return {"text": request.localizer.translate(_("Intet planlagt møde"))}
    return {
        "text": capitalised(meeting_time(meeting)),
        "url": face_path(request, meeting),
        "badge": meeting_badge(request, meeting),
    }


def _next_meetings(request: Request) -> dict[str, Meeting]:
    """Return the meeting that each committee has next, asked for once a page."""
    found: dict[str, Meeting] | None = request.__dict__.get("next_meetings")
    if found is None:
        found = request.__dict__["next_meetings"] = {}
        wanted = {"kind": "Meeting", "meeting_day": (request.clock.today().toordinal(), None)}
        for meeting in listing(
            request.root, request.principals, wanted, sort="meeting_day", size=_MOST_MEETINGS
        ):
            found.setdefault(meeting.committee.key, meeting)
    return found


def _usual(request: Request, committee: Committee) -> str:
    return public_committee(committee, request.localizer.translate).usual


def _state(request: Request, meeting: Meeting) -> dict[str, Any]:
    return {"text": "", "badge": meeting_badge(request, meeting)}


def _committee(request: Request, committee: Committee) -> dict[str, Any]:
    return {"text": committee.title, "url": face_path(request, committee), "small": committee.code}


def _named(request: Request, meeting: Meeting) -> dict[str, Any]:
    return {
        "text": capitalised(meeting_time(meeting)),
        "url": face_path(request, meeting),
        "icon": "calendar-month",
    }


COMMITTEES = ListOf(
    name="udvalg",
    title=_("Udvalg"),
    columns=(
        Column("navn", _("Udvalg"), lambda _request, each: each.title, _committee, index="title_order"),
        Column("plejer", _("Mødes normalt"), _usual),
        Column(
            "naeste",
            _("Næste møde"),
            lambda request, each: _next_meeting(request, each)["text"],
            _next_meeting,
        ),
    ),
    filters=(words(_("Ord i navnet")),),
    sort="navn",
    of=lambda _context, _request: {"kind": "Committee"},
    says=Words(
        one=_("1 udvalg"),
        many=_("${count} udvalg"),
        none=_("Ingen udvalg passer"),
        empty=(_("Her kommer udvalgene"), _("Der er ikke oprettet nogen endnu.")),
        show_all=_("Vis alle udvalg"),
    ),
)
MEETINGS = ListOf(
    name="moeder",
    title=_("Møder"),
    columns=(
        Column("dato", _("Dato"), lambda _request, each: each.day, _named, index="meeting_day"),
        Column("sted", _("Sted"), lambda _request, each: each.place),
        Column("punkter", _("Punkter"), lambda _request, each: len(each), number=True),
        Column("tilstand", _("Tilstand"), lambda request, each: meeting_badge(request, each)["text"], _state),
    ),
    filters=(
        one_of(
            "tilstand",
            _("Tilstand"),
            lambda _request: [(state.code, state.title) for state in MEETING_WORKFLOW.states],
            index="review_state",
            blank=_("Alle tilstande"),
        ),
        days("dato", "", index="meeting_day", names=("fra", "til")),
    ),
    sort="-dato",
    of=lambda committee, _request: {"kind": "Meeting", "committee": committee.key},
    says=Words(
        one=_("1 møde"),
        many=_("${count} møder"),
        none=_("Ingen møder passer"),
        empty=(_("Her kommer udvalgets møder"), _("Der er ikke planlagt nogen endnu.")),
        show_all=_("Vis alle møder"),
    ),
)
