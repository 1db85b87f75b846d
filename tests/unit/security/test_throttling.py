"""Counting attempts: bounded, forgetful, and right in two processes."""

from datetime import UTC, datetime, timedelta

import pytest
from pyramid.request import Request

from bdk_esdh.security import throttling
from bdk_esdh.security.addresses import client_key, rough_network
from bdk_esdh.security.throttling import ACCOUNT, Attempts, account_key, address_key

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_attempts_are_forgotten_one_by_one():
    attempts = Attempts(NOW)
    for _time in range(ACCOUNT.free):
        attempts.count("a", ACCOUNT, NOW)
    assert attempts.wait("a", ACCOUNT, NOW) > timedelta(0)
    assert attempts.wait("a", ACCOUNT, NOW + ACCOUNT.forgotten_each) <= timedelta(0)
    for _time in range(2):
        attempts.count("a", ACCOUNT, NOW + ACCOUNT.forgotten_each)
    assert attempts.wait("a", ACCOUNT, NOW + ACCOUNT.forgotten_each) == ACCOUNT.first_pause * 2


def test_what_is_kept_is_bounded_whoever_tries_whatever(monkeypatch):
    """Break it: never begin a new generation."""
    monkeypatch.setattr(throttling, "_MOST_KEPT", 50)
    attempts = Attempts(NOW)
    for number in range(400):
        attempts.count(f"k{number}", ACCOUNT, NOW)
    assert len(attempts._newer) + len(attempts._older) <= 100


def test_old_attempts_are_dropped_and_recent_ones_survive_the_change_of_generation():
    attempts = Attempts(NOW)
    attempts.count("old", ACCOUNT, NOW)
    later = NOW + timedelta(hours=2, minutes=1)
    for _time in range(ACCOUNT.free):
        attempts.count("recent", ACCOUNT, later)
    attempts._begin(later, attempts._newer)
    assert "old" not in attempts._older
    assert attempts.wait("recent", ACCOUNT, later) > timedelta(0)


def test_account_and_address_of_the_same_name_are_counted_apart():
    assert account_key("192.0.2.1") != address_key("192.0.2.1")


@pytest.mark.parametrize(
    ("address", "client", "network"),
    [
        ("192.0.2.10", "192.0.2.10", "192.0.2.0/24"),
        ("::ffff:192.0.2.10", "192.0.2.10", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/64", "fe80::/48"),
        ("localhost", "", ""),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_an_address_is_told_as_roughly_as_each_use_allows(address, client, network):
    request = Request.blank("/", headers={"X-Forwarded-For": "198.51.100.1"})
    if address is None:
        request.environ.pop("REMOTE_ADDR", None)
    else:
        request.environ["REMOTE_ADDR"] = address
    assert (client_key(request), rough_network(request)) == (client, network)
