"""Who may read what: the ladder rung by rung, and lists that agree with it on generated municipalities.

Design, section 8, "Who may read".
"""

from dataclasses import replace
from types import SimpleNamespace

import pytest
import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.builders import a_case

from bdk_esdh.documents.content import Document
from bdk_esdh.kernel.graph import Node, find_objectmap, get_oid, reindex_below
from bdk_esdh.organisation.actions import add_person, add_unit, people_of, units_of
from bdk_esdh.organisation.identities import identity_in
from bdk_esdh.search.lists import find_ids
from bdk_esdh.security.identity import ANONYMOUS_PRINCIPALS, Identity
from bdk_esdh.security.permissions import Permission
from bdk_esdh.security.policy import permits
from bdk_esdh.security.readers import (
    GRANTS_READING,
    OPEN,
    Sensitivity,
    gate_tokens,
    may_read,
    reader_tokens,
    tokens_by_sensitivity,
)

LEVELS = [level.value for level in Sensitivity]
FROM_CONFIDENTIAL = LEVELS[1:3]


class Grant(Node):
    """Stands for an agenda item: it opens what it refers to."""

    def __init__(self, *tokens):
        self.tokens = frozenset(tokens)

    def granted_tokens(self):
        return self.tokens


def _identity(root, login):
    return identity_in(root, login)


def _case(root, act, *, handlers=(), access_list=(), level="not_confidential", unit="byg", caseworker=None):
    case = a_case(root, act, responsible_unit=unit, caseworker=caseworker)
    case.other_handlers, case.access_list, case.sensitivity = tuple(handlers), tuple(access_list), level
    reindex_below(case)
    return case


def _document(case, act, level="not_confidential"):
    document = Document(1, f"{case.case_number}-1", "Brev", at=act.at, by=act.by)
    document.sensitivity = level
    case.add("1", document, registry=act.registry)
    return document


def _readers_among(root, node, logins):
    return {login for login in logins if may_read(node, _identity(root, login).principals)}


EVERYBODY = ("administrator", "sagsbehandler", "sagsbehandler2", "sekretaer", "leder", "politiker", "medarbejder", "borger1")  # fmt: skip
STAFF = set(EVERYBODY) - {"politiker", "borger1"}


def test_the_ladder_has_four_rungs_in_order():
    assert [level.level for level in Sensitivity] == [0, 1, 2, 3]


def test_all_staff_read_what_is_not_confidential_and_nobody_else(site):
    with site.graph() as (root, act):
        case = _case(root, act)
        assert _readers_among(root, case, EVERYBODY) == STAFF
        assert not may_read(case, ANONYMOUS_PRINCIPALS)


@pytest.mark.parametrize("level", FROM_CONFIDENTIAL)
def test_from_confidential_up_the_unit_and_those_who_work_on_it_read_it(site, level):
    with site.graph() as (root, act):
        case = _case(root, act, level=level, caseworker="medarbejder", handlers=("sekretaer",))
        assert _readers_among(root, case, EVERYBODY) == {"sagsbehandler", "medarbejder", "sekretaer"}


@pytest.mark.parametrize("level", FROM_CONFIDENTIAL)
def test_units_below_the_responsible_one_read_it_and_units_above_do_not(site, level):
    with site.graph() as (root, act):
        above = _case(root, act, level=level, unit="teknik-miljoe")
        assert _readers_among(root, above, EVERYBODY) == {"sagsbehandler", "leder"}
        below = _case(root, act, level=level, unit="byg")
        assert _readers_among(root, below, EVERYBODY) == {"sagsbehandler"}


def test_an_administrator_reads_nothing_confidential_by_being_one(site):
    with site.graph() as (root, act):
        for level in LEVELS[1:]:
            case = _case(root, act, level=level)
            assert not permits(_identity(root, "administrator"), case, Permission.CASE_VIEW)


def test_a_vip_case_is_read_by_its_access_list_alone(site):
    with site.graph() as (root, act):
        case = _case(root, act, level="vip", caseworker="sagsbehandler", access_list=("user:leder",))
        assert _readers_among(root, case, EVERYBODY) == {"leder"}


