"""The text search on the graph: right in the same moment, whatever the indexer has come to."""

import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from tests.support.builders import a_case, a_document, a_pdf
from tests.support.site import indexing

from bdk_esdh.documents.content import FileText
from bdk_esdh.jobs.worker import Work
from bdk_esdh.kernel.graph import get_oid, outbox_of, resource_path_tuple, tell_changed
from bdk_esdh.organisation.identities import identity_in
from bdk_esdh.pages.actions import add_page, publish, unpublish
from bdk_esdh.search.excerpts import excerpt_of, wanted_of
from bdk_esdh.search.finding import find, ids_with_words, suggestions
from bdk_esdh.search.port import FACETS, IndexState, SearchFace, SearchRequest
from bdk_esdh.search.querying import parse_query
from bdk_esdh.search.records import MOST_TEXT, record_of
from bdk_esdh.security.identity import ANONYMOUS_PRINCIPALS
from bdk_esdh.sharing.actions import set_access_list
from bdk_esdh.trash.actions import put_in_trash, restore


class Asking:
    """Somebody who searches: what ``find`` needs of a request."""

    def __init__(self, site, root, login):
        self.root, self.registry, self.clock, self.script_name = root, site.registry, site.clock, ""
        identity = identity_in(root, login) if login else None
        self.principals = identity.principals if identity else ANONYMOUS_PRINCIPALS
        self.localizer = type("Localizer", (), {"translate": staticmethod(str)})()

    def has_permission(self, _permission, _node=None):
        return True

    def resource_path(self, node, *_elements):
        return "/".join(resource_path_tuple(node))

    def result(self, typed, face=SearchFace.INTERNAL):
        asked = SearchRequest(
            parse_query(typed).tree, tokens=frozenset(self.principals), face=face, facets=FACETS, size=100
        )
        return find(self, asked)

    def sees(self, typed, face=SearchFace.INTERNAL):
        """Return how many, everywhere they could show: all have to agree."""
        result = self.result(typed, face)
        counted = sum(count for _value, count in result.facets["kind"])
        assert result.total == counted
        if not result.total:
            assert not any(result.facets.values())
            assert suggestions(self, typed, face) == []
        assert len(result.hits) == min(100, result.total)
        return result.total


@contextmanager
def asking(site, login="sagsbehandler"):
    with site.graph() as (root, _act):
        yield Asking(site, root, login)


def test_what_was_filed_is_noted_in_its_own_transaction_and_found_when_it_was_taken_over(site):
    site.index()
    with site.graph() as (root, act):
        oid = get_oid(a_case(root, act, title="Xylofonmuseum"))
        assert oid in outbox_of(root).entries()
    with asking(site) as me:
        assert me.sees("xylofonmuseum") == 0
    site.index()
    with asking(site) as me:
        assert me.sees("xylofonmuseum") == 1
        assert outbox_of(me.root).entries() == {}


def test_a_change_that_is_not_kept_is_not_noted(site):
    site.index()

    def broken_off():
        with site.graph() as (root, act):
            a_case(root, act, title="Xylofonmuseum")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    with asking(site) as me:
        assert outbox_of(me.root).entries() == {}


def _revoke(site, number):
    with site.graph() as (root, act):
        case = a_case(root, act, title="Xylofonmuseum")
        documents = [
            a_document(case, act, title=f"Xylofonmuseum {each}", on_postlist=False) for each in range(number)
        ]
        assert len(documents) == number
        name = case.__name__
    site.index()
    with asking(site, "sagsbehandler2") as other, asking(site):
        assert other.sees("xylofonmuseum") == number + 1
        assert suggestions(other, "xylofonm", SearchFace.INTERNAL) == ["xylofonmuseum"]
    with site.graph() as (root, act):
        set_access_list(root["sager"][name], ["user:sagsbehandler"], act)
    with asking(site, "sagsbehandler2") as other:
        began = time.monotonic()
        assert other.sees("xylofonmuseum") == 0
        took = time.monotonic() - began
    with asking(site) as me:
        assert me.sees("xylofonmuseum") == number + 1  # whoever still may is not kept from it meanwhile
    site.index()
    with asking(site, "sagsbehandler2") as other:
        assert other.sees("xylofonmuseum") == 0
        assert outbox_of(other.root).withdrawn() == set()
    return took


