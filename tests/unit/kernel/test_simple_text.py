"""The simple text of pages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bdk_esdh.kernel.simple_text import Piece, parse, pieces, plain_text


def shape(text):
    """The blocks as kind and plain lines, which is how a reader would describe them."""
    return [(block.kind, ["".join(p.text for p in line) for line in block.lines]) for block in parse(text)]


def test_empty_lines_part_paragraphs_and_line_breaks_inside_one_stay():
    assert shape("Rådhuset\nNy Rådhusplads 1\n\n\n  \nÅbent hver dag.") == [
        ("paragraph", ["Rådhuset", "Ny Rådhusplads 1"]),
        ("paragraph", ["Åbent hver dag."]),
    ]


def test_a_heading_needs_no_empty_lines_around_it():
    assert shape("Før\n## Sådan gør du\nEfter\n## Et\n## To") == [
        ("paragraph", ["Før"]),
        ("heading", ["Sådan gør du"]),
        ("paragraph", ["Efter"]),
        ("heading", ["Et"]),
        ("heading", ["To"]),
    ]


def test_items_are_one_list_and_an_indented_line_goes_on_with_the_item_above():
    assert shape("Det kan du:\n- søge\n- klage, hvis du\n  er uenig\nSlut") == [
        ("paragraph", ["Det kan du:"]),
        ("list", ["søge", "klage, hvis du er uenig"]),
        ("paragraph", ["Slut"]),
    ]


@pytest.mark.parametrize("text", ["", "  \n\n ", "##", "-"])
def test_nothing_much_gives_no_heading_and_no_list(text):
    assert [kind for kind, _lines in shape(text)] in ([], ["paragraph"])


def test_addresses_become_links_without_the_full_stop_after_them():
    assert pieces("Læs https://eksempel.dk/a?b=1&c=2. Eller (/selvbetjening), eller /nyheder/x-1!") == (
        Piece("Læs "),
        Piece("https://eksempel.dk/a?b=1&c=2", "https://eksempel.dk/a?b=1&c=2"),
        Piece(". Eller ("),
        Piece("/selvbetjening", "/selvbetjening"),
        Piece("), eller "),
        Piece("/nyheder/x-1", "/nyheder/x-1"),
        Piece("!"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)", "JavaScript://%0aalert(1)",
        "javascript://x/%0aalert(1)", "data:text/html,x", "http://eksempel.dk", "//ond.example",
        "/\\ond.example", "og/eller", "1/2", " / ", "https://", "vbscript:/x", "<a href=https:>",
    ],
)  # fmt: skip
def test_nothing_else_becomes_a_link(text):
    assert [piece.url for piece in pieces(text)] in ([None], [])


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from("#- \t\nab/:.hts<>\"'&æ😀"), max_size=80))
def test_any_text_can_be_parsed_and_loses_no_word(text):
    letters = [sign for sign in plain_text(text) if sign not in "#- \t\n"]
    assert letters == [sign for sign in text if sign not in "#- \t\n"]
    for block in parse(text):
        for line in block.lines:
            assert all(p.url is None or p.url.startswith(("https://", "/")) for p in line)
            assert all(p.url is None or not p.url.startswith("//") for p in line)
