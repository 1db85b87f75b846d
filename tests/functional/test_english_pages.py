"""Whoever chooses English is shown English: every text of ours, on pages of every role."""

from collections import Counter

import pytest
from tests.support.crawling import crawl
from tests.support.demo import demo_layer
from tests.support.english_pages import danish_texts

from bdk_esdh.kernel.graph import find_objectmap
from bdk_esdh.kernel.places import is_place

pytestmark = pytest.mark.whole

ROLES = (None, "administrator", "sagsbehandler", "sekretaer", "politiker", "redaktoer", "borger1")
#: also what those are called who stand on the postlist without their name
WRITTEN = ("title", "job_title", "neutral_title", "character")
STARTS = ("/", "/soeg?q=lokalplan", "/udvalg", "/postlister", "/nyheder", "/log-ind", "/findes-ikke")


@pytest.fixture(scope="module")
def demo(demo_town):
    site = demo_layer(demo_town)
    yield site
    site.db.close()


@pytest.fixture(scope="module")
def written(demo):
    """What people have called something."""
    with demo.graph() as (root, _act):
        graph = find_objectmap(root)
        nodes = [node for node in map(graph.object_for, list(graph.objectid_to_path)) if not is_place(node)]
        return {getattr(node, name, None) for node in nodes for name in WRITTEN} - {None}


@pytest.fixture(scope="module")
def pages(demo):
    """One page of every kind that these roles come to, in English."""
    found = []
    for role in ROLES:
        client = demo.client(role)
        client.set_cookie("sprog", "en")
        starts = ("/intranet/",) if role not in (None, "borger1") else STARTS
        found += [page for page in crawl(client, starts, of_a_shape=1) if "html" in page.content_type]
    return found


def test_every_page_says_that_it_is_english(pages):
    assert len(pages) > 150
    assert [page.url for page in pages if page.tree.get("lang") != "en"] == []


def test_no_text_of_ours_is_shown_in_danish(pages, written):
    first, count = {}, Counter()
    for page in pages:
        for text in danish_texts(page.tree, written):
            first.setdefault(text, page.url)
            count[text] += 1
    assert not count, "\n".join(f"{text!r}: {first[text]}, {times} in all" for text, times in count.items())
