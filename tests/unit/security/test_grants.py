"""Being named on a node: who reads by it, what one may do by it, how far it reaches, and what it never does."""

import random
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from tests.support.builders import a_case, a_document

from bdk_esdh.documents.actions import assign_document, move_document, unassign_document
from bdk_esdh.kernel.graph import find_objectmap
from bdk_esdh.organisation.actions import people_of
from bdk_esdh.organisation.content import Group
from bdk_esdh.organisation.identities import identity_in
from bdk_esdh.pages.actions import add_page, publish
from bdk_esdh.security.grants import (
    LEVEL_PERMISSIONS,
    Grant,
    GrantReach,
    Level,
    Sharing,
    is_broken_above,
    is_nameable,
    reach_of,
    sharing_of,
)
from bdk_esdh.security.identity import ANONYMOUS_PRINCIPALS, Identity
from bdk_esdh.security.permissions import Permission
from bdk_esdh.security.policy import permits
from bdk_esdh.security.readers import (
    GRANTS_READING,
    OPEN,
    gate_tokens,
    is_cut_off,
    is_kept_to_some,
    may_read,
    reader_tokens,
)
from bdk_esdh.security.roles import Role, permissions_of
from bdk_esdh.sharing.actions import put_access_list

WHEN = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def _say(node, *named, inherits=True):
    """Write on a node who is named there, as ``sharing.actions`` would."""
    grants = tuple(
        Grant(token, Level(level), "leder", "Lis Låntnavn", WHEN)
        for token, level in (each.split("=") for each in named)
    )
    node.sharing = Sharing(inherits, grants).stored()


def _reads(root, login, node):
    return may_read(node, identity_in(root, login).principals)


def _may(root, login, permission, node):
    return bool(permits(identity_in(root, login), node, permission))


def test_what_is_said_is_kept_as_plain_tuples_and_read_back():
    said = Sharing(False, (Grant("unit:byg", Level.EDIT, "leder", "Lis", WHEN, "Vikar"),))
    stored = said.stored()
    assert stored == (False, (("unit:byg", "edit", "leder", "Lis", WHEN, "Vikar"),))
    assert type(stored[1][0][1]) is str
    assert sharing_of(SimpleNamespace(sharing=stored)) == said
    assert Sharing().stored() is None
    assert sharing_of(SimpleNamespace()) == Sharing()


@pytest.mark.parametrize("token", ["public", "staff", "open", "role:administrator", "body:oek", "case:2026-00001", "user:", "", "USER:leder"])  # fmt: skip
def test_only_people_units_and_groups_are_named_and_another_token_gives_nothing_however_it_came_there(token):
    assert not is_nameable(token)
    node = SimpleNamespace(sharing=(True, ((token, "manage", "x", "X", WHEN, ""),)))
    assert reader_tokens(node) == frozenset()


@pytest.mark.parametrize("token", ["user:sagsbehandler2", "unit:sundhed-velfaerd", "group:klima"])
def test_whoever_is_named_on_a_confidential_case_reads_it_and_what_lies_on_it(site, token):
    with site.graph() as (root, act):
        people_of(root)["sagsbehandler2"].groups = ("klima",)
        root["organisation"]["grupper"].add("klima", Group("Klima"), registry=site.registry)
        case = a_case(root, act, sensitivity="confidential")
        document = a_document(case, act)
        assert not _reads(root, "sagsbehandler2", case)
        _say(case, f"{token}=read")
        assert _reads(root, "sagsbehandler2", case)
        assert _reads(root, "sagsbehandler2", document)
        assert not _reads(root, "medarbejder", document)


