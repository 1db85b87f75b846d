"""Working days, and deadlines that can explain themselves.

A working day is Monday to Friday, not a Danish public holiday and not one of the
days the town hall is closed by a setting (5 June, 24 and 31 December).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

from .danish import ENGLISH, weekday_name

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Skipped:
    """A day that did not count, and why."""

    day: date
    reason: str


@dataclass(frozen=True)
class Deadline:
    """A date with the reckoning that led to it."""

    start: date
    days: int
    date: date
    skipped: tuple[Skipped, ...]


@lru_cache(maxsize=128)
def _holidays(year: int, language: str) -> dict[date, str]:
    # The library knows that Great Prayer Day is abolished from 2024 on.
    return dict(holidays.country_holidays("DK", years=year, language=language))


class WorkCalendar:
    """Counts working days.

    :param closed_days: ``MM-DD`` of the days the town hall is closed besides holidays.
    """

    def __init__(self, closed_days: tuple[str, ...] = ("06-05", "12-24", "12-31")) -> None:
        """Keep the closed days."""
        self._closed = frozenset(closed_days)

    def why_not(self, day: date) -> str | None:
        """Say why ``day`` does not count, or ``None`` when it is a working day."""
        if day.weekday() >= 5:
            return weekday_name(day)
        in_english = ENGLISH.get()
        name = _holidays(day.year, "en_US" if in_english else "da").get(day)
        if name:
            return name if in_english else name.lower()
        closed = "day when the town hall is closed" if in_english else "lukkedag"
        return closed if day.strftime("%m-%d") in self._closed else None

    def is_working_day(self, day: date) -> bool:
        """Tell whether ``day`` counts."""
        return self.why_not(day) is None

    def add(self, start: date, days: int) -> date:
        """Return the ``days``-th working day after ``start`` (before it, if negative)."""
        return self.deadline(start, days).date

    def deadline(self, start: date, days: int) -> Deadline:
        """Count ``days`` working days from ``start``, which itself is not counted.

        :returns: for no days, ``start`` itself, whatever day it is.
        """
        step = ONE_DAY if days >= 0 else -ONE_DAY
        day, left, skipped = start, abs(days), []
        while left:
            day += step
            reason = self.why_not(day)
            if reason is None:
                left -= 1
            else:
                skipped.append(Skipped(day, reason))
        return Deadline(start, days, day, tuple(skipped))

    def between(self, start: date, end: date) -> int:
        """Count the working days after ``start`` up to and including ``end``.

        Backwards it counts, negative, those before ``start`` down to and including ``end``:
        ``between(day, add(day, n))`` is ``n`` for every ``n``.
        """
        step = ONE_DAY if end >= start else -ONE_DAY
        count, day = 0, start
        while day != end:
            day += step
            count += self.is_working_day(day)
        return count if end >= start else -count
