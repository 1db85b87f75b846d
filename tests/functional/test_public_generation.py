"""Whatever changes a public page touches the generation of the public face, and what stays inside does not.

Every view that acts is carried out by its walk, with the page cache between the visitor and the application; the
pages a visitor finds are compared with those that the application makes anew.
"""

import pytest
from tests.capability.meetings.agendas import a_released_document
from tests.support import journal_walks  # noqa: F401 -- it holds the walks
from tests.support.builders import a_case, a_document
from tests.support.journal_town import (
    item_of,
    meeting_of,
    publish_agenda,
)
from tests.support.public_town import LATER, build_public_town, public_pages
from tests.support.site import layer
from tests.support.walking import WALKS
from webtest import TestApp

from bdk_esdh.cases.actions import case_values, change_case
from bdk_esdh.classification.importing import note_edition
from bdk_esdh.documents.actions import change_document, document_values
from bdk_esdh.documents.release import withdraw_release
from bdk_esdh.kernel.public_generation import stamp_of
from bdk_esdh.meetings.items import change_item, item_values, set_documents
from bdk_esdh.meetings.publishing import withdraw_meeting
from bdk_esdh.organisation.actions import change_unit, unit_values
from bdk_esdh.pages.actions import change_publication, publication_values, unpublish

#: what the public sees at once. All other walks stay inside.
SEEN = {
    "AddForm:Committee": "a committee is public from the start",
    "EditForm:Committee": "so is what it is called",
    "AddForm:Unit": "the filter of the postlist names all units",
    "EditForm:Unit": "the same",
    "organisation.unit_pages:choose_administrators": "a change of a unit; the index does not ask of what",
    "meetings.intranet.transitions:publish_page": "the agenda",
    "meetings.intranet.transitions:withdraw_page": "the same",
    "meetings.intranet.transitions:hold_page": "the minutes",
    "meetings.intranet.transitions:approve_page": "the same",
    "meetings.intranet.resolutions:resolution_page": "the same",
    "pages.intranet:publish_it": "the page",
    "pages.intranet:withdraw": "the same",
    "pages.copy_pages:begin": "the page was published for it",
    "link_check.intranet:check_again": "the same",
    "pages.copy_pages:write_copy": "the same",
    "pages.copy_pages:drop": "the same",
    "pages.copy_pages:place": "the page, which is the copy now",
    "pages.earlier_pages:put_back_text": "the page, as it was",
    "documents.intranet.moving:move": "the letter on the postlist has another address and number",
    "documents.intranet.moving:move_several": "the same",
    "documents.intranet.moving:move_them_back": "the same",
    "documents.intranet.release_pages:release": "the letter on the postlist gets a file",
    "documents.intranet.release_pages:withdraw": "and loses it",
    "documents.intranet.release_pages:cancel": "the letter, which is on the postlist, was made final",
    "EditForm:Document": "the letter on the postlist",
    "documents.intranet.states:change_state": "the same, and in a later state",
    "documents.intranet.finalising:finalise_several": "the same",
    "documents.intranet.states:make_rendition": "the letter has got another version first",
    "documents.intranet.states:assign": "a change of a letter on the postlist; the index does not ask of what",
    "documents.intranet.states:unassign": "the same",
    "documents.intranet.versions:add_a_version": "the same",
    "trash.deleting:throw_away": "the letter on the postlist is gone",
    "trash.intranet:take_back": "and there again",
    "EditForm:Case": "the letters on it may be held back now, or come from another unit",
    "cases.intranet.handing_over:hand_over_cases": "the letters on the cases are looked at anew",
    "meetings.intranet.items:documents_page": "the letter on the postlist, which others may read now",
    "cases.intranet.states:close_case": "the letter was made final for it",
    "cases.intranet.states:reopen_case": "the same",
    "classification.import_pages:start": "numbers of the plan",
}


@pytest.fixture(scope="module")
def built(application):
    """The storage of the town, made once: a file takes seconds to release."""
    app, registry, base = application
    site = layer(app, registry, base)
    build_public_town(site)
    yield site.db.storage
    site.db.close()


@pytest.fixture
def town(application, built):
    app, registry, _base = application
    site = layer(app, registry, built)
    site.clock.advance(LATER)
    yield site
    site.db.close()


def made_anew(town):
    return TestApp(town.app.app, extra_environ={"HTTP_HOST": "testserver", "REMOTE_ADDR": "127.0.0.1"})


def stamp(town):
    with town.graph() as (root, _act):
        return stamp_of(root)


def see(town, also):
    """Look at everything as a visitor does, and compare with what is made anew; return it."""
    new = public_pages(made_anew(town), also)
    kept = public_pages(town.client(), new)
    different = [address for address in new if kept[address] != new[address]]
    assert different == [], "a visitor is shown what is no more"
    return new


