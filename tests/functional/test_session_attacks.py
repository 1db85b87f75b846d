"""A session cannot be fixed, replayed, shared across browsers' owners, or outlive what gave it."""

from datetime import timedelta

import pytest
from tests.support.site import form_with

from bdk_esdh.organisation.actions import add_person, change_person, people_of, person_values, set_password
from bdk_esdh.organisation.errors import LoginTaken
from bdk_esdh.security.logins import CLOCK_TOLERANCE, Login, Logins, credential_of
from bdk_esdh.security.sessions import cookie_name

START = "/intranet/"


def is_in(client):
    return client.get(START, status="*").status_int == 200


def copy_of(site, client):
    copy = site.client()
    for cookie in client.cookiejar:
        copy.set_cookie(cookie.name, cookie.value.strip('"'))
    return copy


def test_a_cookie_that_somebody_was_given_beforehand_does_not_become_theirs(site):
    """Fixation. Break it: keep the session when somebody logs in."""
    attacker = site.client()
    form_with(attacker.get("/log-ind"), "password")
    victim = copy_of(site, attacker)
    form = form_with(victim.get("/log-ind"), "password")
    form["login"], form["password"] = "sagsbehandler", "demo"
    form.submit(status=303)
    assert is_in(victim)
    assert not is_in(attacker)


def test_an_entry_of_an_attackers_own_session_does_not_become_the_victims(site):
    attacker = site.client("medarbejder")
    victim = copy_of(site, attacker)
    token = victim.get(START).html.find("input", attrs={"name": "csrf_token"})["value"]
    values = {"login": "sagsbehandler", "password": "demo", "til": "", "csrf_token": token}
    victim.post("/log-ind", values, status=303)
    assert "Karla Skabelon" in victim.get(START).text
    assert not is_in(attacker)


def test_two_browsers_with_one_cookie_are_one_session_and_both_end(site):
    client = site.client("sagsbehandler")
    shared = copy_of(site, client)
    assert is_in(shared)
    page = shared.get(START)
    next(form for form in page.forms.values() if form.action == "/log-af").submit(status=303)
    assert not is_in(client)


def test_a_role_that_is_taken_away_is_gone_at_the_next_request_and_the_rest_stays(site):
    client = site.client("sagsbehandler")
    form = form_with(client.get("/intranet/sager/ny-sag"), "title")
    form["title"], form["kle_subject"] = "For sent", "02.34.02"
    with site.graph("administrator") as (root, act):
        person = people_of(root)["sagsbehandler"]
        change_person(person, {**person_values(person), "roles": ["employee"]}, act)
    form.submit(status=403)
    client.get("/intranet/sager/ny-sag", status=403)
    assert is_in(client)
    with site.graph() as (root, _act):
        assert len(root["sager"]) == 0


def test_somebody_removed_while_logged_in_meets_the_login_on_every_page_and_no_fault(site):
    client = site.client("medarbejder")
    form = form_with(client.get("/intranet/organisation/personer/medarbejder/adgangskode"), "new_password")
    with site.graph() as (root, _act):
        people_of(root).remove("medarbejder", registry=site.registry)
    for address in (START, "/intranet/sager", "/intranet/organisation/personer/medarbejder/logget-paa"):
        assert client.get(address, status=302).location.startswith("http://testserver/log-ind")
    assert client.get("/").status_int == 200
    assert client.get("/findes-ikke", status=404)
    form["current_password"] = form["new_password"] = form["repeated"] = "en lang adgangskode"
    form.submit(status=302)
    token = form["csrf_token"].value
    assert client.post("/log-af", {"csrf_token": token}, status="*").status_int in (303, 400)


def test_a_login_is_not_given_to_somebody_new(site):
    """What is open, or kept to it, would become theirs."""
    client = site.client("medarbejder")
    with site.graph("administrator") as (root, act):
        people = people_of(root)
        people.remove("medarbejder", registry=site.registry)
        values = {"login": "medarbejder", "title": "En Helt Anden", "roles": ["employee"]}
        with pytest.raises(LoginTaken):
            add_person(people, {**values, "password": "en helt ny adgangskode"}, act)
    assert not is_in(client)


def test_a_password_set_by_the_command_ends_sessions_too(site):
    client = site.client("medarbejder")
    with site.graph() as (root, _act):
        set_password(people_of(root)["medarbejder"], "en helt ny adgangskode")
    assert not is_in(client)


