"""Danish as people write and type it."""

import pytest

from tests.conformance.conftest import a_record


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Sagerne er afsluttet", "sag"),
        ("Tilladelse givet", "tilladelser"),
        ("Byggetilladelserne", "byggetilladelse"),
        ("Byggetilladelse til udestue", "tilladelse"),
        ("Byggetilladelserne fra maj", "tilladelsen"),
        ("Lokalplanforslag", "forslag"),
        ("Lokalplanforslag", "lokalplan"),
        ("Spildevandstilladelse", "spildevand"),
        ("Sagsbehandlingstid", "behandling"),
        ("Hjemmehjælp", "hjælp"),
        ("Ærøgade", "aeroegade"),
        ("Ærøgade", "ÆRØGADE"),
        ("Aalborg", "ålborg"),
        ("Støj på Åvej", "stoej aavej"),
        ("Ladestander", "LADESTANDERE"),
        ("Carporte", "carporten"),
        ("2026-00012-3", "2026-00012"),
        ("Emne 02.34.02", "02.34"),
        ("E-post", "e-post"),
        ("A\u030avej", "åvej"),
    ],
)
def test_a_word_is_found_in_another_form_of_it(archive, written, typed):
    archive.put(a_record(1, written), a_record(2, "Helt andet"))
    assert archive.found(typed) == [1]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Forretning", "ning"),
        ("Dokumenter", "men"),
        ("Forsikring", "ring"),
        ("Undervisning", "vis"),
        ("Skole", "ko"),
    ],
)
def test_a_word_is_not_cut_where_it_is_not_put_together(archive, written, typed):
    archive.put(a_record(1, written))
    assert archive.found(typed) == []


def test_words_of_the_titles_make_up_compounds_too(archive):
    archive.put(a_record(1, "Kystsikringen ved Blomsterhaven"))
    archive.put(a_record(2, "Klimakystsikring"))
    assert archive.found("kystsikring") == [1, 2] or set(archive.found("kystsikring")) == {1, 2}


def test_a_query_of_common_words_alone_still_searches(archive):
    archive.put(a_record(1, "Om og til"))
    assert archive.found("om og til") == [1]
    assert archive.found("det er") == []
