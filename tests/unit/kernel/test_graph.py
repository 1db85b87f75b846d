"""The graph: ids, references and the catalog follow what is done to the tree."""

import pickletools

import pytest
import transaction
from pyramid.config import Configurator
from tests.support.builders import a_case, a_document
from zope.interface import implementedBy

from bdk_esdh.kernel.graph import (
    Container,
    GraphCatalog,
    Node,
    catalog_of,
    find_objectmap,
    get_oid,
    reindex_below,
    tell_changed,
)
from bdk_esdh.kernel.sparse_index import Without
from bdk_esdh.organisation.actions import units_of
from bdk_esdh.organisation.content import Unit
from bdk_esdh.security.readers import reader_tokens


def _found(root, index, value):
    graph = find_objectmap(root)
    return [graph.object_for(oid) for oid in catalog_of(root)[index].eq(value).execute()]


def _titled(root, title):
    return _found(root, "title_order", title)


def test_what_is_added_is_in_the_lists_before_the_commit(site):
    with site.graph() as (root, act):
        case = a_case(root, act, title="nyt skur")
        assert _titled(root, "nyt skur") == [case]
        assert find_objectmap(root).object_for(get_oid(case)) is case


def test_what_is_taken_out_leaves_lists_ids_and_references_with_all_that_lies_in_it(site):
    with site.graph() as (root, act):
        case = a_case(root, act, title="skuret væk")
        document = a_document(case, act, title="tegning væk")
        graph, catalog = find_objectmap(root), catalog_of(root)
        ids = [get_oid(case), get_oid(document)]
        graph.connect(root["emner"], document, "mentions")
        root["sager"].remove(case.__name__, registry=site.registry)
        assert _titled(root, "skuret væk") == _titled(root, "tegning væk") == []
        assert [oid for oid in ids if oid in catalog.objectids] == []
        assert [graph.object_for(oid) for oid in ids] == [None, None]
        assert list(graph.targetids(root["emner"], "mentions")) == []


def test_what_is_changed_is_found_by_what_it_is_now_once_that_is_told(site):
    with site.graph() as (root, _act):
        unit = units_of(root)["byg"]
        unit.title = "Huse og skure"
        tell_changed(unit, site.registry)
        assert _titled(root, "huse og skure") == [unit]
        assert _titled(root, "byg") == []


def test_what_is_moved_keeps_its_id_and_is_found_once(site):
    with site.graph() as (root, _act):
        units = units_of(root)
        oid = get_oid(units["byg"])
        units.rename("byg", "byggeri", registry=site.registry)
        assert get_oid(units["byggeri"]) == oid
        assert _titled(root, "byg") == [units["byggeri"]]
        assert find_objectmap(root).object_for(("", "organisation", "enheder", "byggeri")) is units["byggeri"]


def test_an_action_that_is_rolled_back_leaves_nothing_in_the_lists(site):
    with site.graph() as (root, act):
        before = transaction.savepoint()
        a_case(root, act, title="fortrudt sag")
        before.rollback()
        assert _titled(root, "fortrudt sag") == []
        assert list(root["sager"]) == []