def test_a_right_taken_away_is_gone_from_hits_total_facets_and_suggestions_before_the_indexer_comes(site):
    _revoke(site, 30)


@pytest.mark.soak
def test_rights_of_a_case_with_2000_documents_taken_away_are_gone_in_the_same_request(site):
    assert _revoke(site, 2000) < 2


def test_what_is_thrown_away_is_gone_at_once_and_back_when_it_is_restored(site):
    with site.graph() as (root, act):
        case = a_case(root, act, title="Sag")
        a_document(case, act, title="Xylofonmuseum")
        name = case.__name__
    site.index()
    with site.graph(by="administrator") as (root, act):
        entry = put_in_trash(root["sager"][name]["1"], act, "Fejlregistreret").__name__
    with asking(site) as me:
        assert me.sees("xylofonmuseum") == 0
    site.index()
    with asking(site) as me:
        assert me.sees("xylofonmuseum") == 0
    with site.graph(by="administrator") as (root, act):
        restore(root["papirkurv"][entry], act)
    site.index()
    with asking(site) as me:
        assert me.sees("xylofonmuseum") == 1


def test_what_is_taken_back_from_the_public_is_gone_at_once_and_nothing_inside_is_ever_public(site):
    with site.graph("redaktoer") as (root, act):
        page = add_page(root, {"title": "Xylofonmuseum", "body": "Åbent hus"}, act)
        name = page.__name__
        a_case(root, act, title="Xylofonmuseum, udbud")
    site.index()
    with asking(site, None) as visitor:
        assert visitor.sees("xylofonmuseum", SearchFace.PUBLIC) == 0
    with site.graph("redaktoer") as (root, act):
        publish(root[name], act)
    site.index()
    with asking(site, None) as visitor:
        assert visitor.sees("xylofonmuseum", SearchFace.PUBLIC) == 1
        assert visitor.sees("xylofonmuseum") == 1  # the public page alone, whatever face is asked
    with site.graph("redaktoer") as (root, act):
        unpublish(root[name], "Aflyst", act)
    with asking(site, None) as visitor:
        assert visitor.sees("xylofonmuseum", SearchFace.PUBLIC) == 0
    site.index()
    with asking(site, None) as visitor:
        assert visitor.sees("xylofonmuseum", SearchFace.PUBLIC) == 0


def test_old_words_of_what_is_public_are_found_by_nobody_from_the_moment_they_were_mended(site):
    with site.graph("redaktoer") as (root, act):
        page = add_page(root, {"title": "Nyt hus", "body": "Bent Prøve bor her"}, act)
        publish(page, act)
        name = page.__name__
    site.index()
    with site.graph("redaktoer") as (root, act):
        root[name].body = "En borger bor her"
        tell_changed(root[name], act.registry)
    with asking(site, None) as visitor:
        assert visitor.sees("bent", SearchFace.PUBLIC) == 0


def test_a_hit_that_may_not_be_shown_is_not_shown_whatever_the_index_says(site):
    with site.graph() as (root, act):
        case = a_case(root, act, title="Xylofonmuseum")
        name = case.__name__
    site.index()
    with site.graph() as (root, act):
        set_access_list(root["sager"][name], ["user:sagsbehandler"], act)
    with site.graph() as (root, _act):
        outbox = outbox_of(root)
        outbox.strike_out(outbox.entries(), outbox.taken.index, outbox.taken.mark)  # as if it had been lost
    with asking(site, "sagsbehandler2") as other:
        result = other.result("xylofonmuseum")
        assert (result.total, result.hits) == (1, ())


def test_a_list_is_narrowed_by_words_right_at_once(site):
    site.index()
    with site.graph() as (root, act):
        case = a_case(root, act)
        oid = get_oid(a_document(case, act, title="Xylofonmuseum"))
        name = case.__name__
    with asking(site) as me:
        assert ids_with_words(me, "xylo", "Document", SearchFace.INTERNAL) == [oid]
    site.index()
    with asking(site) as me:
        assert ids_with_words(me, "xylo", "Document", SearchFace.INTERNAL) == [oid]
    with site.graph() as (root, act):
        document = root["sager"][name]["1"]
        document.title = "Andet"
        tell_changed(document, act.registry)
    with asking(site) as me:
        assert ids_with_words(me, "xylo", "Document", SearchFace.INTERNAL) == []
        assert ids_with_words(me, "andet", "Document", SearchFace.INTERNAL) == [oid]


