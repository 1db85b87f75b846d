"""Workflow as data."""

from types import SimpleNamespace

import pytest

from bdk_esdh.kernel.errors import Refused
from bdk_esdh.kernel.workflow import State, Transition, Workflow

WORKFLOW = Workflow(
    "letter",
    (State("written", "Skrevet"), State("sent", "Sendt"), State("lost", "Bortkommet")),
    (
        Transition("send", "Send", ("written", "lost"), "sent", "x", "Alle kan sende."),
        Transition("lose", "Tab", ("sent",), "lost", "x", "Posten kan tabe."),
    ),
)


def _letter(state):
    return SimpleNamespace(review_state=state)


def test_things_begin_in_the_first_state():
    assert WORKFLOW.initial == "written"


def test_a_transition_brings_a_thing_from_any_of_its_sources_to_its_target():
    for source in ("written", "lost"):
        letter = _letter(source)
        assert WORKFLOW.move(letter, "send").title == "Send"
        assert letter.review_state == "sent"


def test_a_transition_that_the_state_does_not_allow_is_refused_and_changes_nothing():
    letter = _letter("written")
    with pytest.raises(Refused) as refused:
        WORKFLOW.move(letter, "lose")
    assert refused.value.message.interpolate() == "“Tab” kan ikke gøres nu: tilstanden er Skrevet."
    assert letter.review_state == "written"


@pytest.mark.parametrize("code", ["", "Send", "send\0", "🏠"])
def test_a_transition_that_does_not_exist_is_refused_since_a_form_may_name_anything(code):
    with pytest.raises(Refused):
        WORKFLOW.check(_letter("written"), code)


def test_a_program_that_names_no_state_or_transition_is_told():
    with pytest.raises(KeyError):
        WORKFLOW.state("burnt")
    with pytest.raises(KeyError):
        WORKFLOW.transition("burn")


def test_only_the_ways_out_of_a_state_are_offered():
    assert [each.code for each in WORKFLOW.available("sent")] == ["lose"]
    assert WORKFLOW.available("nowhere") == []
