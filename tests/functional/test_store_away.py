"""The store goes away for a moment: whoever is told that something was filed has it filed.

pyramid_tm marks a request as being in a transaction before it begins one. When beginning fails, an attempt
that comes after finds the mark and is answered without a commit, unless somebody takes the mark away.
"""

import gc

import pytest
import transaction
from tests.support.site_api import API, api
from transaction.interfaces import TransientError
from ZODB.Connection import Connection

CASE = {"@type": "Case", "title": "Hegn mod vej", "kle_subject": "02.34.02", "kle_facet": "P19"}


class Away(TransientError):
    """The store does not answer."""


class AwayOnce:
    """Something that each transaction of the thread tells that it begins, and that fails once."""

    times = 0

    def newTransaction(self, _transaction):
        self.times += 1
        if self.times == 1:
            raise Away

    def beforeCompletion(self, _transaction):
        pass

    afterCompletion = beforeCompletion  # noqa: N815


@pytest.fixture
def client(site):
    return api(site, "sagsbehandler")


def _is_filed(site, answer):
    number = answer.json["case_number"]
    with site.graph() as (root, _act):
        assert root["sager"][number].title == CASE["title"]
    return True


def test_what_is_filed_when_the_transaction_could_not_begin_at_first_is_filed(site, client):
    away = AwayOnce()
    transaction.manager.registerSynch(away)
    try:
        answer = client.post_json(f"{API}/sager", CASE, status=201)
    finally:
        transaction.manager.unregisterSynch(away)
    assert away.times > 1
    assert _is_filed(site, answer)


@pytest.mark.parametrize("call", [1, 2, 3, 4])
def test_what_is_filed_when_the_database_could_not_be_opened_at_first_is_filed(
    site, client, call, monkeypatch
):
    plain, calls = Connection.newTransaction, []

    def new_transaction(self, *arguments):
        calls.append(arguments)
        if len(calls) == call:
            raise Away
        return plain(self, *arguments)

    with monkeypatch.context() as patched:
        patched.setattr(Connection, "newTransaction", new_transaction)
        answer = client.post_json(f"{API}/sager", CASE, status=201)
    # A connection that could not be opened is none that the database could close at the end.
    gc.collect()
    assert len(calls) >= call
    assert _is_filed(site, answer)


def test_what_is_filed_is_filed_whatever_mark_of_a_transaction_the_request_came_with(site, client):
    answer = client.post_json(f"{API}/sager", CASE, status=201, extra_environ={"repoze.tm.active": "1"})
    assert _is_filed(site, answer)


def test_what_is_looked_at_when_the_transaction_could_not_begin_at_first_is_in_the_journal(site, client):
    number = client.post_json(f"{API}/sager", CASE, status=201).json["case_number"]
    clerk = site.client("sagsbehandler")
    clerk.get("/intranet/")
    away, before = AwayOnce(), _entered(site)
    transaction.manager.registerSynch(away)
    try:
        clerk.get(f"/intranet/sager/{number}", status=200)
    finally:
        transaction.manager.unregisterSynch(away)
    assert _entered(site) == before + 1


def _entered(site):
    with site.graph() as (root, _act):
        return len(root.journal.waiting())


def test_each_writer_is_given_the_connection_of_the_one_before(site, client):
    opened, plain = [], Connection.open

    def noting(self, *arguments, **options):
        opened.append(id(self))
        return plain(self, *arguments, **options)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Connection, "open", noting)
        for _time in range(3):
            client.post_json(f"{API}/sager", CASE, status=201)
    assert len(opened) == 3
    assert len(set(opened)) == 1
