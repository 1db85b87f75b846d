"""A document goes to another case: its number, rights, references and lists, and what is refused."""

import random

import pytest
import transaction
from tests.support.builders import a_case, a_document, an_upload

from bdk_esdh.audit.lookup import Question, find
from bdk_esdh.cases.actions import move_case
from bdk_esdh.documents.access_after import access_after
from bdk_esdh.documents.actions import add_version, assign_document, move_document
from bdk_esdh.documents.errors import (
    AccessWidens,
    DocumentFinal,
    MovedMeanwhile,
    NotInPlace,
    SameCase,
    TargetClosed,
)
from bdk_esdh.documents.moving import document_once_at, documents_that_left, move_back, move_to_case
from bdk_esdh.kernel.errors import Refused
from bdk_esdh.kernel.graph import catalog_of, find_objectmap, get_oid
from bdk_esdh.meetings.actions import add_committee, plan_meeting
from bdk_esdh.meetings.errors import DocumentElsewhere
from bdk_esdh.meetings.items import add_item, change_item, item_values, set_documents
from bdk_esdh.ops.checking import check_graph
from bdk_esdh.security.grants import Level
from bdk_esdh.security.readers import gate_tokens, may_read, reader_tokens
from bdk_esdh.sharing.actions import set_access_list, share
from bdk_esdh.trash.actions import put_in_trash, restore

ASSIGNEE = "sagsbehandler2"


def faults(root):
    transaction.commit()
    return [str(fault) for fault in check_graph(root)]


def standing(root, *documents):
    """What lists, rights and references say of some documents and of all cases."""
    catalog, graph = catalog_of(root), find_objectmap(root)
    catalog.flush()
    nodes = [*documents, *root["sager"].values()]
    return [
        (
            graph.path_for(get_oid(node)),
            sorted(reader_tokens(node)),
            sorted(gate_tokens(node)),
            *(
                repr(catalog[name]._rev_index.get(get_oid(node)))
                for name in (
                    "readers",
                    "gate",
                    "case",
                    "serial",
                    "number",
                    "unit",
                    "kind",
                    "postlist",
                    "postlist_order",
                )
                if name in catalog
            ),
            sorted(map(repr, (ref for ref in graph.get_reftypes())))
            and sorted(
                (repr(ref), target) for ref in graph.get_reftypes() for target in graph.targetids(node, ref)
            ),
        )
        for node in nodes
    ]


def test_it_stays_the_same_document_under_the_next_number_of_the_other_case(site):
    with site.graph() as (root, act):
        wrong, right = a_case(root, act), a_case(root, act, title="Vejen")
        a_document(right, act)
        first, document = a_document(wrong, act), a_document(wrong, act)
        add_version(document, an_upload(b"nyt", "nyt.txt").stream, "nyt.txt", act)
        oid, versions = get_oid(document), list(document.versions)
        move_to_case(document, right, act)
        assert find_objectmap(root).object_for(oid) is document is right["2"]
        assert (document.document_number, document.serial, list(document.versions)) == (
            "2026-00002-2",
            2,
            versions,
        )
        assert document.former_numbers == ("2026-00001-2",)
        assert list(wrong) == ["1"]
        assert a_document(wrong, act).document_number == "2026-00001-3"
        assert document_once_at(root, "2026-00001-2") is document
        assert documents_that_left(wrong) == [document]
        assert document_once_at(root, "2026-00001-1") is None
        assert documents_that_left(right) == []
        assert document_once_at(root, "left:2026-00001") is None
        assert not faults(root)
        assert first.case is wrong


