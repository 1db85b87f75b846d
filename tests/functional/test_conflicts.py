"""Two people save the same record: nothing is lost, and nothing is overwritten unseen."""

import pytest
from tests.support.builders import a_case, a_document
from tests.support.site import form_with

from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.meetings.actions import add_committee, plan_meeting
from bdk_esdh.meetings.items import add_item
from bdk_esdh.pages.actions import add_page

CASE = "/intranet/sager/2026-00001/ret"
DOCUMENT = "/intranet/sager/2026-00001/1"
PAGE = "/intranet/cykelsti/ret"
MEETING = "/intranet/udvalg/oekonomiudvalget/2026-12-02"
PERSON = "/intranet/organisation/personer/medarbejder/ret"
COMMITTEE = "/intranet/udvalg/oekonomiudvalget/ret"
GROUP = "/intranet/organisation/grupper/cyklister/ret"
UNIT = "/intranet/organisation/enheder/byg/ret"


@pytest.fixture
def town(site):
    """A case with a document, a page, a meeting with an item, a group; and a second one who may edit each."""
    import datetime as dt

    from bdk_esdh.organisation.actions import add_person, people_of
    from bdk_esdh.organisation.group_actions import add_group

    with site.graph() as (root, act):
        case = a_case(root, act)
        a_document(case, act)
        add_page(root, {"title": "Cykelsti", "body": "En linje\nEn til", "audience": "public"}, act)
        committee = add_committee(root["udvalg"], {"title": "Økonomiudvalget", "code": "ØK"}, act)
        values = {"date": dt.date(2026, 12, 2), "time": dt.time(8, 15), "place": "Mødelokale 219"}
        meeting = plan_meeting(committee, values, act)
        add_item(meeting, {"kind": "case", "title": "Carport", "case": case}, act)
        act = site.act(root, "administrator")
        add_group(root["organisation"]["grupper"], {"title": "Cyklister"}, act)
        roles = ("caseworker", "editor", "committee_secretary", "administrator")
        for login, name in (("sanne", "Sanne Mønster"), ("karla", "Karla Skabelon")):
            person = add_person(
                people_of(root), {"login": login, "title": name, "roles": roles, "unit_key": "byg"}, act
            )
            person.password_hash = people_of(root)["sagsbehandler"].password_hash
    return site


def item_form(site):
    with site.graph() as (root, _act):
        meeting = root["udvalg"]["oekonomiudvalget"]["2026-12-02"]
        item = next(each for each in meeting.values() if each.title == "Carport")
        return f"{MEETING}/punkt?id={get_oid(item)}"


def open_form(site, login, address, field="title"):
    client = site.client(login)
    return client, form_with(client.get(address), field)


def two_forms(site, address, field="title"):
    return open_form(site, "sanne", address, field)[1], open_form(site, "karla", address, field)[1]


#: every form that edits a record: its address, a field to change, and another that somebody else changes
FORMS = {
    "Case": (CASE, "title", "description"),
    "Document": (DOCUMENT, "title", "description"),
    "Page": (PAGE, "title", "lead"),
    "Meeting": (f"{MEETING}/ret", "place", "time"),
    "AgendaItem": (item_form, "title", "summary"),
    "Person": (PERSON, "title", "job_title"),
    "Committee": (COMMITTEE, "title", "place"),
    "Group": (GROUP, "title", "purpose"),
    "Unit": (UNIT, "title", "email"),
}
OTHERS = {"time": "9.30", "email": "byg@eksempel.dk"}


def address_of(site, kind):
    address = FORMS[kind][0]
    return address(site) if callable(address) else address


@pytest.mark.parametrize("kind", FORMS)
def test_what_both_have_changed_is_saved_by_neither_until_one_has_chosen(town, kind):
    address, (_form, field, _other) = address_of(town, kind), FORMS[kind]
    hers, mine = two_forms(town, address, field)
    hers[field], mine[field] = "Sannes ord", "Karlas ord"
    assert hers.submit().status_int == 303
    answer = mine.submit(status=409)
    assert "Sanne Mønster gemte kl. 9.00, mens du skrev" in answer.text
    assert "Sannes ord" in answer.text
    again = form_with(answer, field)
    assert again[field].value == "Karlas ord"
    assert again.submit().status_int == 303
    assert open_form(town, "karla", address, field)[1][field].value == "Karlas ord"


@pytest.mark.parametrize("kind", FORMS)
def test_what_only_the_other_has_changed_stays_and_is_told(town, kind):
    address, (_form, field, other) = address_of(town, kind), FORMS[kind]
    theirs = OTHERS.get(other, "Sannes ord")
    hers, mine = two_forms(town, address, field)
    hers[other], mine[field] = theirs, "Karlas ord"
    assert hers.submit().status_int == 303
    page = mine.submit().maybe_follow()
    assert "Sanne Mønster ændrede imens" in page.text
    saved = open_form(town, "karla", address, field)[1]
    assert (saved[field].value, saved[other].value) == ("Karlas ord", theirs)


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_that_nobody_was_before_is_saved_without_a_word(town, kind):
    address, (_form, field, _other) = address_of(town, kind), FORMS[kind]
    _client, form = open_form(town, "karla", address, field)
    form[field] = "Karlas ord"
    page = form.submit().maybe_follow()
    assert "imens" not in page.text
    assert "mens du skrev" not in page.text
