"""The pages that ask before an agenda reaches the public, leaves it, or becomes minutes."""

from collections.abc import Callable
from typing import Any

from pyramid.request import Request

from ...kernel.faces import face_path, intranet_view
from ...kernel.form_pages import form_page
from ...kernel.i18n import _
from ...kernel.page_frame import tell
from ...kernel.record_forms import carry_out, make_form
from ...kernel.records import Face
from ...security.permissions import Permission
from ..content import Meeting
from ..publishing import approve_meeting, hold_meeting, publish_meeting, withdraw_meeting
from ..schema import NothingToFill, ReasonSchema
from .rows import guard_of, next_to_decide, undecided_guard

_PAGE = "bdk_esdh:meetings/templates/intranet/confirm.pt"
_PUBLISH = Permission.MEETING_PUBLISH


@intranet_view(Meeting, name="offentliggoer", permission=_PUBLISH, template=_PAGE)
@intranet_view(Meeting, name="offentliggoer", method="POST", permission=_PUBLISH, template=_PAGE)
def publish_page(context: Meeting, request: Request) -> Any:
    """Ask whether to publish, saying how much; or say everything that stands in the way."""
    count = sum(not item.closed_session for item in context.items_in_order())
    points = _("${count} punkter", mapping={"count": count}) if count != 1 else _("1 punkt")
    mapping = {"points": request.localizer.translate(points)}
    page = _ask(
        request,
        context,
        NothingToFill,
        lambda _values: publish_meeting(context, request.act),
        title=_("Offentliggør ${points}?", mapping=mapping),
        label=_("Offentliggør ${points}", mapping=mapping),
        text=_("Alle kan læse dem med det samme. Punkternes numre og adresser ligger derefter fast."),
        done=_("Dagsordenen er offentliggjort. Ret en fejl på punktet: alle ser rettelsen med det samme."),
        links=lambda: {
            "link_text": request.localizer.translate(_("Se den")),
            "link_url": face_path(request, context, face=Face.PUBLIC),
        },
    )
    if isinstance(page, dict):
        page["text"] = f"{page['text']} {_of_the_closed(request, context)}".strip()
        if context.review_state == "planned":
            page["guard"] = guard_of(request, context)
    return page


def _of_the_closed(request: Request, meeting: Meeting) -> str:
    """Say how many items come along closed, as they are not among those counted in the question."""
    closed = sum(item.closed_session for item in meeting.items_in_order())
    if not closed:
        return ""
    if closed == 1:
        return str(request.localizer.translate(_("1 lukket punkt kommer med, men ikke dets indhold.")))
    text = _("${count} lukkede punkter kommer med, men ikke deres indhold.", mapping={"count": closed})
    return str(request.localizer.translate(text))


@intranet_view(Meeting, name="traek-tilbage", permission=_PUBLISH, template=_PAGE)
@intranet_view(Meeting, name="traek-tilbage", method="POST", permission=_PUBLISH, template=_PAGE)
def withdraw_page(context: Meeting, request: Request) -> Any:
    """Ask for the reason to take an agenda back."""
    return _ask(
        request,
        context,
        ReasonSchema,
        lambda values: withdraw_meeting(context, values["reason"], request.act),
        title=_("Træk dagsordenen tilbage?"),
        label=_("Træk dagsordenen tilbage"),
        text=_("Siden, punkterne, filerne og søgningen viser straks, at den er trukket tilbage."),
        done=_("Dagsordenen er trukket tilbage. Den kan rettes og offentliggøres igen."),
    )


@intranet_view(Meeting, name="afhold", permission=_PUBLISH, template=_PAGE)
@intranet_view(Meeting, name="afhold", method="POST", permission=_PUBLISH, template=_PAGE)
def hold_page(context: Meeting, request: Request) -> Any:
    """Ask whether the meeting has been held."""
    return _ask(
        request,
        context,
        NothingToFill,
        lambda _values: hold_meeting(context, request.act),
        title=_("Er mødet holdt?"),
        label=_("Mødet er holdt"),
        text=_(
            "Dagsordenen bliver til referat. Alle kan læse beslutninger på åbne punkter, når du skriver dem."
        ),
        done=_("Mødet er holdt. Skriv beslutningerne."),
        links=lambda: next_to_decide(request, context, None),
    )


@intranet_view(Meeting, name="godkend", permission=_PUBLISH, template=_PAGE)
@intranet_view(Meeting, name="godkend", method="POST", permission=_PUBLISH, template=_PAGE)
def approve_page(context: Meeting, request: Request) -> Any:
    """Ask whether the minutes are approved; or say which items still want a resolution."""
    page = _ask(
        request,
        context,
        NothingToFill,
        lambda _values: approve_meeting(context, request.act),
        title=_("Godkend referatet?"),
        label=_("Godkend referatet"),
        text=_("Beslutningerne kan ikke ændres derefter."),
        done=_("Referatet er godkendt."),
    )
    if isinstance(page, dict) and context.review_state == "held":
        page["guard"] = undecided_guard(request, context)
    return page


def _ask(  # noqa: PLR0913 -- a question is put together in one place, with every part named
    request: Request,
    meeting: Meeting,
    schema: type,
    do: Callable[[dict[str, Any]], None],
    *,
    title: str,
    label: str,
    text: str,
    done: str,
    links: Callable[[], dict[str, str]] | None = None,
) -> Any:
    here = face_path(request, meeting)
    form = make_form(request, schema, submit_label=request.localizer.translate(label), cancel_url=here)
    if request.method == "POST":
        answer = carry_out(request, form, do, where=lambda _none: here)
        if answer is not None:
            tell(request, "ok", done, **(links() if links else {}))
            return answer
    page = form_page(request, meeting, form, title)
    return {**page, "text": request.localizer.translate(text), "guard": None, "back": here}
