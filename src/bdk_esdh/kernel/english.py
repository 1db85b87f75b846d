"""Dates, numbers and sizes for who reads in English; ``danish.py`` asks these when that is so."""

from datetime import date, datetime

from .clock import local

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_date(day: date) -> str:
    """``Monday 23 November 2026``."""
    return f"{WEEKDAYS[day.weekday()]} {plain_date(day)}"


def plain_date(day: date) -> str:
    """``23 November 2026``."""
    return f"{day_and_month(day)} {day.year}"


def day_and_month(day: date) -> str:
    """``23 November``."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def short_date(day: date, today: date) -> str:
    """``23 Nov`` within the year of ``today``, else ``23 Nov 2025``."""
    text = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return text if day.year == today.year else f"{text} {day.year}"


def clock_time(moment: datetime) -> str:
    """``8:15``: the wall clock in Copenhagen."""
    moment = local(moment)
    return f"{moment.hour}:{moment.minute:02}"


def at_time(day: str, moment: datetime) -> str:
    """``23 November 2026 at 8:15``, with the day in words."""
    return f"{day} at {clock_time(moment)}"
