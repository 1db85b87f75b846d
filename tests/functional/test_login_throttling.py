"""Passwords cannot be guessed at speed, and nobody is locked out by others who guess."""

from datetime import timedelta

import pytest
from tests.support.site import form_with

from bdk_esdh.security.throttling import ACCOUNT, ADDRESS

MINE, THEIRS = "192.0.2.10", "203.0.113.77"
WAIT = "Der er prøvet for mange gange"


def attempt(site, login, password, *, address=THEIRS):
    client = site.client()
    client.extra_environ["REMOTE_ADDR"] = address
    form = form_with(client.get("/log-ind"), "password")
    form["login"], form["password"] = login, password
    return form.submit(status="*")


def fail(site, login, times, *, address=THEIRS):
    return [attempt(site, login, "forkert", address=address).status_int for _time in range(times)]


def test_after_five_wrong_passwords_there_is_a_pause_that_says_how_long_and_what_to_do(site):
    """Break it: never wait."""
    assert fail(site, "sagsbehandler", ACCOUNT.free) == [422] * ACCOUNT.free
    answer = attempt(site, "sagsbehandler", "demo")
    assert answer.status_int == 429
    assert f"{WAIT}. Vent 5 sekunder, og prøv igen" in answer.text
    assert "kan din administrator give dig en ny" in answer.text
    assert answer.headers["Retry-After"] == "5"
    assert form_with(answer, "password")["login"].value == "sagsbehandler"


def test_the_pause_grows_to_a_minute_and_no_further(site):
    fail(site, "sagsbehandler", ACCOUNT.free)
    waits = []
    for _time in range(7):
        answer = attempt(site, "sagsbehandler", "forkert")
        waits.append(int(answer.headers["Retry-After"]))
        site.clock.advance(timedelta(seconds=waits[-1]))
        assert fail(site, "sagsbehandler", 1) == [422]
    assert waits[:4] == [5, 10, 20, 40]
    assert max(waits) == 60


def test_an_attempt_during_the_pause_prolongs_nothing_and_writes_nothing(site):
    fail(site, "sagsbehandler", ACCOUNT.free)
    before = site.db.lastTransaction()
    assert fail(site, "sagsbehandler", 3) == [429] * 3
    assert site.db.lastTransaction() == before
    site.clock.advance(ACCOUNT.first_pause)
    assert attempt(site, "sagsbehandler", "demo").status_int == 303


def test_a_new_password_from_an_administrator_ends_the_pause(site):
    fail(site, "sagsbehandler", ACCOUNT.free)
    form = form_with(
        site.client("administrator").get("/intranet/organisation/personer/sagsbehandler/adgangskode"),
        "new_password",
    )
    form["new_password"] = form["repeated"] = "en ny hemmelig hest"
    form.submit(status=303)
    assert attempt(site, "sagsbehandler", "en ny hemmelig hest").status_int == 303


def test_the_right_password_makes_the_account_start_anew(site):
    fail(site, "sagsbehandler", ACCOUNT.free - 1)
    assert attempt(site, "sagsbehandler", "demo").status_int == 303
    assert fail(site, "sagsbehandler", ACCOUNT.free, address=MINE) == [422] * ACCOUNT.free


def test_a_login_that_does_not_exist_is_paused_in_the_same_words_after_as_many_attempts(site):
    """Break it: count only logins that exist."""
    answers = {}
    for login, address in (("sagsbehandler", "203.0.113.1"), ("findesikke", "203.0.113.2")):
        seen = [attempt(site, login, "forkert", address=address) for _time in range(ACCOUNT.free + 1)]
        answers[login] = [
            (each.status_int, each.html.main.get_text(" ", strip=True).replace(login, "")) for each in seen
        ]
    assert answers["sagsbehandler"] == answers["findesikke"]


def test_who_was_let_in_lately_from_here_is_not_kept_out_by_somebody_who_guesses_elsewhere(site):
    """Break it: let the account's pause count everywhere."""
    assert attempt(site, "sagsbehandler", "demo", address=MINE).status_int == 303
    fail(site, "sagsbehandler", ACCOUNT.free)
    assert fail(site, "sagsbehandler", 1) == [429]
    assert attempt(site, "sagsbehandler", "demo", address=MINE).status_int == 303


def test_an_account_is_never_locked_for_good(site):
    for _time in range(40):
        fail(site, "sagsbehandler", 1)
        site.clock.advance(ACCOUNT.longest_pause)
    assert attempt(site, "sagsbehandler", "demo", address=MINE).status_int == 303


