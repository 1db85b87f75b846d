"""Dates and times as a Danish office types them.

The forms a clerk may use are those of the style guide: ``23.11.26``, ``23/11``,
``23.11.2026``, ``2026-11-23``, ``23. november``, ``i dag``, ``i morgen`` and
``i går``. Days without a year, and the three words, are counted from "today",
which the form binds to the schema (``schema.bind(today=...)``).
"""

import datetime as dt
import re
from typing import Any

import colander

from . import widgets
from .danish import MONTHS, form_date, month_name
from .fields import CONTROL, FormNode
from .i18n import _

WORDS = {
    "i dag": 0, "idag": 0, "i morgen": 1, "imorgen": 1, "i går": -1, "igår": -1,
    "today": 0, "tomorrow": 1, "yesterday": -1,
}  # fmt: skip
EARLIEST, LATEST = 1800, 2199
DAY_FIRST = re.compile(r"([0-9]{1,2})\s?[./-]\s?([0-9]{1,2})(?:\.?|\s?[./-]\s?([0-9]{4}|[0-9]{2}))")
YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
MONTH_NAMED = re.compile(r"([0-9]{1,2})\.? ([a-z]{3,9})\.?(?: ([0-9]{4}|[0-9]{2}))?")
CLOCK = re.compile(r"(?:kl\.? ?)?([0-9]{1,2})(?:[.:]?([0-9]{2}))?")


class UnreadableDateError(ValueError):
    """What was typed names no day; the message says why."""


def read_date(typed: str, today: dt.date | None, *, leaning: int = 0) -> dt.date:
    """Turn what a clerk typed into a date.

    :param typed: in one of the forms this module names.
    :param today: the day ``i dag`` is; without it only full dates can be read.
    :param leaning: where a day without a year lies: 0 this year, 1 from today on, -1 up to today.
    :raises UnreadableDateError: it has another form, or there is no such day.
    """
    # Python counts some control characters as blanks; nobody types them, and a program that sends them errs.
    if CONTROL.search(typed):
        raise UnreadableDateError(_("Skriv datoen som 23.11.2026"))
    text = " ".join(typed.lower().split())
    if today and text in WORDS:
        return today + dt.timedelta(days=WORDS[text])
    day, month, year = _parts(text)
    if year is None and today is None:
        raise UnreadableDateError(_("Skriv også året, for eksempel 23.11.2026"))
    if year is None and today is not None:
        return _without_year(day, month, today, leaning)
    return _existing(day, month, _full_year(str(year), today))


def _parts(text: str) -> tuple[int, int, str | None]:
    if match := YEAR_FIRST.fullmatch(text):
        return int(match[3]), int(match[2]), match[1]
    if match := DAY_FIRST.fullmatch(text):
        return int(match[1]), int(match[2]), match[3]
    if match := MONTH_NAMED.fullmatch(text):
        for number, name in enumerate(MONTHS, start=1):
            if name.startswith(match[2]):
                return int(match[1]), number, match[3]
    raise UnreadableDateError(_("Skriv datoen som 23.11.2026"))


def _full_year(typed: str, today: dt.date | None) -> int:
    if len(typed) == len("2026"):
        return int(typed)
    # Two digits: no deadline lies more than 20 years ahead, so 57 and later is the last century.
    century = 2000 if int(typed) <= ((today.year if today else 2026) + 20) % 100 else 1900
    return century + int(typed)


def _without_year(day: int, month: int, today: dt.date, leaning: int) -> dt.date:
    here = _existing(day, month, today.year)
    if leaning * (here - today).days >= 0:
        return here
    return _existing(day, month, today.year + leaning)


def _existing(day: int, month: int, year: int) -> dt.date:
    if not EARLIEST <= year <= LATEST:
        mapping = {"first": EARLIEST, "last": LATEST}
        raise UnreadableDateError(_("Året skal ligge fra ${first} til ${last}", mapping=mapping))
    if not 1 <= month <= len(MONTHS):
        raise UnreadableDateError(
            _("Der er ingen måned ${month}. Skriv datoen som 23.11.2026", mapping={"month": month})
        )
    try:
        return dt.date(year, month, day)
    except ValueError:
        # Only 29 February is a day in some years, so only there does the year explain anything.
        when = f"{month_name(month)} {year}" if (day, month) == (29, 2) else month_name(month)
        named: dict[str, object] = {"day": day, "month": when}
        raise UnreadableDateError(_("Der er ingen dag, der hedder ${day}. ${month}", mapping=named)) from None


class DanishDate(colander.SchemaType):
    """A date typed in one field.

    The node's ``leaning`` says where a day without a year lies; see :func:`read_date`.
    """

    def serialize(self, node: colander.SchemaNode, appstruct: Any) -> Any:
        """Give the date as 23.11.2026, the form the hint shows."""
        if not isinstance(appstruct, dt.date):
            return colander.null
        return form_date(appstruct)

    def deserialize(self, node: colander.SchemaNode, cstruct: Any) -> Any:
        """Read the date.

        :raises colander.Invalid: with the reason :func:`read_date` gives.
        """
        if cstruct is colander.null or cstruct is None or cstruct == "":
            return colander.null
        if not isinstance(cstruct, str):
            raise colander.Invalid(node, _("Skriv datoen som 23.11.2026"))
        today = (getattr(node, "bindings", None) or {}).get("today")
        try:
            return read_date(cstruct, today, leaning=getattr(node, "leaning", 0))
        except UnreadableDateError as error:
            raise colander.Invalid(node, error.args[0]) from None


class DanishTime(colander.SchemaType):
    """A time of day: 8.15, 8:15, 0815, 8 or kl. 8.15."""

    def serialize(self, node: colander.SchemaNode, appstruct: Any) -> Any:
        """Give the time as 8.15."""
        return f"{appstruct.hour}.{appstruct.minute:02}" if isinstance(appstruct, dt.time) else colander.null

    def deserialize(self, node: colander.SchemaNode, cstruct: Any) -> Any:
        """Read the time.

        :raises colander.Invalid: another form, or no such time.
        """
        if cstruct is colander.null or cstruct is None or cstruct == "":
            return colander.null
        readable = isinstance(cstruct, str) and not CONTROL.search(cstruct)
        match = CLOCK.fullmatch(" ".join(cstruct.lower().split())) if readable else None
        if not match:
            raise colander.Invalid(node, _("Skriv klokkeslættet som 8.15"))
        hour, minute = int(match[1]), int(match[2] or 0)
        try:
            return dt.time(hour, minute)
        except ValueError:
            mapping = {"time": f"{hour}.{minute:02}"}
            raise colander.Invalid(
                node, _("Klokken kan ikke være ${time}. Skriv den som 8.15", mapping=mapping)
            ) from None


class DateField(FormNode):
    """A date in one field; ``leaning`` 1 for deadlines, -1 for days gone by."""

    schema_type = DanishDate
    leaning = 0
    hint = _("For eksempel 23.11.2026, 23/11 eller i morgen")
    missing_msg = _("Skriv en dato")
    widget = widgets.ExactTextWidget(css_class="e-short")


class TimeField(FormNode):
    """A time of day in one field."""

    schema_type = DanishTime
    hint = _("For eksempel 8.15")
    missing_msg = _("Skriv et klokkeslæt")
    widget = widgets.ExactTextWidget(css_class="e-short")