@pytest.mark.sweep(4)
@pytest.mark.parametrize("name", sorted(WALKS))
def test_whatever_a_walk_changes_for_the_public_touches_the_generation(town, name):
    visitor = made_anew(town)
    before, first = public_pages(visitor, follow=False), stamp(town)
    WALKS[name](town)
    town.run_jobs()
    touched = stamp(town) != first
    after = public_pages(visitor, follow=False)
    # Of a search no copy is ever kept: what words find comes from the text index, a moment later.
    if any(after[address] != page for address, page in before.items() if not address.startswith("/soeg")):
        assert touched, "a visitor sees something else"
    if touched:
        assert name in SEEN, "what nobody outside sees has thrown away all kept pages"


def test_the_reasons_are_for_walks_that_there_are():
    assert SEEN.keys() <= WALKS.keys()


def test_filing_touches_nothing_until_the_letter_is_on_the_list(town):
    first = stamp(town)
    with town.graph() as (root, act):
        a_document(a_case(root, act), act, title="I dag")
        a_document(root["sager"]["2026-00001"], act, title="På en sag, der er på listen", on_postlist=False)
    town.run_jobs()
    assert stamp(town) == first


def test_filing_on_a_case_that_an_agenda_names_touches_nothing(town):
    with town.graph(by="sekretaer") as (root, act):
        publish_agenda(root, act)
    first = stamp(town)
    with town.graph() as (root, act):
        a_document(root["sager"]["2026-00001"], act, on_postlist=False)
    town.run_jobs()
    assert stamp(town) == first


def _edit_item(root, act):
    item = item_of(root)
    change_item(item, {**item_values(item), "case": item.case, "presentation": "Noget andet"}, act)


def _close_item(root, act):
    item = item_of(root)
    values = {**item_values(item), "case": item.case, "closed_session": True, "closed_reason": "§ 10"}
    change_item(item, values, act)


def _file_on_item(root, act):
    letter = a_released_document(root["sager"]["2026-00001"], act, title="Et bilag")
    set_documents(item_of(root), [letter], act)


def _make_case_secret(root, act):
    case = root["sager"]["2026-00001"]
    change_case(case, {**case_values(case), "sensitivity": "confidential"}, act)


def _exempt_case(root, act):
    case = root["sager"]["2026-00001"]
    change_case(case, {**case_values(case), "exemption_basis": "offl_30", "confidential_title": "X"}, act)


def _exempt_case_of_a_letter(root, act):
    case = root["sager"]["2026-00003"]
    change_case(case, {**case_values(case), "exemption_basis": "offl_30", "confidential_title": "X"}, act)


def _move_case_to_another_unit(root, act):
    case = root["sager"]["2026-00003"]
    change_case(case, {**case_values(case), "responsible_unit": "vej-park"}, act)


def _rename_unit(root, act):
    unit = root["organisation"]["enheder"]["byg"]
    change_unit(unit, {**unit_values(unit), "title": "Bygninger og grunde"}, act)


def _edit_page(root, act):
    page = root["genbrugspladsen"]
    change_publication(page, {**publication_values(page), "lead": "Her er lukket."}, act)


def _edit_letter(root, act):
    letter = root["sager"]["2026-00001"]["1"]
    change_document(letter, {**document_values(letter), "title": "Et andet emne"}, act)


ACTS = {
    "an item is edited": (_edit_item, "sekretaer"),
    "an item is closed": (_close_item, "sekretaer"),
    "a file is put on an item": (_file_on_item, "sekretaer"),
    "a case becomes confidential": (_make_case_secret, "sagsbehandler"),
    "a case is exempt from access": (_exempt_case, "sagsbehandler"),
    "a case of a letter on the list is exempt from access": (_exempt_case_of_a_letter, "sagsbehandler"),
    "a case goes to another unit": (_move_case_to_another_unit, "sagsbehandler"),
    "a unit is renamed": (_rename_unit, "administrator"),
    "a page is edited": (_edit_page, "redaktoer"),
    "a letter is edited": (_edit_letter, "sagsbehandler"),
    "an agenda is taken back": (lambda root, act: withdraw_meeting(meeting_of(root), "Fejl", act), "sekretaer"),
    "a page is taken back": (lambda root, act: unpublish(root["genbrugspladsen"], "Fejl", act), "redaktoer"),
    "news are taken back": (lambda root, act: unpublish(root["nyheder"]["ny-skole"], "Fejl", act), "redaktoer"),
    "a file is taken back": (lambda root, act: withdraw_release(root["sager"]["2026-00003"]["1"], "Fejl", act), "sagsbehandler"),
    "an edition is noted": (lambda root, act: note_edition(root["emner"], act.at.date()), "administrator"),
}  # fmt: skip


@pytest.mark.sweep(4)
@pytest.mark.parametrize("name", ACTS)
def test_what_changes_a_public_page_is_seen_at_once(town, name):
    with town.graph(by="sekretaer") as (root, act):
        publish_agenda(root, act)
    before = public_pages(town.client())
    act_of_it, by = ACTS[name]
    with town.graph(by=by) as (root, act):
        act_of_it(root, act)
    town.run_jobs()
    assert see(town, before) != before
