"""Every declared type is complete: schema, actions, workflow and its sentences, reading rule, pages."""

import colander
import pytest
import transaction

from bdk_esdh.kernel.records import Face
from bdk_esdh.security.permissions import FOR_EVERYONE, Permission
from bdk_esdh.security.readers import EVERYONE, reader_tokens


@pytest.fixture(scope="module")
def records(application):
    return application[1].records


def test_there_are_the_types_of_the_walk(records):
    assert {"Root", "Case", "Document", "Committee", "Meeting", "AgendaItem", "Page", "NewsItem"} <= set(
        records.types
    )


def test_every_type_names_its_parents_among_the_declared_ones(records):
    for declared in records.types.values():
        assert set(declared.parents) <= set(records.types), declared.name
        assert declared.place or declared.parents or declared.name == "Root" or not _persistent(declared), (
            declared.name
        )


def _persistent(declared):
    from persistent import Persistent

    return issubclass(declared.cls, Persistent)


def test_every_type_says_what_one_needs_to_read_it_and_everyone_holds_none_of_it_at_work(records):
    for declared in records.types.values():
        if Face.INTRANET in declared.faces:
            assert declared.read_permission in set(Permission), declared.name
            assert declared.read_permission not in FOR_EVERYONE, declared.name


def test_every_face_that_a_type_claims_has_a_page_of_it(application, records):
    registry = application[1]
    views = [item["introspectable"] for item in registry.introspector.get_category("views")]
    routes = {Face.PUBLIC: None, Face.INTRANET: "intranet"}
    for declared in records.types.values():
        for face in declared.faces:
            shown = [
                v
                for v in views
                if v["context"] is declared.cls and not v["name"] and v["route_name"] == routes[face]
            ]
            assert shown, f"{declared.name} has no page on the {face} face"


def test_every_type_with_a_form_has_the_actions_it_promises(records):
    for declared in records.types.values():
        actions = records.actions_of(declared.name)
        if declared.add_name:
            assert declared.schema, declared.name
            assert actions.create, declared.name
            assert declared.add_permission in set(Permission), declared.name
        if declared.edit_permission:
            assert actions.change, declared.name


def test_every_schema_survives_a_round_trip_of_its_empty_form(records):
    for declared in records.types.values():
        if declared.schema is None:
            continue
        schema = declared.schema().bind(upload_limit=1000)
        serialised = schema.serialize({})
        assert set(serialised) == {child.name for child in schema.children}, declared.name
        required = {child.name for child in schema.children if child.missing is colander.required}
        assert required, f"{declared.name}: a form in which nothing is required says nothing"


def test_every_workflow_is_sound_and_says_in_plain_danish_what_it_does(records):
    from pathlib import Path
    from sys import modules

    for declared in records.types.values():
        flow = declared.workflow
        if flow is None:
            continue
        codes = [state.code for state in flow.states]
        for transition in flow.transitions:
            assert transition.target in codes, transition
            assert set(transition.sources) <= set(codes), transition
            assert transition.permission in set(Permission), transition
        twin = Path(modules[declared.cls.__module__].__file__).with_name("workflow.txt").read_text()
        told = dict(line.split(": ", 1) for line in twin.splitlines() if ": " in line)
        told = {
            code.strip(): sentence.strip() for code, sentence in told.items() if code in _all_codes(records)
        }
        for transition in flow.transitions:
            assert told.get(transition.code) == transition.sentence, f"{declared.name}: {transition.code}"


def _all_codes(records):
    return {t.code for each in records.types.values() if each.workflow for t in each.workflow.transitions}


def test_every_fixed_place_is_in_a_new_graph_and_only_public_types_are_open_to_everyone(site, records):
    with site.graph() as (root, _act):
        for declared in records.places():
            node = root
            for name in declared.place.split("/"):
                node = node[name]
            assert type(node) is declared.cls
            if EVERYONE in reader_tokens(node):
                assert Face.PUBLIC in declared.faces, (
                    f"{declared.name} is open to everyone but has no public page"
                )


def test_a_new_graph_pickles_no_bare_class_of_the_framework_and_nothing_of_its_security_module(site):
    """The globals of every pickle in a database made by this version."""
    from pickletools import genops

    from tests.support.builders import a_case, a_document
    from ZODB.utils import p64

    with site.graph() as (root, act):
        a_document(a_case(root, act), act)
    found = set()
    storage = site.db.storage
    transaction.abort()
    connection = site.db.open()
    oids, seen = [p64(0)], set()
    while oids:
        oid = oids.pop()
        if oid in seen:
            continue
        seen.add(oid)
        data, _serial = storage.load(oid)
        strings = []
        for opcode, argument, _position in genops(data):
            if opcode.name == "GLOBAL":
                found.add(argument.replace(" ", "."))
            elif opcode.name in {"SHORT_BINUNICODE", "BINUNICODE", "UNICODE"}:
                strings.append(argument)
            elif opcode.name == "STACK_GLOBAL":
                found.add(".".join(strings[-2:]))
        from ZODB.serialize import referencesf

        oids.extend(referencesf(data))
    connection.close()
    modules = {name.rsplit(".", 1)[0] for name in found}
    allowed = (
        "bdk_esdh.",
        "BTrees",
        "persistent",
        "copyreg",
        "datetime",
        "ZODB.blob",
        "builtins",
        "_codecs",
        "hypatia.",
    )
    strangers = {name for name in modules if not name.startswith(allowed)}
    assert strangers == set()
    assert not {name for name in found if "security" in name.split(".")[0:2] or "pyramid" in name}
