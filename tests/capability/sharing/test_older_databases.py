"""What a database from before sharing gets when it is brought up to date."""

import pytest
from tests.capability.test_kept_databases import KEPT, old_site  # noqa: F401 -- a fixture
from tests.support.builders import a_case, a_document

from bdk_esdh.documents.actions import assign_document
from bdk_esdh.documents.evolve import bring_readers_up_to_date
from bdk_esdh.kernel.graph import catalog_of, find_objectmap, get_oid
from bdk_esdh.organisation.identities import identity_in
from bdk_esdh.search.lists import find_ids
from bdk_esdh.security.grants import Level
from bdk_esdh.security.identity import Identity
from bdk_esdh.security.readers import GRANTS_READING, may_read
from bdk_esdh.sharing.actions import share

#: in later ones there is something shared already
FIRST = pytest.mark.parametrize(
    "old_site", [path for path in KEPT if path.name == "0.1.0"], indirect=True, ids=["0.1.0"]
)


@FIRST
def test_a_case_of_the_first_version_can_be_opened_in_an_emergency_and_shared(old_site):  # noqa: F811
    emergency = Identity("x", "X", frozenset({"manager"}), extra=frozenset({"case:2026-00002"})).principals
    with old_site.graph() as (root, act):
        hidden = root["sager"]["2026-00002"]
        listed = set(find_ids(root, emergency, {}).ids)
        for node in (hidden, hidden["1"]):
            assert may_read(node, emergency)
            assert get_oid(node) in listed
            assert node.sharing is None
        share(hidden, "user:medarbejder", Level.READ, act)
        assert get_oid(hidden["1"]) in set(
            find_ids(root, identity_in(root, "medarbejder").principals, {}).ids
        )


def test_whoever_worked_on_a_document_before_opens_its_case_afterwards(site):
    with site.graph() as (root, act):
        case = a_case(root, act, sensitivity="confidential")
        document = a_document(case, act)
        assign_document(document, "medarbejder", act)
        find_objectmap(document).disconnect(document, case, GRANTS_READING)
        catalog_of(case)["readers"].reindex_resource(case)
        principals = identity_in(root, "medarbejder").principals
        assert get_oid(case) not in set(find_ids(root, principals, {}).ids)
        for _twice in range(2):
            bring_readers_up_to_date(root, site.registry)
            assert may_read(case, principals)
            assert get_oid(case) in set(find_ids(root, principals, {}).ids)
