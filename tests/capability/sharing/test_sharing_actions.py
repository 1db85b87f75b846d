"""Sharing as it is done: what it writes, what it refuses, what the journal says, and what lists say at once."""

import time
from datetime import timedelta

import pytest
import transaction
from tests.support.builders import a_case, a_document
from ZODB.POSException import ConflictError

from bdk_esdh.audit.entering import journal_of
from bdk_esdh.audit.entries import unpack
from bdk_esdh.documents.content import Document
from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.meetings.actions import add_committee, plan_meeting
from bdk_esdh.meetings.items import add_item
from bdk_esdh.meetings.publishing import publish_meeting
from bdk_esdh.organisation.group_actions import add_group
from bdk_esdh.organisation.identities import identity_in
from bdk_esdh.pages.actions import add_page, publish
from bdk_esdh.root import ROOT_KEY
from bdk_esdh.search.lists import find_ids
from bdk_esdh.security.grants import Level, sharing_of
from bdk_esdh.security.readers import may_read
from bdk_esdh.sharing.actions import (
    break_inheritance,
    restore_inheritance,
    set_access_list,
    share,
    unshare,
)
from bdk_esdh.sharing.errors import (
    InheritanceFixed,
    ListDecides,
    NobodyLeft,
    NotForEveryone,
    NotNameable,
    NotShared,
    ReadingOnly,
)


def _lists(root, login, node):
    return get_oid(node) in set(find_ids(root, identity_in(root, login).principals, {}).ids)


def _reads(root, login, node):
    return may_read(node, identity_in(root, login).principals)


def _entries(root):
    entries = [unpack(packed) for packed, _number, _key in journal_of(root).waiting()]
    return [entry for entry in entries if entry.verb.startswith("sharing.")]


def test_lists_say_the_same_in_the_moment_it_is_done(site):
    with site.graph() as (root, act):
        case = a_case(root, act, sensitivity="confidential")
        document = a_document(case, act)
        for do, expected in (
            (lambda: share(case, "user:medarbejder", Level.READ, act), True),
            (lambda: unshare(case, "user:medarbejder", act), False),
            (lambda: share(case, "unit:staben", Level.READ, act), True),
            (lambda: break_inheritance(case, act), True),
            (lambda: unshare(case, "unit:staben", act), False),
            (lambda: restore_inheritance(case, act), False),
            (lambda: share(document, "user:medarbejder", Level.READ, act), None),
            (lambda: set_access_list(case, ["user:sagsbehandler"], act), False),
        ):
            do()
            for node in (case, document):
                found = _reads(root, "medarbejder", node)
                assert _lists(root, "medarbejder", node) is found
                if expected is not None:
                    assert found is expected


def test_the_journal_says_what_was_done_in_words(site):
    with site.graph() as (root, act):
        case = a_case(root, act, sensitivity="confidential")
        share(case, "user:medarbejder", Level.READ, act, note="Vikar")
        share(case, "user:medarbejder", Level.EDIT, act)
        unshare(case, "user:medarbejder", act)
        break_inheritance(case, act)
        restore_inheritance(case, act)
        set_access_list(case, ["user:sagsbehandler", "unit:byg"], act)
    with site.graph() as (root, _act):
        told = {}
        for entry in _entries(root):
            assert entry.case_number == "2026-00001"
            assert entry.by_name == "Karla Skabelon"
            told[entry.verb] = [(each.field, each.before, each.after) for each in entry.changes]
        assert told == {
            "sharing.shared": [("Poul Pseudonym", "", "Kan læse")],
            "sharing.level_changed": [("Poul Pseudonym", "Kan læse", "Kan rette")],
            "sharing.unshared": [("Poul Pseudonym", "Kan rette", "")],
            "sharing.inheritance_broken": [],
            "sharing.inheritance_restored": [],
            "sharing.access_list_changed": [("Adgangsliste", "", "Byg og enhederne under, Karla Skabelon")],
        }
        verbs = site.registry.journal_verbs
        assert verbs["sharing.inheritance_broken"].sentence == "brød arven, så kun de nævnte har adgang"


