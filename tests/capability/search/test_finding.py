"""Lists find what hypatia's own queries find, in the same order; only sooner."""

import random
from datetime import timedelta

import pytest
from tests.support.builders import a_case, a_document

from bdk_esdh.cases.actions import move_case
from bdk_esdh.kernel.graph import catalog_of, get_oid
from bdk_esdh.search.conditions import find_ids
from bdk_esdh.search.lists import Beginnings, Lacking, batch_of, in_order, readable
from bdk_esdh.search.ordering import backwards, ordered
from bdk_esdh.sharing.actions import set_access_list

UNITS = ("byg", "visitation", "teknik-miljoe")
STATES = ("opened", "informed", "decided")
READERS = (
    frozenset({"public", "open", "staff", "unit:byg", "user:sagsbehandler"}),
    frozenset({"public", "open", "staff", "unit:visitation"}),
    frozenset({"public"}),
    frozenset(),
)
CONDITIONS = (
    {"kind": "Case"},
    {"kind": "Case", "unit": ["byg", "visitation"], "review_state": ["opened", "decided"]},
    {"kind": "Case", "due": (None, 739_950), "kle_subject": "02.34.02"},
    {"kind": "Case", "changed": (1, None), "number": ("2026-00010", "2026-00040")},
    {"words": Beginnings("carp"), "unit": "byg"},
    {"words": Beginnings("carp 2026 1")},
    {"words": Beginnings("ingen")},
    {"kind": "Document", "postlist": Lacking()},
    {"kind": ["Document", "Case"], "direction": Lacking(), "review_state": "opened"},
    {"kind": "Case", "unit": []},
    {"kind": "FindesIkke"},
)


@pytest.fixture
def archive(site):
    """Seventy cases and some documents, drawn from a seed; more than a set keeps in one leaf."""
    drawn = random.Random(11)
    with site.graph() as (root, act):
        for number in range(70):
            case = a_case(
                root,
                act,
                title=f"{drawn.choice(('Carport', 'Hegn'))} {number}",
                responsible_unit=drawn.choice(UNITS),
                caseworker=drawn.choice((None, "sagsbehandler", "sagsbehandler2")),
                sensitivity=drawn.choice(("not_confidential",) * 3 + ("confidential",)),
                due_date=drawn.choice((None, act.at.date() + timedelta(days=drawn.randrange(-20, 20)))),
            )
            if drawn.random() < 0.2:
                set_access_list(case, ("user:sagsbehandler", "user:leder"), act)
            if drawn.random() < 0.3:
                move_case(case, "inform", act)
            if drawn.random() < 0.1:
                a_document(case, act, on_postlist=drawn.random() < 0.5)
    return site


def _slow(root, principals, conditions):
    """Ask the nodes one by one."""
    catalog = catalog_of(root)
    found = set()
    for oid in readable(root, principals).execute().ids:
        if all(_fits(catalog[name], oid, wanted) for name, wanted in conditions.items()):
            found.add(oid)
    return found


def _fits(index, oid, wanted):
    held = index._rev_index.get(oid)
    if isinstance(wanted, Lacking):
        return held is None
    if held is None:
        return False
    if isinstance(wanted, Beginnings):
        return all(
            any((len(word) > 1 and each.startswith(word)) or each == word for each in held)
            for word in wanted.words
        )
    if isinstance(wanted, tuple):
        low, high = wanted
        return (low is None or held >= low) and (high is None or held <= high)
    return held in wanted if isinstance(wanted, list) else held == wanted


def test_each_condition_finds_what_asking_node_by_node_finds(archive):
    with archive.graph() as (root, _act):
        sizes = []
        for principals in READERS:
            for conditions in CONDITIONS:
                found = find_ids(root, principals, conditions)
                assert set(found.ids) == _slow(root, principals, conditions), (principals, conditions)
                assert len(found) == len(set(found.ids))
                sizes.append(len(found))
        assert max(sizes) > 40
        # nobody without tokens finds anything at all
        assert not any(find_ids(root, frozenset(), each).ids for each in CONDITIONS)


@pytest.mark.parametrize("sort", ["due", "changed", "number", "title_order"])
def test_walking_an_index_and_sorting_what_was_found_give_the_same_order(archive, sort):
    with archive.graph() as (root, _act):
        index = catalog_of(root)[sort]
        found = find_ids(root, READERS[0], {"kind": "Case"})
        placed = sorted((index._rev_index[oid], oid) for oid in found.ids)
        for reverse in (False, True):
            expected = [oid for _value, oid in (placed[::-1] if reverse else placed)]
            for limit in (1, 5, len(placed), 10_000):
                assert ordered(index, found.ids, limit, reverse=reverse) == expected[:limit]
            assert in_order(root, found, sort, reverse=reverse) == expected
            last = batch_of(root, found, sort=sort, reverse=reverse, start=10**9, size=7)
            assert [get_oid(node) for node in last] == expected[last.start :]
            assert last.items


def test_a_tree_is_walked_backwards_whatever_its_size(archive):
    with archive.graph() as (root, _act):
        for index in catalog_of(root).values():
            forward = index._fwd_index
            assert [id(each) for each in backwards(forward)] == [id(each) for each in forward.values()][::-1]


def test_what_is_changed_is_found_by_lists_before_the_commit(archive):
    with archive.graph() as (root, act):
        case = a_case(root, act, title="Nyt skur", sensitivity="confidential")
        assert list(find_ids(root, READERS[0], {"words": Beginnings("skur")}).ids) == [get_oid(case)]
        assert not find_ids(root, READERS[2], {"words": Beginnings("skur")}).ids
