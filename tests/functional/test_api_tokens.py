"""Tokens: what opens them, and everything that ends them. Each guard here has been taken out once to see its test fail."""

from datetime import timedelta

import pytest
from tests.support.site_api import API, api, problem, with_token

from bdk_esdh.organisation.actions import deactivate_person, people_of, set_password


def _whoami(client, status=200):
    """Ask for what only those who work here see."""
    return client.get(f"{API}/sager", status=status)


def _token(client):
    return client.authorization[1]


def test_a_wrong_password_and_an_unknown_login_are_answered_in_the_same_words(site):
    client = api(site)
    wrong = client.post_json(f"{API}/@login", {"login": "sagsbehandler", "password": "forkert"}, status=401)
    unknown = client.post_json(f"{API}/@login", {"login": "findes-ikke", "password": "forkert"}, status=401)
    assert problem(wrong, "wrong-login") == problem(unknown, "wrong-login")
    assert "token" not in wrong.json


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"login": "sagsbehandler"},
        {"password": "demo"},
        {"login": None, "password": None},
        {"login": ["sagsbehandler"], "password": "demo"},
        {"login": "sagsbehandler", "password": 4},
        {"login": "sagsbehandler", "password": {"$ne": ""}},
        {"login": "sagsbehandler", "password": "\ud800"},
        {"login": "x" * 5_000, "password": "demo"},
        {"login": "sagsbehandler", "password": "x" * 5_000},
        {"login": "", "password": ""},
    ],
)
def test_a_login_that_is_none_is_an_invalid_body(site, body):
    problem(api(site).post_json(f"{API}/@login", body, status=422), "invalid")


@pytest.mark.parametrize(
    "login", ["\0", "sags\0behandler", "\u202esagsbehandler", "🏠", "../sagsbehandler", " "]
)
def test_no_login_is_too_strange(site, login):
    client = api(site)
    assert client.post_json(f"{API}/@login", {"login": login, "password": "demo"}, status="*").status_int in (
        401,
        422,
    )


def test_guessing_is_slowed_down_as_it_is_in_the_form(site):
    client = api(site)
    for _attempt in range(5):
        client.post_json(f"{API}/@login", {"login": "sagsbehandler", "password": "forkert"}, status=401)
    slowed = client.post_json(f"{API}/@login", {"login": "sagsbehandler", "password": "forkert"}, status="*")
    while slowed.status_int == 401:
        slowed = client.post_json(
            f"{API}/@login", {"login": "sagsbehandler", "password": "forkert"}, status="*"
        )
    problem(slowed, "too-many-attempts")
    assert slowed.status_int == 429
    assert int(slowed.headers["Retry-After"]) > 0
    # and what was tried here counts in the form, too
    page = site.client().get("/log-ind")
    form = next(iter(page.forms.values()))
    form = next(each for each in page.forms.values() if "password" in each.fields)
    form["login"], form["password"] = "sagsbehandler", "forkert"
    form.submit(status=429)


def test_without_a_token_one_is_anonymous_and_with_a_dead_one_refused(site):
    anonymous = api(site)
    problem(_whoami(anonymous, 404), "not-found")
    for header in (
        "Bearer x",
        "Bearer ",
        "Bearer",
        "Basic c2Fnc2JlaGFuZGxlcjpkZW1v",
        "Bearer 20261123T080000.aaaaaaaaaaaaaaaaaaaaaa:" + "a" * 43,
        "Bearer æøå",
        "x" * 10_000,
    ):
        client = api(site)
        for path in (f"{API}/", f"{API}/sager", f"{API}/findes-ikke", f"{API}/udvalg"):
            answer = client.get(
                path, headers={"Authorization": header.encode().decode("latin-1")}, status=401
            )
            problem(answer, "unauthorized")
            assert "invalid_token" in answer.headers["WWW-Authenticate"]


def test_the_secret_has_to_fit_the_name(site):
    client = api(site, "sagsbehandler")
    name, secret = _token(client).split(":")
    _other_name, other_secret = _token(api(site, "sagsbehandler2")).split(":")
    nearly = secret[:-1] + ("A" if secret[-1] != "A" else "B")
    for forged in (f"{name}:{other_secret}", f"{name}:{nearly}", f"{name}:{'A' * 43}", f"{name}:"):
        _whoami(with_token(api(site), forged), 401)
    _whoami(client)


def test_a_copy_of_the_database_holds_no_token(site):
    """Break it: keep the secret in the entry."""
    client = api(site, "sagsbehandler")
    name, secret = _token(client).split(":")
    with site.graph() as (root, _act):
        entry = root.tokens.get(name)
        assert entry.login == "sagsbehandler"
        assert secret not in repr(vars(entry))
        assert secret.encode() not in root._p_jar.db().storage.load(entry._p_oid)[0]


def test_the_token_of_a_program_is_no_session_and_the_other_way_round(site):
    browser = site.client("sagsbehandler")
    browser.get("/intranet/", status=200)
    with site.graph() as (root, _act):
        names = list(root.logins.of("sagsbehandler"))
    for name in names:
        _whoami(with_token(api(site), f"{name}:{'a' * 43}"), 401)


def test_logging_out_ends_the_token_for_whoever_has_a_copy(site):
    client = api(site, "sagsbehandler")
    copy = with_token(api(site), _token(client))
    other = api(site, "sagsbehandler")
    client.post(f"{API}/@logout", status=204)
    _whoami(copy, 401)
    _whoami(other)
    problem(api(site).post(f"{API}/@logout", status=401), "unauthorized")


def test_a_token_ends_after_an_idle_hour_and_after_ten_hours_in_any_case(site):
    """Break it: leave out ``is_alive`` in ``token_login``."""
    client, idle = api(site, "sagsbehandler"), api(site, "leder")
    for _half_hour in range(19):
        site.clock.advance(timedelta(minutes=30))
        _whoami(client)
    _whoami(idle, 401)
    site.clock.advance(timedelta(minutes=31))
    _whoami(client, 401)


def test_a_token_ends_with_the_password_it_was_opened_with(site):
    """Break it: let ``identity_of`` ask for the entry of the cookie alone."""
    client = api(site, "sagsbehandler")
    with site.graph("administrator") as (root, _act):
        set_password(people_of(root)["sagsbehandler"], "en helt ny adgangskode")
    problem(_whoami(client, 401), "unauthorized")


def test_a_token_ends_when_its_person_is_deactivated_or_removed(site):
    client, other, third = (api(site, login) for login in ("sagsbehandler", "medarbejder", "leder"))
    with site.graph("administrator") as (root, act):
        deactivate_person(people_of(root)["sagsbehandler"], act)
        people_of(root).remove("medarbejder", registry=site.registry)
        # Whatever ended it, or forgot to: an inactive person has no identity.
        people_of(root)["leder"].active = False
    _whoami(client, 401)
    _whoami(other, 401)
    _whoami(third, 401)


def test_a_right_that_is_taken_away_is_gone_with_the_next_request(site):
    client = api(site, "sagsbehandler")
    _whoami(client)
    with site.graph("administrator") as (root, _act):
        people_of(root)["sagsbehandler"].roles = ("citizen",)
    _whoami(client, 404)


def test_with_a_dead_token_one_gets_a_new_one(site):
    client = with_token(api(site), "x")
    client.post_json(f"{API}/@login", {"login": "sagsbehandler", "password": "demo"}, status=200)


def test_a_citizen_gets_a_token_that_opens_what_is_public(site):
    client = api(site, "borger1")
    _whoami(client, 404)
    client.get(f"{API}/udvalg", status=200)
