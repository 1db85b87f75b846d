"""What a process reads of the text index before anybody searches."""

from tests.support.builders import a_case, a_document
from tests.support.searching import titles

from bdk_esdh.search.warming import warm_up
from bdk_esdh.search.whoosh_engine import segments


def refuse(*_arguments):
    raise AssertionError("read when somebody searched")


def test_the_first_who_searches_waits_for_no_column_of_the_index(site, monkeypatch):
    """Break it: leave out a face, or the facets."""
    with site.graph() as (root, act):
        a_document(a_case(root, act), act, title="Klage over hegn")
    site.index()
    warm_up(site.registry)
    for name in ("numbers_in", "codes_in"):
        monkeypatch.setattr(segments, name, refuse)
    assert titles(site.client("sagsbehandler").get("/intranet/soeg", {"q": "hegn"})) == ["Klage over hegn"]
    site.client().get("/soeg", {"q": "hegn"}, status=200)


def test_an_index_that_is_not_there_yet_is_no_fault(site):
    warm_up(site.registry)
