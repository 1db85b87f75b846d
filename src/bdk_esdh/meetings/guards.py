"""What stands in the way of publishing an agenda: everything at once, each with its item.

Obstacles forbid; warnings are told and left to the secretary.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from pyramid.registry import Registry

from ..kernel.clock import local
from ..kernel.danish import long_date
from ..kernel.i18n import _
from ..kernel.working_days import Deadline, WorkCalendar
from ..security.cpr import contains_cpr
from ..security.readers import Sensitivity, is_cut_off
from .content import TEXTS, AgendaItem, Meeting
from .errors import NotPublishable

#: shorter titles ("Tag") would be found in any text
_SHORTEST_TELLING_TITLE = 8


@dataclass(frozen=True)
class Caution:
    """Something to know before publishing; it does not forbid it.

    :param view: the page at which it is mended: of the item, or of the meeting without one.
    :param field: where on that page.
    """

    message: str
    item: AgendaItem | None = None
    view: str = "punkt"
    field: str = ""


def agenda_deadline(meeting: Meeting, registry: Registry) -> Deadline:
    """Return the last day on which the agenda is in time, with its reckoning.

    Kommunestyrelsesloven § 8, stk. 4: as far as possible four working days before the meeting.
    """
    calendar = WorkCalendar(registry.esdh_settings.closed_days)
    return calendar.deadline(meeting.day, -meeting.committee.agenda_deadline)


def publish_obstacles(meeting: Meeting, at: datetime, registry: Registry) -> list[NotPublishable]:
    """List everything that has to be mended before the agenda can be published at ``at``."""
    items = meeting.items_in_order()
    if not items:
        return [NotPublishable(_("Der er ingen punkter på dagsordenen"))]
    found = []
    for item in items:
        found += item_obstacles(item, at, registry)
    return found + _mentions_of_closed_items(items)


def item_obstacles(item: AgendaItem, at: datetime, registry: Registry) -> list[NotPublishable]:
    """List what has to be mended on one item; also asked when it changes on a published agenda.

    A deadline missed counts from when the item first came out: one that members have
    had in time is not late because the agenda was taken back and published again.
    """
    told = []
    if item.review_state == "proposed":
        told.append((_("Punkt ${number} er indmeldt, men ikke godkendt"), "title"))
    if item.closed_session and not item.closed_reason:
        told.append((_("Punkt ${number} er lukket uden grund. Vælg hvorfor"), "closed_reason"))
    if contains_cpr(item.title) or contains_cpr(item.neutral_title):
        told.append((_("Titlen på punkt ${number} ligner et CPR-nummer"), "title"))
    elif found := _field_with(contains_cpr, item):
        told.append((_("Teksten i punkt ${number} ligner et CPR-nummer"), found))
    if is_cut_off(item):
        text = _("Adgangen til punkt ${number} er begrænset. Genopret arven, så medlemmerne kan læse det")
        told.append((text, "title"))
    told += _leaks_of_the_case(item)
    if item.kind == "case" and not item.late_reason and is_late(item, at, registry):
        told.append(
            (_("Punkt ${number} kommer efter fristen. Skriv, hvorfor det ikke kan vente"), "late_reason")
        )
    return [
        NotPublishable(_(text, mapping={"number": item.number}), field=field, item=item)
        for text, field in told
    ]


def is_late(item: AgendaItem, at: datetime, registry: Registry) -> bool:
    """Tell whether the item comes (or first came) out after the agenda's deadline."""
    out = local(item.first_published_at or at).date()
    return out > agenda_deadline(item.meeting, registry).date


def public_texts(item: AgendaItem) -> list[str]:
    """List what the public reads of an item: of a closed one, its neutral title if that is released."""
    return [getattr(item, name) for name in _public_fields(item)]


def _public_fields(item: AgendaItem) -> tuple[str, ...]:
    if item.closed_session:
        return ("neutral_title",) if item.neutral_title_released else ()
    return ("title", "routing", "late_reason", "resolution", *TEXTS)


def _field_with(holds: Callable[[str], bool], item: AgendaItem) -> str:
    """Return the first field the public reads whose text is such, for the link to where it is mended."""
    return next((name for name in _public_fields(item) if holds(getattr(item, name))), "")


