"""Programs that ask too often are told to wait, each person and address for itself."""

import dataclasses

import pytest
from tests.support.site_api import API, api, problem

from bdk_esdh.api.rates import Rates


@pytest.fixture
def limited(site):
    """The municipality with two requests a minute, and seconds that pass when a test says so."""
    registry = site.registry
    before, rates = registry.esdh_settings, registry.api_rates
    registry.seconds = 1000.0
    yield site
    registry.esdh_settings, registry.api_rates = before, rates


def limit(site, **limits):
    site.registry.esdh_settings = dataclasses.replace(site.registry.esdh_settings, **limits)
    site.registry.api_rates = Rates(lambda: site.registry.seconds)


def test_a_person_waits_however_many_tokens_there_are(limited):
    """Break it: count by the header instead of the person."""
    first, second, other = (api(limited, login) for login in ("sagsbehandler", "sagsbehandler", "leder"))
    limit(limited, api_requests_per_minute=3)
    first.get(f"{API}/sager", status=200)
    second.get(f"{API}/sager", status=200)
    first.post_json(f"{API}/sager", {}, status=422)
    answer = second.get(f"{API}/sager", status=429)
    told = problem(answer, "too-many-requests")
    assert answer.headers["Retry-After"] == "20"
    assert "20 sekunder" in told["detail"]
    other.get(f"{API}/sager", status=200)
    limited.registry.seconds += 20
    second.get(f"{API}/sager", status=200)
    first.get(f"{API}/sager", status=429)


def test_who_is_not_logged_in_is_counted_by_address_and_made_up_tokens_too(limited):
    """Break it: let the guard against dead tokens come first."""
    limit(limited, api_anonymous_per_minute=2)
    client = api(limited)
    client.get(f"{API}/udvalg", status=200)
    client.get(f"{API}/udvalg", headers={"Authorization": "Bearer findes-ikke"}, status=401)
    problem(
        client.get(f"{API}/udvalg", headers={"Authorization": "Bearer andet"}, status=429),
        "too-many-requests",
    )
    problem(client.get(f"{API}/findes-ikke", status=429), "too-many-requests")
    other = api(limited)
    other.extra_environ["REMOTE_ADDR"] = "192.0.2.1"
    other.get(f"{API}/udvalg", status=200)
    assert client.get("/udvalg", status=200), "pages are not programs"


def test_zero_is_no_limit(limited):
    limit(limited, api_anonymous_per_minute=0)
    for _number in range(5):
        api(limited).get(f"{API}/udvalg", status=200)
    assert len(limited.registry.api_rates) == 0


def test_what_is_kept_does_not_grow_without_end():
    """Break it: leave out ``popitem``."""
    rates = Rates()
    for number in range(10_050):
        rates.take(f"address {number}", 2)
    assert len(rates) == 10_000


def test_an_address_that_asked_long_ago_has_all_of_it_again():
    now = [0.0]
    rates = Rates(lambda: now[0])
    assert [rates.take("x", 60) for _number in range(60)] == [0.0] * 60
    assert rates.take("x", 60) == pytest.approx(1)
    now[0] += 3600
    assert [rates.take("x", 60) for _number in range(60)] == [0.0] * 60
    assert rates.take("x", 60) > 0
