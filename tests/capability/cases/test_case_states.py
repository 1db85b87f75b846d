"""How a case goes from opened to closed and back."""

from pathlib import Path

import pytest
from tests.support.builders import a_case, a_document, an_upload

import bdk_esdh.cases
from bdk_esdh.cases.actions import case_values, change_case, move_case
from bdk_esdh.cases.closing import closing_obstacles
from bdk_esdh.cases.errors import CaseClosed, ReasonMissing
from bdk_esdh.cases.workflow import CASE_WORKFLOW
from bdk_esdh.documents.actions import (
    add_version,
    assign_document,
    change_document,
    document_values,
    move_document,
    register_document,
    unassign_document,
)
from bdk_esdh.kernel.errors import Refused, SeveralErrors


def test_workflow_txt_says_the_same_as_the_workflow():
    text = Path(bdk_esdh.cases.__file__).with_name("workflow.txt").read_text()
    written = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
    assert written == {each.code: each.sentence for each in CASE_WORKFLOW.transitions}


def test_case_numbers_follow_one_another_and_begin_anew_each_year(site):
    from datetime import timedelta

    with site.graph() as (root, act):
        assert [a_case(root, act).case_number for _each in range(2)] == ["2026-00001", "2026-00002"]
    site.clock.advance(timedelta(days=60))
    with site.graph() as (root, act):
        assert a_case(root, act).case_number == "2027-00001"


def test_a_case_that_is_refused_spends_no_number(site):
    with site.graph() as (root, act):
        with pytest.raises(SeveralErrors) as refusal:
            a_case(root, act, kle_subject="99.99.99", kle_facet="X1", exemption_basis="OFL § 30")
        assert [error.field for error in refusal.value.errors] == [
            "kle_subject",
            "kle_facet",
            "confidential_title",
        ]
        assert a_case(root, act).case_number == "2026-00001"


def test_a_case_says_when_it_reached_each_state(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        move_case(case, "inform", act)
        move_case(case, "decide", act)
        assert [code for code, _at in case.reached] == ["informed", "decided"]
        with pytest.raises(Refused, match="kan ikke gøres nu"):
            move_case(case, "inform", act)


def test_a_case_is_closed_only_when_all_its_documents_are_final_and_all_obstacles_are_told_at_once(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        documents = [a_document(case, act) for _each in range(3)]
        move_document(documents[1], "finalise", act)
        with pytest.raises(SeveralErrors) as refusal:
            move_case(case, "close", act)
        assert [error.message.interpolate() for error in refusal.value.errors] == [
            "Dokument 1 er ikke endeligt",
            "Dokument 3 er ikke endeligt",
        ]
        assert case.review_state == "opened"
        for document in (documents[0], documents[2]):
            move_document(document, "finalise", act)
        move_case(case, "close", act)
        assert case.is_closed
        assert case.closed_at == act.at


def test_an_obstacle_that_is_kept_to_fewer_does_not_say_which_document_it_is(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        a_document(case, act, title="Lægeerklæring", sensitivity="sensitive")
        (obstacle,) = closing_obstacles(case, act.registry)
        assert obstacle.message == "Et dokument med begrænset adgang er ikke endeligt"


def _everything_one_can_do_to(case, document, act):
    return {
        "change the case": lambda: change_case(case, case_values(case), act),
        "register": lambda: a_document(case, act),
        "register by values": lambda: register_document(case, {"file": an_upload(b"x", "x.txt")}, act),
        "change the document": lambda: change_document(document, document_values(document), act),
        "add a version": lambda: add_version(document, an_upload(b"ny", "x.txt").stream, "x.txt", act),
        "move": lambda: move_document(document, "finalise", act),
        "assign": lambda: assign_document(document, "sagsbehandler", act),
        "unassign": lambda: unassign_document(document, act),
    }


@pytest.mark.parametrize("what", list(_everything_one_can_do_to(None, None, None)))
def test_closed_is_closed_for(what, site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        document = a_document(case, act)
        move_document(document, "finalise", act)
        move_case(case, "close", act)
        with pytest.raises(CaseClosed, match="Genåbn den"):
            _everything_one_can_do_to(case, document, act)[what]()
        assert case.last_serial == 1


def test_a_case_is_reopened_for_a_reason_and_can_be_worked_on_again(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        move_case(case, "close", act)
        with pytest.raises(ReasonMissing) as refusal:
            move_case(case, "reopen", act, reason=" \n ")
        assert refusal.value.field == "reason"
        assert case.is_closed
        move_case(case, "reopen", act, reason="  Ny\noplysning ")
        assert (case.review_state, case.reopen_reason, case.closed_at) == ("opened", "Ny oplysning", None)
        a_document(case, act)
