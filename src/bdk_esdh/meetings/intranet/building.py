"""What the buttons of an agenda in the making do at once: moving an item, and accepting a proposed one."""

from collections.abc import Callable

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response

from ...kernel.danish import moment_text
from ...kernel.errors import DomainError, SeveralErrors
from ...kernel.faces import face_path, intranet_view
from ...kernel.graph import get_oid
from ...kernel.i18n import _
from ...kernel.page_frame import tell
from ...security.permissions import Permission
from ..content import AgendaItem, Meeting
from ..items import accept_item, move_item, order_now
from ..ordering import order_of, order_text
from .items import item_meant

_EDIT = Permission.MEETING_EDIT
_STEPS = frozenset({"up", "down"})
_LONGEST_NUMBER = 4
#: words in braces are put in by ``static/js/agenda.js``
_SAID = {
    "lifted": _("Punkt {number} er løftet. Plads {place} af {count}. Tryk pil op eller ned."),
    "at": _("Plads {place} af {count}."),
    "cancelled": _("Fortrudt: punkt {number} er på plads {number} igen."),
    "saving": _("Punkt {number} er flyttet til plads {place} af {count}. Gemmer …"),
    "failed": _("Flytningen er ikke gemt, for vi fik ikke svar. Punkterne står som før. Prøv igen."),
}


@intranet_view(Meeting, name="flyt", method="POST", permission=_EDIT)
def move(context: Meeting, request: Request) -> Response:
    """Move an item up, down or to a place; what was asked may stand in the address (undoing does so)."""

    def act(item: AgendaItem) -> None:
        to = request.params.get("to", "")
        place = to if to in _STEPS else (request.params.get("place", "").strip() or to)
        if place not in _STEPS and not _is_number(place):
            tell(request, "error", _("Skriv et helt tal, for eksempel 12"))
            return
        shown = order_of(request.params.get("order", ""))
        oid, changed_before = get_oid(item), order_changed(request, context)
        before = shown.index(oid) + 1 if oid in shown else item.number
        others_came_first = move_item(
            item, place if place in _STEPS else int(place), request.act, shown=shown
        )
        _tell_of_move(request, item, before)
        if others_came_first:
            _tell_of_others(request, changed_before)

    return _at_once(request, context, act)


@intranet_view(Meeting, name="godkend-punkt", method="POST", permission=_EDIT)
def accept(context: Meeting, request: Request) -> Response:
    """Approve an item that was proposed."""

    def act(item: AgendaItem) -> None:
        accept_item(item, request.act)
        tell(request, "ok", _("Punkt ${number} er godkendt.", mapping={"number": item.number}))

    return _at_once(request, context, act)


def saved_line(request: Request, meeting: Meeting) -> str:
    """Say when the order of the agenda was last saved, and by whom."""
    changed = order_changed(request, meeting)
    say = request.localizer.translate
    if changed is None:
        return str(say(_("Rækkefølgen gemmes, hver gang du flytter et punkt.")))
    return str(say(_("Rækkefølgen er gemt ${when} af ${name}.", mapping=changed)))


def script_texts(request: Request) -> dict[str, str]:
    """Return what the script says while somebody moves an item, by name."""
    return {name: request.localizer.translate(text) for name, text in _SAID.items()}


def order_changed(request: Request, meeting: Meeting) -> dict[str, str] | None:
    """Return who last moved an item and when, for messages; ``None`` if nobody has."""
    if meeting.order_changed_at is None:
        return None
    when = moment_text(meeting.order_changed_at, request.clock.today())
    return {"name": meeting.order_changed_by_name, "when": when}


def _tell_of_move(request: Request, item: AgendaItem, before: int) -> None:
    meeting = item.meeting
    mapping = {"before": before, "number": item.number, "count": len(meeting)}
    if item.number == before:
        tell(request, "ok", _("Punkt ${number} bliver på plads ${number} af ${count}", mapping=mapping))
        return
    query = f"?item={get_oid(item)}&place={before}&order={order_text(order_now(meeting))}"
    text = _("Punkt ${before} er flyttet til plads ${number} af ${count}", mapping=mapping)
    tell(request, "ok", text, undo_url=face_path(request, meeting, "flyt") + query)


def _tell_of_others(request: Request, changed: dict[str, str] | None) -> None:
    text = _("Dagsordenen blev ændret, mens du så på den. Begge ændringer er med: se rækkefølgen igennem.")
    if changed is not None:
        text = _(
            "${name} flyttede punkter ${when}, mens du så på dagsordenen. Begge ændringer er med: "
            "se rækkefølgen igennem.",
            mapping=changed,
        )
    # Not as a warning: it was done, and the same press again must do nothing more.
    tell(request, "info", text)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER


def _at_once(request: Request, meeting: Meeting, act: Callable[[AgendaItem], None]) -> Response:
    """Do what a button on the agenda asks, and show the agenda again with the outcome."""
    try:
        act(item_meant(request, meeting, {"item": request.params.get("item", "")}))
    except SeveralErrors as errors:
        for error in errors.errors:
            tell(request, "error", error.message)
    except DomainError as error:
        tell(request, "error", error.message)
    return HTTPSeeOther(face_path(request, meeting))
