"""An agenda at work, as values for its page: each line shows what the reader may know of the item."""

from textwrap import shorten
from typing import Any

from pyramid.request import Request

from ...kernel.clock import local
from ...kernel.danish import short_date
from ...kernel.faces import face_path
from ...kernel.graph import get_oid
from ...kernel.i18n import _
from ...security.permissions import Permission
from ...security.readers import may_read
from ..content import AgendaItem, Meeting
from ..errors import NotPublishable
from ..guards import Caution, agenda_deadline, publish_obstacles, publish_warnings
from ..publishing import undecided_items
from ..schema import CLOSED_REASONS
from ..workflow import ITEM_WORKFLOW

_REASONS = dict(CLOSED_REASONS)
#: characters of a decision in the line of its item
_EXCERPT = 200


def item_rows(request: Request, meeting: Meeting, *, may_edit: bool) -> list[dict[str, Any]]:
    """Make the lines of an agenda for whoever asks."""
    items = meeting.items_in_order()
    return [_row(request, item, may_edit=may_edit, last=item is items[-1]) for item in items]


def _row(request: Request, item: AgendaItem, *, may_edit: bool, last: bool) -> dict[str, Any]:
    if not may_read(item, request.principals):
        # Number alone: neither case, documents nor state may be told.
        text = request.localizer.translate(_("Lukket punkt"))
        return {
            "number": item.number,
            "title": text,
            "url": None,
            "hidden": True,
            "resolution": None,
            "tools": None,
            "css": "is-closed",
        }
    standing = item.kind == "standing"
    css = "is-closed" if item.closed_session else "is-standing" if standing else None
    return {
        "number": item.number,
        "title": item.title,
        "url": face_path(request, item),
        "hidden": False,
        "css": css,
        "badges": _badges(request, item),
        "facts": " · ".join(_facts(request, item)),
        "resolution": _resolution(item),
        "tools": _tools(request, item, last=last) if may_edit else None,
    }


def _resolution(item: AgendaItem) -> str | None:
    """Return the beginning of what was decided; of a closed item only its own page tells that."""
    if item.closed_session or not item.resolution:
        return None
    return shorten(item.resolution, _EXCERPT, placeholder=" …")


def _badges(request: Request, item: AgendaItem) -> list[dict[str, str]]:
    translate = request.localizer.translate
    badges = []
    if item.closed_session:
        badges.append({"kind": "closed", "icon": "lock", "text": translate(_("Lukket"))})
    if item.review_state != "scheduled":
        state = ITEM_WORKFLOW.state(item.review_state)
        badges.append({"kind": state.badge, "icon": state.icon, "text": translate(state.title)})
    published = item.meeting.published_at
    if item.meeting.is_public and published and item.changed_at > published:
        day = short_date(local(item.changed_at).date(), request.clock.today())
        badges.append(
            {"kind": "soon", "icon": "edit", "text": translate(_("Ændret ${day}", mapping={"day": day}))}
        )
    return badges


def _facts(request: Request, item: AgendaItem) -> list[str]:
    translate = request.localizer.translate
    facts = [translate(_("Fast punkt"))] if item.kind == "standing" else []
    case = item.case
    if case is not None and may_read(case, request.principals):
        facts.append(case.case_number)
    if item.kind == "case":
        count = sum(may_read(document, request.principals) for document in item.documents)
        facts.append(translate(_("${count} bilag", mapping={"count": count})))
    if item.routing:
        facts.append(item.routing)
    if item.closed_session:
        facts.append(_shown_as(translate, item))
        if item.closed_reason:
            facts.append(translate(_REASONS[item.closed_reason]))
    return facts


def _shown_as(translate: Any, item: AgendaItem) -> str:
    if item.neutral_title and item.neutral_title_released:
        return str(translate(_("Vises som “Lukket punkt: ${title}”", mapping={"title": item.neutral_title})))
    return str(translate(_("Vises som “Lukket punkt”")))


def _tools(request: Request, item: AgendaItem, *, last: bool) -> dict[str, Any]:
    meeting = item.meeting
    at_work, oid = not meeting.has_minutes, get_oid(item)
    translate, mapping = request.localizer.translate, {"number": item.number}
    return {
        "id": str(oid),
        "handle_label": translate(
            _("Løft punkt ${number}: ${title}", mapping={**mapping, "title": item.title})
        ),
        "close_url": item_url(request, item, "punkt") + "#form-closed_session"
        if at_work and item.kind == "case"
        else None,
        "close_label": translate(_close_label(item)),
        "accept_label": translate(
            _("Sæt på: punkt ${number}, ${title}", mapping={**mapping, "title": item.title})
        ),
        "up_label": translate(_("Flyt punkt ${number} op", mapping=mapping)),
        "down_label": translate(_("Flyt punkt ${number} ned", mapping=mapping)),
        "more_label": translate(_("Mere om punkt ${number}", mapping=mapping)),
        "up": not meeting.numbers_are_fixed and item.number > 1,
        "down": not meeting.numbers_are_fixed and not last,
        "move": not meeting.numbers_are_fixed,
        "edit_url": item_url(request, item, "punkt") if at_work else None,
        "documents_url": item_url(request, item, "bilag") if at_work and item.kind == "case" else None,
        "remove_url": item_url(request, item, "fjern") if not meeting.is_public else None,
        "resolution_url": item_url(request, item, "beslutning") if meeting.review_state == "held" else None,
        "resolution_text": translate(_("Ret beslutning") if item.resolution else _("Skriv beslutning")),
        "accept": item.review_state == "proposed",
    }


