"""A calendar for the stories: Sunday 22 November 2026, weekdays counted, no holidays."""

from datetime import date, timedelta

import pytest

TODAY = date(2026, 11, 22)


def working_day(offset):
    """Return the date of a working day from today, counting Monday to Friday."""
    day, left = TODAY, abs(offset)
    while left:
        day += timedelta(days=1 if offset > 0 else -1)
        left -= day.weekday() < 5
    return day


@pytest.fixture
def dates():
    """Give what turns a number of working days into a date."""
    return working_day
