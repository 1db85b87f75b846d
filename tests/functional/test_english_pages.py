"""Whoever chooses English is shown English: every text of ours, on pages of every role."""

from collections import Counter

import pytest
from tests.support.crawling import crawl
from tests.support.demo import demo_layer
from tests.support.english_pages import danish_texts

ROLES = (
    None,
    "administrator",
    "sagsbehandler",
    "postmedarbejder",
    "sekretaer",
    "politiker",
    "redaktoer",
    "borger1",
)
STARTS = ("/", "/soeg?q=lokalplan", "/udvalg", "/postlister", "/nyheder", "/log-ind", "/findes-ikke")


@pytest.fixture(scope="module")
def pages(demo_town):
    """One page of every kind that these roles come to, in English."""
    site = demo_layer(demo_town)
    found = []
    for role in ROLES:
        client = site.client(role)
        client.set_cookie("sprog", "en")
        starts = ("/intranet/",) if role not in (None, "borger1") else STARTS
        found += [page for page in crawl(client, starts, of_a_shape=1) if "html" in page.content_type]
    site.db.close()
    return found


def test_every_page_says_that_it_is_english(pages):
    assert len(pages) > 150
    assert [page.url for page in pages if page.tree.get("lang") != "en"] == []


def test_no_text_of_ours_is_shown_in_danish(pages):
    first, count = {}, Counter()
    for page in pages:
        for text in danish_texts(page.tree):
            first.setdefault(text, page.url)
            count[text] += 1
    assert not count, "\n".join(f"{text!r}: {first[text]}, {times} in all" for text, times in count.items())