@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(days=400)])
def test_a_session_from_before_the_clock_was_set_back_does_not_last_until_then(site, ahead):
    """Break it: ask only whether the session is too old."""
    site.clock.advance(ahead)
    client = site.client("sagsbehandler")
    site.clock.advance(-ahead)
    assert not is_in(client)


def test_clocks_of_two_servers_may_differ_a_little(site):
    site.clock.advance(CLOCK_TOLERANCE)
    client = site.client("sagsbehandler")
    site.clock.advance(-CLOCK_TOLERANCE)
    assert is_in(client)


def test_being_seen_in_the_future_does_not_keep_a_session_alive(site):
    client = site.client("sagsbehandler")
    with site.graph() as (root, _act):
        (entry,) = root.logins.of("sagsbehandler").values()
        entry.seen = site.clock.now() + timedelta(days=400)
    assert not is_in(client)


def test_a_password_changed_before_the_clock_was_set_back_lets_its_owner_in(site):
    """Times are not compared: else nobody could log in until the clock has come there again."""
    site.clock.advance(timedelta(days=30))
    with site.graph("administrator") as (root, act):
        from bdk_esdh.organisation.actions import change_password

        values = {"new_password": "en helt ny adgangskode", "repeated": "en helt ny adgangskode"}
        change_password(people_of(root)["medarbejder"], values, act)
    site.clock.advance(timedelta(days=-30))
    assert is_in(site.client("medarbejder", password="en helt ny adgangskode"))


def test_entries_from_an_impossible_future_are_swept(site):
    logins, now = Logins(), site.clock.now()
    logins.add(Login("karla", now + timedelta(days=400)), now)
    for _time in range(2):
        logins.add(Login("karla", now), now - timedelta(hours=10))
    assert len(logins._entries) == 2


def test_somebody_has_at_most_twenty_sessions_and_the_oldest_ends(site):
    logins, now = Logins(), site.clock.now()
    names = [
        logins.add(Login("karla", now + timedelta(seconds=number)), now - timedelta(hours=10))
        for number in range(25)
    ]
    assert logins.get(names[0]) is None
    assert list(logins.of("karla")) == names[:4:-1]


def test_one_persons_sessions_are_found_without_loading_those_of_others(site):
    """Break it: go through all entries."""
    with site.graph() as (root, _act):
        root.logins, now = Logins(), site.clock.now()
        for number in range(2000):
            root.logins.add(Login(f"p{number}", now), now - timedelta(hours=1))
    connection = site.db.open()
    try:
        logins = connection.root()["app_root"].logins
        before = connection.getTransferCounts()[0]
        assert len(logins.of("p1234")) == 1
        assert connection.getTransferCounts()[0] - before < 12
    finally:
        connection.close()


def test_the_name_of_a_password_changes_with_it_and_tells_nothing_of_it():
    assert credential_of("a") != credential_of("b")
    assert "argon2" not in credential_of("$argon2id$v=19$m=19456")


def test_over_https_the_cookie_is_bound_to_this_very_host(site):
    from dataclasses import replace

    assert cookie_name(site.registry.esdh_settings) == "esdh"
    assert cookie_name(replace(site.registry.esdh_settings, secure_cookies=True)) == "__Host-esdh"


def test_a_graph_from_before_the_index_by_login_goes_on_and_its_sessions_have_ended(site):
    """As version 0.1.0 has them: no index, and entries that name no password."""
    client = site.client("medarbejder")
    with site.graph() as (root, _act):
        del root.logins._by_login
        (entry,) = root.logins._entries.values()
        for name in ("credential", "browser", "system", "network"):
            delattr(entry, name)
    assert not is_in(client)
    assert site.client("leder").get("/intranet/organisation/personer/leder/logget-paa").status_int == 200
    page = site.client("administrator").get("/intranet/organisation/personer/medarbejder/logget-paa")
    assert "Personen er ikke logget på" in page.text


def test_a_programs_attempt_in_vain_is_counted_although_it_is_refused(site):
    """A program's refusal rolls its own transaction back. Break it: count in that one."""
    site.client().post_json("/api/v1/@login", {"login": "leder", "password": "forkert"}, status=401)
    with site.graph() as (root, _act):
        assert len(root.login_attempts._newer) == 2  # the account and the address


def test_programs_wait_like_people(site):
    """Break it: throttle the form alone."""
    for _time in range(5):
        site.client().post_json("/api/v1/@login", {"login": "leder", "password": "forkert"}, status=401)
    answer = site.client().post_json("/api/v1/@login", {"login": "leder", "password": "demo"}, status=429)
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert "Der er prøvet for mange gange" in answer.json["detail"]