def test_a_document_changed_a_thousand_times_is_noted_once_and_taken_over_once(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        document = a_document(case, act)
        name = case.__name__
        for number in range(1000):
            document.title = f"Udgave nr{number}"
            outbox_of(root).add(get_oid(document))
        assert list(outbox_of(root).entries()).count(get_oid(document)) == 1
    site.index()
    with site.graph() as (root, _act):
        document = root["sager"][name]["1"]
        for _each in range(50):
            outbox_of(root).add(get_oid(document))
    with indexing(Work(site.db, site.registry)) as indexer:
        assert indexer.drain() == 1
        assert indexer.drain() == 0
    with asking(site) as me:
        assert me.sees("nr999") == 1


def test_what_is_changed_while_it_is_taken_over_stays_noted(site):
    site.index()
    with site.graph() as (root, act):
        case = a_case(root, act, title="Xylofonmuseum")
        name = case.__name__
    with site.graph() as (root, _act):
        taken = outbox_of(root).entries()
    with site.graph() as (root, act):
        root["sager"][name].title = "Fløjtemuseum"
        tell_changed(root["sager"][name], act.registry)
    with site.graph() as (root, _act):
        outbox = outbox_of(root)
        outbox.strike_out(taken, outbox.taken.index, outbox.taken.mark)
        assert get_oid(root["sager"][name]) in outbox.entries()
    site.index()
    with asking(site) as me:
        assert me.sees("fløjtemuseum") == 1


def test_of_fifty_megabytes_of_text_the_beginning_is_found(site):
    words = " ".join(f"tal{number}" for number in range(60_000))
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act, title="Stor", data=a_pdf("x"))
        document.latest.text = FileText((words, *("\0\x01 fyld " * 700_000 for _each in range(8))))
        record = record_of(document, SearchFace.INTERNAL, site.registry)
        document.latest.text = None
    assert sum(len(page.text) for page in record.pages) == MOST_TEXT
    began = time.monotonic()
    excerpt, page = excerpt_of(record, wanted_of(parse_query("tal55555").tree))
    assert page == 1
    assert [part.text for part in excerpt if part.is_match] == ["tal55555"]
    assert time.monotonic() - began < 1


def test_an_index_of_another_database_or_of_another_day_is_not_trusted(site):
    site.index()
    before = site.registry.search_engine.folder.current()
    with site.graph() as (root, _act):
        taken = outbox_of(root).taken
        taken.note(taken.index, taken.mark + 5)  # the index is five batches behind what the store was told
    with indexing(Work(site.db, site.registry)) as indexer:
        assert not indexer.needs_building()  # built anew on the way in
    with site.graph() as (root, _act):
        assert outbox_of(root).taken.index == site.registry.search_engine.folder.current() != before


def test_without_an_index_searches_say_so_and_lists_still_find(site):
    with site.graph() as (root, act):
        oid = get_oid(a_document(a_case(root, act), act, title="Xylofonmuseum"))
    with asking(site) as me:
        result = me.result("xylofonmuseum")
        assert (result.total, result.index_state) == (0, IndexState.MISSING)
        assert ids_with_words(me, "xylo", "Document", SearchFace.INTERNAL) == [oid]


def test_an_indexer_that_is_far_behind_is_told_of(site, monkeypatch):
    site.index()
    with site.graph() as (root, act):
        a_case(root, act)
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + 60 * 10**9)
    with asking(site) as me:
        assert me.result("sag").index_state is IndexState.BEHIND


def test_what_becomes_public_by_time_alone_is_found_from_its_moment(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act), act, title="Xylofonmuseum", on_postlist=True)
    site.index()
    with asking(site, None) as visitor:
        assert visitor.sees("xylofonmuseum", SearchFace.PUBLIC) == 0
    site.clock.advance(timedelta(days=4))
    with asking(site, None) as visitor:
        assert visitor.sees("xylofonmuseum", SearchFace.PUBLIC) == 1
