"""The public search in the texts of files that are given out: found as long as they are, and by nothing else."""

from datetime import timedelta

import pytest
from tests.capability.meetings.agendas import a_committee, a_meeting, an_item
from tests.support.builders import a_case, a_document, a_pdf
from tests.support.searching import hits, titles
from webtest import TestApp

from bdk_esdh.cases.actions import case_values, change_case
from bdk_esdh.documents.actions import move_document
from bdk_esdh.documents.release import release_document, withdraw_release
from bdk_esdh.meetings.publishing import publish_meeting
from bdk_esdh.security.readers import Sensitivity

SEARCH = "/soeg"


@pytest.fixture
def letter(site):
    """A letter whose file is given out, on the postlist and on an agenda that is out; two days later."""
    with site.graph() as (root, act):
        case = a_case(root, act, title="Støj fra anlægget")
        document = a_document(case, act, title="Klage", data=a_pdf("Et brev.", "Brumtonen høres om natten."))
        move_document(document, "finalise", act)
        release_document(document, act)
        meeting = a_meeting(a_committee(root, act), act)
        an_item(meeting, act, title="Klage fra en nabo", case=case, documents=[document])
        publish_meeting(meeting, act)
    site.clock.set(site.clock.now() + timedelta(days=3))
    site.index()
    return site


def _found(site, words="brumtone", client=None):
    return sorted(titles((client or site.client()).get(SEARCH, {"q": words})))


def _before_the_indexer(site):
    """Return a visitor whose searches are answered by the index as it stands."""
    return TestApp(site.app, extra_environ={"HTTP_HOST": "testserver", "REMOTE_ADDR": "127.0.0.1"})


def _change(site, do):
    with site.graph() as (root, act):
        document = root["sager"]["2026-00001"]["1"]
        do(document, act)


def _confide(document, act):
    case = document.case
    change_case(case, case_values(case) | {"sensitivity": Sensitivity.CONFIDENTIAL.value}, act)


def test_a_word_of_a_file_that_is_given_out_finds_the_letter_and_the_item_it_is_a_paper_of(letter):
    found = letter.client().get(SEARCH, {"q": "brumtone"})
    assert sorted(titles(found)) == ["Klage", "Klage fra en nabo"]
    by_title = {hit.title: hit for hit in hits(found)}
    assert by_title["Klage"].excerpt.startswith("Side ")
    assert by_title["Klage"].marked == ["Brumtonen"]
    assert by_title["Klage fra en nabo"].marked == ["Brumtonen"]


@pytest.mark.parametrize(
    "take_back",
    [lambda document, act: withdraw_release(document, "Fejl i brevet", act), _confide],
    ids=["withdrawn", "made confidential"],
)
def test_what_is_taken_back_is_found_by_none_of_its_words(letter, take_back):
    """Break it: leave those that show it out of the hidden ids, or out of the changes that are taken over."""
    assert _found(letter, client=_before_the_indexer(letter)) == ["Klage", "Klage fra en nabo"]
    _change(letter, take_back)
    assert _found(letter, client=_before_the_indexer(letter)) == []
    assert "Ingen svar" in _before_the_indexer(letter).get(SEARCH, {"q": "brumtone"})
    letter.run_jobs()
    assert _found(letter) == []
    assert _found(letter, "nabo") == ["Klage fra en nabo"]


def test_what_is_not_given_out_is_not_found_by_its_text(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act), act, title="Klage", data=a_pdf("Brumtonen høres om natten."))
    site.run_jobs()
    site.clock.set(site.clock.now() + timedelta(days=3))
    assert _found(site) == []
    assert _found(site, "klage") == ["Klage"]
