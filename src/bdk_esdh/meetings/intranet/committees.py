"""Committees at work: the list, a committee with its meetings, and planning one."""

from typing import Any

from pyramid.request import Request

from ...kernel.faces import face_path, intranet_view
from ...kernel.i18n import _
from ...kernel.page_frame import Crumb, lineage_crumbs, tell
from ...kernel.record_forms import TEMPLATE as FORM_PAGE
from ...kernel.record_forms import carry_out, make_form
from ...search.lists import listing, start_of
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
_MOST_COMMITTEES = 200


@intranet_view(Committees, permission=Permission.MEETING_VIEW, template=_TEMPLATES + "committees.pt")
def committees_page(context: Committees, request: Request) -> dict[str, Any]:
    """List the committees and the meeting each has next."""
    found = listing(
        request.root, request.principals, {"kind": "Committee"}, sort="title_order", size=_MOST_COMMITTEES
    )
    may_manage = request.has_permission(Permission.COMMITTEE_MANAGE, context)
    return {
        "title": request.localizer.translate(_("Møder")),
        "committees": [
            {
                "title": committee.title,
                "code": committee.code,
                "url": face_path(request, committee),
                "usual": public_committee(committee, request.localizer.translate).usual,
                "next": _next_meeting(request, committee),
            }
            for committee in found
        ],
        "new_url": face_path(request, context, "nyt-udvalg") if may_manage else None,
    }


@intranet_view(Committee, permission=Permission.MEETING_VIEW, template=_TEMPLATES + "committee.pt")
def committee_page(context: Committee, request: Request) -> dict[str, Any]:
    """Show a committee, its meetings that one may see, and its members."""
    translate = request.localizer.translate
    path = face_path(request, context)
    batch = listing(
        request.root,
        request.principals,
        {"kind": "Meeting", "committee": context.key},
        sort="meeting_day",
        reverse=True,
        start=start_of(request.GET),
        path=path,
    )
    facts = public_committee(context, translate)
    members = [{"text": member, "url": None} for member in facts.members]
    return {
        "title": context.title,
        "head": {
            "number": context.code,
            "title": context.title,
            "facts": [facts.usual] if facts.usual else [],
            "actions": _committee_actions(request, context),
            "more": access_item(context, request)
            + (delete_item(context, request) if not len(context) else []),
        },
        "table": _table(request, batch.items),
        "batch": batch,
        "members_box": {"title": translate(_("Medlemmer")), "lines": members},
    }


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


def form_page(request: Request, context: Any, form: Any, title: Any) -> dict[str, Any]:
    """Return what the page of a form shows; with errors in it, 422 and a title that says so."""
    heading = request.localizer.translate(title)
    shown = heading
    if form.has_errors:
        request.response.status_int = 422
        shown = request.localizer.translate(_("Fejl: ${title}", mapping={"title": heading}))
    crumbs = [*lineage_crumbs(request, context), Crumb(heading, None)]
    return {"title": shown, "heading": heading, "form": form, "crumbs": crumbs}


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


def _table(request: Request, meetings: list[Meeting]) -> dict[str, Any]:
    translate = request.localizer.translate
    return {
        "caption": translate(_("Møder")),
        "compact": True,
        "columns": [
            {"title": translate(each)} for each in (_("Dato"), _("Sted"), _("Punkter"), _("Tilstand"))
        ],
        "rows": [
            {
                "cells": [
                    {
                        "text": meeting_time(meeting),
                        "url": face_path(request, meeting),
                        "icon": "calendar-month",
                    },
                    {"text": meeting.place},
                    {"text": str(len(meeting)), "number": True},
                    {"badge": meeting_badge(request, meeting)},
                ]
            }
            for meeting in meetings
        ],
    }


def _next_meeting(request: Request, committee: Committee) -> dict[str, Any] | None:
    found = listing(
        request.root,
        request.principals,
        {
            "kind": "Meeting",
            "committee": committee.key,
            "meeting_day": (request.clock.today().toordinal(), None),
        },
        sort="meeting_day",
        size=1,
    )
    for meeting in found:
        return {
            "when": meeting_time(meeting),
            "url": face_path(request, meeting),
            "badge": meeting_badge(request, meeting),
        }
    return None


def _named(request: Request, meeting: Meeting) -> dict[str, Any]:
    return {"text": meeting_time(meeting), "url": face_path(request, meeting), "icon": "calendar-month"}