def test_rights_that_change_above_are_in_the_lists_of_what_lies_below(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        document = a_document(case, act)
        readers = catalog_of(root)["readers"]
        assert get_oid(document) in readers.eq("staff").execute().ids
        case.sensitivity = "confidential"
        reindex_below(case)
        found = list(readers.eq("staff").execute().ids)
        assert get_oid(case) not in found
        assert get_oid(document) not in found


def test_many_that_are_renewed_together_share_what_is_stored_and_change_each_by_itself(site):
    """As below a case that is shared; what is stored of one is never changed under another."""
    with site.graph() as (root, act):
        case = a_case(root, act)
        for _number in range(3):
            a_document(case, act)
    with site.graph() as (root, _act):
        case = root["sager"]["2026-00001"]
        documents, readers = [case[name] for name in "123"], catalog_of(root)["readers"]
        case.sensitivity = "confidential"
        reindex_below(case, "readers", "gates")
        stored = [readers._rev_index[get_oid(each)] for each in documents]
        assert stored[0] is stored[1] is stored[2]
        assert set(stored[0]) == reader_tokens(documents[0])
        assert not {case, *documents} & set(_found(root, "readers", "staff"))
        documents[1].assigned_to = "leder"
        tell_changed(documents[1], site.registry)
        found = _found(root, "readers", "user:leder")
        assert [each in found for each in documents] == [False, True, False]
        assert set(readers._rev_index[get_oid(documents[0])]) == reader_tokens(documents[0])
    with site.graph() as (root, _act):
        case = root["sager"]["2026-00001"]
        documents, readers = [case[name] for name in "123"], catalog_of(root)["readers"]
        case.sensitivity = "not_confidential"
        reindex_below(case, "readers", "gates")
        assert set(_found(root, "readers", "staff")) >= {case, *documents}
        for each in (case, *documents):
            assert set(readers._rev_index[get_oid(each)]) == reader_tokens(each)


def test_the_catalog_is_found_from_a_root_that_is_not_loaded_yet(site):
    with site.graph() as (root, _act):
        units = units_of(root)
        for ghost in (root, units, units["byg"]):
            ghost._p_deactivate()
        assert isinstance(catalog_of(units["byg"]), GraphCatalog)


def test_what_hangs_in_no_tree_has_no_catalog_and_can_be_told_about(site):
    unit = Unit("Løs")
    assert catalog_of(unit) is None
    assert catalog_of(None) is None
    tell_changed(unit, site.registry)
    reindex_below(unit)


def test_one_class_per_kind_is_stored_and_none_of_substanced_s_or_pyramid_s_own(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act), act)
    site.client("sagsbehandler")
    stored = set()
    for record in _records(site):
        strings = []
        for opcode, argument, _place in pickletools.genops(record):
            if opcode.name == "GLOBAL":
                stored.add(argument.split(" ")[0])
            elif opcode.name == "STACK_GLOBAL":
                stored.add(strings[-2])
            elif isinstance(argument, str):
                strings.append(argument)
    allowed = {
        "bdk_esdh",
        "BTrees",
        "persistent",
        "ZODB",
        "datetime",
        "copyreg",
        "copy_reg",
        "builtins",
        "__builtin__",
        "zope",
    }
    # The keyword and field indexes of hypatia keep these two small values.
    assert {name for name in stored if name.split(".")[0] not in allowed} <= {"hypatia.util"}
    assert "bdk_esdh.security.logins" in stored


def _records(site):
    storage = site.db.storage
    for part in (storage.base, storage.changes):
        for oid in _oids(part):
            yield storage.load(oid)[0]


def _oids(storage):
    if hasattr(storage, "iterator"):
        return {record.oid for each in storage.iterator() for record in each}
    return set()


def test_an_index_is_declared_as_one_kind_only():
    config = Configurator()
    config.include("bdk_esdh.kernel.graph")
    config.add_graph_index("colour", "field")
    config.add_graph_index("colour", "field")
    with pytest.raises(ValueError, match="colour"):
        config.add_graph_index("colour", "keyword")


def test_an_index_that_is_no_longer_declared_goes_and_one_of_another_kind_is_made_anew():
    catalog = GraphCatalog()
    assert catalog.set_up_indexes({"a": "field", "b": "field"}) == ["a", "b"]
    kept = catalog["b"]
    assert catalog.set_up_indexes({"a": "keyword", "b": "field"}) == ["a"]
    assert catalog["b"] is kept
    assert catalog.set_up_indexes({"b": "field"}) == []
    assert sorted(catalog) == ["b"]


def test_every_declared_index_has_a_value_of_some_class(site):
    from substanced.interfaces import IIndexView

    registry = site.registry
    values = {each.name for each in registry.registeredAdapters() if each.provided is IIndexView}
    assert {f"graph|{name}" for name in registry.graph_indexes} <= values
    assert implementedBy(Container) is not implementedBy(Node)