def test_there_and_back_leaves_rights_references_and_lists_as_they_were(site):
    """Cases of every kind, and documents with a task, a sharing and a place on an agenda, moved at random."""
    chance = random.Random(20)
    with site.graph() as (root, act):
        cases = [
            a_case(root, act, sensitivity=level, responsible_unit=unit)
            for level in ("not_confidential", "confidential", "sensitive")
            for unit in ("byg", "visitation")
        ]
        listed = a_case(root, act)
        set_access_list(listed, ["user:sagsbehandler", "unit:byg"], act)
        share(cases[2], "user:medarbejder", Level.EDIT, act)
        cases.append(listed)
        documents = [
            a_document(case, act, sensitivity=chance.choice(["not_confidential", "confidential"]))
            for case in cases
        ]
        for document in documents[::2]:
            assign_document(document, ASSIGNEE, act)
        share(documents[1], "user:redaktoer", Level.READ, act)
        committee = add_committee(root["udvalg"], {"title": "Økonomiudvalget", "code": "ØK"}, act)
        meeting = plan_meeting(
            committee, {"date": act.at.date(), "time": act.at.time(), "place": "Salen"}, act
        )
        add_item(
            meeting, {"kind": "case", "title": "Punkt", "case": cases[0], "documents": [documents[0]]}, act
        )
        before = standing(root, *documents)
        for _each in range(8):
            document, case = chance.choice(documents), chance.choice(cases)
            if case is not document.case:
                home = document.case
                move_to_case(document, case, act, wider_is_meant=True)
                assert not faults(root)
                move_to_case(document, home, act, wider_is_meant=True)
        assert standing(root, *documents) == before
        assert not faults(root)


def test_who_could_read_it_is_told_by_the_rules_that_then_decide(site):
    with site.graph() as (root, act):
        open_case, secret = a_case(root, act), a_case(root, act, sensitivity="confidential")
        document = a_document(open_case, act)
        narrowing = access_after([document], secret, act.registry)
        assert not narrowing.widens
        assert ASSIGNEE in narrowing.losing
        assert "sagsbehandler" not in narrowing.losing
        move_to_case(document, secret, act)
        assert not may_read(document, frozenset({"public", "open", "staff"}))
        assert may_read(document, frozenset({"public", "open", "staff", "unit:byg"}))
        with pytest.raises(AccessWidens):
            move_to_case(document, open_case, act)
        assert document.case is secret
        widening = access_after([document], open_case, act.registry)
        assert (widening.gaining, widening.all_staff, widening.public) == (narrowing.losing, True, True)
        assert document.case is secret
        move_to_case(document, open_case, act, wider_is_meant=True)


def test_a_document_with_a_task_opens_the_case_it_comes_to_and_no_longer_the_one_it_left(site):
    with site.graph() as (root, act):
        first = a_case(root, act, sensitivity="confidential")
        second = a_case(root, act, sensitivity="confidential", caseworker="leder")
        document = a_document(first, act)
        assign_document(document, ASSIGNEE, act)
        mine = frozenset({"public", "open", "staff", f"user:{ASSIGNEE}"})
        assert (may_read(first, mine), may_read(second, mine)) == (True, False)
        with pytest.raises(AccessWidens):
            move_to_case(document, second, act)
        assert access_after([document], second, act.registry).opened == {ASSIGNEE}
        move_to_case(document, second, act, wider_is_meant=True)
        assert (may_read(first, mine), may_read(second, mine)) == (False, True)
        listed = catalog_of(root)["readers"]
        catalog_of(root).flush()
        assert f"user:{ASSIGNEE}" not in listed._rev_index[get_oid(first)]
        assert f"user:{ASSIGNEE}" in listed._rev_index[get_oid(second)]


def test_what_does_not_move_says_why(site):
    with site.graph() as (root, act):
        here, there, closed = (a_case(root, act) for _each in range(3))
        move_case(closed, "close", act)
        document, final = a_document(here, act), a_document(here, act)
        move_document(final, "finalise", act)
        for moved, case, error in (
            (document, here, SameCase),
            (document, closed, TargetClosed),
            (final, there, DocumentFinal),
        ):
            with pytest.raises(error):
                move_to_case(moved, case, act)
        with pytest.raises(NotInPlace):
            move_back(document, act)
        entry = put_in_trash(document, act, "Dublet")
        with pytest.raises(NotInPlace):
            move_to_case(document, there, act)
        restore(entry, act)
        move_document(document, "finalise", act)
        move_case(here, "close", act)
        with pytest.raises(Refused):
            move_to_case(document, there, act)
        assert (list(here), list(there)) == (["1", "2"], [])
        assert not faults(root)


