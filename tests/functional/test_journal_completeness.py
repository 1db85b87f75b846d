"""Nothing is done or read without an entry: every view that can is carried out, and the journal looked at.

The views are those the application has registered. One that is new and neither has a walk here nor
stands in a list with a reason makes a test fail.
"""

import pytest
from tests.support import journal_walks  # noqa: F401 -- it holds the walks
from tests.support.builders import DOCUMENT
from tests.support.journal_town import acts_of, build_town, oid_of, readings_of, views_of
from tests.support.walking import WALKS

#: views that answer POST and enter nothing, with the reason
NOT_ENTERED = {
    "security.csp_reports:take_report": "a browser's report of a fault in a page, not an act of anybody",
    "lists.columns:keep_columns": "keeps what a person wants to see of a list, which tells nothing of a record",
    "desk.intranet:press_star": "keeps what a person marks for oneself, which tells nothing of a record",
    "desk.notices_page:read_notices": "keeps what a person has read of one's own messages; the thing itself is entered",
    "portal.profile:keep_choices": "keeps which messages and which language a person wants",
    "portal.keys:switch_keys": "keeps what a person wants of the keyboard, which tells nothing of a record",
    "parties.intranet.looking_up:look_up": "a reading, which is entered as one; tested in ``test_parties``",
    "security.intranet:clear_reports": "clears those reports, which are no records",
}
#: those whose walk is the test of another face or is made of an action that has a walk
BY_ANOTHER = {
    "sharing.api:change_sharing": "the actions of the sharing pages, see test_the_json_face_enters_what_it_does",
    **dict.fromkeys(
        (
            "Create:Committee",
            "Create:Group",
            "Create:Meeting",
            "Create:NewsItem",
            "Create:Page",
            "Create:Person",
            "Create:Unit",
            "api.states:take_step",
            "meetings.api.changing:create_item",
        ),
        "the action of the page; see test_api_changing.py, where what each enters is looked at",
    ),
    "organisation.api:log_in": "attempt_login, as the form",
    "organisation.api:log_out": "enter_leaving, as the form",
    "cases.api:create_case": "see test_the_json_face_enters_what_it_does",
    "cases.api:take_transition": "see test_the_json_face_enters_what_it_does",
    "parties.api:create_party": "add_party, as the form",
    "documents.api.records:create_document": "see test_the_json_face_enters_what_it_does",
    "documents.api.files:new_version": "add_version, as the form",
    "documents.api.moving:move_here": "move_to_case, as the form",
    "documents.api.states:take_transition": "move_document, as the form",
}


@pytest.fixture
def town(site):
    """The municipality of ``tests.support.journal_town``."""
    return build_town(site)


def _name(view):
    """``package.module:function``, and for the derived forms ``AddForm:<type>``."""
    function = view["callable"]
    declared = getattr(function, "declared", None)
    if declared is not None:
        return f"{type(function).__name__}:{declared.name}"
    return f"{function.__module__.removeprefix('bdk_esdh.')}:{function.__name__}"


def test_every_view_that_acts_has_a_walk_or_a_reason(application):
    names = {_name(view) for view in views_of(application[1], "POST")}
    assert names - WALKS.keys() - NOT_ENTERED.keys() - BY_ANOTHER.keys() == set()
    assert WALKS.keys() - names == set(), "walks of views that are gone"
    assert (NOT_ENTERED.keys() | BY_ANOTHER.keys()) - names == set(), "reasons for views that are gone"


