"""Who reads a page when: publishing, dates, taking back."""

from datetime import date, timedelta

import pytest

from bdk_esdh.kernel.errors import Refused, SeveralErrors
from bdk_esdh.pages.actions import (
    add_news,
    add_page,
    change_publication,
    publication_values,
    publish,
    unpublish,
)
from bdk_esdh.pages.content import Standing
from bdk_esdh.pages.errors import AudienceFixed, LooksLikeCpr, ReasonMissing
from bdk_esdh.search.lists import find_ids
from bdk_esdh.search.port import SearchFace
from bdk_esdh.search.records import record_of
from bdk_esdh.search.words import words_of
from bdk_esdh.security.identity import ANONYMOUS_PRINCIPALS

STAFF = frozenset({"public", "open", "staff", "user:medarbejder"})
EDITOR = STAFF | {"role:editor"}


def a_page(root, act, **values):
    return add_page(root, {"title": "Åbent hus på genbrugspladsen", **values}, act)


def found(act, page, word):
    """Whether everybody finds ``page`` by ``word`` at this moment."""
    record = record_of(page, SearchFace.PUBLIC, act.registry)
    if record is None or word not in words_of(record.text):
        return 0
    since, until = record.visible_from or act.at, record.visible_until or act.at + timedelta(days=1)
    return int(since <= act.at < until)


def test_a_new_page_is_a_draft_that_only_editors_find(site):
    with site.graph("redaktoer") as (root, act):
        page = a_page(root, act)
        assert page.review_state == "draft"
        assert not page.is_published(act.at)
        listed = {"kind": "Page"}
        assert len(find_ids(root, EDITOR, listed)) == 1
        assert len(find_ids(root, STAFF, listed)) == 0
        assert len(find_ids(root, ANONYMOUS_PRINCIPALS, listed)) == 0


def test_a_published_page_is_found_by_everyone_by_its_words(site):
    with site.graph("redaktoer") as (root, act):
        page = a_page(root, act, body="## Kom forbi\n\nKaffe og æblekage.")
        publish(page, act)
        assert page.is_published(act.at)
        assert found(act, page, "aeblekage") == 1
        unpublish(page, "Arrangementet er aflyst", act)
        assert found(act, page, "aeblekage") == 0


def test_a_page_for_staff_is_never_public(site):
    with site.graph("redaktoer") as (root, act):
        page = a_page(root, act, audience="intranet", body="Kantinen")
        publish(page, act)
        assert not page.is_published(act.at)
        assert found(act, page, "kantinen") == 0
        assert len(find_ids(root, STAFF, {"kind": "Page"})) == 1
        assert len(find_ids(root, ANONYMOUS_PRINCIPALS, {"kind": "Page"})) == 0


def test_the_first_and_the_last_day_count_and_the_lists_follow_by_themselves(site):
    with site.graph("redaktoer") as (root, act):
        page = a_page(
            root, act, published_from=date(2026, 11, 25), published_to=date(2026, 11, 26), body="Juletræ"
        )
        publish(page, act)
        assert page.standing(act.at) is Standing.SCHEDULED
        assert found(act, page, "juletrae") == 0
    seen = []
    for _day in range(4):
        site.clock.advance(timedelta(days=1))
        site.run_jobs()
        with site.graph("redaktoer") as (root, act):
            page = root["aabent-hus-paa-genbrugspladsen"]
            seen.append((page.is_published(act.at), found(act, page, "juletrae")))
    assert seen == [(False, 0), (True, 1), (True, 1), (False, 0)]


