"""Who may read an agenda, its closed items, and what is put on it."""

import pytest
from tests.capability.meetings.agendas import a_committee, a_meeting, an_item, another_politician
from tests.support.builders import CASE, a_case, a_document

from bdk_esdh.cases.actions import change_case
from bdk_esdh.kernel.errors import SeveralErrors
from bdk_esdh.meetings.actions import change_committee, committee_values, set_members
from bdk_esdh.meetings.items import add_item, change_item, item_values, remove_item, set_documents
from bdk_esdh.meetings.publishing import publish_meeting, withdraw_meeting
from bdk_esdh.organisation.actions import people_of, units_of
from bdk_esdh.search.lists import find_ids
from bdk_esdh.security.identity import Identity
from bdk_esdh.security.readers import may_read

LOGINS = (
    "sagsbehandler",
    "sagsbehandler2",
    "sekretaer",
    "politiker",
    "politiker2",
    "administrator",
    "borger1",
)
CLOSED = {"title": "Salg af Algade 3", "closed_session": True, "closed_reason": "property_sale"}


class Readers:
    """Asks who may read a node, by the rule and by the lists, and that both agree."""

    def __init__(self, root):
        self.root = root
        self.tokens = {login: self._identity(login).principals for login in LOGINS}
        self.tokens["anonymous"] = frozenset({"public"})

    def _identity(self, login):
        person = people_of(self.root)[login]
        units = tuple(unit.__name__ for unit in units_of(self.root).line_of(person.unit_key))
        return Identity(login, person.title, frozenset(person.roles), units=units, bodies=person.bodies)

    def of(self, node):
        by_rule = {who for who, tokens in self.tokens.items() if may_read(node, tokens)}
        by_list = {
            who
            for who, tokens in self.tokens.items()
            if node.__oid__ in set(find_ids(self.root, tokens, {}).ids)
        }
        assert by_rule == by_list
        return by_rule


@pytest.fixture
def place(site):
    """A confidential case on a committee's agenda, beside a committee of others."""
    with site.graph(by="sekretaer") as (root, act):
        another_politician(root, act)
        committee = a_committee(root, act)
        seat = {"name": "Magda Modelsen", "login": "politiker2"}
        a_committee(root, act, title="Teknik- og Miljøudvalget", code="TM", members=[seat])
        case = a_case(root, act, sensitivity="confidential")
        yield root, act, a_meeting(committee, act), case, a_document(case, act)


STAFF = {"sagsbehandler", "sagsbehandler2", "sekretaer", "administrator"}


def test_an_agenda_in_the_making_is_for_staff_and_the_body_and_a_public_one_for_all(place):
    root, act, meeting, case, _document = place
    readers = Readers(root)
    item = an_item(meeting, act, case)
    assert readers.of(meeting) == readers.of(item) == STAFF | {"politiker"}
    publish_meeting(meeting, act)
    assert readers.of(meeting) == readers.of(item) == {*LOGINS, "anonymous"}
    withdraw_meeting(meeting, "Forkert bilag", act)
    assert readers.of(meeting) == readers.of(item) == STAFF | {"politiker"}


def test_a_closed_item_is_for_secretaries_the_readers_of_its_case_and_once_out_the_body(place):
    root, act, meeting, case, _document = place
    readers = Readers(root)
    item = an_item(meeting, act, case, **CLOSED)
    assert readers.of(item) == {"sekretaer", "sagsbehandler"}
    publish_meeting(meeting, act)
    assert readers.of(item) == {"sekretaer", "sagsbehandler", "politiker"}
    withdraw_meeting(meeting, "Forkert bilag", act)
    assert readers.of(item) == {"sekretaer", "sagsbehandler"}


def test_a_document_on_an_agenda_is_open_to_secretaries_and_once_out_to_the_body(place):
    root, act, meeting, case, document = place
    readers = Readers(root)
    assert readers.of(document) == {"sagsbehandler"}
    item = an_item(meeting, act, case, **CLOSED)
    assert readers.of(document) == {"sagsbehandler"}
    set_documents(item, [document], act)
    assert readers.of(document) == {"sagsbehandler", "sekretaer"}
    publish_meeting(meeting, act)
    assert readers.of(document) == {"sagsbehandler", "sekretaer", "politiker"}
    withdraw_meeting(meeting, "Forkert bilag", act)
    assert readers.of(document) == {"sagsbehandler", "sekretaer"}
    publish_meeting(meeting, act)
    set_documents(item, [], act)
    assert readers.of(document) == {"sagsbehandler"}