def test_the_second_of_two_who_move_it_hears_who_was_first(site):
    with site.graph("leder") as (root, act):
        cases = [a_case(root, act) for _each in range(3)]
        document = a_document(cases[0], act)
        move_to_case(document, cases[1], act, shown_as="2026-00001-1")
    with site.graph() as (root, act):
        document = root["sager"]["2026-00002"]["1"]
        with pytest.raises(MovedMeanwhile) as refusal:
            move_to_case(document, root["sager"]["2026-00003"], act, shown_as="2026-00001-1")
        told = refusal.value.message.interpolate()
        assert told.startswith("Lis Låntnavn flyttede dokumentet kl. 9.00. Det har nu nummer 2026-00002-1.")


def test_a_trashed_document_comes_back_to_the_case_it_was_moved_to_and_keeps_its_numbers(site):
    with site.graph() as (root, act):
        wrong, right = a_case(root, act), a_case(root, act)
        document = a_document(wrong, act)
        move_to_case(document, right, act)
        entry = put_in_trash(document, act, "Dublet")
        assert not faults(root)
        assert document_once_at(root, "2026-00001-1") is None
        restore(entry, act)
        assert document_once_at(root, "2026-00001-1") is right["1"]
        move_back(document, act)
        assert (document.document_number, document.former_numbers) == ("2026-00001-1", ("2026-00002-1",))
        assert not faults(root)


def test_an_attachment_that_was_moved_stays_on_its_item_and_no_other_comes_from_elsewhere(site):
    with site.graph() as (root, act):
        wrong, right = a_case(root, act), a_case(root, act)
        document, other = a_document(wrong, act), a_document(right, act)
        committee = add_committee(root["udvalg"], {"title": "Økonomiudvalget", "code": "ØK"}, act)
        meeting = plan_meeting(
            committee, {"date": act.at.date(), "time": act.at.time(), "place": "Salen"}, act
        )
        item = add_item(
            meeting, {"kind": "case", "title": "Punkt", "case": wrong, "documents": [document]}, act
        )
        move_to_case(document, right, act)
        change_item(item, {**item_values(item), "case": wrong, "title": "Et andet navn"}, act)
        assert list(item.documents) == [document]
        with pytest.raises(DocumentElsewhere):
            set_documents(item, [document, other], act)
        set_documents(item, [document], act)
        set_documents(item, [], act)
        with pytest.raises(DocumentElsewhere):
            set_documents(item, [document], act)


def test_the_journals_of_both_cases_and_of_the_document_have_it(site):
    with site.graph() as (root, act):
        wrong, right = a_case(root, act), a_case(root, act)
        document = a_document(wrong, act)
        hidden = a_document(wrong, act, sensitivity="confidential")
        for each in (document, hidden):
            move_to_case(each, right, act)
        told = {(entry.subject_type, entry.case_number, entry.note) for entry in _moves(root)}
        assert told == {
            ("Document", "2026-00002", ""),
            ("Case", "2026-00001", "2026-00001-1"),
            # Who reads the case and not the document learns no more than that one left.
            ("Case", "2026-00001", ""),
        }
        changes = [
            change for entry in _moves(root) for change in entry.changes if change.field == "Dokumentnummer"
        ]
        assert [(each.before, each.after) for each in changes] == [
            ("2026-00001-1", "2026-00002-1"),
            ("2026-00001-2", "2026-00002-2"),
        ]


def _moves(root):
    found = find(root.journal, Question(), size=50)
    return [
        line.entry
        for line in reversed(found.lines)
        if line.entry.verb in {"document.moved_to_case", "case.document_moved_away"}
    ]
