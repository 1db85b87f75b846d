"""Two people save the same record: nothing is lost, and nothing is overwritten unseen."""

import pytest
from tests.support.builders import a_case, a_document
from tests.support.site import form_with

from bdk_esdh.cases.actions import move_case
from bdk_esdh.documents.actions import move_document
from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.meetings.actions import add_committee, plan_meeting
from bdk_esdh.meetings.items import add_item, remove_item
from bdk_esdh.pages.actions import add_news, add_page
from bdk_esdh.parties.actions import add_party

CASE = "/intranet/sager/2026-00001/ret"
PARTY = "/intranet/sager/2026-00001/part-1/ret"
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
        add_party(case, {"kind": "person", "name": "Ida Attrap", "role": "primary_party"}, act)
        add_page(root, {"title": "Cykelsti", "body": "En linje\nEn til", "audience": "public"}, act)
        add_news(root["nyheder"], {"title": "Ny bro", "body": "Den er åben", "audience": "public"}, act)
        committee = add_committee(root["udvalg"], {"title": "Økonomiudvalget", "code": "ØK"}, act)
        values = {"date": dt.date(2026, 12, 2), "time": dt.time(8, 15), "place": "Mødelokale 219"}
        meeting = plan_meeting(committee, values, act)
        add_item(meeting, {"kind": "case", "title": "Carport", "case": case}, act)
    with site.graph(by="administrator") as (root, act):
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
    "Party": (PARTY, "name", "note"),
    "Page": (PAGE, "title", "lead"),
    "NewsItem": ("/intranet/nyheder/ny-bro/ret", "title", "lead"),
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


def conflict(town, address=CASE, field="title"):
    """Let both change a field, and return the page that Karla is shown."""
    hers, mine = two_forms(town, address, field)
    hers[field], mine[field] = "Sannes ord", "Karlas ord"
    hers.submit(status=303)
    return mine.submit(status=409)


def test_the_other_s_words_may_be_chosen_for_a_field(town):
    form = form_with(conflict(town), "title")
    form["valg.title"] = "deres"
    form["description"] = "Også min"
    assert form.submit().status_int == 303
    saved = open_form(town, "karla", CASE)[1]
    assert (saved["title"].value, saved["description"].value) == ("Sannes ord", "Også min")


def test_what_was_chosen_stays_chosen_when_something_else_has_to_be_mended(town):
    form = form_with(conflict(town), "title")
    form["valg.title"] = "deres"
    form["due_date"] = "31. november"
    answer = form.submit(status=422)
    assert form_with(answer, "title")["title"].value == "Sannes ord"


def test_a_third_change_while_one_chooses_is_seen_too(town):
    form = form_with(conflict(town), "title")
    third = open_form(town, "sanne", CASE)[1]
    third["title"] = "Endnu nyere"
    third.submit(status=303)
    assert "Endnu nyere" in form.submit(status=409)


def test_what_only_the_other_changed_is_in_the_form_that_comes_back(town):
    hers, mine = two_forms(town, CASE)
    hers["title"], hers["description"], mine["title"] = "Sannes ord", "Sannes beskrivelse", "Karlas ord"
    hers.submit(status=303)
    form = form_with(mine.submit(status=409), "title")
    assert form["description"].value == "Sannes beskrivelse"
    form.submit(status=303)
    assert open_form(town, "karla", CASE)[1]["description"].value == "Sannes beskrivelse"


def test_what_was_shown_survives_a_form_with_faults(town):
    hers, mine = two_forms(town, CASE)
    mine["title"], mine["due_date"] = "Karlas ord", "31. november"
    again = form_with(mine.submit(status=422), "title")
    hers["title"] = "Sannes ord"
    hers.submit(status=303)
    again["due_date"] = ""
    assert "Sannes ord" in again.submit(status=409)


def test_one_who_saves_twice_from_the_same_page_meets_no_conflict_with_oneself(town):
    mine = open_form(town, "karla", CASE)[1]
    mine["title"] = "Karlas ord"
    first, second = mine.submit(status=303), mine.submit(status=303)
    assert first.location == second.location


