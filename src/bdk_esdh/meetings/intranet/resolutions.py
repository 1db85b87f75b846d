"""Writing the minutes: what was decided about each item, one after the other."""

from typing import Any

from pyramid.request import Request

from ...kernel.concurrent_edits import Edited
from ...kernel.faces import face_path, intranet_view
from ...kernel.form_pages import form_page
from ...kernel.forms import Action
from ...kernel.graph import get_oid
from ...kernel.i18n import _
from ...kernel.page_frame import tell
from ...kernel.record_forms import carry_out, make_form
from ...security.permissions import Permission
from ...security.readers import may_read
from ..content import AgendaItem, Meeting
from ..items import set_resolution
from ..schema import ResolutionSchema
from .items import item_asked_for, item_meant
from .rows import next_to_decide

_EDIT = Permission.MEETING_EDIT
_PAGE = "bdk_esdh:meetings/templates/intranet/resolution.pt"
#: the button that saves and goes on
_NEXT = "next"


@intranet_view(Meeting, name="beslutning", permission=_EDIT, template=_PAGE)
@intranet_view(Meeting, name="beslutning", method="POST", permission=_EDIT, template=_PAGE)
def resolution_page(context: Meeting, request: Request) -> Any:
    """Write what the meeting decided about an item, and go on to the next that has no decision."""
    say = request.localizer.translate
    form = make_form(
        request,
        ResolutionSchema,
        submit_label=_("Gem beslutning"),
        secondary=(Action(say(_("Gem, og skriv den næste")), name=_NEXT),),
        cancel_url=face_path(request, context),
    )
    item = None
    if request.method != "POST":
        item = item_asked_for(request, context)
        form.bind_record(_resolution_now(item))
    else:
        written: list[AgendaItem] = []

        def decide(values: dict[str, Any]) -> None:
            item = item_meant(request, context, values)
            set_resolution(item, values["resolution"], request.act, postponed=values["postponed"])
            written.append(item)

        answer = carry_out(
            request,
            form,
            decide,
            where=lambda _none: _following(request, context, written, on=form.pressed == _NEXT),
            edits=lambda values: _edited(item_meant(request, context, values)),
        )
        if answer is not None:
            goes_on = form.pressed == _NEXT or not written
            links = {} if goes_on else next_to_decide(request, context, written[0])
            tell(request, "ok", _("Beslutningen er gemt."), **links)
            return answer
        item = _shown_again(request, context)
    title = _title(item)
    return {**form_page(request, context, form, title), "recommendation": item.recommendation if item else ""}


def _title(item: AgendaItem | None) -> Any:
    """Name the item, and say whether everybody will read what is written."""
    if item is None:
        return _("Beslutning")
    mapping = {"number": item.number, "title": item.title}
    if item.closed_session:
        return _("Beslutning på lukket punkt ${number}: ${title}", mapping=mapping)
    return _("Beslutning på punkt ${number}: ${title}", mapping=mapping)


def _resolution_now(item: AgendaItem) -> dict[str, Any]:
    postponed = item.review_state == "postponed"
    return {"item": str(get_oid(item)), "resolution": item.resolution, "postponed": postponed}


def _edited(item: AgendaItem) -> Edited:
    return Edited(item, _resolution_now(item))


def _shown_again(request: Request, meeting: Meeting) -> AgendaItem | None:
    """Return the item of a form that comes back, if it is still there."""
    named = request.POST.get("item", "")
    item = meeting.item_with_id(named) if isinstance(named, str) else None
    return item if item is not None and may_read(item, request.principals) else None


def _following(request: Request, meeting: Meeting, written: list[AgendaItem], *, on: bool) -> str:
    """Return where to go: the next item that has no decision, or the agenda."""
    following = next_to_decide(request, meeting, written[0]) if on and written else {}
    return following.get("link_url") or face_path(request, meeting)
