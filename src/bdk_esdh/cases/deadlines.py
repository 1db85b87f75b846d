"""Deadlines in words: how long there is left, and how it was counted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ..kernel.danish import capitalised, day_and_month, long_date, weekday_name
from ..kernel.i18n import _
from ..kernel.working_days import WorkCalendar

#: turns a translatable text into the reader's language
Say = Callable[[Any], str]

#: working days within which a deadline is near
NEAR = 3
_COUNTED_IN_WORKING_DAYS = 7
_COUNTED_AT_ALL = 21
_NAMED_DAYS_OFF = 60


@dataclass(frozen=True)
class DeadlineWords:
    """A deadline as a badge.

    :param kind: of badge: ``late soon plain``.
    :param text: for the head of a page, ``short`` for a cell of a list.
    """

    kind: str
    text: str
    short: str
    icon: str = "time"


def deadline_words(due: date, today: date, calendar: WorkCalendar, say: Say) -> DeadlineWords:
    """Say when ``due`` is, seen from ``today``; never as a negative number."""
    day = f"{weekday_name(due)} {day_and_month(due)}"
    if due.year != today.year:
        day += f" {due.year}"
    if due < today:
        text = say(_("Overskredet ${day}", mapping={"day": day}))
        return DeadlineWords("late", text, text)
    days = (due - today).days
    # Three working days are never more than a fortnight: what is further away need not be counted.
    working = calendar.between(today, due) if days <= _COUNTED_AT_ALL else days
    left = _time_left(days, working, say)
    text = say(_("Frist ${day}, ${left}", mapping={"day": day, "left": left}))
    short = say(_("${day}, ${left}", mapping={"day": day, "left": left}))
    return DeadlineWords("soon" if working <= NEAR else "plain", text, short)


def _time_left(days: int, working: int, say: Say) -> str:
    if days < 2:
        return say(_("i morgen") if days else _("i dag"))
    if days > _COUNTED_IN_WORKING_DAYS:
        return say(_("om ${days} dage", mapping={"days": days}))
    return say(
        _("om 1 arbejdsdag") if working == 1 else _("om ${days} arbejdsdage", mapping={"days": working})
    )


def own_deadline(due: date, today: date, calendar: WorkCalendar, say: Say) -> dict[str, str]:
    """Return what the panel "Fristen" shows: the day, and how it was counted."""
    return {"day": capitalised(long_date(due)), "text": _reckoning(due, today, calendar, say)}


def _reckoning(due: date, today: date, calendar: WorkCalendar, say: Say) -> str:
    if due < today:
        late = calendar.between(due, today)
        return say(
            _("Egen frist. Den er overskredet. Arbejdsdage siden da: ${days}.", mapping={"days": late})
        )
    mapping = {"days": calendar.between(today, due), "today": day_and_month(today)}
    text = say(
        _(
            "Egen frist. Arbejdsdage efter i dag, ${today}: ${days}. Lørdage og søndage tæller ikke.",
            mapping=mapping,
        )
    )
    off = _days_off(due, today, calendar, say)
    return text + (" " + say(_("Heller ikke ${days}.", mapping={"days": off})) if off else "")


def _days_off(due: date, today: date, calendar: WorkCalendar, say: Say) -> str:
    """Name the days between that do not count though they are no weekend, and why."""
    span = range(1, min((due - today).days, _NAMED_DAYS_OFF) + 1)
    days = (today + timedelta(days=step) for step in span)
    off = [
        f"{day_and_month(day)} ({calendar.why_not(day)})"
        for day in days
        if day.weekday() < 5 and calendar.why_not(day)
    ]
    if len(off) < 2:
        return "".join(off)
    return say(_("${days} og ${day}", mapping={"days": ", ".join(off[:-1]), "day": off[-1]}))