def publish_warnings(meeting: Meeting, registry: Registry) -> list[Caution]:
    """List what the secretary should know before the agenda goes out."""
    found = []
    reason = WorkCalendar(registry.esdh_settings.closed_days).why_not(meeting.day)
    if reason:
        text = _("Mødet ligger på en fridag: ${day} (${reason})")
        found.append(Caution(_(text, mapping={"day": long_date(meeting.day), "reason": reason}), view="ret"))
    for item in meeting.items_in_order():
        found += [
            Caution(_(text, mapping={"number": item.number, "count": count}), item, view, field)
            for text, count, view, field in _warnings_of(item)
        ]
    return found


def _warnings_of(item: AgendaItem) -> Iterable[tuple[str, int, str, str]]:
    """Give text, count, and where it is mended (page and field)."""
    case = item.case
    if item.kind == "case" and case is None:
        yield _("Sagen til punkt ${number} findes ikke længere"), 0, "punkt", "case_number"
    if item.kind == "case" and not item.summary and not item.presentation:
        yield _("Punkt ${number} mangler resumé og sagsfremstilling"), 0, "punkt", "presentation"
    if any(is_cut_off(document) for document in item.documents):
        text = _("Punkt ${number}: adgangen til et bilag er begrænset, så medlemmerne kan ikke læse det")
        yield text, 0, "bilag", ""
    if item.closed_session:
        if not item.neutral_title or not item.neutral_title_released:
            yield _("Punkt ${number} vises uden neutral titel"), 0, "punkt", "neutral_title"
        return
    if case is not None and case.sensitivity != Sensitivity.NOT_CONFIDENTIAL:
        text = _("Sagen til punkt ${number} er fortrolig, men punktet er åbent")
        yield text, 0, "punkt", "closed_session"
    unreleased = sum(document.released is None for document in item.documents)
    if unreleased:
        text = _("Punkt ${number}: ${count} bilag er ikke frigivet og vises ikke for offentligheden")
        yield text, unreleased, "bilag", ""


def _leaks_of_the_case(item: AgendaItem) -> list[tuple[str, str]]:
    case = item.case
    if case is None:
        return []
    told = []
    if item.closed_session:
        titles = [item.title, "" if case.is_exempt else case.title]
        secrets = [title for title in titles if len(title) >= _SHORTEST_TELLING_TITLE]
        secrets += [case.confidential_title, case.case_number]
        if _any_in(secrets, public_texts(item)):
            told.append(
                (_("Den neutrale titel på punkt ${number} røber, hvad punktet handler om"), "neutral_title")
            )
        return told
    if found := _field_naming(case.confidential_title, item):
        told.append((_("Punkt ${number} gengiver sagens fortrolige titel"), found))
    if is_secret(case) and (found := _field_naming(case.case_number, item)):
        told.append((_("Punkt ${number} nævner nummeret på en fortrolig sag"), found))
    return told


def is_secret(case: object) -> bool:
    """Tell whether even the number of a case is kept from the public."""
    return bool(
        getattr(case, "sensitivity", "") != Sensitivity.NOT_CONFIDENTIAL
        or getattr(case, "exemption_basis", "")
        or getattr(case, "access_list", ())
    )


def _mentions_of_closed_items(items: list[AgendaItem]) -> list[NotPublishable]:
    found = []
    for closed in (
        item for item in items if item.closed_session and len(item.title) >= _SHORTEST_TELLING_TITLE
    ):
        for item in items:
            if not item.closed_session and (field := _field_naming(closed.title, item)):
                mapping = {"number": item.number, "closed": closed.number}
                text = _("Punkt ${number} nævner titlen på lukket punkt ${closed}", mapping=mapping)
                found.append(NotPublishable(text, field=field, item=item))
    return found


def _field_naming(secret: str, item: AgendaItem) -> str:
    """Return the field the public reads that holds the secret; empty when none does."""
    return _field_with(lambda text: _any_in([secret], [text]), item)


def _any_in(secrets: Iterable[str], texts: Iterable[str]) -> bool:
    readable = [text.casefold() for text in texts if text]
    return any(secret.casefold() in text for secret in secrets if secret.strip() for text in readable)