def test_what_an_item_opened_is_closed_when_the_item_is_removed(place):
    root, act, meeting, case, document = place
    readers = Readers(root)
    item = an_item(meeting, act, case, documents=[document])
    other = a_document(case, act, title="Et andet")
    assert readers.of(document) == readers.of(case) == {"sagsbehandler", "sekretaer"}
    assert readers.of(other) == {"sagsbehandler"}, "the case's other documents stay closed"
    again = an_item(meeting, act, case, title="Samme sag")
    remove_item(item, act)
    assert readers.of(document) == {"sagsbehandler"}
    assert readers.of(case) == {"sagsbehandler", "sekretaer"}, "another item is about it"
    remove_item(again, act)
    assert readers.of(case) == {"sagsbehandler"}


def test_an_agenda_does_not_pass_an_access_list(place):
    root, act, meeting, case, document = place
    readers = Readers(root)
    case.access_list = ("user:sagsbehandler",)
    change_case(case, {**CASE, "sensitivity": "vip"}, act)
    item = an_item(meeting, act, case, documents=[document], **CLOSED)
    publish_meeting(meeting, act)
    assert readers.of(case) == readers.of(document) == {"sagsbehandler"}
    assert readers.of(item) == {"sagsbehandler", "sekretaer", "politiker"}


def test_an_agenda_does_not_open_a_document_that_is_kept_to_few(place):
    root, act, meeting, _case, _document = place
    readers = Readers(root)
    open_case = a_case(root, act, title="Åben sag")
    kept = a_document(open_case, act, title="Særligt beskyttet", sensitivity="vip")
    an_item(meeting, act, open_case, documents=[kept], **CLOSED)
    publish_meeting(meeting, act)
    assert readers.of(kept) == {"sagsbehandler", "sekretaer"}, "who works on the case, and who registered it"


def test_a_closed_item_follows_when_its_case_becomes_confidential(place):
    root, act, meeting, _case, _document = place
    readers = Readers(root)
    open_case = a_case(root, act)
    item = an_item(meeting, act, open_case, **CLOSED)
    assert readers.of(item) == STAFF
    change_case(open_case, {**CASE, "sensitivity": "sensitive"}, act)
    assert readers.of(item) == {"sagsbehandler", "sekretaer"}


def test_a_closed_item_without_a_case_is_for_the_secretaries_and_the_body(place):
    root, act, meeting, *_ = place
    readers = Readers(root)
    item = add_item(meeting, {"kind": "standing", **CLOSED}, act)
    publish_meeting(meeting, act)
    assert readers.of(item) == {"sekretaer", "politiker"}


def test_an_item_that_is_closed_after_publication_is_closed_at_once(place):
    root, act, meeting, case, _document = place
    readers = Readers(root)
    item = an_item(meeting, act, case)
    publish_meeting(meeting, act)
    change_item(item, {**item_values(item), "case": case, **CLOSED}, act)
    assert readers.of(item) == {"sekretaer", "sagsbehandler", "politiker"}


def test_seats_and_the_bodies_of_people_stay_in_step(place):
    root, act, meeting, case, _document = place
    committee = meeting.committee
    people = people_of(root)
    assert people["politiker"].bodies == ("oekonomiudvalget",)
    item = an_item(meeting, act, case, **CLOSED)
    publish_meeting(meeting, act)
    values = committee_values(committee)
    change_committee(committee, {**values, "members": [{"name": "Magda", "login": "politiker2"}]}, act)
    assert people["politiker"].bodies == ()
    assert people["politiker2"].bodies == ("oekonomiudvalget", "teknik-og-miljoeudvalget")
    assert Readers(root).of(item) == {"sekretaer", "sagsbehandler", "politiker2"}


@pytest.mark.parametrize("login", ["administrator", "sagsbehandler2", "findes-ikke"])
def test_nobody_but_a_politician_gets_the_right_of_a_seat(place, login):
    root, act, meeting, *_ = place
    with pytest.raises(SeveralErrors) as caught:
        set_members(meeting.committee, [{"name": "Et Navn", "login": login}], act)
    assert caught.value.errors[0].field == "members.0.login"
    assert people_of(root)["politiker"].bodies == ("oekonomiudvalget",)


def test_one_login_has_one_seat(place):
    _root, act, meeting, *_ = place
    seats = [{"name": name, "login": "politiker"} for name in ("En", "To")]
    with pytest.raises(SeveralErrors):
        set_members(meeting.committee, seats, act)