def _close_label(item: AgendaItem) -> Any:
    mapping = {"number": item.number}
    if item.closed_session:
        return _("Punkt ${number} er lukket. Ret hvorfor", mapping=mapping)
    return _("Luk punkt ${number}", mapping=mapping)


def tally_of(request: Request, rows: list[dict[str, Any]]) -> str:
    """Say how many of the lines are closed and how many wait to be accepted; empty if none is either."""
    closed = sum(row["css"] == "is-closed" for row in rows)
    proposed = sum(bool(row["tools"] and row["tools"]["accept"]) for row in rows)
    say, mapping = request.localizer.translate, {"closed": closed, "proposed": proposed}
    told = [say(_("${closed} lukket", mapping=mapping))] if closed else []
    told += [say(_("${proposed} indmeldt", mapping=mapping))] if proposed else []
    return " · ".join(told)


def item_url(request: Request, item: AgendaItem, view: str) -> str:
    """Return the address of a page about an item that stays right when items are renumbered."""
    return face_path(request, item.meeting, view) + f"?id={get_oid(item)}"


def next_to_decide(request: Request, meeting: Meeting, item: AgendaItem | None) -> dict[str, str]:
    """Offer the page of the next item that wants a resolution, first those after this one.

    :returns: the link of a message; empty when none is left.
    """
    waiting = _undecided(request, meeting)
    after = [each for each in waiting if item is not None and each.number > item.number]
    for each in [*after, *waiting][:1]:
        text = _("Skriv beslutning på punkt ${number}", mapping={"number": each.number})
        return {
            "link_text": request.localizer.translate(text),
            "link_url": item_url(request, each, "beslutning"),
        }
    return {}


def undecided_guard(request: Request, meeting: Meeting) -> dict[str, Any]:
    """Make the list of items that want a resolution before the minutes can be approved."""
    say, lines = request.localizer.translate, []
    for each in _undecided(request, meeting):
        text = _("Punkt ${number} har ingen beslutning", mapping={"number": each.number})
        lines.append({"kind": "bad", "text": say(text), "url": item_url(request, each, "beslutning")})
    if not lines:
        text = _("Alle sagspunkter har en beslutning")
        return {
            "title": say(_("Klar til at godkende")),
            "lines": [{"kind": "good", "text": say(text), "url": None}],
            "ready": True,
        }
    return {"title": say(_("Kan ikke godkendes endnu")), "lines": lines, "ready": False}


def _undecided(request: Request, meeting: Meeting) -> list[AgendaItem]:
    return [item for item in undecided_items(meeting) if may_read(item, request.principals)]


def guard_of(request: Request, meeting: Meeting) -> dict[str, Any]:
    """Make the list of what stands in the way of publishing, with links to where it is mended."""
    translate = request.localizer.translate
    obstacles = publish_obstacles(meeting, request.clock.now(), request.registry)
    cautions = publish_warnings(meeting, request.registry)
    lines = [_obstacle(request, meeting, each) for each in obstacles]
    lines += [_caution(request, meeting, each) for each in cautions]
    lines += [{"kind": "good", "text": translate(text), "url": None} for text in _in_order(request, meeting)]
    if not obstacles and not cautions:
        lines.append({"kind": "good", "text": translate(_("Intet mangler")), "url": None})
    title = _("Kan ikke offentliggøres endnu") if obstacles else _("Klar til at offentliggøre")
    return {"title": translate(title), "lines": lines, "ready": not obstacles}


def _in_order(request: Request, meeting: Meeting) -> list[Any]:
    """Say what has been looked at and is as it should be."""
    deadline, items = agenda_deadline(meeting, request.registry), meeting.items_in_order()
    told = []
    if request.clock.today() <= deadline.date:
        told.append(_("Fristen på ${days} hverdage kan nås", mapping={"days": deadline.days * -1}))
    closed = [item for item in items if item.closed_session]
    if closed and all(
        item.closed_reason and item.neutral_title and item.neutral_title_released for item in closed
    ):
        told.append(_("Lukkede punkter har grund og neutral titel"))
    cases = [item for item in items if item.kind == "case"]
    if cases and all(item.case is not None for item in cases):
        told.append(_("Alle sagspunkter peger på en sag"))
    return told


def _obstacle(request: Request, meeting: Meeting, error: NotPublishable) -> dict[str, Any]:
    url = face_path(request, meeting, "nyt-punkt")
    if error.item is not None:
        url = item_url(request, error.item, "punkt") + (f"#form-{error.field}" if error.field else "")
    return {"kind": "bad", "text": request.localizer.translate(error.message), "url": url}


def _caution(request: Request, meeting: Meeting, caution: Caution) -> dict[str, Any]:
    url = face_path(request, meeting, caution.view)
    if caution.item is not None:
        url = item_url(request, caution.item, caution.view)
    text = request.localizer.translate(caution.message)
    return {"kind": "warn", "text": text, "url": url + (f"#form-{caution.field}" if caution.field else "")}


def may_edit(request: Request, meeting: Meeting) -> bool:
    """Tell whether whoever asks may change the agenda."""
    return bool(request.has_permission(Permission.MEETING_EDIT, meeting))
