"""What a new platform starts with, and the lists that forms offer."""

import re

import pytest
import transaction

from bdk_esdh.cases.actions import open_case
from bdk_esdh.classification.actions import put_facet, put_subject, require_facet, require_subject
from bdk_esdh.classification.choices import facets, subjects
from bdk_esdh.classification.content import Subject
from bdk_esdh.classification.outline import outline_of
from bdk_esdh.classification.seed import FACETS, SUBJECTS, seed_classification


class Asked:
    """As much of a request as a list of choices looks at."""

    def __init__(self, root, registry):
        self.root = root
        self.registry = registry


def test_the_seed_has_every_subject_with_its_group_and_main_group():
    numbers = {number for number, _title, _code in SUBJECTS}
    assert len(numbers) == len(SUBJECTS)
    assert len([number for number in numbers if number.count(".") == 2]) >= 30
    for number in numbers:
        parent = number.rpartition(".")[0]
        assert not parent or parent in numbers


def test_the_seed_has_only_codes_that_the_archive_act_knows():
    assert {code for _number, _title, code in (*SUBJECTS, *FACETS)} <= {"B", "K", "K5", "K10", ""}
    assert all(re.fullmatch("[APSØGKI][0-9][0-9]", code) for code, _title, _retention in FACETS)


def test_seeding_twice_adds_nothing_and_seeding_keeps_what_is_newer(site):
    with site.graph() as (root, act):
        put_subject(root["emner"], "05", "Veje, ny titel", registry=act.registry)
        assert seed_classification(root["emner"], act.registry) > 80
        assert seed_classification(root["emner"], act.registry) == 0
        assert root["emner"]["05"].title == "Veje, ny titel"
        assert root["emner"]["00.01.10"].retention_code == "B"


@pytest.mark.parametrize("number", [row[0] for row in SUBJECTS if row[0].count(".") == 2])
def test_a_case_may_be_filed_under_each_subject_of_the_seed(site, number):
    with site.graph() as (root, act):
        seed_classification(root["emner"], act.registry)
        assert require_subject(root, number).number == number
        assert require_facet(root, "Ø34").code == "Ø34"


def test_forms_offer_subjects_in_use_and_neither_groups_nor_what_is_retired(site):
    with site.graph() as (root, act):
        from datetime import date

        put_subject(root["emner"], "02.34.04", "Gammelt", retired=date(2020, 1, 1), registry=act.registry)
        put_facet(root["emner"], "K99", "Gammel", retired=date(2020, 1, 1))
        asked = Asked(root, act.registry)
        assert ("02.34.02", "02.34.02 Byggetilladelse") in subjects(asked)
        assert {"02", "02.34", "02.34.04"} & {code for code, _label in subjects(asked)} == set()
        assert "K99" not in dict(facets(asked))


def test_a_form_after_the_first_loads_no_subject_at_all(site, monkeypatch):
    with site.graph() as (root, act):
        for place in range(100):
            put_subject(root["emner"], f"77.01.{place:02}", f"Emne {place}", registry=act.registry)
    loads = []
    original = Subject.__setstate__

    def counted(self, state):
        loads.append(self)
        original(self, state)

    monkeypatch.setattr(Subject, "__setstate__", counted, raising=False)
    with site.graph() as (root, act):
        assert len(subjects(Asked(root, act.registry))) >= 100
        first = len(loads)
    # A connection of its own: nothing of what the first one loaded is at hand.
    transaction.abort()
    site.db.cacheMinimize()
    loads.clear()
    with site.graph() as (root, act):
        assert len(subjects(Asked(root, act.registry))) >= 100
    assert first >= 100
    assert loads == []


def test_a_change_is_offered_at_once_and_a_change_that_failed_never(site):
    with site.graph() as (root, act):
        put_subject(root["emner"], "02.34.50", "Kommer ikke", registry=act.registry)
        assert "02.34.50" in dict(subjects(Asked(root, act.registry)))
        transaction.abort()
        assert "02.34.50" not in dict(subjects(Asked(root, act.registry)))
        put_subject(root["emner"], "02.34.51", "Kommer", registry=act.registry)
        offered = dict(subjects(Asked(root, act.registry)))
        assert "02.34.51" in offered
        assert "02.34.50" not in offered
        put_facet(root["emner"], "K77", "Ny facet")
        assert "K77" in dict(facets(Asked(root, act.registry)))


@pytest.mark.parametrize("words", ["tilladelse", "BYGGE", "02.34", "byggetilladelse 02"])
def test_a_search_finds_parts_of_words_and_numbers(site, words):
    with site.graph() as (root, act):
        assert "02.34.02" in [row.number for row in outline_of(root["emner"], act.registry).find(words)]


def test_a_search_takes_danish_letters_in_both_spellings(site):
    with site.graph() as (root, act):
        put_subject(root["emner"], "02.34.60", "Ærøskøbing", registry=act.registry)
        outline = outline_of(root["emner"], act.registry)
        assert (
            [row.number for row in outline.find("aeroe")]
            == [row.number for row in outline.find("ærø")]
            == ["02.34.60"]
        )
        assert outline.find("   ") == []


def test_a_case_stays_valid_when_its_subject_is_retired(site):
    from datetime import date

    from tests.support.builders import CASE

    with site.graph() as (root, act):
        case = open_case(root["sager"], CASE, act)
        put_subject(
            root["emner"], "02.34.02", "Byggetilladelse", retired=date(2026, 1, 1), registry=act.registry
        )
        assert root["emner"][case.kle_subject].title == "Byggetilladelse"
