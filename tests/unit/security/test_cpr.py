"""The detector of personal numbers. Every number here is impossible: 60 is added to the day, or it fails to exist."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdk_esdh.security.cpr import contains_cpr, find_cpr, passes_check_digit


def dates():
    """Return the first six digits of any number, replacement numbers included."""
    days = st.integers(1, 31) | st.integers(61, 91)
    return st.builds(
        lambda day, month, year: f"{day:02}{month:02}{year:02}", days, st.integers(1, 12), st.integers(0, 99)
    )


def serials():
    return st.integers(0, 9999).map(lambda number: f"{number:04}")


NO_DIGITS = st.text(st.characters(exclude_categories=("Nd", "Cs")), max_size=30)


@pytest.mark.parametrize(
    "text",
    [
        "610190-0000",
        "610190 0000",
        "6101900000",
        "610190 - 0000",
        "610190–0000",
        "610190\u20110000",
        "610190\u00a00000",
        "brev_610190-0000.pdf",
        "Vedr. cpr610190-0000x",
        "(610190-0000)",
        "910112-9999",
        "\uff16\uff11\uff10\uff11\uff19\uff10-\uff10\uff10\uff10\uff10",
    ],
)
def test_a_number_is_found_however_it_is_written(text):
    assert contains_cpr(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-00012-3",
        "Sag 2026-00412, dokument 2026-00412-6",
        "99 45 45 45",
        "09 45 45 45",
        "+45 09454545",
        "16101900000",
        "61019000001",
        "20261122101500",
        "EAN 5798000123456",
        "320190-0000",  # no 32nd day, and no replacement of one
        "600190-0000",
        "920190-0000",
        "611390-0000",
        "610090-0000",
        "610190-000",
        "610190-00000",
        "22. november 2026",
        "22-11-2026 10:15",
        "",
    ],
)
def test_other_numbers_of_the_office_are_left_alone(text):
    assert find_cpr(text) == []


def test_the_hit_says_where_and_holds_no_digits():
    (hit,) = find_cpr("Brev om 610190-0000 til orientering")
    assert (hit.start, hit.end) == (8, 19)
    assert "6101" not in repr(hit)


def test_ten_digits_without_a_hyphen_and_check_digit_are_a_loose_hit_with_a_reason():
    (hit,) = find_cpr("Svar på 2003023693")
    assert hit.loose
    assert "kontrolciffer" in hit.why
    assert contains_cpr("Svar på 2003023693")
    assert not contains_cpr("Svar på 2003023693", loose=False)


def test_a_hyphen_makes_a_firm_hit_although_the_check_digit_is_wrong():
    assert not passes_check_digit("6101900001")
    (hit,) = find_cpr("610190-0001")
    assert not hit.loose
    assert hit.why == ""


def test_the_check_digit_makes_ten_digits_in_a_row_a_firm_hit():
    serial = next(f"{n:04}" for n in range(9999) if passes_check_digit(f"610190{n:04}"))
    (hit,) = find_cpr(f"610190{serial}")
    assert not hit.loose


def test_a_day_that_the_month_does_not_have_is_a_loose_hit():
    (hit,) = find_cpr("910290-0000")
    assert hit.loose
    assert "kalenderen" in hit.why


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "-\n", "-\r\n", " \n ", "\n-", "\f"])
def test_a_number_broken_over_two_lines_is_found_when_asked_for(line_break):
    text = f"610190{line_break}0000"
    assert find_cpr(text) == []
    assert contains_cpr(text, over_lines=True)


def test_a_number_broken_without_a_hyphen_is_loose_and_one_with_a_hyphen_is_firm():
    assert find_cpr("610190\n0000", over_lines=True)[0].loose
    assert not find_cpr("610190-\n0000", over_lines=True)[0].loose


def test_a_page_of_blanks_costs_no_time():
    find_cpr("610190" + " " * 200_000 + "x", over_lines=True)
    find_cpr("610190 " * 50_000, over_lines=True)


@given(
    before=NO_DIGITS,
    date=dates(),
    separator=st.sampled_from(["", "-", " ", " - ", "\u2013"]),
    serial=serials(),
    after=NO_DIGITS,
)
def test_a_number_is_found_between_any_other_signs_and_exactly_there(before, date, separator, serial, after):
    number = date + separator + serial
    hits = find_cpr(before + number + after)
    assert [(hit.start, hit.end) for hit in hits] == [(len(before), len(before) + len(number))]


@given(date=dates(), serial=serials(), digit=st.sampled_from(string.digits))
def test_a_digit_more_on_either_side_makes_it_another_number(date, serial, digit):
    assert find_cpr(digit + date + serial) == []
    assert find_cpr(f"{date}{serial}{digit}") == []
    assert find_cpr(f"{digit}{date}-{serial}") == []


@given(year=st.integers(1990, 2099), number=st.integers(1, 99999), document=st.integers(1, 9999))
def test_no_case_or_document_number_is_ever_taken_for_a_person(year, number, document):
    assert find_cpr(f"{year}-{number:05} og {year}-{number:05}-{document}") == []


@given(text=st.text(max_size=200))
def test_any_text_can_be_searched_and_each_hit_lies_within_it(text):
    for over_lines in (False, True):
        for hit in find_cpr(text, over_lines=over_lines):
            assert 0 <= hit.start < hit.end <= len(text)