def test_being_named_on_an_open_case_does_not_open_what_is_confidential_on_it(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        secret = a_document(case, act, sensitivity="confidential")
        _say(case, "user:sagsbehandler2=manage")
        assert not _reads(root, "sagsbehandler2", secret)
        _say(secret, "user:sagsbehandler2=read")
        assert _reads(root, "sagsbehandler2", secret)


def test_being_named_on_the_archive_opens_no_confidential_case(site):
    with site.graph() as (root, act):
        case = a_case(root, act, sensitivity="sensitive")
        _say(root["sager"], "user:administrator=manage")
        _say(root, "unit:staben=manage")
        assert not _reads(root, "administrator", case)


def test_no_grant_opens_a_vip_case_or_a_vip_document_and_broken_inheritance_changes_nothing(site):
    with site.graph() as (root, act):
        case = a_case(root, act, sensitivity="vip", caseworker="sagsbehandler")
        on_it = a_document(case, act)
        alone = a_document(a_case(root, act), act, sensitivity="vip")
        for node in (case, on_it, alone):
            for inherits in (True, False):
                _say(node, "user:medarbejder=manage", inherits=inherits)
                assert not _reads(root, "medarbejder", node)
                assert not _may(root, "medarbejder", Permission.SHARING_VIEW, node)
                assert _reads(root, "sagsbehandler", node)
                assert reach_of(node).by_list


def test_an_access_list_holds_for_whoever_is_named_too(site):
    with site.graph() as (root, act):
        case = a_case(root, act, sensitivity="confidential")
        document = a_document(case, act)
        _say(document, "user:medarbejder=read")
        assert _reads(root, "medarbejder", document)
        case.access_list = ("user:sagsbehandler",)
        assert not _reads(root, "medarbejder", document)
        assert _reads(root, "sagsbehandler", document)


def test_where_inheritance_is_broken_those_named_there_and_below_are_all_there_is(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        document, other = a_document(case, act), a_document(case, act)
        _say(case, "user:leder=manage", inherits=False)
        _say(document, "user:medarbejder=read")
        assert _reads(root, "leder", document)
        assert _reads(root, "medarbejder", document)
        assert not _reads(root, "medarbejder", other)
        for node in (case, document, other):
            assert not _reads(root, "sagsbehandler", node), "neither the caseworker nor all staff"
            assert is_cut_off(node)
        _say(document, "user:medarbejder=read", inherits=False)
        assert not _reads(root, "leder", document)


def test_a_confidential_document_below_broken_inheritance_is_read_by_those_named_there(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        secret = a_document(case, act, sensitivity="confidential")
        _say(case, "user:medarbejder=manage", inherits=False)
        assert _reads(root, "medarbejder", secret)
        assert not _reads(root, "sagsbehandler", secret)


def test_a_document_that_is_kept_to_some_is_not_given_out(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        document = a_document(case, act)
        document.release = SimpleNamespace(withdrawn_at=None)
        assert document.released is not None
        for keep in (
            lambda: _say(document, "user:leder=manage", inherits=False),
            lambda: _say(case, "user:leder=manage", inherits=False),
            lambda: setattr(case, "access_list", ("user:leder",)),
        ):
            keep()
            assert is_kept_to_some(document)
            assert document.released is None
            _say(document)
            _say(case)
            case.access_list = ()
        assert document.released is not None
        document.release = None


def test_a_grant_makes_nothing_public_and_a_published_page_whose_inheritance_is_broken_is_not_shown(site):
    with site.graph(by="redaktoer") as (root, act):
        page = add_page(root, {"title": "Aktindsigt", "body": "Skriv til os."}, act)
        _say(page, "user:medarbejder=read")
        assert not may_read(page, ANONYMOUS_PRINCIPALS)
        publish(page, act)
        assert may_read(page, ANONYMOUS_PRINCIPALS)
        assert permits(None, page, Permission.PUBLIC_VIEW)
        _say(page, "user:medarbejder=read", inherits=False)
        assert not may_read(page, ANONYMOUS_PRINCIPALS)
        assert not permits(None, page, Permission.PUBLIC_VIEW)
        _say(page)


def test_what_not_all_staff_read_carries_the_token_for_an_emergency_at_both_doors(site):
    with site.graph() as (root, act):
        emergency = Identity("x", "X", frozenset({"manager"}), extra=frozenset({"case:2026-00001"}))
        case = a_case(root, act)
        document = a_document(case, act)
        assert "case:2026-00001" not in reader_tokens(case) | gate_tokens(case)
        case.access_list = ("user:leder",)
        for level in ("not_confidential", "confidential", "sensitive", "vip"):
            case.sensitivity = level
            for node in (case, document):
                assert may_read(node, emergency.principals)
                assert not may_read(node, Identity("y", "Y", frozenset({"manager"})).principals)
        case.access_list, case.sensitivity = (), "not_confidential"
        _say(document, "user:leder=read", inherits=False)
        assert may_read(document, emergency.principals)
        other = a_case(root, act, sensitivity="confidential")
        assert not may_read(other, emergency.principals)


@pytest.mark.parametrize("level", Level)
def test_a_level_gives_what_its_row_says_there_and_below_and_nothing_beside_it(site, level):
    with site.graph() as (root, act):
        case, beside = a_case(root, act), a_case(root, act)
        document = a_document(case, act)
        _say(case, f"user:medarbejder={level}")
        held = permissions_of(frozenset({"employee"}))
        for permission in Permission:
            given = permission in held | LEVEL_PERMISSIONS[level]
            assert _may(root, "medarbejder", permission, case) is given
            assert _may(root, "medarbejder", permission, document) is given
            assert _may(root, "medarbejder", permission, beside) is (permission in held)


def test_no_level_gives_what_the_roles_that_publish_or_govern_have():
    kept = {
        Permission.DOCUMENT_RELEASE, Permission.MEETING_PUBLISH, Permission.PAGE_PUBLISH,
        Permission.COMMITTEE_MANAGE, Permission.ORGANISATION_MANAGE, Permission.UNIT_ADMINISTER,
        Permission.CLASSIFICATION_MANAGE, Permission.JOBS_MANAGE, Permission.BREAK_GLASS,
        Permission.JOURNAL_CONTROL, Permission.INTRANET_VIEW,
    }  # fmt: skip
    for level, given in LEVEL_PERMISSIONS.items():
        assert not given & kept, level
    assert LEVEL_PERMISSIONS[Level.READ] < LEVEL_PERMISSIONS[Level.EDIT] < LEVEL_PERMISSIONS[Level.MANAGE]


def test_a_politician_who_is_named_reads_and_does_no_more(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        assert not _reads(root, "politiker", case)
        _say(case, "user:politiker=manage")
        assert _may(root, "politiker", Permission.CASE_VIEW, case)
        assert not _may(root, "politiker", Permission.CASE_EDIT, case)
        assert not _may(root, "politiker", Permission.SHARING_MANAGE, case)


def test_nobody_changes_by_being_named_what_everybody_can_read(site):
    with site.graph(by="redaktoer") as (root, act):
        page = add_page(root, {"title": "Aktindsigt", "body": "Skriv til os."}, act)
        _say(page, "user:medarbejder=manage")
        assert _may(root, "medarbejder", Permission.PAGE_EDIT, page)
        publish(page, act)
        assert not _may(root, "medarbejder", Permission.PAGE_EDIT, page)
        assert _may(root, "redaktoer", Permission.PAGE_EDIT, page)


@pytest.mark.parametrize(
    ("login", "expected"),
    [("sagsbehandler", True), ("leder", True), ("redaktoer", False), ("administrator", False), ("sekretaer", False)],
)  # fmt: skip
def test_who_reads_a_case_is_for_those_whose_role_lets_them_change_cases(site, login, expected):
    with site.graph() as (root, act):
        case = a_case(root, act)
        assert _may(root, login, Permission.SHARING_MANAGE, case) is expected
        assert _may(root, "administrator", Permission.SHARING_MANAGE, root["sager"])


def test_whoever_has_a_document_to_work_on_reads_it_and_its_case_until_it_is_final(site):
    with site.graph() as (root, act):
        case = a_case(root, act, sensitivity="confidential")
        document, other = a_document(case, act), a_document(case, act)
        assign_document(document, "medarbejder", act)
        assert _reads(root, "medarbejder", case)
        assert _reads(root, "medarbejder", document)
        assert not _reads(root, "medarbejder", other)
        unassign_document(document, act)
        assert not _reads(root, "medarbejder", case)
        assign_document(document, "medarbejder", act)
        assign_document(document, "redaktoer", act)
        assert not _reads(root, "medarbejder", case)
        assert _reads(root, "redaktoer", case)
        move_document(document, "finalise", act)
        assert not _reads(root, "redaktoer", case)


def test_a_task_opens_no_vip_case(site):
    with site.graph() as (root, act):
        case = a_case(root, act, sensitivity="vip")
        document = a_document(case, act)
        assign_document(document, "medarbejder", act)
        assert not _reads(root, "medarbejder", case)
        assert not _reads(root, "medarbejder", document)


def test_who_may_read_a_case_is_known_without_going_through_its_documents(site):
    with site.graph() as (root, act):
        case = a_case(root, act, sensitivity="confidential")
        for _number in range(4):
            a_document(case, act)
        assign_document(case["2"], "medarbejder", act)
        assert list(find_objectmap(case).sources(case, GRANTS_READING)) == [case["2"]]
    with site.graph() as (root, _act):
        root._p_jar.cacheMinimize()
        case = root["sager"]["2026-00001"]
        assert "user:medarbejder" in reader_tokens(case)
        still_ghosts = [number for number in (1, 2, 3, 4) if case.data[str(number)]._p_changed is None]
        assert still_ghosts == [1, 3, 4]


def test_the_first_reach_is_what_nodes_have_that_say_nothing():
    above = SimpleNamespace(sharing=(True, (("user:x", "read", "y", "Y", WHEN, ""),)))
    own = SimpleNamespace(__parent__=above, grant_reach=lambda: GrantReach.OWN)
    assert reader_tokens(SimpleNamespace(__parent__=above)) == {"user:x"}
    assert reader_tokens(own) == frozenset()
    assert gate_tokens(own) == {OPEN}


def test_every_role_that_reads_a_thing_by_rule_holds_no_token_of_an_emergency():
    for role in Role:
        principals = Identity("x", "X", frozenset({role}), unit="byg", units=("byg",)).principals
        assert not [token for token in principals if token.startswith("case:")]


def test_that_inheritance_is_broken_is_the_same_told_shortly_or_with_all_that_counts():
    chance = random.Random(3)
    for _time in range(2000):
        node = None
        for _depth in range(chance.randrange(1, 6)):
            said = chance.choice([None, None, Sharing(True, ()), Sharing(False, ())])
            kind = chance.choice([None, None, *GrantReach])
            facts = {"__parent__": node, "sharing": said.stored() if said else None}
            if kind is not None:
                facts["grant_reach"] = lambda kind=kind: kind
            node = SimpleNamespace(**facts)
        assert is_broken_above(node) == (reach_of(node).broken_at is not None)


@pytest.mark.parametrize("case_is", ["open", "broken", "listed"])
def test_asked_of_many_that_lie_together_each_gives_the_answer_it_gives_alone(site, case_is):
    with site.graph() as (root, act):
        case = a_case(root, act)
        documents = [a_document(case, act) for _number in range(4)]
        if case_is == "listed":
            put_access_list(case, ["unit:byg"])
        if case_is == "broken":
            _say(case, "user:leder=read", inherits=False)
        _say(documents[1], "user:leder=read", inherits=False)
        _say(documents[2], "user:leder=read")
        documents[3].sensitivity = "vip"
        elsewhere = a_case(root, act)
        documents.append(a_document(elsewhere, act))
        _say(elsewhere, inherits=case_is != "open")
        alone = [is_kept_to_some(document) for document in documents]
        for order in (documents, documents[::-1]):
            above = {}
            together = {document: is_kept_to_some(document, above) for document in order}
            assert [together[document] for document in documents] == alone
        assert alone[:3] == ([False, True, False] if case_is == "open" else [True] * 3)
        assert alone[4] == (case_is == "open")
