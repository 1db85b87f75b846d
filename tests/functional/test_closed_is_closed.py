"""Closed is closed: whatever anybody does by any form or button, a closed case and what lies on it stay as they are.

The walks are those that the journal's tests carry out: one for every view that takes a form.
"""

import contextlib
import random

import pytest
from tests.support import journal_walks  # noqa: F401 -- it holds the walks
from tests.support.journal_town import CASE, LETTER, STAFF, build_town, finalise
from tests.support.site import form_with
from tests.support.walking import WALKS, press
from webtest import AppError

from bdk_esdh.cases.actions import case_values, move_case
from bdk_esdh.documents.actions import document_values
from bdk_esdh.documents.content import documents_in
from bdk_esdh.kernel.errors import DomainError
from bdk_esdh.parties.actions import party_values
from bdk_esdh.parties.content import parties_in

#: opening it again, with a reason, is the way back
REOPEN = "cases.intranet.states:reopen_case"
#: what a walk meets when it is told no: a refusal, or a page without its form
NO = (DomainError, AppError, AssertionError, AttributeError, KeyError, IndexError, StopIteration)


@pytest.fixture
def town(site):
    """The municipality of the walks, with both of its cases closed."""
    build_town(site)
    close_all(site)
    return site


def close_all(site):
    """Finish the letter and close every case."""
    with site.graph(by=STAFF) as (root, act):
        finalise(root, act)
        for case in root["sager"].values():
            move_case(case, "close", act)


def state_of(site):
    """Return everything that closing fixes: facts, states, documents, versions, whose they are, what is released."""
    with site.graph() as (root, _act):
        return {
            number: (
                case_values(case),
                case.review_state,
                case.last_serial,
                [_document(document) for document in documents_in(case)],
                [party_values(party) for party in parties_in(case)],
            )
            for number, case in root["sager"].items()
            if number in {"2026-00001", "2026-00002"}
        }


def _document(document):
    release = document.release
    return (
        document.document_number,
        document_values(document),
        document.review_state,
        document.assigned_to,
        [version.file.sha256 for version in document.versions],
        release and (release.version, release.withdrawn_at),
    )


def carry_out(town, name):
    """Do what the walk does, as far as it gets: each of these is a way to be told no."""
    with contextlib.suppress(*NO):
        WALKS[name](town)


@pytest.mark.sweep(4, first=2)
@pytest.mark.parametrize("name", sorted(WALKS.keys() - {REOPEN}))
def test_no_form_and_no_button_changes_a_closed_case(town, name):
    before = state_of(town)
    assert len(before) == 2
    carry_out(town, name)
    town.run_jobs()
    assert state_of(town) == before


@pytest.mark.parametrize("path", [f"{CASE}/ret", f"{LETTER}/ret"])
def test_a_form_that_was_open_when_the_case_was_closed_changes_nothing(site, path):
    build_town(site)
    client = site.client(STAFF)
    form = form_with(client.get(LETTER if path.startswith(LETTER) else path), "title")
    form["title"] = "For sent"
    close_all(site)
    before = state_of(site)
    answer = form.submit(expect_errors=True)
    assert answer.status_int in {409, 422}
    assert "afsluttet" in answer.text
    assert state_of(site) == before


def test_it_is_seen_when_a_case_is_opened_again(town):
    before = state_of(town)
    answer = press(town.client(STAFF), f"{CASE}/genaabn", reason="Der er kommet en klage")
    assert answer.status_int == 303
    assert state_of(town) != before


@pytest.mark.parametrize("seed", range(3))
def test_no_row_of_acts_changes_a_closed_case(town, seed):
    names = sorted(WALKS.keys() - {REOPEN})
    before = state_of(town)
    for name in random.Random(seed).sample(names, 15):
        carry_out(town, name)
        assert state_of(town) == before, name
