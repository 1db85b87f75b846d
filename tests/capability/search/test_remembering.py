"""What is remembered of searches: by whom, how much of it, and what never is."""

import pytest

from bdk_esdh.kernel.errors import DomainError
from bdk_esdh.search.actions import (
    MOST_RECENT,
    MOST_SAVED,
    clear_recent,
    delete_search,
    memory_of,
    note_search,
    save_search,
    searches_of,
)

ME = "sagsbehandler"
#: ten digits in the shape of a personal number, of a day that exists
CPR = "010190-1234"


def test_the_latest_search_stands_first_and_the_same_one_only_once(site):
    with site.graph() as (root, _act):
        for text in ("hegn", "carport", "Hegn"):
            note_search(root, ME, text)
        assert searches_of(root, ME).recent == ("Hegn", "carport")


def test_no_more_than_ten_are_remembered(site):
    with site.graph() as (root, _act):
        for number in range(MOST_RECENT + 3):
            note_search(root, ME, f"hegn {number}")
        assert len(searches_of(root, ME).recent) == MOST_RECENT


def test_everyone_has_searches_of_ones_own(site):
    with site.graph() as (root, act):
        note_search(root, ME, "hegn")
        save_search(root, "Hegn", "q=hegn", act)
        other = searches_of(root, "sagsbehandler2")
        assert (other.recent, other.saved) == ((), ())


@pytest.mark.parametrize("text", ["", "x" * 201, f"brev om {CPR}"])
def test_nothing_and_pages_of_text_and_personal_numbers_are_not_remembered(site, text):
    with site.graph() as (root, _act):
        note_search(root, ME, text)
        assert searches_of(root, ME).recent == ()


def test_the_same_search_saved_again_gets_the_new_name(site):
    with site.graph() as (root, act):
        save_search(root, "Hegn", "q=hegn", act)
        save_search(root, "  Mine   hegn ", "q=hegn", act)
        assert [(each.title, each.query) for each in searches_of(root, ME).saved] == [("Mine hegn", "q=hegn")]


@pytest.mark.parametrize(
    ("title", "query"),
    [("", "q=hegn"), ("x" * 81, "q=hegn"), (CPR, "q=hegn"), ("Brev", f"q={CPR}"), ("Ingenting", "")],
)
def test_a_name_or_search_that_cannot_be_kept_is_refused_in_words(site, title, query):
    with site.graph() as (root, act):
        with pytest.raises(DomainError):
            save_search(root, title, query, act)
        assert searches_of(root, ME).saved == ()


def test_there_is_room_for_fifty(site):
    with site.graph() as (root, act):
        for number in range(MOST_SAVED):
            save_search(root, f"Nummer {number}", f"q={number}", act)
        with pytest.raises(DomainError, match="Slet en"):
            save_search(root, "En til", "q=en-til", act)
        save_search(root, "Nyt navn", "q=3", act)
        assert len(searches_of(root, ME).saved) == MOST_SAVED


def test_nobody_deletes_the_search_of_another(site):
    with site.graph() as (root, act):
        kept = save_search(root, "Hegn", "q=hegn", act)
        assert not delete_search(root, kept.key, site.act(root, "sagsbehandler2"))
        assert searches_of(root, ME).saved == (kept,)
        assert delete_search(root, kept.key, act)
        assert not delete_search(root, kept.key, act)


def test_what_was_searched_for_lately_can_be_forgotten(site):
    with site.graph() as (root, act):
        note_search(root, ME, "hegn")
        assert clear_recent(root, act)
        assert not clear_recent(root, act)
        assert searches_of(root, ME).recent == ()


def test_a_database_without_a_place_for_searches_remembers_none_and_says_so(site):
    with site.graph() as (root, act):
        root["organisation"].remove("soegninger", registry=act.registry)
        assert memory_of(root) is None
        note_search(root, ME, "hegn")
        with pytest.raises(DomainError, match="administrator"):
            save_search(root, "Hegn", "q=hegn", act)
        assert searches_of(root, ME).recent == ()
