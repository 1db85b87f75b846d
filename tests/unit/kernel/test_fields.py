"""What each kind of field takes, and what it says when it may not."""

import datetime as dt
import re

import colander
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdk_esdh.kernel.date_fields import DateField, TimeField, UnreadableDateError, read_date
from bdk_esdh.kernel.fields import Line, Number, Title, email_address, no_match

TODAY = dt.date(2026, 11, 22)


# Dates and times -----------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("23.11.26", dt.date(2026, 11, 23)),
        ("23/11", dt.date(2026, 11, 23)),
        ("23.11", dt.date(2026, 11, 23)),
        ("23.11.", dt.date(2026, 11, 23)),
        ("23.11.2026", dt.date(2026, 11, 23)),
        ("23-11-2026", dt.date(2026, 11, 23)),
        ("2026-11-23", dt.date(2026, 11, 23)),
        ("23. november 2026", dt.date(2026, 11, 23)),
        ("1. maj", dt.date(2026, 5, 1)),
        ("  I  Dag ", TODAY),
        ("i morgen", dt.date(2026, 11, 23)),
        ("i går", dt.date(2026, 11, 21)),
        ("29.2.2028", dt.date(2028, 2, 29)),
        ("1.4.98", dt.date(1998, 4, 1)),
    ],
)
def test_a_date_may_be_typed_as_clerks_type_it(typed, day):
    assert read_date(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("31.11.2026", "Der er ingen dag, der hedder 31. november"),
        ("29.2.2026", "Der er ingen dag, der hedder 29. februar 2026"),
        ("30.2.2028", "Der er ingen dag, der hedder 30. februar"),
        ("1.13.2026", "Der er ingen måned 13. Skriv datoen som 23.11.2026"),
        ("1.1.0026", "Året skal ligge fra 1800 til 2199"),
        ("på mandag", "Skriv datoen som 23.11.2026"),
        ("2026", "Skriv datoen som 23.11.2026"),
        ("\u0662\u0663.11.2026", "Skriv datoen som 23.11.2026"),
    ],
)
def test_a_date_that_cannot_be_says_why(typed, reason):
    with pytest.raises(UnreadableDateError) as caught:
        read_date(typed, TODAY)
    assert caught.value.args[0].interpolate() == reason


def test_a_day_without_a_year_leans_as_the_field_asks():
    assert read_date("5/1", TODAY, leaning=1) == dt.date(2027, 1, 5)
    assert read_date("24/12", TODAY, leaning=-1) == dt.date(2025, 12, 24)
    assert read_date("22/11", TODAY, leaning=1) == read_date("22/11", TODAY, leaning=-1) == TODAY


@given(st.dates(dt.date(1970, 1, 1), dt.date(2199, 12, 31)))
def test_every_date_shown_in_a_form_is_read_back_as_itself(day):
    node = DateField(name="day")
    assert node.deserialize(node.serialize(day)) == day


@pytest.mark.parametrize("typed", ["8.15", "08:15", "0815", "815", "kl. 8.15", "Kl 8.15"])
def test_a_time_may_be_typed_in_several_ways(typed):
    assert TimeField(name="t").deserialize(typed) == dt.time(8, 15)


def test_a_time_that_cannot_be_says_why():
    with pytest.raises(colander.Invalid) as caught:
        TimeField(name="t").deserialize("25.70")
    assert caught.value.msg.interpolate() == "Klokken kan ikke være 25.70. Skriv den som 8.15"


# Texts ---------------------------------------------------------------------


def test_a_title_is_composed_and_on_one_line_and_keeps_emoji():
    family = "👩\u200d👧"
    assert Title(name="t").deserialize(f"A\u030algade\n312\x00\u200b {family}") == f"Ålgade 312 {family}"


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u200d", "\x00", "\u0301", "\u3164"])
def test_a_title_that_nobody_can_see_is_no_title(typed):
    with pytest.raises(colander.Invalid) as caught:
        Title(name="t").deserialize(typed)
    assert caught.value.msg == "Skriv en titel"


@pytest.mark.parametrize("typed", ["x" * 256, "fdp\u202eexe", "\ud800", ["a"], {"a": 1}, 5, b"x"])
def test_a_title_that_cannot_be_stored_is_refused(typed):
    with pytest.raises(colander.Invalid):
        Title(name="t").deserialize(typed)


def test_a_title_may_fill_its_255_characters():
    assert len(Title(name="t").deserialize("ø" * 255)) == 255


def test_a_detector_can_refuse_a_text():
    node = Title(
        name="t", validator=no_match(re.compile("[0-9]{6}-[0-9]{4}").search, "Titlen ligner et CPR-nummer")
    )
    assert node.deserialize("Carport") == "Carport"
    with pytest.raises(colander.Invalid, match="CPR"):
        node.deserialize("Sag om 610190-1234")


@pytest.mark.parametrize("typed", ["a@b", "a b@c.dk", "@c.dk", "a@c..dk", "a@@c.dk", "a@c.dk,b@c.dk"])
def test_what_is_no_address_for_mail_is_refused(typed):
    with pytest.raises(colander.Invalid):
        Line(name="mail", validator=email_address).deserialize(typed)


def test_an_address_for_mail_is_taken():
    assert Line(name="m", validator=email_address).deserialize("karla@eksempel.dk") == "karla@eksempel.dk"


@pytest.mark.parametrize("typed", ["1,5", "1e3", "\u0663", "9" * 40, "-1", "5001", "1.20", True, 1.5, [1]])
def test_what_is_no_whole_number_within_bounds_is_refused(typed):
    with pytest.raises(colander.Invalid):
        Number(name="n", high=5000).deserialize(typed)