def test_an_index_keeps_nothing_about_what_has_no_value_in_it(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        index = catalog_of(root)["meeting_day"]
        assert index.docids().keys() == []
        assert get_oid(case) not in index.not_indexed()


def test_all_but_some_is_asked_for_by_saying_all_of_what(site):
    with site.graph() as (root, act):
        one, other = a_case(root, act, title="et skur"), a_case(root, act, title="et hus")
        cases, houses = (
            catalog_of(root)["kind"].eq("Case"), catalog_of(root)["title_order"].eq("et hus")
        )  # fmt: skip
        assert list(Without(cases, houses).execute()) == [one]
        assert list((cases & Without(cases, houses)).execute()) == [one]
        assert list(Without(houses | cases, cases & houses).execute()) == [one]
        assert other not in Without(cases, houses).execute()
        with pytest.raises(TypeError, match="Without"):
            (cases & catalog_of(root)["title_order"].noteq("et hus")).execute()


def test_what_has_lost_its_value_is_found_by_it_no_longer(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        case.caseworker = "leder"
        tell_changed(case, site.registry)
        assert _found(root, "caseworker", "leder") == [case]
        case.caseworker = None
        tell_changed(case, site.registry)
        assert _found(root, "caseworker", "leder") == []


def test_a_node_that_is_added_and_told_changed_in_one_transaction_is_indexed_once(site, monkeypatch):
    told = []
    with site.graph() as (root, act):
        index = catalog_of(root)["title_order"]
        real = type(index).index_doc
        monkeypatch.setattr(
            type(index),
            "index_doc",
            lambda own, oid, node: (told.append((own.__name__, oid)), real(own, oid, node)),
        )
        case = a_case(root, act, title="Én gang")
        tell_changed(case, site.registry)
        oid = get_oid(case)
        assert told == []
    assert told.count(("title_order", oid)) == 1


def test_what_is_told_changed_and_then_taken_out_is_in_no_list_after_the_commit(site):
    with site.graph() as (root, act):
        case = a_case(root, act, title="her og væk")
        oid = get_oid(case)
        tell_changed(case, site.registry)
        root["sager"].remove(case.__name__, registry=site.registry)
        tell_changed(case, site.registry)
    with site.graph() as (root, _act):
        assert _titled(root, "her og væk") == []
        assert all(oid not in index._rev_index for index in catalog_of(root).values())


def test_a_question_in_between_is_answered_by_what_is_so_far_and_the_rest_follows(site):
    with site.graph() as (root, act):
        case = a_case(root, act, title="midtvejs")
        assert _titled(root, "midtvejs") == [case]
        case.title = "til sidst"
        tell_changed(case, site.registry)
    with site.graph() as (root, _act):
        assert _titled(root, "midtvejs") == []
        assert [found.title for found in _titled(root, "til sidst")] == ["til sidst"]
        assert len(_found(root, "kind", "Case")) == 1


def test_what_was_answered_after_a_savepoint_that_is_taken_back_is_indexed_all_the_same(site):
    with site.graph() as (root, act):
        case = a_case(root, act, title="spurgt imens")
        before = transaction.savepoint()
        assert _titled(root, "spurgt imens") == [case]
        before.rollback()
    with site.graph() as (root, _act):
        assert [found.title for found in _titled(root, "spurgt imens")] == ["spurgt imens"]


def test_a_node_that_is_in_the_tree_no_more_is_not_indexed_whoever_asks_for_it(site):
    with site.graph() as (root, act):
        case = a_case(root, act, title="ude af træet")
        oid = get_oid(case)
        root["sager"].remove(case.__name__, registry=site.registry)
        catalog_of(root)["readers"].reindex_resource(case, oid=oid)
    with site.graph() as (root, _act):
        assert oid not in catalog_of(root)["readers"]._rev_index
