"""The clock: UTC inside, Copenhagen outside, and not to be set in production."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from pyramid.config import Configurator

from bdk_esdh.kernel.clock import (
    COPENHAGEN,
    FileClock,
    SetClock,
    SystemClock,
    clock_from_setting,
    local,
)
from bdk_esdh.kernel.settings import BadSetting


def _configured(**settings):
    config = Configurator(settings={f"esdh.{name}": value for name, value in settings.items()})
    config.include("bdk_esdh.kernel.settings")
    config.include("bdk_esdh.kernel.clock")
    return config.registry.clock


def test_the_machines_clock_tells_an_aware_time_in_utc():
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(0)
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_time_without_a_zone_is_meant_for_copenhagen():
    assert SetClock(datetime.fromisoformat("2026-11-23T09:00")).now() == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert SetClock(datetime.fromisoformat("2026-07-01T09:00")).now() == datetime(2026, 7, 1, 7, tzinfo=UTC)


def test_a_time_with_a_zone_is_kept_in_utc():
    clock = SetClock(datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=5))))
    assert clock.now() == datetime(2026, 11, 23, 4, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


def test_the_date_is_that_of_copenhagen():
    assert SetClock(datetime(2026, 11, 23, 23, 30, tzinfo=UTC)).today() == date(2026, 11, 24)
    assert SetClock(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)).today() == date(2026, 7, 2)


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "01:59+0100"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "03:00+0200"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "02:30+0200"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "02:30+0100"),
    ],
)
def test_the_wall_clock_jumps_in_the_nights_when_summer_time_begins_and_ends(moment, shown):
    assert local(moment).strftime("%H:%M%z") == shown


def test_an_hour_is_an_hour_in_the_night_that_has_two_of_them():
    clock = SetClock(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    before = clock.now()
    clock.advance(timedelta(hours=1))
    assert clock.now() - before == timedelta(hours=1)
    assert local(clock.now()).hour == local(before).hour == 2


def test_a_file_moves_the_clock_of_another_process(tmp_path):
    path = tmp_path / "clock"
    clock = FileClock(path)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    path.write_text("2026-11-23T09:00\n")
    assert clock.now() == datetime(2026, 11, 23, 9, tzinfo=COPENHAGEN)
    path.write_text("2026-11-24T09:00+00:00")
    assert clock.now() == datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_a_file_that_is_being_written_does_not_throw_the_clock_back(tmp_path):
    path = tmp_path / "clock"
    path.write_text("2030-01-01T00:00+00:00")
    clock = FileClock(path)
    clock.now()
    path.write_text("")
    assert clock.now() == datetime(2030, 1, 1, tzinfo=UTC)


def test_the_setting_names_one_of_three_clocks(tmp_path):
    assert type(clock_from_setting("system")) is SystemClock
    assert type(clock_from_setting(f"file:{tmp_path / 'clock'}")) is FileClock
    assert clock_from_setting("2026-11-23T09:00").now() == datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.mark.parametrize("clock", ["2026-11-23T09:00", "file:clock"])
def test_production_refuses_a_clock_that_can_be_set(clock):
    with pytest.raises(BadSetting, match=r"esdh\.clock"):
        _configured(clock=clock, production="true", secure_cookies="true")


def test_production_takes_the_machines_clock():
    assert type(_configured(clock="system", production="true", secure_cookies="true")) is SystemClock


def test_a_clock_that_is_none_is_refused_by_its_setting():
    with pytest.raises(BadSetting, match=r"esdh\.clock.*i morgen"):
        _configured(clock="i morgen")
