"""The files of a case on an agenda: what holds for the case is asked once, and for each document its own."""

import pytest
from tests.capability.meetings.agendas import a_committee, a_meeting, a_released_document, an_item
from tests.support.builders import a_case

from bdk_esdh.documents.actions import note_change
from bdk_esdh.kernel.graph import find_objectmap, get_oid, tell_changed
from bdk_esdh.meetings.publishing import publish_meeting

TITLES = ["Plan for taget", "Tilbud på taget", "Foto af taget"]


@pytest.fixture
def agenda(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        documents = [a_released_document(case, act, title=title) for title in TITLES]
        meeting = a_meeting(a_committee(root, act), act)
        an_item(meeting, act, case, documents=documents)
        publish_meeting(meeting, act)
        return [get_oid(document) for document in documents]


def found(root, oid):
    return find_objectmap(root).object_for(oid)


def keep(node, act):
    """Keep it to those named. What is public is refused that: here the page itself is asked."""
    node.sharing = (False, ())
    tell_changed(node, act.registry)


def shown(site):
    page = site.client().get("/udvalg/oekonomiudvalget/2026-12-09").text
    return [title for title in TITLES if title in page]


@pytest.mark.parametrize("kept", range(3))
def test_a_document_that_is_kept_to_some_is_left_out_and_its_neighbours_stay(site, agenda, kept):
    assert shown(site) == TITLES
    with site.graph() as (root, act):
        keep(found(root, agenda[kept]), act)
    assert shown(site) == [title for number, title in enumerate(TITLES) if number != kept]


def test_a_document_that_became_confidential_is_left_out(site, agenda):
    with site.graph() as (root, act):
        document = found(root, agenda[1])
        document.sensitivity = "confidential"
        note_change(document, act)
    assert shown(site) == [TITLES[0], TITLES[2]]


def test_nothing_is_shown_of_a_case_that_is_kept_to_some_and_all_again_when_it_is_open(site, agenda):
    with site.graph() as (root, act):
        keep(found(root, agenda[0]).case, act)
    assert shown(site) == []
    with site.graph() as (root, act):
        case = found(root, agenda[0]).case
        case.sharing = None
        tell_changed(case, act.registry)
    assert shown(site) == TITLES
