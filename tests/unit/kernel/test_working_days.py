"""Working days: what does not count, why, and counting both ways."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdk_esdh.kernel.settings import Settings
from bdk_esdh.kernel.working_days import WorkCalendar

CALENDAR = WorkCalendar(Settings().closed_days)
MONDAY = date(2026, 11, 23)
DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))
COUNTS = st.integers(-120, 120)


def test_an_ordinary_monday_is_a_working_day():
    assert CALENDAR.is_working_day(MONDAY)
    assert CALENDAR.why_not(MONDAY) is None


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 11, 28), "lørdag"),
        (date(2026, 11, 29), "søndag"),
        (date(2026, 4, 2), "skærtorsdag"),
        (date(2026, 4, 3), "langfredag"),
        (date(2026, 4, 5), "søndag"),
        (date(2026, 4, 6), "anden påskedag"),
        (date(2026, 5, 14), "kristi himmelfartsdag"),
        (date(2026, 5, 25), "anden pinsedag"),
        (date(2026, 1, 1), "nytårsdag"),
        (date(2026, 12, 25), "juledag"),
        (date(2023, 5, 5), "store bededag"),
        (date(2026, 6, 5), "lukkedag"),
        (date(2026, 12, 24), "lukkedag"),
        (date(2026, 12, 31), "lukkedag"),
    ],
)
def test_a_day_that_does_not_count_says_why(day, reason):
    assert CALENDAR.why_not(day) == reason


@pytest.mark.parametrize("day", [date(2024, 4, 26), date(2025, 5, 16), date(2026, 5, 1)])
def test_great_prayer_day_is_a_working_day_from_2024_on(day):
    """Lov nr. 214 af 06/03/2023 § 1."""
    assert CALENDAR.is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 6, 5), date(2026, 12, 24), date(2026, 12, 31)])
def test_a_town_hall_that_closes_on_no_other_day_works_on_constitution_day_and_the_two_eves(day):
    assert WorkCalendar(()).is_working_day(day)


def test_the_day_itself_is_not_counted():
    assert CALENDAR.add(MONDAY, 1) == date(2026, 11, 24)
    assert CALENDAR.add(date(2026, 11, 27), 1) == date(2026, 11, 30)


def test_counting_back_leads_to_the_working_day_before():
    assert CALENDAR.add(MONDAY, -1) == date(2026, 11, 20)
    assert CALENDAR.add(date(2026, 4, 7), -1) == date(2026, 4, 1)
    assert CALENDAR.between(date(2026, 11, 28), date(2026, 11, 27)) == -1


def test_no_days_lead_to_the_day_itself():
    assert CALENDAR.add(date(2026, 11, 28), 0) == date(2026, 11, 28)


def test_a_deadline_lists_each_day_that_was_passed_over_and_why():
    deadline = CALENDAR.deadline(date(2026, 12, 23), 2)
    assert deadline.date == date(2026, 12, 29)
    assert [(each.day.day, each.reason) for each in deadline.skipped] == [
        (24, "lukkedag"),
        (25, "juledag"),
        (26, "lørdag"),
        (27, "søndag"),
    ]


def test_seven_working_days_for_access_to_documents_over_easter():
    """Offentlighedslovens § 36, stk. 2."""
    assert CALENDAR.add(date(2026, 3, 30), 7) == date(2026, 4, 13)


@given(DAYS, COUNTS)
def test_as_many_days_lie_between_as_were_added(start, count):
    assert CALENDAR.between(start, CALENDAR.add(start, count)) == count


@given(DAYS, COUNTS)
def test_a_deadline_is_a_working_day_and_accounts_for_every_day_on_the_way(start, count):
    deadline = CALENDAR.deadline(start, count)
    assert abs((deadline.date - start).days) == abs(count) + len(deadline.skipped)
    assert not count or CALENDAR.is_working_day(deadline.date)
    assert not any(CALENDAR.is_working_day(each.day) for each in deadline.skipped)


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_days_between_add_up(start, first, second):
    middle, end = start + timedelta(first), start + timedelta(first + second)
    assert CALENDAR.between(start, end) == CALENDAR.between(start, middle) + CALENDAR.between(middle, end)
