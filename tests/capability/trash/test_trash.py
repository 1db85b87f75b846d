"""Throwing away and taking back: what happens to ids, numbers, references, rights and lists."""

import datetime as dt

import pytest
from tests.support.builders import a_case, a_document

from bdk_esdh.audit.entries import unpack
from bdk_esdh.cases.actions import case_values, change_case, move_case
from bdk_esdh.documents.actions import assign_document, move_document
from bdk_esdh.kernel.errors import Refused, SeveralErrors
from bdk_esdh.kernel.graph import catalog_of, find_objectmap, get_oid
from bdk_esdh.meetings.actions import add_committee, change_meeting, plan_meeting
from bdk_esdh.meetings.items import add_item, remove_item
from bdk_esdh.meetings.publishing import publish_meeting, withdraw_meeting
from bdk_esdh.organisation.actions import people_of
from bdk_esdh.organisation.group_actions import add_group
from bdk_esdh.pages.actions import add_news, add_page, publish, unpublish
from bdk_esdh.search.lists import find_ids
from bdk_esdh.security.readers import gate_tokens, may_read, reader_tokens
from bdk_esdh.trash.actions import LONGEST_REASON, put_in_trash, restore
from bdk_esdh.trash.content import trash_of, trashed_nodes
from bdk_esdh.trash.errors import NotForTrash, NotInTrash, PlaceGone, PlaceTaken, UnusableReason

STAFF = frozenset({"public", "open", "staff"})
BYG = STAFF | {"unit:byg", "user:sagsbehandler"}
PAGE = {"title": "Cykelsti", "audience": "public"}


def entries(root):
    return list(root["papirkurv"].values())


def messages(error):
    return [str(each.message.interpolate()) for each in error.errors]


def a_meeting(root, act):
    committee = add_committee(root["udvalg"], {"title": "Økonomiudvalget", "code": "ØK"}, act)
    values = {"date": dt.date(2026, 12, 2), "time": dt.time(8, 15), "place": "Mødelokale 219"}
    return plan_meeting(committee, values, act)


def titles(meeting):
    return [item.title for item in meeting.items_in_order()]


