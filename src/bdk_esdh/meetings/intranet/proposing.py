"""Reporting a case for a meeting, from the case itself: whoever works on it may, the secretary accepts it.

A secretary cannot put a confidential case on an agenda, for she may not even know of it.
Whoever works on the case can; from then on the meeting opens the case to its secretaries
(``security.readers``: the secretaries of a meeting that handles it).
"""

from typing import Any

from pyramid.request import Request

from ...cases.content import Case
from ...cases.panels import CasePanel
from ...kernel.faces import face_path, intranet_view
from ...kernel.form_pages import form_page
from ...kernel.graph import get_oid
from ...kernel.i18n import _
from ...kernel.page_frame import tell
from ...kernel.record_forms import TEMPLATE as FORM_PAGE
from ...kernel.record_forms import carry_out, make_form
from ...search.lists import listing
from ...security.permissions import Permission
from ...security.readers import Sensitivity, may_read
from ..content import AgendaItem, Meeting
from ..errors import MeetingGone
from ..grants import items_about
from ..items import add_item
from ..public_records import meeting_time
from ..schema import proposal_schema
from .committees import meeting_badge
from .items import document_label, readable_documents

_PANEL = "bdk_esdh:meetings/templates/intranet/_case_meetings.pt"
_MOST_MEETINGS = 100


@intranet_view(Case, name="meld-ind", permission=Permission.CASE_EDIT, template=FORM_PAGE)
@intranet_view(Case, name="meld-ind", method="POST", permission=Permission.CASE_EDIT, template=FORM_PAGE)
def propose_page(context: Case, request: Request) -> Any:
    """Report a case for a meeting whose agenda is not out yet."""
    meetings = _meetings_to_come(request)
    offered = readable_documents(request, context)
    schema = proposal_schema(
        [(str(get_oid(each)), f"{each.committee.title}: {meeting_time(each)}") for each in meetings],
        [(each.document_number, document_label(request, each)) for each in offered],
    )
    here = face_path(request, context)
    form = make_form(request, schema, submit_label=_("Meld sagen ind"), cancel_url=here)
    if request.method != "POST":
        form.bind_values(_suggested(context))
    else:

        def propose(values: dict[str, Any]) -> AgendaItem:
            numbers = values.pop("documents", ())
            chosen = [each for each in offered if each.document_number in numbers]
            return _propose(request, context, meetings, {**values, "documents": chosen})

        answer = carry_out(request, form, propose, where=lambda _item: f"{here}#moeder")
        if answer is not None:
            text = _("Sagen er meldt ind. Sekretæren godkender punktet, før det kommer på dagsordenen.")
            tell(request, "ok", text)
            return answer
    return form_page(request, context, form, _("Meld sagen ind til et møde"))


def meetings_of_case(case: Case, request: Request) -> CasePanel | None:
    """Show on the page of a case the items about it that the reader may read, and the button to report it."""
    items = [item for item in items_about(case) if may_read(item, request.principals)]
    reports = request.has_permission(Permission.CASE_EDIT, case) and bool(_meetings_to_come(request, size=1))
    if not items and not reports:
        return None
    say = request.localizer.translate
    items.sort(key=lambda item: (item.meeting.starts_at, item.number), reverse=True)
    return CasePanel(
        anchor="moeder",
        title=say(_("Møder")),
        count=len(items),
        template=_PANEL,
        values={
            "rows": [_row(request, item) for item in items],
            "report_url": face_path(request, case, "meld-ind") if reports and not case.is_closed else None,
        },
    )


def _row(request: Request, item: AgendaItem) -> dict[str, Any]:
    mapping = {"number": item.number, "title": item.title}
    return {
        "text": request.localizer.translate(_("Punkt ${number}: ${title}", mapping=mapping)),
        "url": face_path(request, item),
        "meeting": f"{item.meeting.committee.title}, {meeting_time(item.meeting)}",
        "badge": meeting_badge(request, item.meeting),
    }


def _meetings_to_come(request: Request, *, size: int = _MOST_MEETINGS) -> list[Meeting]:
    today = request.clock.today().toordinal()
    wanted = {"kind": "Meeting", "review_state": "planned", "meeting_day": (today, None)}
    found = listing(request.root, request.principals, wanted, sort="meeting_day", size=size)
    return list(found.items)


def _suggested(case: Case) -> dict[str, Any]:
    """Start from the case's public title; what is confidential is closed unless somebody says otherwise."""
    secret = case.sensitivity != Sensitivity.NOT_CONFIDENTIAL
    return {"title": case.title, "closed_session": secret}


def _propose(request: Request, case: Case, meetings: list[Meeting], values: dict[str, Any]) -> AgendaItem:
    meeting = next((each for each in meetings if str(get_oid(each)) == values["meeting"]), None)
    if meeting is None:
        raise MeetingGone(_("Mødets dagsorden er kommet ud imens. Vælg et andet møde"), field="meeting")
    return add_item(
        meeting, {**values, "kind": "case", "case": case, "review_state": "proposed"}, request.act
    )
