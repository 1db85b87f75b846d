"""What may not be seen answers as what does not exist: in words, in headers, and in the work done.

The clock of a test machine is a poor witness. So the work is counted first: the objects that are loaded and
the questions put to the catalog. The clock is asked last, with room, and still fails if one kind of answer
takes a noticeable part longer.
"""

import re
import statistics
import time

import pytest
from tests.support.builders import a_case, a_document

FACES = {
    "intranet": ("/intranet/sager/2026-00001", "/intranet/sager/2026-09999"),
    "document": ("/intranet/sager/2026-00001/1", "/intranet/sager/2026-09999/1"),
    "public": ("/sager/2026-00001", "/sager/2026-09999"),
    "citizen": ("/intranet/organisation/personer/borger1", "/intranet/organisation/personer/borger9"),
}
VARYING = re.compile(rb'name="(csrf_token|once)" value="[0-9a-f]+"|2026-0\d{4}|borger\d')


@pytest.fixture
def secret(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act, title="Hemmeligt påbud", sensitivity="confidential"), act)
    return site


def answers(client, face):
    return [client.get(address, status="*") for address in FACES[face]]


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("login", ["sagsbehandler2", "politiker", None])
def test_the_answer_is_the_same_to_the_letter(secret, face, login):
    """Break it: answer 403 where something is."""
    client = secret.client(login)
    there, missing = answers(client, face)
    assert there.status == missing.status
    assert there.status_int in (302, 404)
    assert VARYING.sub(b"", there.body) == VARYING.sub(b"", missing.body)
    heads = [
        {name: value for name, value in answer.headers.items() if name not in ("Location", "Content-Length")}
        for answer in (there, missing)
    ]
    assert set(heads[0]) == set(heads[1])


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "head", "options"])
def test_no_other_method_tells_more(secret, face, method):
    client = secret.client("sagsbehandler2")
    statuses = [client._gen_request(method.upper(), path, expect_errors=True).status for path in FACES[face]]
    assert statuses[0] == statuses[1]


def loaded(secret, client, address):
    """Count the objects that a request loads when none is in memory."""
    secret.db.cacheMinimize()
    client.get(address, status="*")
    return sum(each["ngsize"] for each in secret.db.cacheDetailSize())


@pytest.mark.parametrize("face", ["intranet", "public"])
def test_the_refusal_loads_little_more_than_the_miss(secret, face):
    """The thing itself and who it is open to, no more. Break it: look up what the page would show first."""
    client = secret.client("sagsbehandler2")
    there, missing = (loaded(secret, client, address) for address in FACES[face])
    assert 0 <= there - missing < 8, (there, missing)


@pytest.mark.parametrize("view", ["", "/ret", "/luk", "/nyt-dokument", "/journal", "/findes-ikke"])
def test_no_page_of_it_tells_more_than_the_thing_itself(secret, view):
    client = secret.client("sagsbehandler2")
    there, missing = (client.get(f"{address}{view}", status="*") for address in FACES["intranet"])
    assert (there.status_int, missing.status_int) == (404, 404)
    assert VARYING.sub(b"", there.body) == VARYING.sub(b"", missing.body)


def test_numbers_before_and_after_a_secret_one_are_all_the_same(secret):
    client = secret.client("sagsbehandler2")
    seen = {client.get(f"/intranet/sager/2026-{number:05}", status="*").status for number in range(6)}
    assert seen == {"404 Not Found"}


def median_times(client, addresses, rounds=60):
    """Take turns, and ask for the time this thread has worked: a busy machine counts for neither."""
    times = {address: [] for address in addresses}
    for _round in range(rounds):
        for address in addresses:
            begun = time.thread_time()
            client.get(address, status="*")
            times[address].append(time.thread_time() - begun)
    return [statistics.median(times[address]) for address in addresses]


@pytest.mark.parametrize("face", ["intranet", "public"])
def test_the_clock_does_not_tell_them_apart(secret, face):
    """Break it: ask the catalog, or hash something, only where something is."""
    there, missing = median_times(secret.client("sagsbehandler2"), FACES[face])
    assert there < missing * 1.5 + 0.002
    assert missing < there * 1.5 + 0.002


def test_a_login_that_exists_takes_as_long_as_one_that_does_not(site, monkeypatch):
    """The hash is counted, not timed. Break it: hash only where there is a person."""
    from tests.support.site import form_with

    from bdk_esdh.organisation import logging_in, passwords

    counted = []

    def counting(stored, password):
        counted.append(bool(stored))
        return passwords.password_fits(stored, password)

    monkeypatch.setattr(logging_in, "password_fits", counting)
    for login in ("sagsbehandler", "findesikke"):
        form = form_with(site.client().get("/log-ind"), "password")
        form["login"], form["password"] = login, "forkert"
        form.submit(status=422)
    assert counted == [True, False]


def test_checking_a_password_of_nobody_takes_about_as_long():
    from bdk_esdh.organisation.passwords import hash_password, password_fits

    stored = hash_password("en lang adgangskode")
    password_fits("", "x")
    medians = []
    for hashed in (stored, ""):
        times = []
        for _round in range(9):
            begun = time.thread_time()
            password_fits(hashed, "forkert")
            times.append(time.thread_time() - begun)
        medians.append(statistics.median(times))
    assert 0.5 < medians[0] / medians[1] < 2
