"""The small parts of pages: all text in them is escaped, and what is absent leaves nothing behind."""

from types import SimpleNamespace

from lxml import html

from bdk_esdh.kernel.i18n import _
from bdk_esdh.kernel.pieces import Pieces

NASTY = "<b>&\"'</b>"
PIECES = Pieces("/static/sprite.svg", lambda text: f"da:{text}")
BADGE = {"kind": "late", "icon": "lock", "text": NASTY}


def read(markup):
    return html.fragment_fromstring(markup, create_parent="div")


def test_nothing_that_is_shown_is_markup():
    cell = {
        "text": NASTY,
        "url": "/a?b=1&c=" + NASTY,
        "icon": "case",
        "small": NASTY,
        "badge": BADGE,
        "badges": [BADGE],
        "after": [NASTY],
        "css": NASTY,
    }
    for markup in (
        PIECES.cell(cell),
        PIECES.badge(BADGE),
        PIECES.file_link({"title": NASTY, "url": NASTY, "kind": "pdf", "size_text": NASTY, "badge": BADGE}),
        PIECES.rows(
            {
                "columns": [{"title": NASTY}],
                "picks": NASTY,
                "rows": [{"pick": NASTY, "pick_label": NASTY, "picked": True, "cells": [cell]}],
            }
        ),
    ):
        found = read(markup)
        assert not found.xpath("//b"), markup
        assert NASTY in found.text_content() or markup.startswith("<tr"), markup
    assert read(PIECES.cell(cell)).xpath("//a/@href") == [cell["url"]]


def test_a_cell_has_what_it_was_given_and_nothing_else():
    assert PIECES.cell({"text": "Sag"}) == "<span>Sag</span>"
    assert PIECES.cell({"text": None}) == "<span></span>"
    assert PIECES.cell({"text": 0}) == "<span>0</span>"
    with_icon = PIECES.cell(SimpleNamespace(text="Sag", icon="case"))
    assert with_icon.startswith('<span class="e-doc"><svg')
    assert "/static/sprite.svg#case" in with_icon


def test_a_text_that_waits_to_be_translated_is_translated_and_another_is_not():
    assert PIECES.cell({"text": _("Sag")}) == "<span>da:Sag</span>"
    assert "da:" not in PIECES.cell({"text": "Sag"})


def test_the_first_cell_of_a_row_is_its_heading_and_numbers_are_told():
    row = {"cells": [{"text": "Sag"}, {"text": 7, "number": True}, {"text": "x"}]}
    table = {"columns": [{"title": "A"}, {"title": "B"}, {"title": "C"}], "rows": [row, row]}
    markup = PIECES.rows(table)
    assert markup.count('<th scope="row" data-label="A" class="e-cardhead">') == 2
    assert markup.count('<td data-label="B" class="e-num"><span>7</span></td>') == 2
    assert markup.count('<td data-label="C"><span>x</span></td>') == 2
    assert "checkbox" not in markup


def test_a_box_before_a_row_is_ticked_only_when_it_was():
    row = {"pick": 7, "pick_label": "Vælg 7", "cells": [{"text": "Sag"}]}
    table = {"columns": [{"title": "A"}], "picks": "valgt", "rows": [row, {**row, "picked": True}]}
    boxes = html.fragment_fromstring(f"<table>{PIECES.rows(table)}</table>").xpath("//input")
    assert [box.get("checked") for box in boxes] == [None, "checked"]
    assert {box.get("name") for box in boxes} == {"valgt"}
    assert {box.get("aria-label") for box in boxes} == {"Vælg 7"}


def test_a_file_without_an_address_is_named_without_a_link():
    file = SimpleNamespace(title="Bilag", url=None, kind="document", size_text="20 kB", badge=None)
    assert "<a" not in PIECES.file_link(file)
    assert "#document" in PIECES.file_link(file)
    assert "#file-pdf" in PIECES.file_link(SimpleNamespace(**{**vars(file), "kind": "pdf"}))