@pytest.mark.parametrize(
    "token",
    ["public", "staff", "open", "role:administrator", "case:2026-00001", "body:oek", "user:borger1", "user:nobody",
     "group:nothing", "unit:nothing", "user:", ""],
)  # fmt: skip
def test_nobody_else_is_named_by_any_way_in(site, token):
    with site.graph() as (root, act):
        case = a_case(root, act)
        with pytest.raises(NotNameable):
            share(case, token, Level.READ, act)
        with pytest.raises(NotNameable):
            set_access_list(case, ["user:sagsbehandler", token], act)
        assert case.sharing is None
        assert case.access_list == ()


def test_whoever_is_inactive_is_not_named(site):
    with site.graph() as (root, act):
        root["organisation"]["personer"]["medarbejder"].active = False
        with pytest.raises(NotNameable):
            share(a_case(root, act), "user:medarbejder", Level.READ, act)


def test_a_politician_is_given_reading_alone(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        for level in (Level.EDIT, Level.MANAGE):
            with pytest.raises(ReadingOnly):
                share(case, "user:politiker", level, act)
        share(case, "user:politiker", Level.READ, act)


def test_what_was_not_given_cannot_be_taken(site):
    with site.graph() as (root, act), pytest.raises(NotShared):
        unshare(a_case(root, act), "user:medarbejder", act)


def test_a_vip_case_takes_no_grants_and_keeps_somebody_on_its_list(site):
    with site.graph() as (root, act):
        case = a_case(root, act, sensitivity="vip")
        for act_on in (
            lambda: share(case, "user:medarbejder", Level.READ, act),
            lambda: break_inheritance(case, act),
            lambda: set_access_list(case, [], act),
        ):
            with pytest.raises(ListDecides):
                act_on()
        set_access_list(case, ["user:sagsbehandler", "user:medarbejder"], act)
        assert _lists(root, "medarbejder", case)


def test_whoever_writes_an_access_list_stands_on_it(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        with pytest.raises(NobodyLeft):
            set_access_list(case, ["user:leder"], act)
        set_access_list(case, ["unit:byg"], act)


@pytest.mark.parametrize(
    "place", ["", "sager", "udvalg", "nyheder", "organisation", "organisation/enheder/byg", "emner/02"]
)
def test_inheritance_is_not_broken_where_everybody_works(site, place):
    with site.graph(by="administrator") as (root, act):
        node = root
        for name in filter(None, place.split("/")):
            node = node[name]
        with pytest.raises(InheritanceFixed):
            break_inheritance(node, act)


def test_inheritance_is_broken_and_restored_once(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        with pytest.raises(InheritanceFixed):
            restore_inheritance(case, act)
        break_inheritance(case, act)
        with pytest.raises(InheritanceFixed):
            break_inheritance(case, act)


def test_inheritance_is_not_broken_over_what_one_may_not_read_oneself(site):
    """Otherwise whoever may change an open case would come to read what is confidential on it."""
    with site.graph() as (root, act):
        case = a_case(root, act)
        a_document(case, act, sensitivity="confidential", on_postlist=False)
        with pytest.raises(NotForEveryone):
            break_inheritance(case, site.act(root, "sagsbehandler2"))
        assert not _reads(root, "sagsbehandler2", case["1"])
        break_inheritance(case, act)


def test_a_published_page_is_not_cut_off_and_what_is_cut_off_is_not_published(site):
    with site.graph(by="redaktoer") as (root, act):
        above = add_page(root, {"title": "Aktindsigt", "body": "x"}, act)
        page = add_page(above, {"title": "Under", "body": "x"}, act)
        publish(above, act)
        publish(page, act)
        for node in (page, above):
            with pytest.raises(NotForEveryone):
                break_inheritance(node, act)
        draft = add_page(above, {"title": "Kladde", "body": "x"}, act)
        break_inheritance(draft, act)
        with pytest.raises(Exception, match="begrænset"):
            publish(draft, act)


def test_what_members_have_a_right_to_is_not_cut_off(site):
    with site.graph() as (root, act):
        committee = add_committee(root["udvalg"], {"title": "Økonomiudvalget", "code": "ØK"}, act)
        when = {"date": act.at.date() + timedelta(days=20), "time": act.at.time(), "place": "Salen"}
        meeting = plan_meeting(committee, when, act)
        case = a_case(root, act)
        document = a_document(case, act, on_postlist=False)
        facts = {"kind": "case", "title": "Lagerhal", "case": case, "documents": [document]}
        item = add_item(meeting, {**facts, "closed_session": True, "closed_reason": "property_sale"}, act)
        publish_meeting(meeting, act)
        secretary = site.act(root, "sekretaer")
        for node in (document, case, item, meeting, committee):
            with pytest.raises(NotForEveryone):
                break_inheritance(node, act if node in (document, case) else secretary)
        assert "Lagerhal" not in str(_refusal_of(meeting, secretary))


def _refusal_of(node, act):
    with pytest.raises(NotForEveryone) as caught:
        break_inheritance(node, act)
    return caught.value


def test_the_last_who_manages_is_neither_removed_nor_lowered_nor_counted_when_gone(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        share(case, "user:leder", Level.MANAGE, act)
        break_inheritance(case, act)
        unshare(case, "user:sagsbehandler", act)
        with pytest.raises(NobodyLeft):
            unshare(case, "user:leder", act)
        with pytest.raises(NobodyLeft):
            share(case, "user:leder", Level.READ, act)
        share(case, "user:redaktoer", Level.MANAGE, act)
        root["organisation"]["personer"]["redaktoer"].active = False
        with pytest.raises(NobodyLeft):
            unshare(case, "user:leder", act)


def test_a_new_group_of_the_same_name_does_not_come_into_what_the_old_one_had(site):
    with site.graph() as (root, act):
        administrator = site.act(root, "administrator")
        groups = root["organisation"]["grupper"]
        add_group(groups, {"title": "Klima", "members": ["redaktoer"]}, administrator)
        case = a_case(root, act, sensitivity="confidential")
        share(case, "group:klima", Level.READ, act)
        assert _reads(root, "redaktoer", case)
        groups.remove("klima", registry=site.registry)
        assert not _reads(root, "redaktoer", case)
        again = add_group(groups, {"title": "Klima", "members": ["medarbejder", "redaktoer"]}, administrator)
        assert again.__name__ != "klima"
        for login in ("medarbejder", "redaktoer"):
            assert not _reads(root, login, case)
            assert not _lists(root, login, case)


def test_two_people_who_share_the_same_thing_at_once_both_have_done_it(site):
    with site.graph() as (root, act):
        a_case(root, act)
    first, second = (site.db.open(transaction.TransactionManager()) for _each in range(2))
    for connection, token in ((first, "user:leder"), (second, "user:medarbejder")):
        root = connection.root()[ROOT_KEY]
        share(root["sager"]["2026-00001"], token, Level.READ, site.act(root, "sagsbehandler"))
    first.transaction_manager.commit()
    with pytest.raises(ConflictError):
        second.transaction_manager.commit()
    second.transaction_manager.abort()
    # The web tries again from the start (pyramid_retry).
    root = second.root()[ROOT_KEY]
    share(root["sager"]["2026-00001"], "user:medarbejder", Level.READ, site.act(root, "sagsbehandler"))
    second.transaction_manager.commit()
    for connection in (first, second):
        connection.close()
    with site.graph() as (root, _act):
        said = sharing_of(root["sager"]["2026-00001"])
        assert {each.token for each in said.grants} == {"user:leder", "user:medarbejder"}


def test_below_a_case_with_many_documents_only_the_two_indexes_of_reading_are_renewed(site):
    """A tenth of the sample of the long run: 2,000 documents took 0.9 s, which other writers wait for."""
    took, found = _share_over(site, 200)
    assert found == 201
    assert took < timedelta(seconds=3)


@pytest.mark.soak
def test_two_thousand_documents_follow_their_case_under_the_lock_in_seconds(site):
    took, found = _share_over(site, 2_000)
    print(f"sharing a case with 2,000 documents: {took.total_seconds():.2f} s under the write lock")  # noqa: T201
    assert found == 2_001
    assert took < timedelta(seconds=10)


def _share_over(site, count):
    with site.graph() as (root, act):
        case = a_case(root, act, sensitivity="confidential")
        for serial in range(1, count + 1):
            document = Document(serial, f"{case.case_number}-{serial}", "Bilag", at=act.at, by=act.by)
            case.add(str(serial), document, registry=act.registry)
    with site.graph() as (root, act):
        begun = time.monotonic()
        share(root["sager"]["2026-00001"], "user:medarbejder", Level.READ, act)
        transaction.commit()
        took = timedelta(seconds=time.monotonic() - begun)
    with site.graph() as (root, _act):
        principals = identity_in(root, "medarbejder").principals
        return took, len(find_ids(root, principals, {"kind": ["Case", "Document"]}))