def test_taking_back_asks_for_a_reason_and_keeps_who_and_why(site):
    with site.graph("redaktoer") as (root, act):
        page = a_page(root, act)
        publish(page, act)
        with pytest.raises(ReasonMissing):
            unpublish(page, "  ", act)
        with pytest.raises(LooksLikeCpr):
            unpublish(page, "Handler om 610190-0000", act)
        assert page.is_published(act.at)
        unpublish(page, "Forkert dato", act)
        assert page.standing(act.at) is Standing.WITHDRAWN
        assert (page.taken_back.reason, page.taken_back.by_name) == ("Forkert dato", "Tove Demo")
        publish(page, act)
        assert page.is_published(act.at)
        assert page.taken_back is None


def test_what_the_public_never_saw_leaves_no_trace_when_it_is_taken_back(site):
    with site.graph("redaktoer") as (root, act):
        planned = a_page(root, act, published_from=date(2026, 12, 1))
        inside = a_page(root, act, audience="intranet")
        for page in (planned, inside):
            publish(page, act)
            unpublish(page, "Alligevel ikke", act)
            assert page.taken_back is None


def test_publishing_twice_and_taking_back_a_draft_are_refused(site):
    with site.graph("redaktoer") as (root, act):
        page = a_page(root, act)
        with pytest.raises(Refused):
            unpublish(page, "Grund", act)
        publish(page, act)
        with pytest.raises(Refused):
            publish(page, act)


def test_a_change_to_a_published_page_is_noted_and_one_that_changes_nothing_is_not(site):
    with site.graph("redaktoer") as (root, act):
        page = a_page(root, act)
        change_publication(page, {**publication_values(page), "lead": "Kladde"}, act)
        assert page.amended_at is None
        publish(page, act)
        change_publication(page, publication_values(page), act)
        assert page.amended_at is None
        change_publication(page, {**publication_values(page), "lead": "Ny tid"}, act)
        assert page.amended_at == act.at


def test_who_reads_a_published_page_is_not_changed_in_passing(site):
    with site.graph("redaktoer") as (root, act):
        page = a_page(root, act, audience="intranet")
        publish(page, act)
        with pytest.raises(AudienceFixed):
            change_publication(page, {**publication_values(page), "audience": "public"}, act)
        assert not page.is_published(act.at)


@pytest.mark.parametrize("field", ["title", "lead", "body"])
def test_what_looks_like_a_cpr_number_is_refused_wherever_it_stands(site, field):
    with site.graph("redaktoer") as (root, act):
        with pytest.raises(SeveralErrors) as refusal:
            a_page(
                root, act, **{field: "Sagen om 610190-\n0000" if field == "body" else "Sagen om 610190-0000"}
            )
        assert [error.field for error in refusal.value.errors] == [field]


def test_every_obstacle_is_told_at_once(site):
    with site.graph("redaktoer") as (root, act):
        with pytest.raises(SeveralErrors) as refusal:
            a_page(
                root, act, lead="610190-0000", published_from=date(2026, 12, 2), published_to=date(2026, 12, 1),
                contact_phone="ring bare",
            )  # fmt: skip
        assert [error.field for error in refusal.value.errors] == ["lead", "published_to", "contact_phone"]


def test_news_for_staff_from_a_unit_can_be_read_by_all_staff(site):
    with site.graph("redaktoer") as (root, act):
        item = add_news(root["nyheder"], {"title": "Møde i Byg", "audience": "intranet", "unit": "byg"}, act)
        publish(item, act)
        assert len(find_ids(root, STAFF, {"kind": "NewsItem", "unit": "byg"})) == 1
        assert len(find_ids(root, ANONYMOUS_PRINCIPALS, {"kind": "NewsItem"})) == 0


def test_the_sentences_of_the_workflow_are_those_the_office_approved():
    from pathlib import Path

    import bdk_esdh.pages
    from bdk_esdh.pages.workflow import PAGE_WORKFLOW

    twin = (Path(bdk_esdh.pages.__file__).parent / "workflow.txt").read_text(encoding="utf-8")
    lines = [line for line in twin.splitlines() if ": " in line]
    assert lines == [f"{each.code}: {each.sentence}" for each in PAGE_WORKFLOW.transitions]