def test_a_vip_case_without_a_list_is_read_by_those_who_work_on_it(site):
    with site.graph() as (root, act):
        case = _case(root, act, level="vip", caseworker="sagsbehandler2")
        assert _readers_among(root, case, EVERYBODY) == {"sagsbehandler2"}


def test_an_access_list_narrows_every_level(site):
    with site.graph() as (root, act):
        for level in LEVELS[:3]:
            case = _case(root, act, level=level, access_list=("user:sagsbehandler", "user:sagsbehandler2"))
            expected = (
                {"sagsbehandler", "sagsbehandler2"} if level == "not_confidential" else {"sagsbehandler"}
            )
            assert _readers_among(root, case, EVERYBODY) == expected


@pytest.mark.parametrize("own", LEVELS)
@pytest.mark.parametrize("of_case", LEVELS)
def test_a_document_is_read_at_the_higher_of_its_own_level_and_its_cases(site, of_case, own):
    with site.graph(by="medarbejder") as (root, act):
        document = _document(_case(root, act, level=of_case, caseworker="medarbejder"), act, own)
        expected = {
            "not_confidential": STAFF,
            "confidential": {"sagsbehandler", "medarbejder"},
            "sensitive": {"sagsbehandler", "medarbejder"},
            "vip": {"medarbejder"},
        }
        assert _readers_among(root, document, EVERYBODY) == expected[max(of_case, own, key=LEVELS.index)]


def test_the_access_list_of_a_case_holds_for_its_documents(site):
    with site.graph() as (root, act):
        case = _case(root, act, access_list=("user:leder",))
        for level in LEVELS:
            if "1" in case:
                case.remove("1", registry=site.registry)
            document = _document(case, act, level)
            assert _readers_among(root, document, EVERYBODY) <= {"leder"}


def test_an_agenda_opens_a_case_to_the_members_of_the_body_and_its_access_list_still_holds(site):
    with site.graph() as (root, act):
        person = people_of(root)["politiker"]
        person.bodies = ("oek",)
        case = _case(root, act, level="confidential")
        assert not permits(_identity(root, "politiker"), case, Permission.CASE_VIEW)
        grant = Grant("body:oek")
        root["sager"].add("bevilling", grant, registry=site.registry)
        find_objectmap(root).connect(grant, case, GRANTS_READING)
        assert permits(_identity(root, "politiker"), case, Permission.CASE_VIEW)
        case.access_list = ("user:sagsbehandler",)
        assert not permits(_identity(root, "politiker"), case, Permission.CASE_VIEW)
        transaction.abort()


def test_what_says_nothing_itself_is_read_like_what_it_lies_in():
    above = SimpleNamespace(reader_tokens=lambda: frozenset({"a"}), gate_tokens=lambda: frozenset({"g"}))
    below = SimpleNamespace(__parent__=SimpleNamespace(__parent__=above))
    assert reader_tokens(below) == {"a"}
    assert gate_tokens(below) == {"g"}


def test_what_hangs_nowhere_is_read_by_nobody():
    assert reader_tokens(SimpleNamespace()) == frozenset()
    assert gate_tokens(SimpleNamespace()) == {OPEN}
    assert not may_read(SimpleNamespace(), frozenset({OPEN, "staff", "public"}))


def test_a_citizen_or_politician_in_a_unit_does_not_read_as_the_unit():
    for role in ("citizen", "politician"):
        identity = Identity("x", "X", frozenset({role}), unit="byg", units=("byg", "teknik"))
        assert not {"unit:byg", "unit:teknik", "staff"} & identity.principals


def test_an_empty_access_list_opens_a_vip_thing_to_nobody():
    assert tokens_by_sensitivity(Sensitivity.VIP, confidential=["unit:byg"], access_list=[]) == frozenset()


# ------------------------------------------------------------------ generated municipalities

MEMBERS = 6
ROLES = ("caseworker", "employee", "administrator", "politician", "citizen", "manager")


