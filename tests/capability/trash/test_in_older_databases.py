"""A database from before there was a trash gets one, and works with it."""

import shutil

import pytest
import transaction
from pyramid.threadlocal import RequestContext  # noqa: TID251 -- a test stands in for the web here
from tests.capability.test_kept_databases import KEPT
from tests.support.site import MOMENT, Site, form_with
from ZODB import DB
from ZODB.FileStorage import FileStorage

from bdk_esdh.kernel.evolution import evolve, missing_structure
from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.root import ROOT_KEY, bare_request
from bdk_esdh.trash.actions import put_in_trash, restore
from bdk_esdh.trash.content import trashed_nodes


@pytest.fixture
def old_site(tmp_path, application):
    """The application of today on a copy of the first version's database, not brought up to date yet."""
    app, registry, _base = application
    folder = tmp_path / "kept"
    shutil.copytree(next(path for path in KEPT if path.name == "0.1.0"), folder)
    db = DB(FileStorage(str(folder / "Data.fs"), blob_dir=str(folder / "blobs")))
    registry._zodb_databases[""] = db
    registry.clock.set(MOMENT)
    yield Site(app, registry, db)
    db.close()


def bring_up_to_date(site):
    connection = site.db.open()
    with RequestContext(bare_request(site.registry)):
        root = connection.root()[ROOT_KEY]
        before = missing_structure(root, site.registry)
        assert list(trashed_nodes(root)) == []
        evolve(root, site.registry)
        transaction.commit()
    connection.close()
    return before


def test_the_first_version_s_database_gets_a_trash_and_everything_goes_there_and_back(old_site):
    assert "place /papirkurv" in bring_up_to_date(old_site)
    with old_site.graph() as (root, act):
        case = root["sager"]["2026-00001"]
        document = case["1"]
        document.review_state = "received"  # of then: whatever it was, it may be thrown away
        oid = get_oid(document)
        for item in [each for each in _items(root) if oid in each.document_ids]:
            item.document_ids = ()
        _forget_references(root, document)
        entry = put_in_trash(document, act, "Dublet")
        assert [node for _entry, node in trashed_nodes(root)] == [document]
        assert restore(entry, act) is case["1"]
        assert get_oid(case["1"]) == oid


def test_a_record_of_the_first_version_is_changed_by_its_form(old_site):
    bring_up_to_date(old_site)
    address = "/intranet/sager/2026-00001/ret"
    form = form_with(old_site.client("sagsbehandler").get(address), "description")
    form["description"] = "Skrevet om"
    assert form.submit().status_int == 303


def _items(root):
    for committee in root["udvalg"].values():
        for meeting in committee.values():
            yield from meeting.values()


def _forget_references(root, document):
    from bdk_esdh.kernel.graph import find_objectmap
    from bdk_esdh.security.readers import GRANTS_READING

    graph = find_objectmap(root)
    for source in list(graph.sources(document, GRANTS_READING)):
        graph.disconnect(source, document, GRANTS_READING)