def test_going_back_and_correcting_one_s_own_words_is_no_conflict_until_another_has_saved(town):
    mine = open_form(town, "karla", CASE)[1]
    mine["title"] = "Karlas ord"
    mine.submit(status=303)
    mine["title"] = "Karlas bedre ord"
    assert mine.submit().status_int == 303
    theirs = open_form(town, "sanne", CASE)[1]
    assert theirs["title"].value == "Karlas bedre ord"
    theirs["title"] = "Sannes ord"
    theirs.submit(status=303)
    mine["title"] = "Karlas bedste ord"
    assert "Sannes ord" in mine.submit(status=409)


@pytest.mark.parametrize("garbage", ["", "x", "\0", "eJxxxx", "A" * 5000])
def test_garbage_for_what_was_shown_loses_nothing_of_another_s(town, garbage):
    hers, mine = two_forms(town, CASE)
    hers["title"] = "Sannes ord"
    hers.submit(status=303)
    mine["description"], mine["shown"] = "Karlas ord", garbage
    answer = mine.submit(status=409)
    assert "Sannes ord" in answer
    assert form_with(answer, "title")["description"].value == "Karlas ord"


def test_a_case_that_was_closed_meanwhile_keeps_the_text_on_the_page(town):
    mine = open_form(town, "karla", CASE)[1]
    mine["description"] = "Karlas ord"
    with town.graph() as (root, act):
        move_document(root["sager"]["2026-00001"]["1"], "finalise", act)
        for meeting in root["udvalg"]["oekonomiudvalget"].values():
            for item in [each for each in meeting.values() if each.case_id]:
                remove_item(item, act)
        move_case(root["sager"]["2026-00001"], "close", act)
    answer = mine.submit(status=422)
    assert "Sagen er afsluttet" in answer
    assert form_with(answer, "description")["description"].value == "Karlas ord"


def test_a_document_that_became_final_meanwhile_keeps_the_text_on_the_page(town):
    mine = open_form(town, "karla", DOCUMENT)[1]
    mine["description"] = "Karlas ord"
    with town.graph() as (root, act):
        move_document(root["sager"]["2026-00001"]["1"], "finalise", act)
    answer = mine.submit(status=422)
    assert "endeligt" in answer
    assert form_with(answer, "description")["description"].value == "Karlas ord"


def test_an_item_that_was_taken_off_meanwhile_keeps_the_text_on_the_page(town):
    mine = open_form(town, "karla", item_form(town))[1]
    mine["summary"] = "Karlas ord"
    with town.graph() as (root, act):
        meeting = root["udvalg"]["oekonomiudvalget"]["2026-12-02"]
        remove_item(next(each for each in meeting.values() if each.title == "Carport"), act)
    answer = mine.submit(status=422)
    assert "taget af dagsordenen" in answer
    assert form_with(answer, "summary")["summary"].value == "Karlas ord"


def test_members_of_a_group_that_both_changed_are_shown_by_name(town):
    from bdk_esdh.organisation.group_actions import set_group_members

    client = town.client("karla")
    mine = form_with(client.get(GROUP).forms["form"].submit("members:add"), "members.0")
    mine["members.0"] = "leder"
    with town.graph(by="administrator") as (root, act):
        set_group_members(root["organisation"]["grupper"]["cyklister"], ["medarbejder"], act)
    answer = mine.submit(status=409)
    assert "Poul Pseudonym" in answer
    assert "Lis Låntnavn" in answer


def test_every_form_that_edits_a_record_carries_what_was_shown(town):
    """Break it: fill one of them by ``bind_values``."""
    records = town.registry.records
    with_form = {
        name for name, each in records.types.items() if each.schema and records.actions_of(name).change
    }
    assert with_form <= set(FORMS), "add the type's form to FORMS"
    client = town.client("karla")
    for kind in FORMS:
        form = form_with(client.get(address_of(town, kind)), FORMS[kind][1])
        assert form["shown"].value, kind


def test_every_view_that_posts_to_an_edit_form_asks_what_it_edits():
    """Every ``bind_record`` in the source has its ``edits=``, file by file."""
    from pathlib import Path

    import bdk_esdh

    for path in Path(bdk_esdh.__file__).parent.rglob("*.py"):
        text = path.read_text()
        # Those of one page or piece of news ask by ``form_pages.sent``, whose last argument names it.
        filled, asked = (
            text.count(".bind_record("),
            text.count("edits=lambda") + text.count("lambda: Edited("),
        )
        if path.name not in {"forms.py", "record_forms.py", "document_page.py", "form_pages.py"}:
            assert filled == asked, path.name