@st.composite
def municipalities(draw):
    """Units up to five deep, six people, a case with a document, all at random."""
    parents = [None]
    depths = [1]
    for number in range(1, draw(st.integers(1, 7))):
        parent = draw(st.one_of(st.none(), st.integers(0, number - 1)))
        depth = 1 if parent is None else depths[parent] + 1
        parents.append(parent if depth <= 5 else None)
        depths.append(depth if depth <= 5 else 1)
    units = st.integers(0, len(parents) - 1)
    people = [(draw(st.sampled_from(ROLES)), draw(st.one_of(st.none(), units))) for _ in range(MEMBERS)]
    members = st.integers(0, MEMBERS - 1)
    listed = st.lists(
        st.one_of(members.map(lambda n: f"user:g{n}"), units.map(lambda n: f"unit:e{n}")), max_size=3
    )
    return {
        "parents": parents,
        "people": people,
        "unit": draw(units),
        "caseworker": draw(members),
        "handlers": draw(st.lists(members, max_size=2)),
        "access_list": draw(st.one_of(st.just([]), listed)),
        "case_level": draw(st.sampled_from(LEVELS)),
        "document_level": draw(st.sampled_from(LEVELS)),
    }


def _build(root, act, town):
    for number, parent in enumerate(town["parents"]):
        above = None if parent is None else f"e{parent}"
        add_unit(units_of(root), {"key": f"e{number}", "title": f"Enhed {number}", "parent_key": above}, act)
    for number, (role, unit) in enumerate(town["people"]):
        values = {"login": f"g{number}", "title": f"Person {number}", "roles": (role,)}
        values["unit_key"] = None if unit is None else f"e{unit}"
        add_person(people_of(root), values, replace(act, by="administrator"))
    case = _case(
        root,
        act,
        unit=f"e{town['unit']}",
        caseworker=f"g{town['caseworker']}",
        handlers=[f"g{number}" for number in town["handlers"]],
        access_list=town["access_list"],
        level=town["case_level"],
    )
    return case, _document(case, act, town["document_level"])


def _should_read(town, number, level):
    """The sentence of the design, read a second time and without tokens."""
    role, unit = town["people"][number]
    line = []
    while unit is not None:
        line.append(unit)
        unit = town["parents"][unit]
    is_staff = role not in ("politician", "citizen")
    units = line if is_staff else []
    on_list = f"user:g{number}" in town["access_list"] or any(
        f"unit:e{each}" in town["access_list"] for each in units
    )
    works_on_it = number in (town["caseworker"], *town["handlers"])
    if level == "vip":
        return on_list if town["access_list"] else works_on_it
    if town["access_list"] and not on_list:
        return False
    if level == "not_confidential":
        return is_staff or works_on_it
    return works_on_it or town["unit"] in units


@settings(
    max_examples=250,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(town=municipalities())
def test_lists_pages_and_the_sentence_agree_for_everybody_in_every_municipality(site, town):
    """Break it: leave the gates out of ``may_read`` or of ``readable``, or a document's own level out of its tokens."""
    with site.graph() as (root, act):
        case, document = _build(root, act, town)
        higher = max(town["case_level"], town["document_level"], key=LEVELS.index)
        nodes = (
            (case, town["case_level"], Permission.CASE_VIEW),
            (document, higher, Permission.DOCUMENT_VIEW),
        )
        for number, (role, _unit) in enumerate(town["people"]):
            identity = _identity(root, f"g{number}")
            listed = set(find_ids(root, identity.principals, {}).ids)
            for node, level, permission in nodes:
                should = _should_read(town, number, level)
                assert may_read(node, identity.principals) is should
                assert bool(permits(identity, node, permission)) is (should and role != "citizen")
                assert (get_oid(node) in listed) is should
        assert get_oid(case) not in set(find_ids(root, ANONYMOUS_PRINCIPALS, {}).ids)
        assert not permits(None, case, Permission.CASE_VIEW)
        transaction.abort()