def test_an_address_that_tries_many_accounts_is_shut_out_and_others_are_not(site):
    """Break it: count no addresses."""
    statuses = [fail(site, f"navn{number}", 1)[0] for number in range(ADDRESS.free)]
    assert statuses == [422] * ADDRESS.free
    answer = attempt(site, "sagsbehandler", "demo")
    assert answer.status_int == 429
    assert "Vent 30 sekunder" in answer.text
    assert attempt(site, "sagsbehandler", "demo", address=MINE).status_int == 303
    site.clock.advance(ADDRESS.first_pause)
    assert attempt(site, "sagsbehandler", "demo").status_int == 303


def test_a_household_of_ipv6_addresses_is_one_address(site):
    for number in range(ADDRESS.free):
        fail(site, f"navn{number}", 1, address=f"2001:db8:1:1::{number:x}")
    assert fail(site, "leder", 1, address="2001:db8:1:1:ffff::1") == [429]
    assert fail(site, "leder", 1, address="2001:db8:1:2::1") == [422]


def test_an_address_is_not_chosen_by_a_header(site):
    """Break it: ask ``client_addr``."""
    for number in range(ADDRESS.free):
        fail(site, f"navn{number}", 1)
    client = site.client()
    client.extra_environ["REMOTE_ADDR"] = THEIRS
    form = form_with(client.get("/log-ind"), "password")
    form["login"], form["password"] = "leder", "forkert"
    headers = {
        "X-Forwarded-For": "198.51.100.1",
        "Forwarded": "for=198.51.100.1",
        "X-Real-IP": "198.51.100.1",
    }
    assert form.submit(status="*", headers=headers).status_int == 429


def test_the_right_passwords_of_a_town_hall_do_not_shut_it_out(site):
    for _time in range(ADDRESS.free * 2):
        assert attempt(site, "sagsbehandler", "demo").status_int == 303


def test_a_clock_that_was_set_back_makes_no_pause_of_months(site):
    site.clock.advance(timedelta(days=90))
    fail(site, "sagsbehandler", ACCOUNT.free)
    site.clock.advance(timedelta(days=-90))
    assert attempt(site, "sagsbehandler", "demo").status_int == 303


def test_neither_logins_nor_what_was_typed_in_their_place_is_kept(site):
    fail(site, "min-hemmelige-adgangskode", 2)
    with site.graph() as (root, _act):
        kept = root.login_attempts
        names = [*kept._newer.keys(), *kept._older.keys()]
    assert names
    assert not [name for name in names if "hemmelige" in name or THEIRS in name]


def test_guessing_at_the_present_password_is_paused_too(site):
    client = site.client()
    client.extra_environ["REMOTE_ADDR"] = THEIRS
    form = form_with(client.get("/log-ind"), "password")
    form["login"], form["password"] = "medarbejder", "demo"
    form.submit(status=303)
    page = "/intranet/organisation/personer/medarbejder/adgangskode"
    statuses = []
    for _time in range(ADDRESS.free + 1):
        form = form_with(client.get(page), "new_password")
        form["current_password"], form["new_password"] = "gaet", "en lang adgangskode"
        form["repeated"] = "en lang adgangskode"
        answer = form.submit(status=422)
        statuses.append(WAIT in answer.text)
    assert statuses == [False] * ADDRESS.free + [True]


@pytest.mark.parametrize("login", ["", "x" * 300, "a\0b", "🏠", "\u202eomvendt", "SAGSBEHANDLER "])
def test_anything_may_be_typed_as_login(site, login):
    client = site.client()
    form = form_with(client.get("/log-ind"), "password")
    token = form["csrf_token"].value
    answer = client.post(
        "/log-ind", {"login": login, "password": "demo", "til": "", "csrf_token": token}, status="*"
    )
    assert answer.status_int == (303 if login == "SAGSBEHANDLER " else 422)


def test_the_same_field_twice_or_a_file_in_its_place_is_no_fault_of_ours(site):
    client = site.client()
    token = form_with(client.get("/log-ind"), "password")["csrf_token"].value
    twice = [("login", "leder"), ("login", "sagsbehandler"), ("password", "x"), ("csrf_token", token)]
    assert client.post("/log-ind", twice, status="*").status_int == 422
    upload = [("password", "a.txt", b"demo")]
    answer = client.post("/log-ind", {"login": "leder", "csrf_token": token}, upload_files=upload, status="*")
    assert answer.status_int == 422
