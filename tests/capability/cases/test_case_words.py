"""What pages say of a case: its deadline, and who may see it."""

from datetime import date

import pytest
from tests.support.builders import a_case

from bdk_esdh.cases.actions import case_values, change_case
from bdk_esdh.cases.deadlines import deadline_words, own_deadline
from bdk_esdh.cases.who_reads import who_reads
from bdk_esdh.kernel.forms import untranslated
from bdk_esdh.kernel.working_days import WorkCalendar

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("due", "kind", "text"),
    [
        (date(2026, 11, 20), "late", "Overskredet fredag 20. november"),
        (date(2026, 11, 23), "soon", "Frist mandag 23. november, i dag"),
        (date(2026, 11, 24), "soon", "Frist tirsdag 24. november, i morgen"),
        (date(2026, 11, 26), "soon", "Frist torsdag 26. november, om 3 arbejdsdage"),
        (date(2026, 11, 30), "plain", "Frist mandag 30. november, om 5 arbejdsdage"),
        (date(2026, 12, 18), "plain", "Frist fredag 18. december, om 25 dage"),
        (date(2027, 1, 4), "plain", "Frist mandag 4. januar 2027, om 42 dage"),
    ],
)
def test_a_deadline_is_told_in_words(due, kind, text):
    words = deadline_words(due, MONDAY, WorkCalendar(), untranslated)
    assert (words.kind, words.text) == (kind, text)


def test_a_deadline_names_the_days_that_do_not_count():
    panel = own_deadline(date(2026, 12, 28), MONDAY, WorkCalendar(), untranslated)
    assert panel["day"] == "Mandag 28. december 2026"
    assert panel["text"] == (
        "Egen frist. Arbejdsdage efter i dag, 23. november: 23. Lørdage og søndage tæller ikke. "
        "Heller ikke 24. december (lukkedag) og 25. december (juledag)."
    )


def test_a_deadline_that_is_over_counts_up_and_not_down():
    panel = own_deadline(date(2026, 11, 19), MONDAY, WorkCalendar(), untranslated)
    assert panel["text"] == "Egen frist. Den er overskredet. Arbejdsdage siden da: 2."


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "Alle medarbejdere kan læse sagen."),
        ({"sensitivity": "confidential"}, "Kun Byg, enhederne under den og Karla Skabelon kan læse sagen."),
        ({"sensitivity": "sensitive", "caseworker": None}, "Kun Byg og enhederne under den kan læse sagen."),
        ({"sensitivity": "vip"}, "Kun disse kan læse sagen: Karla Skabelon."),
    ],
)
def test_who_may_see_a_case_is_a_plain_sentence(facts, sentence, site):
    with site.graph() as (root, act):
        assert who_reads(a_case(root, act, **facts), untranslated) == sentence


def test_an_access_list_is_named_beside_the_rule(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        case.access_list = ("unit:vej-park", "user:leder")
        assert (
            who_reads(case, untranslated)
            == "Alle medarbejdere kan læse sagen. Af dem kun: Vej & Park, Lis Låntnavn."
        )


def test_the_rights_of_the_documents_follow_when_a_case_becomes_confidential(site):
    from tests.support.builders import a_document

    from bdk_esdh.search.lists import find_ids

    everyone = frozenset({"staff", "open", "public"})
    with site.graph() as (root, act):
        case = a_case(root, act)
        a_document(case, act)
        assert len(find_ids(root, everyone, {"kind": "Document"})) == 1
        change_case(case, {**case_values(case), "sensitivity": "confidential"}, act)
        assert len(find_ids(root, everyone, {"kind": "Document"})) == 0