#: what each walk enters
VERBS = {
    "link_check.intranet:check_again": "page.links_checked",
    "AddForm:Case": "case.created",
    "AddForm:Committee": "committee.added",
    "AddForm:Group": "group.added",
    "AddForm:NewsItem": "page.added",
    "AddForm:Page": "page.added",
    "AddForm:Person": "person.added",
    "AddForm:Unit": "unit.added",
    "EditForm:Case": "case.facts_changed",
    "EditForm:Committee": "committee.changed",
    "EditForm:Document": "document.facts_changed",
    "EditForm:Party": "party.facts_changed",
    "parties.intranet.adding:create_party": "party.added",
    "EditForm:Group": "group.changed",
    "EditForm:NewsItem": "page.changed",
    "EditForm:Page": "page.changed",
    "EditForm:Person": "person.changed",
    "EditForm:Unit": "unit.changed",
    "cases.intranet.states:change_state": "case.state_changed",
    "cases.intranet.states:close_case": "case.closed",
    "cases.intranet.states:reopen_case": "case.reopened",
    "classification.import_pages:discard": "classification.edition_discarded",
    "classification.import_pages:read_file": "classification.edition_read",
    "classification.import_pages:start": "classification.import_started",
    "documents.intranet.finalising:finalise_several": "document.finalised",
    "documents.intranet.moving:move": "document.moved_to_case",
    "documents.intranet.moving:move_several": "document.moved_to_case",
    "documents.intranet.moving:move_them_back": "document.moved_to_case",
    "documents.intranet.register:register_in_mail_room": "document.registered",
    "documents.intranet.register:register_on_case": "document.registered",
    "documents.intranet.release_pages:cancel": "document.release_cancelled",
    "documents.intranet.release_pages:release": "document.release_asked",
    "documents.intranet.release_pages:withdraw": "document.withdrawn",
    "documents.intranet.states:assign": "document.assigned",
    "documents.intranet.states:change_state": "document.finalised",
    "documents.intranet.states:make_rendition": "document.rendition_asked",
    "documents.intranet.states:unassign": "document.unassigned",
    "documents.intranet.versions:add_a_version": "document.version_added",
    "mailroom.intranet.letter:register_this": "mailroom.settled",
    "mailroom.intranet.new_case:new_case_page": "case.created",
    "mailroom.intranet.letter:send_to_unit": "mailroom.sent_on",
    "mailroom.intranet.uploading:take_files": "mailroom.received",
    "meetings.intranet.committees:plan_page": "meeting.planned",
    "meetings.intranet.building:accept": "item.accepted",
    "meetings.intranet.proposing:propose_page": "item.added",
    "meetings.intranet.items:documents_page": "item.documents_set",
    "meetings.intranet.items:edit_page": "item.changed",
    "meetings.intranet.building:move": "item.moved",
    "meetings.intranet.resolutions:resolution_page": "item.resolution_written",
    "meetings.intranet.meetings:change_page": "meeting.changed",
    "meetings.intranet.items:add_page": "item.added",
    "meetings.intranet.transitions:approve_page": "meeting.minutes_approved",
    "meetings.intranet.transitions:hold_page": "meeting.held",
    "meetings.intranet.transitions:publish_page": "meeting.published",
    "meetings.intranet.transitions:withdraw_page": "meeting.withdrawn",
    "organisation.person_pages:activate": "person.activated",
    "organisation.person_pages:deactivate": "person.deactivated",
    "organisation.person_pages:new_password": "person.password_changed",
    "organisation.public:log_in": "login.opened",
    "organisation.public:log_out": "login.closed",
    "organisation.session_pages:end": "person.sessions_ended",
    "organisation.token_pages:make": "person.token_made",
    "organisation.token_pages:revoke": "person.token_revoked",
    "organisation.unit_pages:choose_administrators": "unit.administrators_changed",
    "pages.intranet:publish_it": "page.published",
    "pages.intranet:withdraw": "page.withdrawn",
    "pages.copy_pages:begin": "page.copy_begun",
    "pages.copy_pages:drop": "page.copy_dropped",
    "pages.copy_pages:place": "page.copy_placed",
    "pages.earlier_pages:put_back_text": "page.put_back",
    "pages.copy_pages:write_copy": "page.copy_changed",
    "pages.schedule_pages:cancel_it": "page.plan_cancelled",
    "pages.schedule_pages:schedule": "page.planned",
    "pages.moving_pages:move": "page.moved",
    "pages.picture_pages:add_a_picture": "page.picture",
    "meetings.intranet.items:remove_page": "item.removed",
    "cases.intranet.handing_over:hand_over_cases": "case.facts_changed",
    "search.saving:keep": "search.saved",
    "sharing.pages:give": "sharing.shared",
    "sharing.pages:give_back": "sharing.shared",
    "sharing.pages:take": "sharing.unshared",
    "sharing.pages:do_break": "sharing.inheritance_broken",
    "sharing.pages:do_restore": "sharing.inheritance_restored",
    "sharing.pages:put_on_list": "sharing.access_list_changed",
    "sharing.pages:take_off_list": "sharing.access_list_changed",
    "trash.deleting:throw_away": "trash.thrown_away",
    "trash.intranet:take_back": "trash.restored",
    "break_glass.intranet:open_case": "break_glass.opened",
    "break_glass.intranet:end": "break_glass.ended",
    "jobs.intranet:discard": "job.discarded",
    "jobs.intranet:restart": "job.restarted",
}


#: those that answer what they did with a page: it is shown this once
ANSWERED_AT_ONCE = {"organisation.token_pages:make"}


@pytest.mark.sweep(4, first=1)
@pytest.mark.parametrize("name", sorted(WALKS))
def test_what_a_view_does_is_entered(town, name):
    answer = WALKS[name](town)
    assert answer.status_int == (200 if name in ANSWERED_AT_ONCE else 303), answer.status
    verbs = {entry.verb for entry in acts_of(town)[town.began :]}
    assert VERBS[name] in verbs, f"{name} has entered {verbs or 'nothing'}"


def test_the_json_face_enters_what_it_does(town):
    client = town.client()
    token = client.post_json("/api/v1/@login", {"login": "sagsbehandler", "password": "demo"}).json["token"]
    client.authorization = ("Bearer", token)
    before = len(acts_of(town))
    made = client.post_json(
        "/api/v1/sager", {"@type": "Case", "title": "En sag", "kle_subject": "02.34.02", "kle_facet": "G01"}
    )
    url = made.json["@id"]
    client.patch_json(url, {"title": "En anden sag"})
    client.post_json(f"{url}/@workflow/inform", {})
    file = {"filename": "a.txt", "content-type": "text/plain", "encoding": "base64", "data": "aGVq"}
    values = {name: DOCUMENT[name] for name in ("title", "document_type", "direction", "sensitivity")}
    client.post_json(url, {"@type": "Document", **values, "letter_date": "2026-11-20", "file": file})
    client.delete(f"{url}/1")
    verbs = [entry.verb for entry in acts_of(town)[before:]]
    assert verbs[:4] == ["case.created", "case.facts_changed", "case.state_changed", "document.registered"]
    assert len(verbs) == 5, verbs
    client.get(url)
    client.get("/api/v1/sager/2026-00001/1")
    client.post_json("/api/v1/@logout", {})
    assert readings_of(town, oid_of(town, "2026-00001", "1")) != []