def test_a_document_goes_out_of_the_tree_the_lists_and_the_object_map_and_comes_back_the_same(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        document = a_document(case, act)
        oid = get_oid(document)
        entry = put_in_trash(document, act, "Dublet")
        assert "1" not in case
        assert find_objectmap(root).object_for(oid) is None
        assert oid not in catalog_of(root).objectids
        assert not find_ids(root, BYG, {"kind": "Document"})
    with site.graph() as (root, act):
        entry = entries(root)[0]
        assert (entry.by_name, entry.reason, entry.number) == ("Karla Skabelon", "Dublet", "2026-00001-1")
        back = restore(entry, act)
        assert back is root["sager"]["2026-00001"]["1"]
        assert get_oid(back) == oid
        assert find_objectmap(root).object_for(oid) is back
        assert list(find_ids(root, BYG, {"kind": "Document"}).ids) == [oid]
        assert not entries(root)


def test_its_number_is_given_to_nothing_else(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        put_in_trash(a_document(case, act), act, "Dublet")
        assert a_document(case, act).document_number == "2026-00001-2"
        put_in_trash(case, act, "Oprettet to gange")
        assert a_case(root, act).case_number == "2026-00002"


def test_a_case_takes_its_documents_along_and_brings_them_back(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        document = a_document(case, act)
        oids = {get_oid(case), get_oid(document)}
        entry = put_in_trash(case, act, "Fejl")
        assert not find_ids(root, BYG, {"kind": ["Case", "Document"]})
        assert {get_oid(node) for _entry, node in trashed_nodes(root)} == oids
        restore(entry, act)
        assert {*find_ids(root, BYG, {"kind": ["Case", "Document"]}).ids} == oids
        assert not list(trashed_nodes(root))


def test_references_come_back_too(site):
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act)
        graph = find_objectmap(root)
        graph.connect(root["sager"], document, "a-test-of-references")
        entry = put_in_trash(document, act, "Dublet")
        assert list(graph.targets(root["sager"], "a-test-of-references")) == [None]
        restore(entry, act)
        assert list(graph.targets(root["sager"], "a-test-of-references")) == [document]


def test_who_works_on_a_document_reads_its_case_only_while_it_lies_there(site):
    with site.graph() as (root, act):
        case = a_case(root, act, sensitivity="confidential")
        document = a_document(case, act)
        assign_document(document, "sagsbehandler2", act)
        assert "user:sagsbehandler2" in reader_tokens(case)
        entry = put_in_trash(document, act, "Dublet")
        assert "user:sagsbehandler2" not in reader_tokens(case)
        restore(entry, act)
        assert "user:sagsbehandler2" in reader_tokens(case)


def test_an_id_that_lies_in_the_trash_is_given_to_nothing_new(site):
    with site.graph() as (root, act):
        graph = find_objectmap(root)
        document = a_document(a_case(root, act), act)
        oid = get_oid(document)
        put_in_trash(document, act, "Dublet")
        graph._v_nextid = oid
        assert graph.new_objectid() != oid


def test_who_may_read_it_is_worked_out_from_what_its_place_says_today(site):
    with site.graph() as (root, act):
        entry = put_in_trash(a_document(a_case(root, act), act), act, "Dublet")
        assert may_read(entry, STAFF)
        assert find_ids(root, STAFF, {"kind": "TrashEntry"})
    with site.graph() as (root, act):
        case = root["sager"]["2026-00001"]
        change_case(case, {**case_values(case), "sensitivity": "confidential"}, act)
    with site.graph() as (root, _act):
        entry = entries(root)[0]
        assert not may_read(entry, STAFF)
        assert may_read(entry, BYG)
        assert not find_ids(root, STAFF, {"kind": "TrashEntry"}), "the list tells of it still"
        assert find_ids(root, BYG, {"kind": "TrashEntry"})
        catalog = catalog_of(root)
        assert set(catalog["readers"]._rev_index[get_oid(entry)]) == reader_tokens(entry)
        assert set(catalog["gates"]._rev_index[get_oid(entry)]) == gate_tokens(entry)


def test_the_public_reads_nothing_in_the_trash(site):
    with site.graph(by="sekretaer") as (root, act):
        committee = add_committee(root["udvalg"], {"title": "Økonomiudvalget", "code": "ØK"}, act)
        entry = put_in_trash(committee, act)
        assert not may_read(entry, frozenset({"public"}))
        assert not find_ids(root, frozenset({"public"}), {"kind": "TrashEntry"})


@pytest.mark.parametrize("state", ["final", "transferred"])
def test_a_final_document_and_its_case_are_kept(site, state):
    with site.graph() as (root, act):
        case = a_case(root, act)
        document = a_document(case, act)
        move_document(document, "finalise", act)
        document.review_state = state
        for kept in (document, case):
            with pytest.raises(SeveralErrors) as refused:
                put_in_trash(kept, act, "Fejl")
            assert messages(refused.value) == ["2026-00001-1 er endeligt og kan ikke slettes"]
            assert all(isinstance(each, Refused) for each in refused.value.errors)
        assert "1" in case


def test_nothing_goes_from_a_closed_case_and_nothing_comes_back_to_it(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        entry = put_in_trash(a_document(case, act), act, "Dublet")
        kept = a_document(case, act)
        move_document(kept, "finalise", act)
        move_case(case, "close", act)
        for node in (case, kept):
            with pytest.raises(SeveralErrors):
                put_in_trash(node, act, "Fejl")
        with pytest.raises(Refused, match="afsluttet"):
            restore(entry, act)
        assert entries(root) == [entry]
        move_case(case, "reopen", act, reason="Dokument tilbage")
        restore(entry, act)
        assert "1" in case


def test_a_closed_case_stays_also_when_nothing_lies_in_it(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        move_case(case, "close", act)
        with pytest.raises(SeveralErrors) as refused:
            put_in_trash(case, act, "Fejl")
        assert messages(refused.value) == ["Sagen er afsluttet. Genåbn den, før du sletter noget"]
        assert not entries(root)


def test_what_stands_on_an_agenda_stays_and_the_agenda_is_named(site):
    with site.graph(by="sekretaer") as (root, act):
        case = a_case(root, act)
        document = a_document(case, act)
        meeting = a_meeting(root, act)
        item = add_item(
            meeting, {"kind": "case", "title": "Carport", "case": case, "documents": [document]}, act
        )
        for node in (case, document):
            with pytest.raises(SeveralErrors) as refused:
                put_in_trash(node, act, "Fejl")
            assert f"punkt {item.number}, Økonomiudvalget 2. december 2026" in messages(refused.value)[0]
            assert "Carport" not in messages(refused.value)[0]
        remove_item(item, act)
        put_in_trash(document, act, "Fejl")


def test_an_item_comes_back_to_its_place_with_what_it_opened(site):
    with site.graph(by="sekretaer") as (root, act):
        case = a_case(root, act, sensitivity="confidential")
        document = a_document(case, act)
        meeting = a_meeting(root, act)
        item = add_item(
            meeting, {"kind": "case", "title": "Carport", "case": case, "documents": [document]}, act
        )
        before, number = titles(meeting), item.number
        assert "role:committee_secretary" in reader_tokens(case)
        entry = remove_item(item, act)
        assert titles(meeting) == [title for title in before if title != "Carport"]
        assert [each.number for each in meeting.items_in_order()] == list(range(1, len(before)))
        assert "role:committee_secretary" not in reader_tokens(case)
        assert "role:committee_secretary" not in reader_tokens(document)
        restore(entry, act)
        assert titles(meeting) == before
        assert item.number == number
        assert item.documents == [document]
        assert "role:committee_secretary" in reader_tokens(case)
        assert "role:committee_secretary" in reader_tokens(document)


def test_an_item_comes_back_last_when_the_agenda_has_become_shorter(site):
    with site.graph(by="sekretaer") as (root, act):
        meeting = a_meeting(root, act)
        last = meeting.items_in_order()[-1]
        entry = remove_item(last, act)
        for item in meeting.items_in_order()[1:]:
            remove_item(item, act)
        restore(entry, act)
        assert [each.number for each in meeting.items_in_order()] == [1, 2]
        assert meeting.items_in_order()[-1] is last
        assert meeting.last_number == 2


def test_an_item_does_not_come_back_to_an_agenda_that_is_out(site):
    with site.graph(by="sekretaer") as (root, act):
        meeting = a_meeting(root, act)
        entry = remove_item(meeting.items_in_order()[-1], act)
        publish_meeting(meeting, act)
        with pytest.raises(Refused, match="offentlig"):
            restore(entry, act)
        with pytest.raises(SeveralErrors):
            remove_item(meeting.items_in_order()[-1], act)


def test_a_planned_meeting_goes_with_its_items_and_one_the_public_has_seen_stays(site):
    with site.graph(by="sekretaer") as (root, act):
        case = a_case(root, act, sensitivity="confidential")
        meeting = a_meeting(root, act)
        add_item(meeting, {"kind": "case", "title": "Carport", "case": case}, act)
        committee = meeting.committee
        with pytest.raises(SeveralErrors):
            put_in_trash(committee, act)
        entry = put_in_trash(meeting, act)
        assert "role:committee_secretary" not in reader_tokens(case)
        restore(entry, act)
        assert "role:committee_secretary" in reader_tokens(case)
        publish_meeting(meeting, act)
        with pytest.raises(SeveralErrors):
            put_in_trash(meeting, act)
        withdraw_meeting(meeting, "Fejl", act)
        with pytest.raises(SeveralErrors):
            put_in_trash(meeting, act)


def test_a_meeting_does_not_come_back_to_a_day_that_has_another(site):
    with site.graph(by="sekretaer") as (root, act):
        meeting = a_meeting(root, act)
        committee = meeting.committee
        entry = put_in_trash(meeting, act)
        values = {"date": dt.date(2026, 12, 2), "time": dt.time(9), "place": "Andet sted"}
        other = plan_meeting(committee, values, act)
        with pytest.raises(PlaceTaken):
            restore(entry, act)
        change_meeting(other, {**values, "date": dt.date(2026, 12, 3)}, act)
        restore(entry, act)
        assert sorted(committee) == ["2026-12-02", "2026-12-03"]


def test_a_page_goes_only_when_nobody_reads_it_nor_any_page_below(site):
    with site.graph(by="redaktoer") as (root, act):
        page = add_page(root, PAGE, act)
        below = add_page(page, {**PAGE, "title": "Hjelm"}, act)
        publish(below, act)
        with pytest.raises(SeveralErrors) as refused:
            put_in_trash(page, act)
        assert messages(refused.value) == ["“Hjelm” er offentliggjort. Træk den tilbage først"]
        unpublish(below, "Fejl", act)
        entry = put_in_trash(page, act)
        assert "cykelsti" not in root
        restore(entry, act)
        assert root["cykelsti"]["hjelm"] is below


def test_a_page_does_not_come_back_to_an_address_that_is_taken(site):
    with site.graph(by="redaktoer") as (root, act):
        entry = put_in_trash(add_page(root, PAGE, act), act)
        add_page(root, PAGE, act)
        with pytest.raises(PlaceTaken):
            restore(entry, act)
        assert entries(root) == [entry]


def test_a_piece_of_news_goes_and_comes_back(site):
    with site.graph(by="redaktoer") as (root, act):
        news = add_news(root["nyheder"], PAGE, act)
        restore(put_in_trash(news, act), act)
        assert root["nyheder"]["cykelsti"] is news


def test_what_lies_in_something_thrown_away_waits_until_that_is_back(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        document = put_in_trash(a_document(case, act), act, "Dublet")
        whole = put_in_trash(case, act, "Fejl")
        with pytest.raises(PlaceGone) as refused:
            restore(document, act)
        assert "2026-00001" in refused.value.message.interpolate()
        restore(whole, act)
        restore(document, act)
        assert "1" in root["sager"]["2026-00001"]


def test_a_group_takes_its_rights_along_and_no_new_group_inherits_them(site):
    with site.graph(by="administrator") as (root, act):
        groups = root["organisation"]["grupper"]
        group = add_group(groups, {"title": "Cyklister", "members": ["medarbejder"]}, act)
        member = people_of(root)["medarbejder"]
        assert member.groups == ("cyklister",)
        entry = put_in_trash(group, act)
        assert member.groups == ()
        assert str(add_group(groups, {"title": "Cyklister"}, act).__name__) == "cyklister-2"
        restore(entry, act)
        assert member.groups == ("cyklister",)


def test_it_is_taken_back_once(site):
    with site.graph() as (root, act):
        entry = put_in_trash(a_document(a_case(root, act), act), act, "Dublet")
        restore(entry, act)
        with pytest.raises(NotInTrash):
            restore(entry, act)


def test_what_is_gone_already_and_what_never_goes_are_refused(site):
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act)
        put_in_trash(document, act, "Dublet")
        for node in (document, root["sager"], people_of(root)["medarbejder"], root):
            with pytest.raises(NotForTrash):
                put_in_trash(node, act, "Dublet")
        assert len(entries(root)) == 1


@pytest.mark.parametrize("reason", ["x" * (LONGEST_REASON + 1), "Vedrører 610190-0000", "6101900000"])
def test_a_reason_that_is_too_long_or_holds_a_cpr_number_is_refused(site, reason):
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act)
        with pytest.raises(UnusableReason) as refused:
            put_in_trash(document, act, reason)
        assert refused.value.field == "reason"
        assert not entries(root)


def test_both_are_entered_in_the_journal_with_the_reason(site):
    with site.graph() as (root, act):
        restore(put_in_trash(a_document(a_case(root, act), act), act, "Dublet"), act)
    with site.graph() as (root, _act):
        waiting = [unpack(packed) for packed, _number, _key in root.journal.waiting()]
    found = [(each.verb, each.subject_label, each.note) for each in waiting if each.verb.startswith("trash.")]
    assert sorted(found) == [
        ("trash.restored", "2026-00001-1", ""),
        ("trash.thrown_away", "2026-00001-1", "Dublet"),
    ]


def test_work_that_waited_is_dropped_while_it_lies_there_and_done_when_it_is_back(site):
    with site.graph() as (root, act):
        put_in_trash(a_document(a_case(root, act), act), act, "Dublet")
    site.run_jobs()
    with site.graph() as (root, act):
        document = restore(entries(root)[0], act)
        assert document.latest.reading == "waiting"
    site.run_jobs()
    with site.graph() as (root, _act):
        assert root["sager"]["2026-00001"]["1"].latest.reading == "read"
        assert trash_of(root) is root["papirkurv"]
