"""Dates, sizes and addresses the Danish way."""

import re
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdk_esdh.kernel.danish import (
    clock_time,
    danish_order,
    file_size,
    file_sizes_apart,
    form_date,
    initials,
    long_date,
    moment_text,
    plain_date,
    short_date,
    slug,
)

DAY = date(2026, 3, 2)


def test_a_date_is_written_as_in_running_text():
    assert long_date(DAY) == "mandag 2. marts 2026"
    assert plain_date(DAY) == "2. marts 2026"
    assert form_date(DAY) == "02.03.2026"


def test_a_short_date_names_the_year_only_when_it_is_another():
    assert short_date(DAY, date(2026, 12, 31)) == "2. mar."
    assert short_date(DAY, date(2027, 1, 1)) == "2. mar. 2026"


def test_a_moment_is_shown_by_the_clock_of_copenhagen():
    late = datetime(2026, 11, 22, 23, 5, tzinfo=UTC)
    assert clock_time(late) == "0.05"
    assert moment_text(late, date(2026, 11, 23)) == "i dag kl. 0.05"
    assert moment_text(late, date(2026, 11, 22)) == "23. nov. kl. 0.05"


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 byte"),
        (999, "999 byte"),
        (1000, "1 kB"),
        (96_400, "96 kB"),
        (999_499, "999 kB"),
        (999_500, "1 MB"),
        (1_440_000, "1,4 MB"),
        (50_000_000, "50 MB"),
        (999_999_999, "1 GB"),
        (1_073_741_824, "1,1 GB"),
        (3 * 1000**5, "3000 TB"),
    ],
)
def test_a_size_has_at_most_one_decimal_and_a_comma(size, text):
    assert file_size(size) == text


def test_two_sizes_are_written_so_that_they_differ():
    assert file_sizes_apart(112 * 1000**2, 50 * 1000**2) == ("112 MB", "50 MB")
    assert file_sizes_apart(50 * 1000**2 + 200_000, 50 * 1000**2) == ("50,2 MB", "50 MB")
    assert file_sizes_apart(50 * 1000**2 + 20_000, 50 * 1000**2) == ("50,02 MB", "50 MB")
    assert file_sizes_apart(1000**2 + 1, 1000**2) == ("1000001 byte", "1000000 byte")


def test_the_danish_letters_come_last_whatever_their_case():
    names = ["Åby", "Ældre", "Øer", "Zoo", "aftale", "Byg"]
    assert sorted(names, key=danish_order) == ["aftale", "Byg", "Zoo", "Ældre", "Øer", "Åby"]


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Karla Skabelon", "KS"), ("Åse", "Å"), ("  Ib  von  Øre ", "IØ"), ("", "?"), (" ", "?")],
)
def test_initials_are_of_the_first_and_the_last_name(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Økonomi- og Ældreudvalget", "oekonomi-og-aeldreudvalget"),
        ("Års  rapport: 2026!", "aars-rapport-2026"),
        (unicodedata.normalize("NFD", "Åby"), "aaby"),
        ("Café Señor", "cafe-senor"),
        ("🏠", "side"),
        ("", "side"),
        ("--", "side"),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_a_title_becomes_a_piece_of_an_address(title, address):
    assert slug(title) == address


@given(st.text(max_size=200))
def test_whatever_the_title_its_address_needs_no_quoting(title):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(title))
    assert len(slug(title)) <= 60
